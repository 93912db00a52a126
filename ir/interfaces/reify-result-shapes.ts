/** Operations that can say how large their results will be, from what they are given. */

import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** The sizes of a shape's dimensions: constants, and values of type `index`. */
export type MixedSizes = readonly (Value | bigint)[];

export interface ReifyRankedShapedTypeOp {
  /** The sizes of each result; makes what they are computed with at the builder's insertion point. */
  reifyResultShapes(op: Operation, builder: OpBuilder): readonly MixedSizes[];
}
export const ReifyRankedShapedTypeOpInterface = new OpInterface<ReifyRankedShapedTypeOp>(
  "ReifyRankedShapedTypeOpInterface",
);
