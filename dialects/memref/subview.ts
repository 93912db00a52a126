/** `memref.subview`: a part of a buffer, perhaps without some of the dimensions that are 1. */

import { StridedLayoutAttr } from "../../ir/builtin/attributes.ts";
import { AnyMemRef } from "../../ir/builtin/constraints.ts";
import {
  hasStaticLayout,
  isStrided,
  saturatingProduct,
  saturatingSum,
  stridesAndOffset,
} from "../../ir/builtin/strided-layout.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { OffsetSizeAndStrideOpInterface, type Slice, sliceOf } from "../../ir/interfaces/offset-size-stride.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import { constantIndex, indexInType, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { Pure } from "../../ir/traits.ts";
import { dynamicIndexListDirective } from "../dynamic-index-list.ts";
import {
  droppedDims,
  sliceAttributes,
  sliceInterface,
  sliceOperands,
  sliceShape,
  verifyInBounds,
} from "../offset-size-stride.ts";

export const SubViewOp = defineOp(
  "memref.subview",
  {
    summary: "Looks at a part of a buffer",
    operands: { source: AnyMemRef, ...sliceOperands },
    attributes: sliceAttributes,
    results: { result: AnyMemRef },
    traits: [Pure],
    assemblyFormat:
      "$source `` custom<DynamicIndexList>($offsets, $static_offsets) " +
      "custom<DynamicIndexList>($sizes, $static_sizes) custom<DynamicIndexList>($strides, $static_strides) " +
      "attr-dict `:` type($source) `to` type($result)",
  },
  {
    directives: { DynamicIndexList: dynamicIndexListDirective },
    verify({ op, source, result }) {
      const from = source.type as MemRefType;
      const to = result.type as MemRefType;
      if (from.memorySpace !== to.memorySpace) {
        const types = `base memref type '${from}' and subview memref type '${to}'`;
        throw errorAt(op.loc, `different memory spaces specified for ${types}`);
      }
      if (!isStrided(from)) throw errorAt(op.loc, `base type '${from}' is not strided`);
      const slice = sliceOf(op);
      verifyType(op, inferSubViewType(from, slice), to, slice.sizes);
      verifyInBounds(op, from.shape, slice);
    },
    fold({ op, source, result }): FoldResult {
      if (source.type !== result.type) return undefined;
      if (source.type.hasStaticShape && hasStaticLayout(source.type)) return source;
      const inner = SubViewOp.defining(source);
      return inner !== undefined && takesAllOf(sliceOf(op), sliceOf(inner.op)) ? source : undefined;
    },
    resultNames: () => ["subview"],
  },
)
  .implement(ViewLikeOpInterface, {
    viewSource: ({ source }) => source,
    isInjective: ({ op }) => sliceOf(op).strides.every((stride) => (constantIndex(stride) ?? 0n) !== 0n),
  })
  .implement(
    OffsetSizeAndStrideOpInterface,
    sliceInterface(({ source }) => {
      const { rank } = source.type as MemRefType;
      return [rank, rank, rank];
    }),
  );
export type SubViewOp = Op<typeof SubViewOp>;

/** Whether a slice of the result of `inner` is all of it. */
const takesAllOf = ({ offsets, sizes, strides }: Slice, inner: Slice): boolean =>
  offsets.every((offset) => constantIndex(offset) === 0n) &&
  strides.every((stride) => constantIndex(stride) === 1n) &&
  sizes.length === inner.sizes.length &&
  sizes.every((size, i) => size === inner.sizes[i]);

/** The type of a slice of a strided buffer, without any reduction of the rank. */
export function inferSubViewType(source: MemRefType, slice: Slice): MemRefType {
  const { offset, strides } = stridesAndOffset(source)!;
  const terms = slice.offsets.map((index, i) => saturatingProduct(indexInType(index), strides[i]!));
  const layout = StridedLayoutAttr.get(
    terms.reduce(saturatingSum, offset),
    slice.strides.map((index, i) => saturatingProduct(indexInType(index), strides[i]!)),
  );
  return MemRefType.get(sliceShape(slice), source.elementType, layout, source.memorySpace);
}

/** The type of a slice without the dimensions in `dropped`. */
export function inferRankReducedType(source: MemRefType, slice: Slice, dropped: ReadonlySet<number>): MemRefType {
  const full = inferSubViewType(source, slice);
  if (dropped.size === 0) return full;
  const { offset, strides } = full.layout as StridedLayoutAttr;
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, i) => !dropped.has(i));
  const layout = StridedLayoutAttr.get(offset, kept(strides));
  return MemRefType.get(kept(full.shape), full.elementType, layout, full.memorySpace);
}

/** The dimensions of the source that the result does not have. */
export function subViewDroppedDims({ op, source, result }: SubViewOp): ReadonlySet<number> {
  const slice = sliceOf(op);
  return droppedByLayout(inferSubViewType(source.type as MemRefType, slice), result.type as MemRefType, slice.sizes)!;
}

/** The size of a dimension of the result. */
export function sizeOfSubView(view: SubViewOp, dimension: number): MixedIndex {
  const dropped = subViewDroppedDims(view);
  return sliceOf(view.op).sizes.filter((_, i) => !dropped.has(i))[dimension]!;
}

/**
 * The dimensions that `reduced` does not have. Where more than one choice has the right sizes, the strides decide: that of
 * a dimension which goes must go as well. Undefined if the layouts do not fit.
 */
function droppedByLayout(
  full: MemRefType,
  reduced: MemRefType,
  sizes: readonly MixedIndex[],
): ReadonlySet<number> | undefined {
  if (full.rank === reduced.rank) return new Set();
  const dropped = new Set(sizes.flatMap((size, i) => (size === 1n ? [i] : [])));
  if (dropped.size + reduced.rank === full.rank) return dropped;
  const strides = stridesAndOffset(full)?.strides;
  const kept = stridesAndOffset(reduced)?.strides;
  if (strides === undefined || kept === undefined) return undefined;
  const left = countEach(strides);
  const wanted = countEach(kept);
  for (const dim of [...dropped]) {
    const stride = strides[dim]!;
    const surplus = left.get(stride)! - (wanted.get(stride) ?? 0);
    if (surplus < 0) return undefined;
    if (surplus === 0) dropped.delete(dim);
    else left.set(stride, left.get(stride)! - 1);
  }
  return dropped.size + reduced.rank === full.rank ? dropped : undefined;
}

function countEach(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Throws unless `actual` is the type that the slice has, or that without some dimensions of size 1. */
function verifyType(op: Operation, full: MemRefType, actual: MemRefType, sizes: readonly MixedIndex[]): void {
  if (actual === full) return;
  if (actual.rank > full.rank) {
    throw errorAt(op.loc, `expected result rank to be smaller or equal to the source rank, but got '${actual}'`);
  }
  const mismatch = (what: string) =>
    errorAt(
      op.loc,
      `expected result type to be '${full}' or a rank-reduced version. (mismatch of result ${what}), ` +
        `but got '${actual}'`,
    );
  if (droppedDims(full.shape, actual.shape) === undefined) throw mismatch("sizes");
  if (actual.elementType !== full.elementType) {
    throw errorAt(op.loc, `expected result element type to be '${full.elementType}', but got '${actual}'`);
  }
  const expected = stridesAndOffset(full)!;
  const found = stridesAndOffset(actual);
  const dropped = droppedByLayout(full, actual, sizes);
  if (found === undefined || found.offset !== expected.offset || dropped === undefined) throw mismatch("layout");
  const strides = expected.strides.filter((_, i) => !dropped.has(i));
  if (!strides.every((stride, i) => stride === found.strides[i])) throw mismatch("layout");
}
