/**
 * `expand-tensor-gather-scatter`: `tensor.gather` and `tensor.scatter`, which have no form on buffers, become loops
 * over slices.
 */

import { arithDialect, createIndex } from "../../dialects/arith/index.ts";
import { sliceArgs } from "../../dialects/offset-size-stride.ts";
import { overIndices, scfDialect } from "../../dialects/scf/index.ts";
import {
  EmptyOp,
  ExtractSliceOp,
  GatherOp,
  InsertSliceOp,
  offsetsAt,
  partOf,
  ScatterOp,
  sizesOf,
} from "../../dialects/tensor/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import type { RankedTensorType } from "../../ir/builtin/types.ts";
import type { MixedIndex } from "../../ir/mixed-index.ts";
import { definePass } from "../../ir/pass.ts";
import { pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { applyPatternsGreedily } from "../../passes/greedy-driver.ts";

const args = (offsets: readonly MixedIndex[], sizes: readonly MixedIndex[]) =>
  sliceArgs({ offsets, sizes, strides: sizes.map(() => 1n) });

/** The place of the part for the index tuple at `at`, among parts that stand behind each other. */
const partArgs = (at: readonly Value[], sizes: readonly MixedIndex[]) =>
  args([...at, ...sizes.map(() => 0n)], [...at.map(() => 1n), ...sizes]);

/** The number of index tuples in each dimension. */
const countsOf = (builder: OpBuilder, indices: Value): MixedIndex[] => sizesOf(builder, indices).slice(0, -1);

/** The sizes of a slice: 1 in the dimensions `dims`, which a part of lower rank does without. */
function sliceSizes(builder: OpBuilder, whole: Value, dims: readonly number[], partRank: number) {
  const slice = sizesOf(builder, whole).map((size, i): MixedIndex => (dims.includes(i) ? 1n : size));
  return { slice, part: partRank === slice.length ? slice : slice.filter((_, i) => !dims.includes(i)) };
}

const expandGather = pattern("expand-gather", GatherOp, ({ op, source, indices, gather_dims, result }, rewriter) => {
  const dims = gather_dims.numbers;
  const counts = countsOf(rewriter, indices);
  const type = result.type as RankedTensorType;
  const partType = partOf(type, counts.length);
  const sizes = sliceSizes(rewriter, source, dims, partType.rank);
  const all = [...counts, ...sizes.part];
  const dynamicSizes = all.flatMap((size, i) => (type.isDynamicDim(i) ? [createIndex(rewriter, size)] : []));
  const empty = rewriter.create(EmptyOp, { dynamicSizes, resultTypes: [type] }).result;
  const gathered = overIndices(rewriter, counts, [empty], (at, [dest]) => {
    const slice = args(offsetsAt(rewriter, indices, at, dims, sizes.slice.length), sizes.slice);
    const part = rewriter.create(ExtractSliceOp, { source, ...slice, resultTypes: [partType] }).result;
    const place = partArgs(at, sizes.part);
    return [rewriter.create(InsertSliceOp, { source: part, dest: dest!, ...place, resultTypes: [type] }).result];
  });
  rewriter.replace(op, gathered);
  return true;
});

const expandScatter = pattern("expand-scatter", ScatterOp, (view, rewriter) => {
  const { op, source, dest, indices, scatter_dims } = view;
  const dims = scatter_dims.numbers;
  const counts = countsOf(rewriter, indices);
  const partType = partOf(source.type as RankedTensorType, counts.length);
  const sizes = sliceSizes(rewriter, dest, dims, partType.rank);
  const scattered = overIndices(rewriter, counts, [dest], (at, [before]) => {
    const place = partArgs(at, sizes.part);
    const part = rewriter.create(ExtractSliceOp, { source, ...place, resultTypes: [partType] }).result;
    const slice = args(offsetsAt(rewriter, indices, at, dims, sizes.slice.length), sizes.slice);
    return [rewriter.create(InsertSliceOp, { source: part, dest: before!, ...slice, resultTypes: [dest.type] }).result];
  });
  rewriter.replace(op, scattered);
  return true;
});

export const expandTensorGatherScatter = definePass(
  "expand-tensor-gather-scatter",
  {
    summary: "Expand tensor.gather and tensor.scatter into loops over slices",
    dependentDialects: [arithDialect, scfDialect],
  },
  (root, { context }) => {
    applyPatternsGreedily(root, [expandGather, expandScatter], context);
  },
);
