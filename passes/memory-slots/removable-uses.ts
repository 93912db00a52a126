/** Whether everything that uses a slot can do without it. */

import { type MemorySlot, PromotableMemOpInterface, PromotableOpInterface } from "../../ir/interfaces/memory-slots.ts";
import type { Operation } from "../../ir/operation.ts";
import { GraphRegion } from "../../ir/traits.ts";
import type { OpOperand } from "../../ir/value.ts";

/** The uses that have to go with a slot, of its pointer and of what is derived from it, by the operations that use. */
export type RemovableUses = ReadonlyMap<Operation, ReadonlySet<OpOperand>>;

/**
 * The uses that go with `slot`; undefined if one of them has to stay, or stands where it is not known what was written
 * before: in a region that is not ordered, or in another one than the slot.
 */
export function removableUses(slot: MemorySlot): RemovableUses | undefined {
  const region = slot.ptr.parentBlock!.region!;
  if (region.parentOp?.def.hasTrait(GraphRegion)) return undefined;
  const found = new Map<Operation, Set<OpOperand>>();
  const pending = new Set<Operation>();
  const add = (use: OpOperand): void => {
    const uses = found.get(use.owner);
    if (uses === undefined) found.set(use.owner, new Set([use]));
    else if (uses.has(use)) return;
    else uses.add(use);
    pending.add(use.owner);
  };
  for (const use of slot.ptr.uses()) add(use);
  // An operation is asked again when more uses of it turn up.
  for (const op of pending) {
    pending.delete(op);
    const uses = found.get(op)!;
    const promotable = PromotableOpInterface.of(op);
    if (promotable !== undefined) {
      const more = promotable.usesToRemoveAsWell(op, uses);
      if (more === undefined) return undefined;
      for (const use of more) add(use);
      continue;
    }
    const memOp = PromotableMemOpInterface.of(op);
    if (memOp === undefined || op.parentRegion !== region || !memOp.canUsesBeRemoved(op, slot, uses)) return undefined;
  }
  return found;
}
