/** Two ways to take dimensions of one element away from tensors and buffers, and to put them back. */

import * as memref from "../../../dialects/memref/index.ts";
import { sliceArgs } from "../../../dialects/offset-size-stride.ts";
import { type Reassociation, reassociationAttr } from "../../../dialects/reassociation.ts";
import * as tensor from "../../../dialects/tensor/index.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { MemRefType, RankedTensorType } from "../../../ir/builtin/types.ts";
import type { Slice } from "../../../ir/interfaces/offset-size-stride.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { createCollapse, createExpansion } from "../create-reshapes.ts";

/** The dimensions of a shape in groups, each with one dimension that is kept. */
export interface Reduction {
  readonly reassociation: Reassociation;
  readonly dropped: ReadonlySet<number>;
}

/** What is dropped goes with the dimension before it, or with the first one that is kept. */
export function reductionOf(rank: number, isDropped: (dim: number) => boolean): Reduction {
  const reassociation: number[][] = [];
  const dropped = new Set<number>();
  let leading: number[] = [];
  for (let dim = 0; dim < rank; dim++) {
    const isGone = isDropped(dim);
    if (isGone) dropped.add(dim);
    if (isGone && reassociation.length > 0) reassociation.at(-1)!.push(dim);
    else leading.push(dim);
    if (isGone) continue;
    reassociation.push(leading);
    leading = [];
  }
  return { reassociation, dropped };
}

export interface RankReduction {
  /** `value` without the dimensions that are dropped. */
  reduce(builder: OpBuilder, value: Value, reduction: Reduction): Value;
  /** A tensor with them again, of the type of `like`, which holds other elements; `sizes` gives its dimensions. */
  restore(
    builder: OpBuilder,
    value: Value,
    like: Value,
    reduction: Reduction,
    sizes: () => readonly MixedIndex[],
  ): Value;
}

const kept = <T>(values: readonly T[], { dropped }: Reduction): T[] => values.filter((_, dim) => !dropped.has(dim));

const reducedTensor = ({ shape, elementType }: RankedTensorType, reduction: Reduction): RankedTensorType =>
  RankedTensorType.get(kept(shape, reduction), elementType);

export const byReshapes: RankReduction = {
  reduce(builder, value, reduction) {
    const { type } = value;
    if (type instanceof RankedTensorType) {
      return createCollapse(builder, value, reduction.reassociation, reducedTensor(type, reduction));
    }
    const { shape, elementType, memorySpace } = type as MemRefType;
    return builder.create(memref.CollapseShapeOp, {
      src: value,
      reassociation: reassociationAttr(reduction.reassociation),
      resultTypes: [MemRefType.get(kept(shape, reduction), elementType, undefined, memorySpace)],
    }).result;
  },
  restore: (builder, value, { type }, { reassociation }, sizes) =>
    createExpansion(builder, value, reassociation, sizes(), type),
};

/** The slice with all elements. */
const whole = (sizes: readonly MixedIndex[]): Slice => ({
  offsets: sizes.map(() => 0n),
  sizes,
  strides: sizes.map(() => 1n),
});

export const bySlices: RankReduction = {
  reduce(builder, source, reduction) {
    const { type } = source;
    if (type instanceof RankedTensorType) {
      const slice = whole(tensor.sizesOf(builder, source));
      const resultTypes = [reducedTensor(type, reduction)];
      return builder.create(tensor.ExtractSliceOp, { source, ...sliceArgs(slice), resultTypes }).result;
    }
    const slice = whole(memref.sizesOf(builder, source));
    const resultTypes = [memref.inferRankReducedType(type as MemRefType, slice, reduction.dropped)];
    return builder.create(memref.SubViewOp, { source, ...sliceArgs(slice), resultTypes }).result;
  },
  restore(builder, source, dest) {
    const slice = whole(tensor.sizesOf(builder, dest));
    return builder.create(tensor.InsertSliceOp, { source, dest, ...sliceArgs(slice), resultTypes: [dest.type] }).result;
  },
};
