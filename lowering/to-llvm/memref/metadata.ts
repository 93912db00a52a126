/** Lowers what asks for the sizes, the rank and the memory of buffers. */

import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import type { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { isDynamic, MemRefType, type UnrankedMemRefType } from "../../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../../ir/conversion.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { TypeConverter } from "../../../ir/type-converter.ts";
import type { Value } from "../../../ir/value.ts";
import { addressSpaceOf, indexTypeOf } from "../types.ts";
import { indexConstant, part, pointersOf, unrankedPart } from "./descriptor.ts";

const convertRank = conversionPattern("memref.rank-to-llvm", memref.RankOp, (view, operands, rewriter, types) => {
  const { type } = view.memref;
  const rank =
    type instanceof MemRefType
      ? indexConstant(rewriter, types, type.rank)
      : llvm.extractValue(rewriter, operands.memref, unrankedPart.rank);
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
    isDynamic(shape[d]!)
      ? llvm.extractValue(builder, descriptor, part.size(d))
      : indexConstant(builder, types, shape[d]!);
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
  const descriptor = llvm.extractValue(builder, unranked, unrankedPart.descriptor);
  const offset = llvm.createGEP(builder, descriptor, start, [0, 2]);
  const lhs = indexConstant(builder, types, 1);
  const position = builder.create(llvm.AddOp, { lhs, rhs: index }).res;
  const addr = llvm.createGEP(builder, offset, indexType, [position]);
  return builder.create(llvm.LoadOp, { addr, resultTypes: [indexType] }).res;
}

/** What the type tells is a constant. */
const convertMetadata = conversionPattern(
  "memref.extract_strided_metadata-to-llvm",
  memref.ExtractStridedMetadataOp,
  (view, { source }, rewriter, types) => {
    const baseType = types.convert(view.base_buffer.type);
    if (baseType === undefined || types.convert(view.source.type) === undefined) return false;
    const extract = (position: readonly number[]): Value => llvm.extractValue(rewriter, source, position);
    const base = llvm.buildAggregate(rewriter, baseType, [
      [part.allocated, extract(part.allocated)],
      [part.aligned, extract(part.aligned)],
      [part.offset, indexConstant(rewriter, types, 0)],
    ]);
    const known = memref.knownMetadata(view);
    const partOr = (index: MixedIndex, position: readonly number[]): Value =>
      isValue(index) ? extract(position) : indexConstant(rewriter, types, Number(index));
    rewriter.replace(view.op, [
      base,
      ...known.offsets.map((index) => partOr(index, part.offset)),
      ...known.sizes.map((index, d) => partOr(index, part.size(d))),
      ...known.strides.map((index, d) => partOr(index, part.stride(d))),
    ]);
    return true;
  },
);

const convertAlignedPointer = conversionPattern(
  "memref.extract_aligned_pointer_as_index-to-llvm",
  memref.ExtractAlignedPointerAsIndexOp,
  (view, { source }, rewriter, types) => {
    const { type } = view.source;
    if (types.convert(type) === undefined) return false;
    const { aligned: arg } = pointersOf(rewriter, source, type);
    rewriter.replace(view.op, [rewriter.create(llvm.PtrToIntOp, { arg, resultTypes: [indexTypeOf(types)] }).res]);
    return true;
  },
);

export const metadataPatterns: readonly ConversionPattern[] = [
  convertRank,
  convertDim,
  convertMetadata,
  convertAlignedPointer,
];
