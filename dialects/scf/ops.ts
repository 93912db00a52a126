/** All operations of the `scf` dialect. */

export { ExecuteRegionOp } from "./execute-region.ts";
export { ForOp } from "./for.ts";
export { ForallOp, InParallelOp } from "./forall.ts";
export { IfOp } from "./if.ts";
export { IndexSwitchOp } from "./index-switch.ts";
export { ParallelOp, ReduceOp, ReduceReturnOp } from "./parallel.ts";
export { ConditionOp, WhileOp } from "./while.ts";
export { YieldOp } from "./yield.ts";
