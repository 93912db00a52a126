/** What the rules build: accesses to tensors. */

import type { OpBuilder } from "../../../ir/builder.ts";
import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import type { AdjointBuilder } from "../../../ir/interfaces/differentiable.ts";
import type { Slice } from "../../../ir/interfaces/offset-size-stride.ts";
import { isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { sliceArgs } from "../../offset-size-stride.ts";
import { ExtractOp, ExtractSliceOp, InsertOp, InsertSliceOp } from "../ops.ts";

const typeOf = ({ type }: Value): RankedTensorType => type as RankedTensorType;

export const extract = (builder: OpBuilder, tensor: Value, indices: readonly Value[]): Value =>
  builder.create(ExtractOp, { tensor, indices, resultTypes: [typeOf(tensor).elementType] }).result;

export const insert = (builder: OpBuilder, scalar: Value, dest: Value, indices: readonly Value[]): Value =>
  builder.create(InsertOp, { scalar, dest, indices, resultTypes: [dest.type] }).result;

export const extractSlice = (builder: OpBuilder, source: Value, slice: Slice, type: RankedTensorType): Value =>
  builder.create(ExtractSliceOp, { source, ...sliceArgs(slice), resultTypes: [type] }).result;

export const insertSlice = (builder: OpBuilder, source: Value, dest: Value, slice: Slice): Value =>
  builder.create(InsertSliceOp, { source, dest, ...sliceArgs(slice), resultTypes: [dest.type] }).result;

/** A slice that steps over no elements. */
export const sliceAt = (offsets: readonly MixedIndex[], sizes: readonly MixedIndex[]): Slice => ({
  offsets,
  sizes,
  strides: sizes.map(() => 1n),
});

// Values of the primal where the reverse sweep needs them.

export const primalIndices = (b: AdjointBuilder, indices: readonly MixedIndex[]): MixedIndex[] =>
  indices.map((index) => (isValue(index) ? b.primal(index) : index));

export const primalSlice = (b: AdjointBuilder, { offsets, sizes, strides }: Slice): Slice => ({
  offsets: primalIndices(b, offsets),
  sizes: primalIndices(b, sizes),
  strides: primalIndices(b, strides),
});

/** The sizes of a tensor of the primal. */
export function primalSizes(b: AdjointBuilder, value: Value): MixedIndex[] {
  const { shape } = typeOf(value);
  const dynamic = typeOf(value).hasStaticShape ? [] : b.sizes(value);
  let next = 0;
  return shape.map((size, i) => (typeOf(value).isDynamicDim(i) ? dynamic[next++]! : BigInt(size)));
}

/** The adjoint of `value` with `contribution` added to the part that the slice takes. */
export function addToSlice(b: AdjointBuilder, value: Value, contribution: Value, slice: Slice): void {
  const { builder } = b;
  const before = b.gradient(value);
  if (before === undefined) b.setGradient(value, insertSlice(builder, contribution, b.zero(value), slice));
  else {
    const part = extractSlice(builder, before, slice, typeOf(contribution));
    b.setGradient(value, insertSlice(builder, b.add(part, contribution), before, slice));
  }
}
