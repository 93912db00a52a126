/** Where addresses go that are taken for numbers. */

import { SubIOp } from "../../../dialects/arith/index.ts";
import { SubOp } from "../../../dialects/llvm/index.ts";
import { elementTypeOrSelf, i1 } from "../../../ir/builtin/types.ts";
import { isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { carriesDerivative, isBuffer } from "../analysis/flow.ts";
import { allocates } from "./allocations.ts";
import { baseOfBuffer } from "./base-buffer.ts";
import { sourceOf } from "./constant-memory.ts";
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
      if (owner.def.isTerminator) return { at: owner, makesPointer: false };
      if (mayStore(owner)) {
        const read = readWhereStored(owner, value);
        if (read === undefined) return { at: owner, makesPointer: false };
        for (const number of read) seen.add(number);
        continue;
      }
      if (!isMemoryEffectFree(owner)) continue;
      const makesPointer = owner.results.some(isBuffer);
      if (makesPointer && !owner.operands.some(isSomewhere)) return { at: owner, makesPointer };
      if (!makesPointer && !isDistance(owner)) for (const result of owner.results) seen.add(result);
    }
  }
  return undefined;
}

/**
 * All that is read in the memory where `store` puts a number, if that is memory of the function's own which holds nothing but
 * numbers: such as the lists of addresses that are compared to find out which memory is still in use. Undefined if others
 * may read it.
 */
function readWhereStored(store: Operation, number: Value): readonly Value[] | undefined {
  const effects = memoryEffects(store) ?? [];
  const memory = effects.length === 1 && effects[0]!.kind === "write" ? effects[0]!.value : undefined;
  const base = memory === undefined || memory === number ? undefined : baseOfBuffer(memory);
  if (base?.definingOp === undefined || !allocates(base.definingOp, base)) return undefined;
  const read: Value[] = [];
  const views = [base];
  for (const view of views) {
    for (const { owner } of view.uses()) {
      if (owner.results.some((result) => isBuffer(result) && sourceOf(result) === view)) views.push(...owner.results);
      else if (!accessesOnly(owner, view)) return undefined;
      else if (owner.results.some((result) => carriesDerivative(result) || isBuffer(result))) return undefined;
      else read.push(...owner.results);
    }
  }
  return read;
}

/** Whether an operation does nothing with a pointer but access or free the memory behind it, or compare it. */
function accessesOnly(op: Operation, pointer: Value): boolean {
  if (op.def.isTerminator || op.regions.length > 0) return false;
  if (op.operands.filter((value) => value === pointer).length > 1) return false;
  const effects = memoryEffects(op);
  if (effects?.length === 0) return op.results.every(isTruthValue);
  return effects?.every(({ value }) => value === pointer) === true;
}
