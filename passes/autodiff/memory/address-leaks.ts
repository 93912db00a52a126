/** Whether pointers may come back from numbers that were computed from addresses. */

import { elementTypeOrSelf, i1 } from "../../../ir/builtin/types.ts";
import { isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { isBuffer } from "../analysis/flow.ts";

/** Truth values, or vectors of such, decide what is done; they are no numbers. */
export const isTruthValue = ({ type }: Value): boolean => elementTypeOrSelf(type) === i1();

/**
 * Whether what `op`, which has no effects, computes from `pointer` may become a pointer again in another way than as a
 * distance from one: the address as a number is stored, passed on, or made a pointer, or the pointer becomes part of a
 * struct.
 */
export function addressLeaks(op: Operation, pointer: Value): boolean {
  if (!isPointerType(pointer.type) || op.def.isTerminator || op.results.some(isBuffer)) return false;
  const seen = new Set<Value>(op.results);
  for (const value of seen) {
    if (isTruthValue(value)) continue;
    for (const { owner } of value.uses()) {
      if (owner.def.isTerminator || !isMemoryEffectFree(owner)) return true;
      const makesPointer = owner.results.some(isBuffer);
      if (makesPointer && !owner.operands.some(isBuffer)) return true;
      if (!makesPointer) for (const result of owner.results) seen.add(result);
    }
  }
  return false;
}
