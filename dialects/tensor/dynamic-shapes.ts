/** How derivatives make tensors of sizes that are known at run time only. */

import type { OpBuilder } from "../../ir/builder.ts";
import { isDynamic, RankedTensorType } from "../../ir/builtin/types.ts";
import type { DynamicShapes } from "../../ir/interfaces/arithmetic.ts";
import { ReifyRankedShapedTypeOpInterface } from "../../ir/interfaces/reify-result-shapes.ts";
import type { MixedIndex } from "../../ir/mixed-index.ts";
import { OpResult, type Value } from "../../ir/value.ts";
import { createIndex } from "../arith/index.ts";
import { EmptyOp, SplatOp } from "./ops/creation.ts";
import { sizesOf } from "./sizes.ts";

export const tensorShapes: DynamicShapes = {
  supports: (type) => type instanceof RankedTensorType,
  sizes(builder, value) {
    const sizes = reifiedSizes(builder, value) ?? sizesOf(builder, value);
    const { shape } = value.type as RankedTensorType;
    return shape.flatMap((size, i) => (isDynamic(size) ? [createIndex(builder, sizes[i]!)] : []));
  },
  fill: (builder, type, input, dynamicSizes) =>
    builder.create(SplatOp, { input, dynamicSizes, resultTypes: [type] }).aggregate,
  empty: (builder, type, dynamicSizes) => builder.create(EmptyOp, { dynamicSizes, resultTypes: [type] }).result,
};

/** The sizes as the operation tells them that gives the value, if it does. */
function reifiedSizes(builder: OpBuilder, value: Value): readonly MixedIndex[] | undefined {
  if (!(value instanceof OpResult)) return undefined;
  return ReifyRankedShapedTypeOpInterface.of(value.owner)?.reifyResultShapes(value.owner, builder)[value.index];
}
