/** `mem2reg`: local variables become values. */

import { DominanceInfo } from "../../ir/dominance.ts";
import { PromotableAllocationOpInterface } from "../../ir/interfaces/memory-slots.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { Operation } from "../../ir/operation.ts";
import { boolOption, definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { promoteSlot } from "../memory-slots/promotion.ts";
import { RegionGraph } from "../memory-slots/region-graph.ts";

export const mem2reg = definePass(
  "mem2reg",
  {
    summary: "Promotes memory slots into values",
    options: {
      "region-simplify": boolOption(true, "Has no effect, as in mlir-opt; run canonicalize to simplify control flow"),
    },
    statistics: {
      "promoted slots": "Total amount of memory slot promoted",
      "new block args": "Total amount of new block argument inserted in blocks",
    },
  },
  (root, { statistics }) => {
    const graphs = new RegionGraphs();
    let allocations: Operation[] = [];
    root.walk((op) => {
      if (op !== root && PromotableAllocationOpInterface.implementedBy(op)) allocations.push(op);
    });
    // What was kept in another slot, such as the address of a slot, may be known in the next round.
    for (let changed = true; changed; ) {
      changed = false;
      const remaining: Operation[] = [];
      for (const op of allocations) {
        const added = promoteFirstSlot(op, graphs);
        if (added !== undefined) {
          changed = true;
          statistics["promoted slots"]++;
          statistics["new block args"] += added;
        }
        if (added === undefined || op.block !== null) remaining.push(op);
      }
      allocations = remaining;
    }
  },
);

class RegionGraphs {
  readonly #dominance = new DominanceInfo();
  readonly #graphs = new Map<Region, RegionGraph>();

  /** The blocks of `region`, which stay as they are while only slots are promoted. */
  of(region: Region): RegionGraph {
    return getOrMake(this.#graphs, region, () => new RegionGraph(region, this.#dominance));
  }
}

/** Promotes one slot that is used. Returns how many block arguments that needed; undefined if none can be promoted. */
function promoteFirstSlot(op: Operation, graphs: RegionGraphs): number | undefined {
  for (const slot of PromotableAllocationOpInterface.of(op)!.promotableSlots(op)) {
    if (!slot.ptr.hasUses) continue;
    const added = promoteSlot(slot, op, graphs.of(slot.ptr.parentBlock!.region!));
    if (added !== undefined) return added;
  }
  return undefined;
}
