/**
 * Memory that is a variable: allocated on entry of a block, reached through one value, and forgotten afterwards. What is
 * written to and read from it may become values that pass from operation to operation.
 */

import type { Type } from "../attribute.ts";
import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { OpOperand, Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** Memory that nothing but `ptr` reaches, and that holds one value of type `elementType`. */
export interface MemorySlot {
  readonly ptr: Value;
  readonly elementType: Type;
}

/** An operation that makes slots, which are its results. */
export interface PromotableAllocationOp {
  /** The slots that may become values, as far as the operation alone can tell. */
  promotableSlots(op: Operation): readonly MemorySlot[];
  /** What a slot holds before anything is written to it. */
  createDefaultValue(op: Operation, slot: MemorySlot, builder: OpBuilder): Value;
  /** Told that the slot's content is `argument` where the block begins, which is where `builder` stands. */
  handleBlockArgument?(op: Operation, slot: MemorySlot, argument: Value, builder: OpBuilder): void;
}
export const PromotableAllocationOpInterface = new OpInterface<PromotableAllocationOp>(
  "PromotableAllocationOpInterface",
);

/** What is to become of an operation that no longer uses a slot. */
export type Deletion = "delete" | "keep";

/** An operation that reads or writes slots. `builder` stands behind it. */
export interface PromotableMemOp {
  loadsFrom(op: Operation, slot: MemorySlot): boolean;
  storesTo(op: Operation, slot: MemorySlot): boolean;
  /** What the slot holds after the operation, given what it held before. */
  createStored?(op: Operation, slot: MemorySlot, before: Value, builder: OpBuilder): Value;
  /** Whether the operation can do without `uses`, its uses of the slot and of what is derived from it. */
  canUsesBeRemoved(op: Operation, slot: MemorySlot, uses: ReadonlySet<OpOperand>): boolean;
  /** Lets the users of the operation have what they need of `content`, which the slot held before the operation. */
  removeUses(op: Operation, slot: MemorySlot, content: Value, builder: OpBuilder): Deletion;
}
export const PromotableMemOpInterface = new OpInterface<PromotableMemOp>("PromotableMemOpInterface");

/** An operation that can do without a pointer, and neither reads nor writes what it points to. */
export interface PromotableOp {
  /** The further uses that have to go when `uses` do; undefined if these cannot go. */
  usesToRemoveAsWell(op: Operation, uses: ReadonlySet<OpOperand>): readonly OpOperand[] | undefined;
  /** Removes the uses; by default the operation goes with them. */
  removeUses?(op: Operation, uses: ReadonlySet<OpOperand>, builder: OpBuilder): Deletion;
  /** Told which operations wrote what to the slot. */
  visitReplacedValues?(op: Operation, stored: ReadonlyMap<Operation, Value>, builder: OpBuilder): void;
}
export const PromotableOpInterface = new OpInterface<PromotableOp>("PromotableOpInterface");

/** All uses of the results of `op`: they have to go when it does. */
export const usesOfResults = (op: Operation): OpOperand[] => op.results.flatMap((result) => [...result.uses()]);
