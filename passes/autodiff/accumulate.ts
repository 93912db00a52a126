/** Makes memory operations of `ad.accumulate`: what is at the place is loaded, added to, and stored. */

import { AccumulateOp } from "../../dialects/ad/index.ts";
import { LoadOp, StoreOp } from "../../dialects/memref/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { Operation } from "../../ir/operation.ts";
import type { AdjointAddition } from "./gather.ts";

/** Expands all accumulations inside `root`. */
export function expandAccumulations(root: Operation, addAdjoints: AdjointAddition): void {
  const found: AccumulateOp[] = [];
  root.walk((op) => {
    if (AccumulateOp.is(op)) found.push(AccumulateOp.view(op));
    return undefined;
  });
  for (const { op, value, memref, indices } of found) {
    const builder = OpBuilder.before(op);
    const before = builder.create(LoadOp, { memref, indices, resultTypes: [value.type] }).result;
    builder.create(StoreOp, { value: addAdjoints(op, builder, before, value), memref, indices });
    op.erase();
  }
}
