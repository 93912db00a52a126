/** Replaces a slot of several parts by slots for the parts, where every use is of parts that are known. */

import type { Attribute } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import {
  DestructurableAccessorOpInterface,
  DestructurableAllocationOpInterface,
  type DestructurableSlot,
  SafeMemorySlotAccessOpInterface,
} from "../../ir/interfaces/destructurable-slots.ts";
import { type Deletion, type MemorySlot, PromotableOpInterface } from "../../ir/interfaces/memory-slots.ts";
import type { Operation } from "../../ir/operation.ts";
import type { OpOperand } from "../../ir/value.ts";
import { UseSet } from "./use-set.ts";

export interface Destructuring {
  /** The parts that are used. */
  readonly parts: ReadonlySet<Attribute>;
  /** What uses them. */
  readonly accessors: ReadonlySet<Operation>;
  /** Other uses, which go. */
  readonly removable: ReadonlyMap<Operation, ReadonlySet<OpOperand>>;
}

/** How the slot can be replaced; undefined if it cannot. */
export function destructuring(slot: DestructurableSlot): Destructuring | undefined {
  const parts = new Set<Attribute>();
  const accessors = new Set<Operation>();
  const removable = new UseSet();
  const derived: MemorySlot[] = [];
  for (const use of slot.ptr.uses()) {
    const access = DestructurableAccessorOpInterface.of(use.owner)?.access(use.owner, slot);
    if (access === undefined) {
      removable.add(use);
      continue;
    }
    accessors.add(use.owner);
    for (const part of access.parts) parts.add(part);
    derived.push(...(access.derived ?? []));
  }
  // The list grows on the way.
  for (const inner of derived) {
    for (const use of inner.ptr.uses()) {
      const more = SafeMemorySlotAccessOpInterface.of(use.owner)?.derivedSlots(use.owner, inner);
      if (more === undefined) removable.add(use);
      else derived.push(...more);
    }
  }
  const canGo = removable.complete((op, uses) => PromotableOpInterface.of(op)?.usesToRemoveAsWell(op, uses));
  return canGo ? { parts, accessors, removable: removable.byOwner } : undefined;
}

/** Returns the operations that make the parts. */
export function destructureSlot(
  allocation: Operation,
  slot: DestructurableSlot,
  { parts, accessors, removable }: Destructuring,
): Operation[] {
  const builder = new OpBuilder(allocation.loc);
  const slots = new Map<Attribute, MemorySlot>();
  const interfaceOfAllocation = DestructurableAllocationOpInterface.of(allocation)!;
  for (const [part, type] of slot.parts) {
    if (!parts.has(part)) continue;
    builder.setInsertionPointAfter(allocation);
    slots.set(part, interfaceOfAllocation.allocatePart(allocation, type, builder));
  }
  const toErase: Operation[] = [];
  const change = (op: Operation, make: () => Deletion): void => {
    builder.setInsertionPointAfter(op);
    builder.loc = op.loc;
    if (make() === "delete") toErase.push(op);
  };
  for (const [op, uses] of removable) {
    change(op, () => PromotableOpInterface.of(op)!.removeUses?.(op, uses, builder) ?? "delete");
  }
  for (const op of accessors) {
    change(op, () => DestructurableAccessorOpInterface.of(op)!.useParts(op, slot, slots, builder));
  }
  for (const op of toErase) op.dropAllReferences();
  for (const op of toErase) op.erase();
  allocation.erase();
  return [...slots.values()].map(({ ptr }) => ptr.definingOp!);
}
