/** All operations of the `affine` dialect. */

export { LoadOp, StoreOp, VectorLoadOp, VectorStoreOp } from "./access.ts";
export { ApplyOp } from "./apply.ts";
export { ForOp } from "./for.ts";
export { IfOp } from "./if.ts";
export { MaxOp, MinOp } from "./min-max.ts";
export { ParallelOp } from "./parallel.ts";
export { YieldOp } from "./yield.ts";
