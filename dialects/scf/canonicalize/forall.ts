/** Canonicalization patterns of `scf.forall`. */

import { ParallelCombiningOpInterface } from "../../../ir/interfaces/parallel-combining.ts";
import { foldedIndex, type MixedIndex, mixedIndices, splitIndices } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndex } from "../../arith/index.ts";
import { combiningOps, ForallOp, inductionVars, lowerBounds, regionOutArgs, steps, upperBounds } from "../forall.ts";
import { tripCount } from "../trip-count.ts";

export interface Bounds {
  readonly lowerBound: readonly MixedIndex[];
  readonly upperBound: readonly MixedIndex[];
  readonly step: readonly MixedIndex[];
}

export const boundsOf = (view: ForallOp): Bounds => ({
  lowerBound: mixedIndices(lowerBounds(view)),
  upperBound: mixedIndices(upperBounds(view)),
  step: mixedIndices(steps(view)),
});

/** How often each loop runs. */
export const tripCounts = ({ lowerBound, upperBound, step }: Bounds): (bigint | undefined)[] =>
  step.map((value, i) => tripCount({ lowerBound: lowerBound[i]!, upperBound: upperBound[i]!, step: value }));

/** The operands and attributes for these bounds. */
function boundArgs(bounds: Bounds) {
  const [lowerBound, upperBound, step] = [bounds.lowerBound, bounds.upperBound, bounds.step].map(splitIndices);
  return {
    dynamicLowerBound: lowerBound!.operands,
    dynamicUpperBound: upperBound!.operands,
    dynamicStep: step!.operands,
    staticLowerBound: lowerBound!.constants,
    staticUpperBound: upperBound!.constants,
    staticStep: step!.constants,
  };
}

/** Replaces the loop by one with other bounds and outputs, which keeps the region and the remaining attributes. */
function replaceLoop(view: ForallOp, bounds: Bounds, outputs: readonly Value[], rewriter: PatternRewriter): ForallOp {
  const { op, mapping, region } = view;
  const resultTypes = outputs.map(({ type }) => type);
  const loop = rewriter.create(ForallOp, { ...boundArgs(bounds), outputs, mapping, resultTypes });
  loop.op.setDiscardableAttrs(op.discardableAttrs);
  rewriter.inlineRegionBefore(region, loop.region, null);
  return loop;
}

/** Bounds that are constants stand in the attributes. */
const constantBounds = pattern("forall-constant-bounds", ForallOp, (view, rewriter) => {
  const { op, outputs } = view;
  let changed = false;
  const folded = (bounds: readonly MixedIndex[]): MixedIndex[] =>
    bounds.map((bound) => {
      const index = foldedIndex(bound);
      if (index !== bound) changed = true;
      return index;
    });
  const { lowerBound, upperBound, step } = boundsOf(view);
  const bounds = { lowerBound: folded(lowerBound), upperBound: folded(upperBound), step: folded(step) };
  if (!changed) return false;
  rewriter.replace(op, replaceLoop(view, bounds, outputs, rewriter).results);
  return true;
});

/** Outputs that no thread writes are what they were before; results that nobody uses need not be computed. */
const unusedOutputs = pattern("forall-unused-outputs", ForallOp, (view, rewriter) => {
  const { op, outputs, results } = view;
  const args = regionOutArgs(view);
  const writers = args.map((arg) => combiningOps(view, arg));
  const isDropped = results.map((result, i) => !result.hasUses || writers[i]!.length === 0);
  if (!isDropped.includes(true)) return false;
  args.forEach((arg, i) => {
    if (!isDropped[i]) return;
    for (const writer of writers[i]!) rewriter.erase(writer);
    rewriter.replaceAllUsesWith(arg, outputs[i]!);
  });
  const first = inductionVars(view).length;
  view.region.front.eraseArguments((i) => i >= first && isDropped[i - first]!);
  const kept = outputs.filter((_, i) => !isDropped[i]);
  const loop = replaceLoop(view, boundsOf(view), kept, rewriter);
  let next = 0;
  rewriter.replace(
    op,
    outputs.map((output, i) => (isDropped[i] ? output : loop.results[next++]!)),
  );
  return true;
});

/** Loops that run once are left out, unless each is mapped to a processing unit; without iterations nothing happens. */
const trivialLoops = pattern("forall-trivial-loops", ForallOp, (view, rewriter) => {
  const { op, outputs, mapping, region } = view;
  if (mapping !== undefined && mapping.values.length > 0) return false;
  const bounds = boundsOf(view);
  const counts = tripCounts(bounds);
  if (counts.includes(0n)) {
    rewriter.replace(op, outputs);
    return true;
  }
  const isSingle = counts.every((count) => count === 1n);
  const writers = regionOutArgs(view).map((arg) => combiningOps(view, arg));
  if (!counts.includes(1n) || (isSingle && !writers.flat().every(canPromote))) return false;
  const ivs = inductionVars(view);
  counts.forEach((count, i) => {
    if (count === 1n) rewriter.replaceAllUsesWith(ivs[i]!, createIndex(rewriter, bounds.lowerBound[i]!));
  });
  region.front.eraseArguments((i) => counts[i] === 1n);
  if (isSingle) {
    promote(view, writers, rewriter);
    return true;
  }
  const kept = (list: readonly MixedIndex[]): MixedIndex[] => list.filter((_, i) => counts[i] !== 1n);
  const rest = { lowerBound: kept(bounds.lowerBound), upperBound: kept(bounds.upperBound), step: kept(bounds.step) };
  rewriter.replace(op, replaceLoop(view, rest, outputs, rewriter).results);
  return true;
});

/** Whether what the operation contributes can be said for one thread alone. */
const canPromote = (op: Operation): boolean => ParallelCombiningOpInterface.of(op)!.createSequential !== undefined;

/** Puts the only iteration in the place of the loop; the induction variables are replaced already. */
function promote({ op, outputs, region }: ForallOp, writers: readonly Operation[][], rewriter: PatternRewriter): void {
  const terminator = region.front.last!;
  rewriter.inlineBlockBefore(region.front, op.block!, op, outputs);
  const results = outputs.map((output, i) =>
    writers[i]!.reduce<Value>(
      (destination, writer) =>
        ParallelCombiningOpInterface.of(writer)!.createSequential!(writer, rewriter, destination),
      output,
    ),
  );
  rewriter.erase(terminator);
  rewriter.replace(op, results);
}

/** The induction variable of a loop that runs once is its lower bound. */
const constantInductionVar = pattern("forall-constant-induction-var", ForallOp, (view, rewriter) => {
  const bounds = boundsOf(view);
  const counts = tripCounts(bounds);
  let changed = false;
  inductionVars(view).forEach((iv, i) => {
    if (counts[i] !== 1n || !iv.hasUses) return;
    rewriter.replaceAllUsesWith(iv, createIndex(rewriter, bounds.lowerBound[i]!));
    changed = true;
  });
  return changed;
});

export const forallPatterns = [constantBounds, unusedOutputs, trivialLoops, constantInductionVar];
