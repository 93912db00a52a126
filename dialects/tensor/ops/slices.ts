/** Operations on a part of a tensor: offsets, sizes and strides, one of each for a dimension. */

import { AnyRankedTensor } from "../../../ir/builtin/constraints.ts";
import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../../ir/define-op.ts";
import { errorAt } from "../../../ir/diagnostic.ts";
import { DestinationStyleOpInterface } from "../../../ir/interfaces/destination-style.ts";
import { OffsetSizeAndStrideOpInterface, type Slice, sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { InParallelOpInterface, ParallelCombiningOpInterface } from "../../../ir/interfaces/parallel-combining.ts";
import { ReifyRankedShapedTypeOpInterface } from "../../../ir/interfaces/reify-result-shapes.ts";
import { constantIndex, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Pure, typesMatchWith } from "../../../ir/traits.ts";
import { dynamicIndexListDirective } from "../../dynamic-index-list.ts";
import {
  droppedDims,
  sliceArgs,
  sliceAttributes,
  sliceInterface,
  sliceOperands,
  sliceShape,
  verifyInBounds,
} from "../../offset-size-stride.ts";
import { resizedSplat } from "../splat.ts";

const directives = { DynamicIndexList: dynamicIndexListDirective };

/** The type of the part of `whole` without any reduction of the rank. */
export const sliceType = (whole: RankedTensorType, slice: Slice): RankedTensorType =>
  whole.cloneWith(sliceShape(slice), whole.elementType) as RankedTensorType;

/** Why `part` is not `full`, even with dimensions of size 1 left out; undefined if it is. */
function reductionError(full: RankedTensorType, part: RankedTensorType): string | undefined {
  if (full === part) return undefined;
  if (part.rank > full.rank) return "expected rank to be smaller or equal to the other rank. ";
  if (droppedDims(full.shape, part.shape) === undefined) {
    return `expected type to be '${full}' or a rank-reduced version. (size mismatch) `;
  }
  return full.elementType === part.elementType ? undefined : `expected element type to be '${full.elementType}'`;
}

/** Whether `part` may be the type of that part of `whole`. */
export const isSliceType = (whole: RankedTensorType, slice: Slice, part: RankedTensorType): boolean =>
  reductionError(sliceType(whole, slice), part) === undefined;

function verifySlice(op: Operation, whole: RankedTensorType, part: RankedTensorType): void {
  const slice = sliceOf(op);
  const error = reductionError(sliceType(whole, slice), part);
  if (error !== undefined) throw errorAt(op.loc, error);
  verifyInBounds(op, whole.shape, slice);
}

/** Whether the slice is known to be all of the shape. */
export function isWhole({ offsets, sizes, strides }: Slice, shape: readonly number[]): boolean {
  const isConstant = (index: MixedIndex, value: bigint): boolean => constantIndex(index) === value;
  return (
    offsets.every((offset) => isConstant(offset, 0n)) &&
    sizes.every((size, i) => isConstant(size, BigInt(shape[i]!))) &&
    strides.every((stride) => isConstant(stride, 1n))
  );
}

function isSameSlice(a: Operation, b: Operation): boolean {
  const [x, y] = [sliceOf(a), sliceOf(b)];
  const same = (p: readonly MixedIndex[], q: readonly MixedIndex[]): boolean =>
    p.length === q.length && p.every((index, i) => index === q[i]);
  return same(x.offsets, y.offsets) && same(x.sizes, y.sizes) && same(x.strides, y.strides);
}

export const ExtractSliceOp = defineOp(
  "tensor.extract_slice",
  {
    summary: "A part of a tensor",
    operands: { source: AnyRankedTensor, ...sliceOperands },
    attributes: sliceAttributes,
    results: { result: AnyRankedTensor },
    traits: [Pure],
    assemblyFormat:
      "$source `` custom<DynamicIndexList>($offsets, $static_offsets) custom<DynamicIndexList>($sizes, $static_sizes) " +
      "custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($source) `to` type($result)",
  },
  {
    directives,
    verify({ op, source, result }) {
      verifySlice(op, source.type, result.type);
    },
    fold({ op, source, result }, constants): FoldResult {
      const splat = resizedSplat(constants.source, result.type);
      if (splat !== undefined) return splat;
      if (source.type === result.type && isWhole(sliceOf(op), result.type.shape)) return source;
      const inserted = InsertSliceOp.defining(source);
      if (inserted === undefined || inserted.source.type !== result.type) return undefined;
      return isSameSlice(inserted.op, op) ? inserted.source : undefined;
    },
    resultNames: () => ["extracted_slice"],
  },
);
export type ExtractSliceOp = Op<typeof ExtractSliceOp>;

export const InsertSliceOp = defineOp(
  "tensor.insert_slice",
  {
    summary: "A tensor with another part",
    operands: { source: AnyRankedTensor, dest: AnyRankedTensor, ...sliceOperands },
    attributes: sliceAttributes,
    results: { result: AnyRankedTensor },
    traits: [
      Pure,
      typesMatchWith({
        from: "dest",
        to: "result",
        summary: "expected result type to match dest type",
        transform: (type) => type,
      }),
    ],
    assemblyFormat:
      "$source `into` $dest `` custom<DynamicIndexList>($offsets, $static_offsets) custom<DynamicIndexList>($sizes, $static_sizes) " +
      "custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($source) `into` type($dest)",
  },
  {
    directives,
    verify({ op, source, dest }) {
      verifySlice(op, dest.type, source.type);
    },
    fold({ op, source, dest }): FoldResult {
      const slice = sliceOf(op);
      const { type } = dest;
      if (type.hasStaticShape && source.type === type && isWhole(slice, type.shape)) return source;
      // What was there before is not seen any more.
      const before = InsertSliceOp.defining(dest);
      if (before !== undefined && before.source.type === source.type && isSameSlice(before.op, op)) {
        op.setOperand(1, before.dest);
        return foldedInPlace;
      }
      const extracted = ExtractSliceOp.defining(source);
      if (extracted?.source === dest && isSameSlice(extracted.op, op)) return dest;
      return slice.sizes.some((size) => constantIndex(size) === 0n) ? dest : undefined;
    },
    resultNames: () => ["inserted_slice"],
  },
);
export type InsertSliceOp = Op<typeof InsertSliceOp>;

export const ParallelInsertSliceOp = defineOp(
  "tensor.parallel_insert_slice",
  {
    summary: "The part of a parallel loop's result that a thread contributes",
    operands: { source: AnyRankedTensor, dest: AnyRankedTensor, ...sliceOperands },
    attributes: sliceAttributes,
    assemblyFormat:
      "$source `into` $dest `` custom<DynamicIndexList>($offsets, $static_offsets) custom<DynamicIndexList>($sizes, $static_sizes) " +
      "custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($source) `into` type($dest)",
  },
  {
    directives,
    verify({ op, source, dest }) {
      const parent = op.parentOp;
      if (parent === null || !InParallelOpInterface.implementedBy(parent)) {
        throw errorAt(op.loc, `expected InParallelOpInterface parent, got: '${parent?.name}'`);
      }
      verifySlice(op, dest.type, source.type);
    },
  },
);
export type ParallelInsertSliceOp = Op<typeof ParallelInsertSliceOp>;

const ranksOf = ({ rank }: RankedTensorType): readonly [number, number, number] => [rank, rank, rank];
ExtractSliceOp.implement(
  OffsetSizeAndStrideOpInterface,
  sliceInterface(({ source }) => ranksOf(source.type)),
);
InsertSliceOp.implement(
  OffsetSizeAndStrideOpInterface,
  sliceInterface(({ dest }) => ranksOf(dest.type)),
);
ParallelInsertSliceOp.implement(
  OffsetSizeAndStrideOpInterface,
  sliceInterface(({ dest }) => ranksOf(dest.type)),
);

InsertSliceOp.implement(DestinationStyleOpInterface, { initRange: () => ({ start: 1, count: 1 }) });

ParallelInsertSliceOp.implement(ParallelCombiningOpInterface, {
  updatedDestinations: ({ dest }) => [dest],
  createSequential: ({ op, source }, builder, dest) =>
    builder.create(InsertSliceOp, { source, dest, ...sliceArgs(sliceOf(op)), resultTypes: [dest.type] }).result,
});

ExtractSliceOp.implement(ReifyRankedShapedTypeOpInterface, {
  reifyResultShapes({ op, result }) {
    const slice = sliceOf(op);
    const dropped = droppedDims(sliceShape(slice), result.type.shape)!;
    return [slice.sizes.filter((_, i) => !dropped.has(i))];
  },
});
