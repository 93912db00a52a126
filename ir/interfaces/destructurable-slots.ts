/**
 * Memory of several parts, each of which is a variable where every use of the memory is of one part. Parts are named by
 * attributes: the index of a field, the indices of an element.
 */
import type { Attribute, Type } from "../attribute.ts";
import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import { OpInterface } from "./interface.ts";
import type { Deletion, MemorySlot } from "./memory-slots.ts";

export interface DestructurableSlot extends MemorySlot {
  /** The types of the parts. */
  readonly parts: ReadonlyMap<Attribute, Type>;
}

/** The memory of the parts, as far as it is needed. */
export type PartSlots = ReadonlyMap<Attribute, MemorySlot>;

/** An operation that makes slots, which are its results. */
export interface DestructurableAllocationOp {
  destructurableSlots(op: Operation): readonly DestructurableSlot[];
  /** Makes memory for a part. */
  allocatePart(op: Operation, type: Type, builder: OpBuilder): MemorySlot;
}
export const DestructurableAllocationOpInterface = new OpInterface<DestructurableAllocationOp>(
  "DestructurableAllocationOpInterface",
);

/** What an operation does with a slot, when that can be done with its parts. */
export interface PartAccess {
  readonly parts: Iterable<Attribute>;
  /** Memory in the slot that the operation gives to others, who may not leave it. */
  readonly derived?: readonly MemorySlot[];
}

/** An operation that uses parts of slots. */
export interface DestructurableAccessorOp {
  /** Undefined if the operation cannot be changed to use the parts. */
  access(op: Operation, slot: DestructurableSlot): PartAccess | undefined;
  /** Lets the operation use the parts. `builder` stands behind it. */
  useParts(op: Operation, slot: DestructurableSlot, parts: PartSlots, builder: OpBuilder): Deletion;
}
export const DestructurableAccessorOpInterface = new OpInterface<DestructurableAccessorOp>(
  "DestructurableAccessorOpInterface",
);

/** An operation that is known to stay within the memory that it uses. */
export interface SafeMemorySlotAccessOp {
  /** Memory in `slot` that the operation gives to others, who may not leave it either; undefined if it may leave the slot. */
  derivedSlots(op: Operation, slot: MemorySlot): readonly MemorySlot[] | undefined;
}
export const SafeMemorySlotAccessOpInterface = new OpInterface<SafeMemorySlotAccessOp>(
  "SafeMemorySlotAccessOpInterface",
);
