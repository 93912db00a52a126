/** Where addresses go that are taken for numbers. */

import { SubIOp } from "../../../dialects/arith/index.ts";
import { SubOp } from "../../../dialects/llvm/index.ts";
import { elementTypeOrSelf, i1 } from "../../../ir/builtin/types.ts";
import { isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { isBuffer } from "../analysis/flow.ts";
import { pointsNowhere } from "./nowhere.ts";

/** Truth values, or vectors of such, decide what is done; they are no numbers. */
export const isTruthValue = ({ type }: Value): boolean => elementTypeOrSelf(type) === i1();

/** Whether an operation may put a number that it is given into memory, and not only take it for a size. */
export const mayStore = (op: Operation): boolean =>
  PointerMemoryOpInterface.of(op)?.copied === undefined &&
  memoryEffects(op)?.some(({ kind }) => kind === "write") !== false;

/** What an address is subtracted from becomes a distance, which is no address. */
const isDistance = (op: Operation): boolean =>
  (SubOp.is(op) || SubIOp.is(op)) && op.operand(1).definingOp?.operands.some(isBuffer) === true;

/** A way on which an address may become a pointer again in another way than as a distance from one. */
export interface AddressLeak {
  /** The operation that makes a pointer of a number, stores the number, or passes it on. */
  readonly at: Operation;
  readonly makesPointer: boolean;
}

const isSomewhere = (value: Value): boolean => isBuffer(value) && !pointsNowhere(value);

/** Whether a pointer is no address but a size: how far something behind the null pointer is. */
const isSize = ({ definingOp: op }: Value): boolean =>
  op?.operands.some(isBuffer) === true && isMemoryEffectFree(op) && !op.operands.some(isSomewhere);

/** How what `op`, which has no effects, computes from `pointer` may become a pointer again; undefined if it cannot. */
export function addressLeak(op: Operation, pointer: Value): AddressLeak | undefined {
  if (!isPointerType(pointer.type) || isSize(pointer) || op.def.isTerminator || op.results.some(isBuffer))
    return undefined;
  const seen = new Set<Value>(op.results);
  for (const value of seen) {
    if (isTruthValue(value)) continue;
    for (const { owner } of value.uses()) {
      if (owner.def.isTerminator || mayStore(owner)) return { at: owner, makesPointer: false };
      if (!isMemoryEffectFree(owner)) continue;
      const makesPointer = owner.results.some(isBuffer);
      if (makesPointer && !owner.operands.some(isSomewhere)) return { at: owner, makesPointer };
      if (!makesPointer && !isDistance(owner)) for (const result of owner.results) seen.add(result);
    }
  }
  return undefined;
}
