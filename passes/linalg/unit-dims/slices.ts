/** Slices whose dimensions of one element are not in the part that is taken or put in, but in a reshape of it. */

import { ExtractSliceOp, InsertSliceOp, ParallelInsertSliceOp } from "../../../dialects/tensor/index.ts";
import { RankedTensorType } from "../../../ir/builtin/types.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { createExpansion } from "../create-reshapes.ts";
import { byReshapes, type Reduction, reductionOf } from "./rank-reduction.ts";

/** How the part of a slice of these sizes is reduced, if it has `rank` dimensions; undefined if there is nothing to do. */
function reductionOfSlice(sizes: readonly MixedIndex[], rank: number): Reduction | undefined {
  if (sizes.length !== rank) return undefined;
  const reduction = reductionOf(rank, (dim) => sizes[dim] === 1n);
  return reduction.dropped.size === 0 ? undefined : reduction;
}

const extract = pattern("rank-reduced-extract-slice", ExtractSliceOp, (view, rewriter) => {
  const { op, source, offsets, sizes, strides, static_offsets, static_sizes, static_strides, result } = view;
  const type = result.type as RankedTensorType;
  const slice = sliceOf(op);
  const reduction = reductionOfSlice(slice.sizes, type.rank);
  if (reduction === undefined) return false;
  const shape = type.shape.filter((_, dim) => !reduction.dropped.has(dim));
  const resultTypes = [RankedTensorType.get(shape, type.elementType)];
  const args = { source, offsets, sizes, strides, static_offsets, static_sizes, static_strides, resultTypes };
  const reduced = rewriter.create(ExtractSliceOp, args).result;
  rewriter.replace(op, [createExpansion(rewriter, reduced, reduction.reassociation, slice.sizes, type)]);
  return true;
});

function insert(op: Operation, source: Value, before: Operation, rewriter: PatternRewriter): boolean {
  const reduction = reductionOfSlice(sliceOf(op).sizes, (source.type as RankedTensorType).rank);
  if (reduction === undefined) return false;
  const reduced = rewriter.guarded(() => {
    rewriter.setInsertionPoint(before);
    return byReshapes.reduce(rewriter, source, reduction);
  });
  rewriter.modify(op, () => op.setOperand(0, reduced));
  return true;
}

export const slicePatterns: readonly Pattern[] = [
  extract,
  pattern("rank-reduced-insert-slice", InsertSliceOp, ({ op, source }, rewriter) => insert(op, source, op, rewriter)),
  pattern("rank-reduced-insert-slice", ParallelInsertSliceOp, ({ op, source }, rewriter) =>
    insert(op, source, op.parentOp!, rewriter),
  ),
];
