/** The sizes of tensors as values, and how large the results of operations will be. */

import type { OpBuilder } from "../../ir/builder.ts";
import { indexType, type RankedTensorType } from "../../ir/builtin/types.ts";
import { ReifyRankedShapedTypeOpInterface } from "../../ir/interfaces/reify-result-shapes.ts";
import { indexFromType, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createSum } from "../affine/index.ts";
import { createIndexConstant } from "../arith/index.ts";
import { PadOp, paddingOf } from "./ops/pad.ts";
import { DimOp } from "./ops/shape.ts";
import { InsertSliceOp } from "./ops/slices.ts";

/** The size of dimension `i`, as a value. */
export const sizeOf = (builder: OpBuilder, source: Value, i: number): Value =>
  builder.create(DimOp, { source, index: createIndexConstant(builder, i), resultTypes: [indexType()] }).result;

/** The sizes of a ranked tensor; asks for those that its type does not tell. MLIR: `tensor::getMixedSizes`. */
export function sizesOf(builder: OpBuilder, source: Value): MixedIndex[] {
  const { shape } = source.type as RankedTensorType;
  return shape.map((size, i) => indexFromType(size, () => sizeOf(builder, source, i)));
}

InsertSliceOp.implement(ReifyRankedShapedTypeOpInterface, {
  reifyResultShapes: ({ dest }, builder) => [sizesOf(builder, dest)],
});

PadOp.implement(ReifyRankedShapedTypeOpInterface, {
  reifyResultShapes(view, builder) {
    const { source, result } = view;
    const { low, high } = paddingOf(view);
    const sourceSize = (i: number): MixedIndex =>
      indexFromType((source.type as RankedTensorType).shape[i]!, () => sizeOf(builder, source, i));
    const { shape } = result.type as RankedTensorType;
    return [shape.map((size, i) => indexFromType(size, () => createSum(builder, sourceSize(i), low[i]!, high[i]!)))];
  },
});
