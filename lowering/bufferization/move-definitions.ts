/** Computes values earlier. */

import type { DominanceInfo } from "../../ir/dominance.ts";
import { isMemoryEffectFree } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { usedValuesDefinedAbove } from "../../passes/regions/used-values.ts";

/**
 * Moves what defines the values, as far as they are not there yet, in front of `user`. Returns whether that is done;
 * nothing is moved if it depends on `user`, has effects on memory, or stands in another block.
 */
export function moveDefinitionsBefore(values: readonly Value[], user: Operation, dominance: DominanceInfo): boolean {
  const moved = new Set<Operation>();
  const pending = [...values];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (dominance.properlyDominates(value, user)) continue;
    const op = value.definingOp;
    if (op === undefined || op.block !== user.block || op === user || !isMemoryEffectFree(op)) return false;
    if (moved.has(op)) continue;
    moved.add(op);
    pending.push(...op.operands, ...op.regions.flatMap((region) => [...usedValuesDefinedAbove(region)]));
  }
  const inOrder = [...moved].sort((a, b) => (a.isBeforeInBlock(b) ? -1 : 1));
  for (const op of inOrder) op.moveBefore(user);
  return true;
}
