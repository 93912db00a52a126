/** Questions about a buffer: its sizes, its rank, where its memory lies. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyRankedOrUnrankedMemRef, Index } from "../../ir/builtin/constraints.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { indexType, MemRefType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { ConditionallySpeculatable, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { ShapedDimOpInterface } from "../../ir/interfaces/shaped-dim.ts";
import { constantInteger } from "../../ir/matchers.ts";
import { indexFromType, type MixedIndex } from "../../ir/mixed-index.ts";
import { inferTypes, Pure, SameVariadicResultSize } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { dynamicSize } from "../dynamic-sizes.ts";
import { AllocaOp, AllocOp } from "./allocation.ts";
import { foldMemRefCast } from "./cast.ts";
import { RankedAboveZeroOrUnrankedMemRef, StridedMemRef, StridedMemRefOfRankZero } from "./constraints.ts";
import { SubViewOp, sizeOfSubView } from "./subview.ts";
import { ViewOp } from "./view.ts";

export const DimOp = defineOp(
  "memref.dim",
  {
    summary: "The size of a dimension of a buffer",
    operands: { source: RankedAboveZeroOrUnrankedMemRef, index: Index },
    results: { result: Index },
    assemblyFormat: "attr-dict $source `,` $index `:` type($source)",
  },
  {
    fold({ op, source }, { index }): FoldResult {
      const { type } = source;
      if (!(index instanceof IntegerAttr) || !(type instanceof MemRefType)) return undefined;
      const dimension = index.number;
      // A dimension that does not exist is undefined behaviour, which is left alone.
      if (dimension < 0 || dimension >= type.rank) return undefined;
      if (!type.isDynamicDim(dimension)) return IntegerAttr.get(indexType(), type.shape[dimension]!);
      const size = givenSize(source, type, dimension);
      if (size !== undefined) return size;
      return foldMemRefCast(op) ? foldedInPlace : undefined;
    },
    resultNames: () => ["dim"],
  },
)
  .implement(MemoryEffectOpInterface, { effects: () => [] })
  .implement(ShapedDimOpInterface, { shapedValue: ({ source }) => source, dimension: ({ index }) => index })
  .implement(ConditionallySpeculatable, {
    isSpeculatable({ source, index }) {
      const dimension = constantInteger(index);
      const { type } = source;
      if (dimension === undefined || !(type instanceof MemRefType)) return false;
      return dimension.value >= 0n && dimension.value < BigInt(type.rank);
    },
  });
export type DimOp = Op<typeof DimOp>;

/** The value that what makes the buffer is given as the size of a dynamic dimension. */
export function givenSize(source: Value, type: MemRefType, dimension: number): Value | undefined {
  const allocation = AllocOp.defining(source) ?? AllocaOp.defining(source);
  if (allocation !== undefined) return dynamicSize(type, allocation.dynamicSizes, dimension);
  const view = ViewOp.defining(source);
  if (view !== undefined) return dynamicSize(type, view.sizes, dimension);
  const subview = SubViewOp.defining(source);
  return subview === undefined ? undefined : (sizeOfSubView(subview, dimension) as Value);
}

export const RankOp = defineOp(
  "memref.rank",
  {
    summary: "The number of dimensions of a buffer",
    operands: { memref: AnyRankedOrUnrankedMemRef },
    results: { result: Index },
    traits: [Pure],
    assemblyFormat: "$memref attr-dict `:` type($memref)",
  },
  {
    fold: ({ memref }) =>
      memref.type instanceof MemRefType ? IntegerAttr.get(indexType(), memref.type.rank) : undefined,
  },
);
export type RankOp = Op<typeof RankOp>;

export const ExtractStridedMetadataOp = defineOp(
  "memref.extract_strided_metadata",
  {
    summary: "The memory, offset, sizes and strides of a buffer",
    operands: { source: StridedMemRef },
    results: {
      base_buffer: StridedMemRefOfRankZero,
      offset: Index,
      sizes: variadic(Index),
      strides: variadic(Index),
    },
    traits: [
      Pure,
      SameVariadicResultSize,
      inferTypes(({ operands }) => {
        const { rank, elementType, memorySpace } = operands[0]!.type as MemRefType;
        const numbers = new Array(1 + 2 * rank).fill(indexType());
        return [MemRefType.get([], elementType, undefined, memorySpace), ...numbers];
      }),
    ],
    assemblyFormat: "$source `:` type($source) `->` type(results) attr-dict",
  },
  {
    resultNames({ sizes }) {
      const { length } = sizes;
      if (length === 0) return ["base_buffer", "offset"];
      const rest = new Array<undefined>(length - 1).fill(undefined);
      return ["base_buffer", "offset", "sizes", ...rest, "strides"];
    },
  },
);
export type ExtractStridedMetadataOp = Op<typeof ExtractStridedMetadataOp>;

/** The offset, sizes and strides as far as the type of the source tells them; the results for the rest. */
export function knownMetadata({ source, offset, sizes, strides }: ExtractStridedMetadataOp) {
  const { shape } = source.type;
  const layout = stridesAndOffset(source.type)!;
  const known = (sizes: readonly number[], values: readonly Value[]): MixedIndex[] =>
    values.map((value, i) => indexFromType(sizes[i]!, () => value));
  return {
    offsets: known([layout.offset], [offset]),
    sizes: known(shape, sizes),
    strides: known(layout.strides, strides),
  };
}

export const ExtractAlignedPointerAsIndexOp = defineOp(
  "memref.extract_aligned_pointer_as_index",
  {
    summary: "The address of a buffer's memory",
    operands: { source: AnyRankedOrUnrankedMemRef },
    results: { aligned_pointer: Index },
    traits: [Pure],
    assemblyFormat: "$source `:` type($source) `->` type(results) attr-dict",
  },
  { resultNames: () => ["intptr"] },
);
export type ExtractAlignedPointerAsIndexOp = Op<typeof ExtractAlignedPointerAsIndexOp>;
