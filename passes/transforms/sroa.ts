/** `sroa`: local variables of several parts become one variable for each part that is used. */

import {
  DestructurableAllocationOpInterface,
  type DestructurableSlot,
} from "../../ir/interfaces/destructurable-slots.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { type Destructuring, destructureSlot, destructuring } from "../memory-slots/destructuring.ts";

export const sroa = definePass(
  "sroa",
  {
    summary: "Scalar Replacement of Aggregates",
    statistics: {
      "destructured slots": "Total amount of memory slots destructured",
      "slots with memory benefit":
        "Total amount of memory slots in which the destructured size was smaller than the total size after eliminating " +
        "unused fields",
      "max subelement number": "Maximal number of sub-elements a successfully destructured slot initially had",
    },
  },
  (root, { statistics }) => {
    let allocations: Operation[] = [];
    root.walk((op) => {
      if (op !== root && DestructurableAllocationOpInterface.implementedBy(op)) allocations.push(op);
    });
    // Parts have parts, and copies between variables become copies of parts.
    for (let changed = true; changed; ) {
      changed = false;
      const next: Operation[] = [];
      for (const op of allocations) {
        const found = firstDestructuring(op);
        if (found === undefined) {
          next.push(op);
          continue;
        }
        changed = true;
        const { slot, how } = found;
        next.push(...destructureSlot(op, slot, how));
        statistics["destructured slots"]++;
        if (how.parts.size < slot.parts.size) statistics["slots with memory benefit"]++;
        statistics["max subelement number"] = Math.max(statistics["max subelement number"], slot.parts.size);
      }
      allocations = next;
    }
  },
);

function firstDestructuring(op: Operation): { slot: DestructurableSlot; how: Destructuring } | undefined {
  for (const slot of DestructurableAllocationOpInterface.of(op)!.destructurableSlots(op)) {
    const how = slot.ptr.hasUses ? destructuring(slot) : undefined;
    if (how !== undefined) return { slot, how };
  }
  return undefined;
}
