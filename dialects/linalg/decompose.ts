/** Replacing operations by those that they stand for. */

import { OpBuilder } from "../../ir/builder.ts";
import { AggregatedOpInterface } from "../../ir/interfaces/aggregated.ts";
import type { Operation } from "../../ir/operation.ts";

/** Replaces the operation, where there is a way. */
export function decompose(op: Operation): void {
  const results = AggregatedOpInterface.of(op)!.decompose(op, OpBuilder.before(op));
  if (results === undefined) return;
  op.replaceAllUsesWith(results);
  op.erase();
}
