/** The `affine` dialect: loops, branches and memory accesses by affine expressions of indices. */

import { defineDialect } from "../../ir/dialect.ts";
import { materializeConstant } from "../arith/constants.ts";
import { arithDialect } from "../arith/index.ts";
import { memrefDialect } from "../memref/index.ts";
import { scfDialect } from "../scf/index.ts";
import { ubDialect } from "../ub/index.ts";
import { affineCanonicalizations } from "./canonicalize/index.ts";
import { affineDerivatives } from "./derivatives.ts";
import { affineOps } from "./ops.ts";

export { createComposedApply, createSum } from "./composed-apply.ts";
export { createFor, inductionVar, iterArgs, lowerBound, upperBound, yieldedValues } from "./for.ts";
export { conditionOf } from "./if.ts";
export { isDisjoint } from "./linearize-index.ts";
export { type Applied, canonicalizeMapAndOperands, composeMapAndOperands } from "./map-operands.ts";
export * from "./ops.ts";
export { lowerBounds, reductionKinds, stepsOf, upperBounds } from "./parallel.ts";
export { affineScope, isAffineInductionVar, isTopLevelValue, isValidDim, isValidSymbol } from "./scope.ts";

export const affineDialect = defineDialect({
  name: "affine",
  summary: "Loops, branches and memory accesses whose bounds and indices are affine expressions",
  dependsOn: [arithDialect, memrefDialect, scfDialect, ubDialect],
  ops: affineOps,
  canonicalizations: affineCanonicalizations,
  derivatives: affineDerivatives,
  materializeConstant,
  isLegalToInline: () => true,
});
