/** Lowers the allocation of buffers: on the heap through functions of the C library, or on the stack. */

import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { TypeAttr } from "../../../ir/builtin/attributes.ts";
import {
  ComplexType,
  FloatType,
  IndexType,
  IntegerType,
  isDynamic,
  MemRefType,
  UnrankedMemRefType,
  VectorType,
} from "../../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../../ir/conversion.ts";
import type { TypeConverter } from "../../../ir/type-converter.ts";
import type { Value } from "../../../ir/value.ts";
import { callLibrary, type ModuleSymbols } from "../symbols.ts";
import { addressSpaceOf, indexTypeOf } from "../types.ts";
import { indexConstant, isMemRef, type Pointers, part, pointersOf, sizeInBytes } from "./descriptor.ts";

export interface AllocationOptions {
  /** Call `aligned_alloc` in place of `malloc`. */
  readonly alignedAlloc: boolean;
  /** Call functions with names of their own, which the program has to be linked with. */
  readonly genericFunctions: boolean;
}

/** A buffer's sizes and strides as values, and the number of its elements. */
export interface Shape {
  readonly sizes: readonly Value[];
  readonly strides: readonly Value[];
  readonly count: Value;
}

export function shapeOf(
  builder: OpBuilder,
  types: TypeConverter,
  type: MemRefType,
  dynamicSizes: readonly Value[],
): Shape {
  let next = 0;
  const constant = (value: number): Value => indexConstant(builder, types, value);
  const sizes = type.shape.map((size) => (isDynamic(size) ? dynamicSizes[next++]! : constant(size)));
  const strides: Value[] = new Array(type.rank);
  let count = constant(1);
  // The number of the elements, while it is known.
  let product: number | undefined = 1;
  for (let i = type.rank - 1; i >= 0; i--) {
    strides[i] = count;
    const size = type.shape[i]!;
    const isFirstFactor = product === 1;
    product = product === undefined || isDynamic(size) ? undefined : product * size;
    if (isFirstFactor) count = sizes[i]!;
    else if (product !== undefined) count = constant(product);
    else count = builder.create(llvm.MulOp, { lhs: count, rhs: sizes[i]! }).res;
  }
  return { sizes, strides, count };
}

/** The descriptor of a buffer whose first element is where `aligned` points. */
export function describeBuffer(
  builder: OpBuilder,
  types: TypeConverter,
  type: MemRefType,
  { allocated, aligned }: Pointers,
  { sizes, strides }: Shape,
): Value {
  function* parts(): Generator<readonly [readonly number[], Value]> {
    yield [part.allocated, allocated];
    yield [part.aligned, aligned];
    yield [part.offset, indexConstant(builder, types, 0)];
    for (const [d, size] of sizes.entries()) yield [part.size(d), size];
    for (const [d, stride] of strides.entries()) yield [part.stride(d), stride];
  }
  return llvm.buildAggregate(builder, types.convert(type)!, parts());
}

/** Whether there is an LLVM type for the buffer's elements, and they stand in memory one after the other. */
export const isAllocatable = (type: MemRefType, types: TypeConverter): boolean =>
  type.layout === undefined && types.convert(type) !== undefined;

// The stack.

const convertAlloca = conversionPattern(
  "memref.alloca-to-llvm",
  memref.AllocaOp,
  ({ op, memref: { type }, alignment }, { dynamicSizes }, rewriter, types) => {
    if (!(type instanceof MemRefType) || !isAllocatable(type, types)) return false;
    const shape = shapeOf(rewriter, types, type, dynamicSizes);
    const pointer = rewriter.create(llvm.AllocaOp, {
      arraySize: shape.count,
      elem_type: TypeAttr.get(types.convert(type.elementType)!),
      alignment,
      resultTypes: [llvm.ptr(addressSpaceOf(type))],
    }).res;
    rewriter.replace(op, [describeBuffer(rewriter, types, type, { allocated: pointer, aligned: pointer }, shape)]);
    return true;
  },
);

/** Frees at the end what was allocated on the stack inside. */
const convertAllocaScope = conversionPattern(
  "memref.alloca_scope-to-llvm",
  memref.AllocaScopeOp,
  ({ op, bodyRegion }, _, rewriter, types) => {
    const resultTypes = op.resultTypes.map((type) => types.convert(type));
    if (!resultTypes.every((type) => type !== undefined)) return false;
    const terminator = bodyRegion.last!.last!;
    const results = terminator.operands.map((value) => rewriter.remapped(value)?.[0]);
    if (!results.every((value) => value !== undefined)) return false;
    const ptr = rewriter.create(llvm.StackSaveOp, { resultTypes: [llvm.ptr()] }).res;
    const before = op.block!;
    const behind = rewriter.splitBlock(before, op);
    let join = behind;
    if (results.length > 0) {
      join = rewriter.createBlock(before.region!, resultTypes, behind);
      rewriter.create(llvm.BrOp, { dest: behind, destOperands: [] });
    }
    const body = bodyRegion.front;
    rewriter.inlineRegionBefore(bodyRegion, before.region!, join);
    rewriter.setInsertionPointToEnd(before);
    rewriter.create(llvm.BrOp, { dest: body, destOperands: [] });
    rewriter.setInsertionPoint(terminator);
    rewriter.create(llvm.StackRestoreOp, { ptr });
    rewriter.create(llvm.BrOp, { dest: join, destOperands: results });
    rewriter.erase(terminator);
    rewriter.replace(op, join.args);
    return true;
  },
);

// The heap.

/** `value` rounded up to a multiple of `alignment`. */
function alignUp(builder: OpBuilder, types: TypeConverter, value: Value, alignment: Value): Value {
  const subtract = (lhs: Value, rhs: Value): Value => builder.create(llvm.SubOp, { lhs, rhs }).res;
  const above = subtract(alignment, indexConstant(builder, types, 1));
  const lhs = builder.create(llvm.AddOp, { lhs: value, rhs: above }).res;
  return subtract(lhs, builder.create(llvm.URemOp, { lhs, rhs: alignment }).res);
}

function inSpace(builder: OpBuilder, space: number | undefined, pointer: Value): Value {
  const type = llvm.ptr(space);
  return pointer.type === type
    ? pointer
    : builder.create(llvm.AddrSpaceCastOp, { arg: pointer, resultTypes: [type] }).res;
}

/** What a buffer asks of the library. */
interface Request {
  readonly type: MemRefType;
  /** In bytes; undefined if the operation does not say. */
  readonly alignment: number | undefined;
  /** In bytes. */
  readonly size: Value;
  /** Calls the function that allocates; gives a pointer of the buffer's address space. */
  call(args: readonly Value[]): Value;
}

/** Asks for so much more than `size` that aligned memory is in it. */
function allocate({ type, alignment: bytes, size, call }: Request, builder: OpBuilder, types: TypeConverter): Pointers {
  const alignment =
    bytes !== undefined
      ? indexConstant(builder, types, bytes)
      : isNumber(type.elementType)
        ? undefined
        : sizeInBytes(builder, types, types.convert(type.elementType)!, 1);
  if (alignment === undefined) {
    const allocated = call([size]);
    return { allocated, aligned: allocated };
  }
  const allocated = call([builder.create(llvm.AddOp, { lhs: size, rhs: alignment }).res]);
  const address = builder.create(llvm.PtrToIntOp, { arg: allocated, resultTypes: [indexTypeOf(types)] }).res;
  const arg = alignUp(builder, types, address, alignment);
  return { allocated, aligned: builder.create(llvm.IntToPtrOp, { arg, resultTypes: [allocated.type] }).res };
}

const isNumber = (type: Type): boolean =>
  type instanceof FloatType || type instanceof IndexType || (type instanceof IntegerType && type.isSignless);

/** The least alignment that is asked of `aligned_alloc`. */
const minimalAlignment = 16;

/** Asks for aligned memory, whose size has to be a multiple of the alignment. */
function allocateAligned(
  { type, alignment: requested, size, call }: Request,
  builder: OpBuilder,
  types: TypeConverter,
): Pointers {
  const elementBytes = bytesOf(type.elementType, types);
  const bytes = requested ?? Math.max(minimalAlignment, nextPowerOfTwo(elementBytes));
  const alignment = indexConstant(builder, types, bytes);
  const divisor = type.shape.reduce((product, size) => (isDynamic(size) ? product : product * size), elementBytes);
  const multiple = divisor % bytes === 0 ? size : alignUp(builder, types, size, alignment);
  const allocated = call([alignment, multiple]);
  return { allocated, aligned: allocated };
}

const nextPowerOfTwo = (value: number): number => 2 ** Math.ceil(Math.log2(value));

/** How many bytes an element takes. */
function bytesOf(type: Type, types: TypeConverter): number {
  const word = indexTypeOf(types).width / 8;
  if (type instanceof MemRefType) return 2 * 8 + (1 + 2 * type.rank) * word;
  if (type instanceof UnrankedMemRefType) return 8 + word;
  if (type instanceof ComplexType) return 2 * bytesOf(type.elementType, types);
  if (type instanceof VectorType) {
    const [inner = 1, ...outer] = type.shape.toReversed();
    return outer.reduce((a, b) => a * b, nextPowerOfTwo(inner) * bytesOf(type.elementType, types));
  }
  if (type instanceof IntegerType || type instanceof FloatType) return Math.ceil(type.width / 8);
  return word;
}

/** The functions of the C library, and what they are called where the program brings its own. */
const genericNames = {
  malloc: "_mlir_memref_to_llvm_alloc",
  aligned_alloc: "_mlir_memref_to_llvm_aligned_alloc",
  free: "_mlir_memref_to_llvm_free",
} as const;

const functionName = (name: keyof typeof genericNames, { genericFunctions }: AllocationOptions): string =>
  genericFunctions ? genericNames[name] : name;

const convertAlloc = (symbols: ModuleSymbols, options: AllocationOptions): ConversionPattern =>
  conversionPattern("memref.alloc-to-llvm", memref.AllocOp, (alloc, { dynamicSizes }, rewriter, types) => {
    const { type } = alloc.memref;
    if (!(type instanceof MemRefType) || !isAllocatable(type, types)) return false;
    const name = functionName(options.alignedAlloc ? "aligned_alloc" : "malloc", options);
    const shape = shapeOf(rewriter, types, type, dynamicSizes);
    const request: Request = {
      type,
      alignment: alloc.alignment?.number,
      size: sizeInBytes(rewriter, types, types.convert(type.elementType)!, shape.count),
      // The library knows only the default address space.
      call: (args) =>
        inSpace(rewriter, addressSpaceOf(type), callLibrary(rewriter, symbols, name, args, [llvm.ptr()])!),
    };
    const pointers = (options.alignedAlloc ? allocateAligned : allocate)(request, rewriter, types);
    rewriter.replace(alloc.op, [describeBuffer(rewriter, types, type, pointers, shape)]);
    return true;
  });

const convertDealloc = (symbols: ModuleSymbols, options: AllocationOptions): ConversionPattern =>
  conversionPattern("memref.dealloc-to-llvm", memref.DeallocOp, ({ op, memref: original }, { memref }, rewriter) => {
    const { type } = original;
    if (!isMemRef(type)) return false;
    const { allocated } = pointersOf(rewriter, memref, type);
    callLibrary(rewriter, symbols, functionName("free", options), [inSpace(rewriter, 0, allocated)], []);
    rewriter.erase(op);
    return true;
  });

export const allocationPatterns = (
  symbols: ModuleSymbols,
  options: AllocationOptions,
): readonly ConversionPattern[] => [
  convertAlloc(symbols, options),
  convertAlloca,
  convertAllocaScope,
  convertDealloc(symbols, options),
];
