/** Allocations that may become others. */

import type { Block } from "../../../ir/block.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { freedBuffers, isAllocated, isKeptElsewhere } from "../deallocation/buffers.ts";

/** Buffers that operations in `root` allocate, one each, in the order in which they stand. */
export function allocationsIn(root: Operation): OpResult[] {
  const buffers: OpResult[] = [];
  root.walk(({ results }) => {
    const allocated = results.filter(isAllocated);
    if (allocated.length === 1) buffers.push(allocated[0]!);
  });
  return buffers;
}

/** Whether one of these names of a buffer is freed, or may be found in another buffer or as an address. */
export function isFreedOrKept(aliases: Iterable<Value>): boolean {
  for (const alias of aliases) {
    for (const user of alias.users) if (isKeptElsewhere(user) || freedBuffers(user).includes(alias)) return true;
  }
  return false;
}

/** Whether control can come back to `block` without passing `without`. */
export function mayRepeat(block: Block, without?: Block): boolean {
  const reached = new Set(block.successors);
  for (const at of reached) {
    if (at === without) continue;
    if (at === block) return true;
    for (const next of at.successors) reached.add(next);
  }
  return false;
}
