/** Canonicalization of `memref.alloca_scope`. */

import { memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { Region } from "../../../ir/region.ts";
import { AutomaticAllocationScope, HasRecursiveMemoryEffects } from "../../../ir/traits.ts";
import { AllocaScopeOp } from "../alloca-scope.ts";

const allocatesAutomatically = (op: Operation): boolean =>
  memoryEffects(op)?.some(
    ({ kind, isAutomatic, value }) => kind === "allocate" && isAutomatic === true && value?.definingOp === op,
  ) === true;

/** Whether `op` itself may allocate what is freed at the end of the scope. */
const mayAllocateAutomatically = (op: Operation): boolean =>
  !op.def.hasTrait(HasRecursiveMemoryEffects) && (memoryEffects(op) === undefined || allocatesAutomatically(op));

const isScope = (op: Operation): boolean => op.def.hasTrait(AutomaticAllocationScope);

/** Whether nothing but a terminator follows, so that what is freed behind `op` may as well be freed there. */
function isLastInRegion(op: Operation): boolean {
  const last = op.block!.last!;
  return op.next === last && last.mightBeTerminator && op.parentRegion!.hasOneBlock;
}

/** Whether something inside may allocate for this very scope. */
function containsAllocation(scope: Operation): boolean {
  const visit = (op: Operation) => {
    if (op === scope) return "advance";
    if (mayAllocateAutomatically(op)) return "interrupt";
    return isScope(op) ? "skip" : "advance";
  };
  return scope.walk(visit, "pre") === "interrupt";
}

/** A scope that frees nothing, or nothing earlier than the scope around it, is not needed. */
const inlineScope = pattern("inline-alloca-scope", AllocaScopeOp, ({ op, bodyRegion }, rewriter) => {
  if (containsAllocation(op) && !(isScope(op.parentOp!) && isLastInRegion(op))) return false;
  const block = bodyRegion.front;
  const terminator = block.last!;
  rewriter.inlineBlockBefore(block, op.block!, op, []);
  rewriter.replace(op, terminator.operands);
  rewriter.erase(terminator);
  return true;
});

/** What a scope at the very end of another one allocates is allocated outside the operations between the two. */
const hoistAllocations = pattern("hoist-out-of-alloca-scope", AllocaScopeOp, ({ op }, rewriter) => {
  const outermost = outermostWithin(op);
  if (outermost === undefined) return false;
  const home: Region = outermost.regions.find((region) => region.isAncestorOf(op.parentRegion!))!;
  const hoisted: Operation[] = [];
  op.walk((inner) => {
    const isFree = inner.operands.every((value) => !home.isAncestorOf(value.parentBlock!.region!));
    if (allocatesAutomatically(inner) && isFree) hoisted.push(inner);
  });
  rewriter.setInsertionPoint(outermost);
  for (const inner of hoisted) rewriter.replace(inner, rewriter.clone(inner).results);
  return hoisted.length > 0;
});

/** The operation around a nested scope that stands directly in the next scope, if all between end with one another. */
function outermostWithin(scope: Operation): Operation | undefined {
  let outer = scope.parentOp;
  if (outer === null || isScope(outer) || !isLastInRegion(scope) || !isLastInRegion(outer)) return undefined;
  while (outer.parentOp !== null && !isScope(outer.parentOp)) {
    outer = outer.parentOp;
    if (outer.block === null || !isLastInRegion(outer)) return undefined;
  }
  return outer.parentOp === null ? undefined : outer;
}

export const allocaScopePatterns: readonly Pattern[] = [inlineScope, hoistAllocations];
