/** The `scf` dialect: structured control flow. */

import "./bufferize.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { cfDialect } from "../cf/index.ts";
import { scfCanonicalizations } from "./canonicalize/index.ts";
import { scfDerivatives } from "./derivatives.ts";
import {
  ConditionOp,
  ExecuteRegionOp,
  ForallOp,
  ForOp,
  IfOp,
  IndexSwitchOp,
  InParallelOp,
  ParallelOp,
  ReduceOp,
  ReduceReturnOp,
  WhileOp,
  YieldOp,
} from "./ops.ts";

export { reverseBranches } from "./derivatives/branches.ts";
export { isChosen } from "./derivatives/choices.ts";
export { handedThrough, nextAdjoints, type ReverseStep, reverseLoop } from "./derivatives/loops.ts";
export { adjointOfFactor, contributionsOf, factorOf, tangentOfProduct } from "./derivatives/products.ts";
export { createFor, inductionVar, iterArgs, yieldedValues } from "./for.ts";
export {
  combiningOps,
  inductionVars,
  lowerBounds,
  regionOutArgs,
  steps,
  upperBounds,
} from "./forall.ts";
export { createIf } from "./if.ts";
export { iterationCount, once } from "./iterations.ts";
export { overIndices } from "./loop-nest.ts";
export * from "./ops.ts";
export { createParallel } from "./parallel.ts";
export { sequentialForall, sequentialParallel } from "./sequential.ts";
export { type LoopBounds, tripCount } from "./trip-count.ts";
export { conditionOf, yieldOf } from "./while.ts";

export const scfDialect = defineDialect({
  name: "scf",
  summary: "Structured control flow: loops and branches as operations with regions",
  dependsOn: [arithDialect, cfDialect],
  ops: [
    ConditionOp,
    ExecuteRegionOp,
    ForOp,
    ForallOp,
    IfOp,
    InParallelOp,
    IndexSwitchOp,
    ParallelOp,
    ReduceOp,
    ReduceReturnOp,
    WhileOp,
    YieldOp,
  ],
  canonicalizations: scfCanonicalizations,
  derivatives: scfDerivatives,
  isLegalToInline: () => true,
});
