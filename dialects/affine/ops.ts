/** All operations of the `affine` dialect. */

export { ApplyOp } from "./apply.ts";
export { MaxOp, MinOp } from "./min-max.ts";
