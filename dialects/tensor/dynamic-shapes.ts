/** How derivatives make tensors of sizes that are known at run time only. */

import { RankedTensorType } from "../../ir/builtin/types.ts";
import type { DynamicShapes } from "../../ir/interfaces/arithmetic.ts";
import { isValue } from "../../ir/mixed-index.ts";
import { SplatOp } from "./ops/creation.ts";
import { sizesOf } from "./sizes.ts";

export const tensorShapes: DynamicShapes = {
  supports: (type) => type instanceof RankedTensorType,
  sizes: (builder, value) => sizesOf(builder, value).filter(isValue),
  fill: (builder, type, input, dynamicSizes) =>
    builder.create(SplatOp, { input, dynamicSizes, resultTypes: [type] }).aggregate,
};
