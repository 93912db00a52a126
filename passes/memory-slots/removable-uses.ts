/** Whether everything that uses a slot can do without it. */

import { type MemorySlot, PromotableMemOpInterface, PromotableOpInterface } from "../../ir/interfaces/memory-slots.ts";
import type { Operation } from "../../ir/operation.ts";
import { GraphRegion } from "../../ir/traits.ts";
import type { OpOperand } from "../../ir/value.ts";
import { UseSet } from "./use-set.ts";

/** The uses that have to go with a slot, of its pointer and of what is derived from it, by the operations that use. */
export type RemovableUses = ReadonlyMap<Operation, ReadonlySet<OpOperand>>;

/**
 * The uses that go with `slot`; undefined if one of them has to stay, or stands where it is not known what was written
 * before: in a region that is not ordered, or in another one than the slot.
 */
export function removableUses(slot: MemorySlot): RemovableUses | undefined {
  const region = slot.ptr.parentBlock!.region!;
  if (region.parentOp?.def.hasTrait(GraphRegion)) return undefined;
  const found = new UseSet();
  for (const use of slot.ptr.uses()) found.add(use);
  const canGo = found.complete((op, uses) => {
    const promotable = PromotableOpInterface.of(op);
    if (promotable !== undefined) return promotable.usesToRemoveAsWell(op, uses);
    const memOp = PromotableMemOpInterface.of(op);
    return memOp !== undefined && op.parentRegion === region && memOp.canUsesBeRemoved(op, slot, uses) ? [] : undefined;
  });
  return canGo ? found.byOwner : undefined;
}
