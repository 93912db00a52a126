/** `finalize-memref-to-llvm`: buffers become descriptors, and their elements memory behind pointers. */

import * as llvm from "../../dialects/llvm/index.ts";
import * as memref from "../../dialects/memref/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { type IntegerAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { isDynamic, MemRefType, UnrankedMemRefType } from "../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../ir/conversion.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { TypeConverter } from "../../ir/type-converter.ts";
import type { Value } from "../../ir/value.ts";
import { extractValue } from "./elementwise.ts";
import { type AllocationOptions, allocationPatterns } from "./memref-allocation.ts";
import { convertCopy } from "./memref-copy.ts";
import { buildUnranked, indexConstant, part, stored, unrankedPart } from "./memref-descriptor.ts";
import type { ModuleSymbols } from "./symbols.ts";
import { addressSpaceOf, indexTypeOf } from "./types.ts";

// Elements.

/** Indices are within the buffer, which is no larger than half of the address space. */
const noOverflow = () => llvm.IntegerOverflowFlags.of("nsw", "nuw");

/** The address of an element. */
function elementAddress(
  builder: OpBuilder,
  types: TypeConverter,
  descriptor: Value,
  type: MemRefType,
  indices: readonly Value[],
): Value {
  const { offset, strides } = stridesAndOffset(type)!;
  const elementType = types.convert(type.elementType)!;
  const partOr = (position: readonly number[], value: number): Value =>
    isDynamic(value) ? extractValue(builder, descriptor, position) : indexConstant(builder, types, value);

  let address = extractValue(builder, descriptor, part.aligned);
  if (offset !== 0) address = llvm.createGEP(builder, address, elementType, [partOr(part.offset, offset)]);
  let position: Value | undefined;
  for (const [d, stride] of strides.entries()) {
    const overflowFlags = noOverflow();
    let rhs = indices[d]!;
    if (stride !== 1) {
      rhs = builder.create(llvm.MulOp, { lhs: rhs, rhs: partOr(part.stride(d), stride), overflowFlags }).res;
    }
    position = position === undefined ? rhs : builder.create(llvm.AddOp, { lhs: position, rhs, overflowFlags }).res;
  }
  if (position === undefined) return address;
  return llvm.createGEP(builder, address, elementType, [position], llvm.GEPNoWrapFlags.of("inbounds", "nuw"));
}

const isAccessible = (type: MemRefType, types: TypeConverter): boolean => types.convert(type) !== undefined;

/** How memory is accessed, in the words of the llvm dialect. */
const accessAttributes = ({ alignment, nontemporal }: memref.LoadOp | memref.StoreOp) => ({
  alignment,
  nontemporal: nontemporal?.boolValue === true ? UnitAttr.get() : undefined,
});

const convertLoad = conversionPattern(
  "memref.load-to-llvm",
  memref.LoadOp,
  (load, { memref: buffer, indices }, rewriter, types) => {
    const type = load.memref.type as MemRefType;
    if (!isAccessible(type, types)) return false;
    const addr = elementAddress(rewriter, types, buffer, type, indices);
    const resultTypes = [types.convert(type.elementType)!];
    rewriter.replace(load.op, [rewriter.create(llvm.LoadOp, { addr, ...accessAttributes(load), resultTypes }).res]);
    return true;
  },
);

const convertStore = conversionPattern(
  "memref.store-to-llvm",
  memref.StoreOp,
  (store, { value, memref: buffer, indices }, rewriter, types) => {
    const type = store.memref.type as MemRefType;
    if (!isAccessible(type, types)) return false;
    const addr = elementAddress(rewriter, types, buffer, type, indices);
    rewriter.create(llvm.StoreOp, { value, addr, ...accessAttributes(store) });
    rewriter.erase(store.op);
    return true;
  },
);

// Shapes.

const convertRank = conversionPattern("memref.rank-to-llvm", memref.RankOp, (view, operands, rewriter, types) => {
  const { type } = view.memref;
  const rank =
    type instanceof MemRefType
      ? indexConstant(rewriter, types, type.rank)
      : extractValue(rewriter, operands.memref, unrankedPart.rank);
  rewriter.replace(view.op, [rank]);
  return true;
});

const convertDim = conversionPattern("memref.dim-to-llvm", memref.DimOp, (view, { source, index }, rewriter, types) => {
  const { type } = view.source;
  const size =
    type instanceof MemRefType
      ? sizeOf(rewriter, types, source, type, index, constantInteger(view.index) ?? constantInteger(index))
      : sizeOfUnranked(rewriter, types, source, type as UnrankedMemRefType, index);
  rewriter.replace(view.op, [size]);
  return true;
});

function sizeOf(
  builder: OpBuilder,
  types: TypeConverter,
  descriptor: Value,
  { shape }: MemRefType,
  index: Value,
  constant: IntegerAttr | undefined,
): Value {
  const size = (d: number): Value =>
    isDynamic(shape[d]!) ? extractValue(builder, descriptor, part.size(d)) : indexConstant(builder, types, shape[d]!);
  if (constant !== undefined && shape[constant.number] !== undefined) return size(constant.number);
  // Selected rather than read from memory, of which each iteration of a loop would take more.
  let result = size(0);
  for (let d = 1; d < shape.length; d++) {
    const predicate = llvm.ICmpPredicate.of("eq");
    const rhs = indexConstant(builder, types, d);
    const condition = builder.create(llvm.ICmpOp, { predicate, lhs: index, rhs }).res;
    result = builder.create(llvm.SelectOp, { condition, trueValue: size(d), falseValue: result }).res;
  }
  return result;
}

/** The sizes stand in memory behind the offset. */
function sizeOfUnranked(
  builder: OpBuilder,
  types: TypeConverter,
  unranked: Value,
  type: UnrankedMemRefType,
  index: Value,
): Value {
  const pointer = llvm.ptr(addressSpaceOf(type));
  const indexType = indexTypeOf(types);
  const start = llvm.literalStruct([pointer, pointer, indexType]);
  const descriptor = extractValue(builder, unranked, unrankedPart.descriptor);
  const offset = llvm.createGEP(builder, descriptor, start, [0, 2]);
  const lhs = indexConstant(builder, types, 1);
  const position = builder.create(llvm.AddOp, { lhs, rhs: index }).res;
  const addr = llvm.createGEP(builder, offset, indexType, [position]);
  return builder.create(llvm.LoadOp, { addr, resultTypes: [indexType] }).res;
}

/** Casts between known ranks change nothing; the rank is forgotten by storing the descriptor, and found by loading it. */
const convertCast = conversionPattern("memref.cast-to-llvm", memref.CastOp, (view, { source }, rewriter, types) => {
  const from = view.source.type;
  const type = types.convert(view.dest.type);
  if (type === undefined || types.convert(from) === undefined) return false;
  let result = source;
  if (from instanceof UnrankedMemRefType) {
    const addr = extractValue(rewriter, source, unrankedPart.descriptor);
    result = rewriter.create(llvm.LoadOp, { addr, resultTypes: [type] }).res;
  } else if (view.dest.type instanceof UnrankedMemRefType) {
    const addr = stored(rewriter, types, source);
    const rank = indexConstant(rewriter, types, (from as MemRefType).rank);
    result = buildUnranked(rewriter, type, rank, addr);
  }
  rewriter.replace(view.op, [result]);
  return true;
});

export const memrefPatterns = (symbols: ModuleSymbols, options: AllocationOptions): readonly ConversionPattern[] => [
  ...allocationPatterns(symbols, options),
  convertLoad,
  convertStore,
  convertRank,
  convertDim,
  convertCast,
  convertCopy(symbols),
];
