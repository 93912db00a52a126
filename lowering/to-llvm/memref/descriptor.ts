/**
 * Descriptors: structs that stand for buffers. One of known rank holds the pointer to free, the pointer to the aligned
 * memory, the offset of the first element, the sizes and the strides, the last three in elements; one of unknown rank
 * holds the rank and a pointer to a descriptor of that rank.
 */
import {
  AddOp,
  AllocaOp,
  buildAggregate,
  ConstantOp,
  createGEP,
  extractValue,
  insertValue,
  LoadOp,
  MulOp,
  PtrToIntOp,
  ptr,
  StoreOp,
  ZeroOp,
} from "../../../dialects/llvm/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr, TypeAttr } from "../../../ir/builtin/attributes.ts";
import { type BaseMemRefType, i8, indexType, MemRefType, UnrankedMemRefType } from "../../../ir/builtin/types.ts";
import type { TypeConverter } from "../../../ir/type-converter.ts";
import type { Value } from "../../../ir/value.ts";
import { addressSpaceOf, indexTypeOf } from "../types.ts";

type Position = readonly number[];

/** Where the parts of a descriptor of known rank are. */
export const part = {
  allocated: [0],
  aligned: [1],
  offset: [2],
  sizes: [3],
  size: (dimension: number): Position => [3, dimension],
  stride: (dimension: number): Position => [4, dimension],
} as const;

/** Where the parts of a descriptor of unknown rank are. */
export const unrankedPart = { rank: [0], descriptor: [1] } as const;

export const isMemRef = (type: Type): type is BaseMemRefType =>
  type instanceof MemRefType || type instanceof UnrankedMemRefType;

const dimensions = (type: MemRefType): number[] => type.shape.map((_, dimension) => dimension);

/** The positions of all parts, in the order in which functions take them. */
export function partsOf(type: BaseMemRefType): readonly Position[] {
  if (!(type instanceof MemRefType)) return [unrankedPart.rank, unrankedPart.descriptor];
  const sizes = dimensions(type).map(part.size);
  const strides = dimensions(type).map(part.stride);
  return [part.allocated, part.aligned, part.offset, ...sizes, ...strides];
}

/** A part and its value. */
export type Part = readonly [Position, Value];

/** Takes a descriptor apart, in the order of `partsOf`. */
export const unpackDescriptor = (builder: OpBuilder, descriptor: Value, type: BaseMemRefType): Value[] =>
  partsOf(type).map((position) => extractValue(builder, descriptor, position));

/** The reverse: a descriptor made of values in the order of `partsOf`. */
export function packDescriptor(
  builder: OpBuilder,
  descriptorType: Type,
  values: readonly Value[],
  type: BaseMemRefType,
): Value {
  const parts = partsOf(type).map((position, i) => [position, values[i]!] as const);
  if (!(type instanceof MemRefType)) return buildAggregate(builder, descriptorType, parts);
  const pairs = dimensions(type).flatMap((d) => [parts[3 + d]!, parts[3 + type.rank + d]!]);
  return buildAggregate(builder, descriptorType, [...parts.slice(0, 3), ...pairs]);
}

/** A descriptor of unknown rank. */
export const buildUnranked = (builder: OpBuilder, type: Type, rank: Value, descriptor: Value): Value =>
  buildAggregate(builder, type, [
    [unrankedPart.rank, rank],
    [unrankedPart.descriptor, descriptor],
  ]);

/** What is to be freed, and where the memory begins. */
export interface Pointers {
  readonly allocated: Value;
  readonly aligned: Value;
}

/** The pointers of a descriptor, which a descriptor of unknown rank has in memory. */
export function pointersOf(builder: OpBuilder, descriptor: Value, type: BaseMemRefType): Pointers {
  if (type instanceof MemRefType) {
    const [allocated, aligned] = [part.allocated, part.aligned].map((at) => extractValue(builder, descriptor, at));
    return { allocated: allocated!, aligned: aligned! };
  }
  const pointer = ptr(addressSpaceOf(type));
  const load = (addr: Value): Value => builder.create(LoadOp, { addr, resultTypes: [pointer] }).res;
  const memory = extractValue(builder, descriptor, unrankedPart.descriptor);
  const allocated = load(memory);
  return { allocated, aligned: load(createGEP(builder, memory, pointer, [1])) };
}

/** What a pointer takes on the targets that are supported. */
export const pointerBytes = 8;

/** How many bytes the descriptor takes that one of unknown rank points to. */
function bytesOfUnranked(builder: OpBuilder, types: TypeConverter, rank: Value): Value {
  const word = indexTypeOf(types).width / 8;
  const [one, two, pointer, number] = [1, 2, pointerBytes, word].map((value) => indexConstant(builder, types, value));
  const multiply = (lhs: Value, rhs: Value): Value => builder.create(MulOp, { lhs, rhs }).res;
  const add = (lhs: Value, rhs: Value): Value => builder.create(AddOp, { lhs, rhs }).res;
  const pointers = multiply(two!, pointer!);
  return add(pointers, multiply(add(multiply(two!, rank), one!), number!));
}

/** A descriptor of unknown rank, whose parts are yet to be written to the memory that it points to. */
export function newUnranked(
  builder: OpBuilder,
  types: TypeConverter,
  type: Type,
  rank: Value,
): { readonly unranked: Value; readonly memory: Value; readonly bytes: Value } {
  const withRank = buildAggregate(builder, type, [[unrankedPart.rank, rank]]);
  const bytes = bytesOfUnranked(builder, types, rank);
  const memory = builder.create(AllocaOp, {
    arraySize: bytes,
    elem_type: TypeAttr.get(i8()),
    resultTypes: [ptr()],
  }).res;
  return { unranked: insertValue(builder, withRank, memory, unrankedPart.descriptor), memory, bytes };
}

/** A number as a size, stride or offset. */
export const indexConstant = (builder: OpBuilder, types: TypeConverter, value: number): Value =>
  builder.create(ConstantOp, { value: IntegerAttr.get(indexType(), value), resultTypes: [indexTypeOf(types)] }).res;

/** How many bytes `count` objects of the type take in an array. */
export function sizeInBytes(builder: OpBuilder, types: TypeConverter, type: Type, count: Value | number): Value {
  const origin = builder.create(ZeroOp, { resultTypes: [ptr()] }).res;
  const end = createGEP(builder, origin, type, [count]);
  return builder.create(PtrToIntOp, { arg: end, resultTypes: [indexTypeOf(types)] }).res;
}

/** The address of a new local variable of the type. */
export const localVariable = (builder: OpBuilder, types: TypeConverter, type: Type): Value =>
  builder.create(AllocaOp, {
    arraySize: indexConstant(builder, types, 1),
    elem_type: TypeAttr.get(type),
    resultTypes: [ptr()],
  }).res;

/** The address of a new local variable that holds `value`. */
export function stored(builder: OpBuilder, types: TypeConverter, value: Value): Value {
  const addr = localVariable(builder, types, value.type);
  builder.create(StoreOp, { value, addr });
  return addr;
}
