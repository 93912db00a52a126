/** What an operation does to memory. */

import type { Operation } from "../operation.ts";
import { ConstantLike, HasRecursiveMemoryEffects, Pure } from "../traits.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface MemoryEffect {
  readonly kind: "read" | "write" | "allocate" | "free";
  /** The value through which memory is reached; undefined for memory that no value names. */
  readonly value?: Value | undefined;
}

export interface MemoryEffects {
  effects(op: Operation): readonly MemoryEffect[];
}
export const MemoryEffectOpInterface = new OpInterface<MemoryEffects>("MemoryEffectOpInterface");

/**
 * All effects of `op`, those of the operations inside included; undefined when they are not known (an operation without
 * the interface and without a trait that tells).
 */
export function memoryEffects(op: Operation): readonly MemoryEffect[] | undefined {
  if (op.def.hasTrait(Pure) || op.def.hasTrait(ConstantLike)) return [];
  const own = MemoryEffectOpInterface.of(op)?.effects(op);
  if (!op.def.hasTrait(HasRecursiveMemoryEffects)) return own;
  const all: MemoryEffect[] = own === undefined ? [] : [...own];
  for (const region of op.regions) {
    for (const block of region.blocks()) {
      for (const inner of block.ops()) {
        const effects = memoryEffects(inner);
        if (effects === undefined) return undefined;
        all.push(...effects);
      }
    }
  }
  return all;
}

/** No effect on memory at all, neither of the operation nor of what is inside it. */
export const isMemoryEffectFree = (op: Operation): boolean => memoryEffects(op)?.length === 0;

/** May be executed at any time without anyone noticing: no effects, no undefined behaviour, terminates. */
export function isSpeculatable(op: Operation): boolean {
  if (op.def.hasTrait(Pure) || op.def.hasTrait(ConstantLike)) return true;
  const conditional = ConditionallySpeculatable.of(op);
  if (conditional !== undefined) return conditional.isSpeculatable(op);
  return false;
}

export const isPure = (op: Operation): boolean => isMemoryEffectFree(op) && isSpeculatable(op);

/** Operations that may be speculated only under conditions (a division by a constant that is not zero). */
export interface Speculatability {
  isSpeculatable(op: Operation): boolean;
}
export const ConditionallySpeculatable = new OpInterface<Speculatability>("ConditionallySpeculatable");

/** Whether the operation may be erased although nothing is known to use it: only reads and own allocations. */
export function wouldOpBeTriviallyDead(op: Operation): boolean {
  if (op.mightBeTerminator) return false;
  if (op.def.hasTrait(Pure) || op.def.hasTrait(ConstantLike)) return true;
  const effects = memoryEffects(op);
  if (effects === undefined) return false;
  return effects.every(
    ({ kind, value }) => kind === "read" || (kind === "allocate" && value !== undefined && value.definingOp === op),
  );
}

export const isOpTriviallyDead = (op: Operation): boolean => !op.hasUses && wouldOpBeTriviallyDead(op);
