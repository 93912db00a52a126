/** `loop-invariant-code-motion`: moves computations out of loops that are the same in every iteration. */

import { LoopLikeOpInterface } from "../../ir/interfaces/control-flow.ts";
import { isMemoryEffectFree, isSpeculatable } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { isDefinedOutside } from "../../ir/region.ts";

export const loopInvariantCodeMotion = definePass(
  "loop-invariant-code-motion",
  { summary: "Hoist loop invariant instructions outside of the loop" },
  (root) => {
    // Inner loops come first, so that what leaves them may go on outwards.
    root.walk((op) => {
      const loop = LoopLikeOpInterface.of(op);
      if (loop !== undefined) for (const region of loop.loopRegions(op)) hoistFrom(region, op);
    });
  },
);

function hoistFrom(region: Region, loop: Operation): void {
  const queue = [...region.blocks()].flatMap((block) => [...block.ops()]);
  for (let at = 0; at < queue.length; at++) {
    const op = queue[at]!;
    if (op.parentRegion !== region || !isInvariant(op, region)) continue;
    op.moveBefore(loop);
    // What uses it may be invariant now.
    for (const result of op.results)
      for (const user of result.users) if (user.parentRegion === region) queue.push(user);
  }
}

function isInvariant(op: Operation, region: Region): boolean {
  if (op.mightBeTerminator || !usesOnlyOutside(op, region)) return false;
  return isMemoryEffectFree(op) && isSpeculatable(op);
}

/** Whether all that `op`, and what is inside it, uses is defined outside the region or inside `op`. */
function usesOnlyOutside(op: Operation, region: Region): boolean {
  const usesInside = op.walk((inner) => {
    for (const { value } of inner.opOperands) {
      const home = value.parentBlock?.parentOp ?? undefined;
      if (!isDefinedOutside(value, region) && !(home !== undefined && op.isAncestorOf(home))) return "interrupt";
    }
    return "advance";
  }, "pre");
  return usesInside === "advance";
}
