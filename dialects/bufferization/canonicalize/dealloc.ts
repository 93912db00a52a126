/** Canonicalization of `bufferization.dealloc`: fewer buffers, fewer conditions. */

import { i1 } from "../../../ir/builtin/types.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { createConstant, OrIOp } from "../../arith/index.ts";
import { ExtractStridedMetadataOp } from "../../memref/index.ts";
import { DeallocOp } from "../ops/dealloc.ts";

/** Gives the operation other buffers to free. */
function setMemrefs(
  { op }: DeallocOp,
  memrefs: readonly Value[],
  conditions: readonly Value[],
  rewriter: PatternRewriter,
) {
  rewriter.modify(op, () => {
    DeallocOp.setOperandGroup(op, 0, memrefs);
    DeallocOp.setOperandGroup(op, 1, conditions);
  });
}

/** Keeps the buffers that `which` picks. */
function keepMemrefs(
  view: DeallocOp,
  which: (memref: Value, index: number) => boolean,
  rewriter: PatternRewriter,
): boolean {
  const { memrefs, conditions } = view;
  const kept = memrefs.map(which);
  if (!kept.includes(false)) return false;
  const isKept = (_: Value, i: number): boolean => kept[i]!;
  setMemrefs(view, memrefs.filter(isKept), conditions.filter(isKept), rewriter);
  return true;
}

/** dealloc (a, a) if (c, d)  ->  dealloc (a) if (c or d) */
const duplicateMemrefs = pattern("duplicate-memrefs-of-dealloc", DeallocOp, (view, rewriter) => {
  const { memrefs, conditions } = view;
  const merged = new Map<Value, Value>();
  memrefs.forEach((memref, i) => {
    const known = merged.get(memref);
    const condition = conditions[i]!;
    if (known === undefined || known === condition) merged.set(memref, condition);
    else merged.set(memref, rewriter.create(OrIOp, { lhs: known, rhs: condition }).result);
  });
  if (merged.size === memrefs.length) return false;
  setMemrefs(view, [...merged.keys()], [...merged.values()], rewriter);
  return true;
});

/** A buffer is retained once; the results of the others are the same. */
const duplicateRetained = pattern("duplicate-retained-of-dealloc", DeallocOp, (view, rewriter) => {
  const { op, memrefs, conditions, retained, updatedConditions } = view;
  const unique = [...new Set(retained)];
  if (unique.length === retained.length) return false;
  const merged = rewriter.create(DeallocOp, { memrefs, conditions, retained: unique }).updatedConditions;
  const results = new Map(unique.map((value, i) => [value, merged[i]!]));
  rewriter.replace(
    op,
    updatedConditions.map((_, i) => results.get(retained[i]!)!),
  );
  return true;
});

/** Where nothing is freed, nothing is handed on. */
const emptyDealloc = pattern("empty-dealloc", DeallocOp, ({ op, memrefs, updatedConditions }, rewriter) => {
  if (memrefs.length > 0) return false;
  rewriter.replace(
    op,
    updatedConditions.map(() => createConstant(rewriter, i1(), 0)),
  );
  return true;
});

const isFalse = (value: Value): boolean => constantInteger(value)?.boolValue === false;

/** What is never freed is not mentioned. */
const neverFreed = pattern("never-freed-memrefs-of-dealloc", DeallocOp, (view, rewriter) =>
  keepMemrefs(view, (_, i) => !isFalse(view.conditions[i]!), rewriter),
);

/** A buffer that is only made and freed is not mentioned; then it goes as well. */
const unusedAllocation = pattern("unused-allocation-in-dealloc", DeallocOp, (view, rewriter) =>
  keepMemrefs(view, (memref) => !(memref.hasOneUse && isOnlyAllocated(memref)), rewriter),
);

function effectsOf({ definingOp }: Value): readonly MemoryEffect[] {
  return definingOp === undefined ? [] : (MemoryEffectOpInterface.of(definingOp)?.effects(definingOp) ?? []);
}

const isAllocated = (memref: Value): boolean =>
  effectsOf(memref).some(({ kind, value }) => kind === "allocate" && value === memref);

/** Whether allocating the buffer is all that the operation does which it comes from. */
const isOnlyAllocated = (memref: Value): boolean => isAllocated(memref) && effectsOf(memref).length === 1;

/** The memory of what was allocated is what was allocated. */
const allocatedBase = pattern("allocated-base-in-dealloc", DeallocOp, (view, rewriter) => {
  const memrefs = view.memrefs.map(allocationOfBase);
  if (memrefs.every((memref, i) => memref === view.memrefs[i])) return false;
  setMemrefs(view, memrefs, view.conditions, rewriter);
  return true;
});

function allocationOfBase(memref: Value): Value {
  const metadata = ExtractStridedMetadataOp.defining(memref);
  const source = metadata?.source;
  return source !== undefined && memref === metadata!.base_buffer && isAllocated(source) ? source : memref;
}

export const deallocCanonicalizations: readonly Pattern[] = [
  duplicateMemrefs,
  duplicateRetained,
  emptyDealloc,
  neverFreed,
  allocatedBase,
  unusedAllocation,
];
