/** Canonicalization of the operations that make buffers. */

import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { Value } from "../../../ir/value.ts";
import { foldConstantSizes } from "../../dynamic-sizes.ts";
import { StoreOp } from "../access.ts";
import { AllocaOp, AllocOp, ReallocOp } from "../allocation.ts";
import { CastOp } from "../cast.ts";
import { DeallocOp } from "../deallocation.ts";

type AllocationDef = typeof AllocOp | typeof AllocaOp;

/** alloc(c8) : memref<?xT>  ->  cast(alloc() : memref<8xT>) */
const constantSizes = (def: AllocationDef): Pattern =>
  pattern(`constant-sizes-of-${def.name}`, def as typeof AllocOp, (view, rewriter) => {
    const { type } = view.memref;
    const { type: exact, sizes } = foldConstantSizes(type, view.dynamicSizes);
    if (exact === type) return false;
    const made = rewriter.create(def as typeof AllocOp, {
      dynamicSizes: sizes,
      symbolOperands: view.symbolOperands,
      alignment: view.alignment,
      resultTypes: [exact],
    });
    // Who frees the buffer, for one, stands there.
    made.op.setDiscardableAttrs(view.op.discardableAttrs);
    rewriter.replaceWithNew(view.op, CastOp, { source: made.memref, resultTypes: [type] });
    return true;
  });

/** Whether what uses a buffer writes into it or frees it. */
function isOnlyWritten(buffer: Value): boolean {
  return buffer.users.every((user) => {
    const store = StoreOp.match(user);
    return store === undefined ? DeallocOp.is(user) : store.value !== buffer;
  });
}

/** An allocation that is only written and freed goes, with what writes and frees it. */
const deadAllocation = (def: AllocationDef): Pattern =>
  pattern(`dead-${def.name}`, def as typeof AllocOp, ({ op, memref }, rewriter) => {
    if (!isOnlyWritten(memref)) return false;
    for (const user of memref.users) rewriter.erase(user);
    rewriter.erase(op);
    return true;
  });

/** A buffer that is only written and freed after it was made larger: the one that it was before is freed instead. */
const deadReallocation = pattern("dead-memref.realloc", ReallocOp, ({ op, source, result }, rewriter) => {
  if (!isOnlyWritten(result)) return false;
  for (const user of result.users) {
    if (DeallocOp.is(user)) rewriter.replaceWithNew(user, DeallocOp, { memref: source });
    else rewriter.erase(user);
  }
  rewriter.erase(op);
  return true;
});

export const allocationPatterns: readonly Pattern[] = [
  ...[AllocOp, AllocaOp].flatMap((def) => [constantSizes(def as AllocationDef), deadAllocation(def as AllocationDef)]),
  deadReallocation,
];
