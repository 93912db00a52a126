/** Operations that can say how large their results will be, from what they are given. */

import type { OpBuilder } from "../builder.ts";
import type { MixedIndex } from "../mixed-index.ts";
import type { Operation } from "../operation.ts";
import { OpInterface } from "./interface.ts";

export interface ReifyRankedShapedTypeOp {
  /** The sizes of each result; makes what they are computed with at the builder's insertion point. */
  reifyResultShapes(op: Operation, builder: OpBuilder): readonly (readonly MixedIndex[])[];
}
export const ReifyRankedShapedTypeOpInterface = new OpInterface<ReifyRankedShapedTypeOp>(
  "ReifyRankedShapedTypeOpInterface",
);
