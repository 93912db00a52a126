/** Operations that stand for several simpler ones. */

import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface AggregatedOp {
  /** Makes the simpler operations; returns the values of the results. Undefined where there is no such way. */
  decompose(op: Operation, builder: OpBuilder): readonly Value[] | undefined;
}
export const AggregatedOpInterface = new OpInterface<AggregatedOp>("AggregatedOpInterface");
