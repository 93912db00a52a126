/** What an operation does to memory. */

import type { Operation } from "../operation.ts";
import { ConstantLike, HasRecursiveMemoryEffects, Pure, RecursivelySpeculatable, SymbolTrait } from "../traits.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface MemoryEffect {
  readonly kind: "read" | "write" | "allocate" | "free";
  /** The value through which memory is reached; undefined for memory that no value names. */
  readonly value?: Value | undefined;
  /** The memory is freed when control leaves the operation around that has the trait `AutomaticAllocationScope`. */
  readonly isAutomatic?: true;
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
  return op.def.hasTrait(RecursivelySpeculatable) && isBodySpeculatable(op);
}

/** Whether everything inside the regions of `op` may be executed at any time. */
export const isBodySpeculatable = (op: Operation): boolean => everyInnerOp(op, isSpeculatable);

/**
 * Whether the operation may be executed more often, less often or elsewhere: it has no effects, and is defined for all
 * operands.
 */
export const isPure = (op: Operation): boolean => isMemoryEffectFree(op) && isSpeculatable(op);

/** Operations that may be speculated only under conditions (a division by a constant that is not zero). */
export interface Speculatability {
  isSpeculatable(op: Operation): boolean;
}
export const ConditionallySpeculatable = new OpInterface<Speculatability>("ConditionallySpeculatable");

/**
 * Whether the operation may be erased when nothing uses it: it only reads, or allocates memory that is its own result.
 * `known` remembers the answers about bodies, for a caller that asks about nested operations while nothing changes.
 */
export function wouldOpBeTriviallyDead(op: Operation, known?: Map<Operation, boolean>): boolean {
  return !op.mightBeTerminator && !op.def.hasTrait(SymbolTrait) && hasDroppableEffects(op, known);
}

function hasDroppableEffects(op: Operation, known: Map<Operation, boolean> | undefined): boolean {
  const { def } = op;
  if (def.hasTrait(Pure) || def.hasTrait(ConstantLike)) return true;
  const effects = MemoryEffectOpInterface.of(op)?.effects(op);
  const isRecursive = def.hasTrait(HasRecursiveMemoryEffects);
  if (effects === undefined && !isRecursive) return false;
  if (effects?.some((effect) => !isDroppable(effect, op, effects))) return false;
  if (!isRecursive) return true;
  let droppable = known?.get(op);
  if (droppable === undefined) {
    droppable = everyInnerOp(op, (inner) => hasDroppableEffects(inner, known));
    known?.set(op, droppable);
  }
  return droppable;
}

/** Reads, and whatever happens to memory that the operation itself allocates. */
const isDroppable = ({ kind, value }: MemoryEffect, op: Operation, effects: readonly MemoryEffect[]): boolean =>
  kind === "read" ||
  (value?.definingOp === op && effects.some((effect) => effect.kind === "allocate" && effect.value === value));

function everyInnerOp(op: Operation, holds: (inner: Operation) => boolean): boolean {
  for (const region of op.regions) {
    for (let block = region.first; block !== null; block = block.next) {
      for (let inner = block.first; inner !== null; inner = inner.next) if (!holds(inner)) return false;
    }
  }
  return true;
}

/** Whether the operation can go: nobody uses its results, and it does nothing else. */
export const isOpTriviallyDead = (op: Operation, known?: Map<Operation, boolean>): boolean =>
  !op.hasUses && wouldOpBeTriviallyDead(op, known);
