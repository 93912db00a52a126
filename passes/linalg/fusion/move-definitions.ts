/** Whether values could be computed earlier. */

import { isMemoryEffectFree } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";

/**
 * The operations that have to move in front of `before`, in this order, so that `values`, which `user` uses, are known
 * there; undefined if one cannot, because it needs `before` or does something to memory.
 */
export function definitionsToMove(
  values: readonly Value[],
  user: Operation,
  before: Operation,
): Operation[] | undefined {
  if (values.length > 0 && user.block !== before.block) return undefined;
  const moved = new Set<Operation>();
  const visit = (value: Value): boolean => {
    const op = value.definingOp;
    // What the whole block knows.
    if (op === undefined || op.block !== before.block || moved.has(op)) return true;
    if (op === before) return false;
    if (op.isBeforeInBlock(before)) return true;
    if (op.regions.length > 0 || !isMemoryEffectFree(op) || !op.operands.every(visit)) return false;
    moved.add(op);
    return true;
  };
  return values.every(visit) ? [...moved] : undefined;
}
