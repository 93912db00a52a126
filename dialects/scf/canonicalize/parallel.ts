/** Canonicalization patterns of `scf.parallel`. */

import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { ParallelOp, ReduceOp } from "../parallel.ts";
import { tripCount } from "../trip-count.ts";

/** Loops of the nest that run once are left out; if one never runs, the results are the initial values. */
const trivialLoops = pattern("parallel-trivial-loops", ParallelOp, (view, rewriter) => {
  const { op, lowerBound, upperBound, step, initVals, region } = view;
  const counts = step.map((value, i) =>
    tripCount({ lowerBound: lowerBound[i]!, upperBound: upperBound[i]!, step: value }),
  );
  if (counts.includes(0n)) {
    rewriter.replace(op, initVals);
    return true;
  }
  if (!counts.includes(1n)) return false;
  const { args } = region.front;
  counts.forEach((count, i) => {
    if (count === 1n) rewriter.replaceAllUsesWith(args[i]!, lowerBound[i]!);
  });
  if (counts.every((count) => count === 1n)) {
    inlineIteration(view, rewriter);
    return true;
  }
  const isKept = (_: unknown, i: number): boolean => counts[i] !== 1n;
  region.front.eraseArguments((i) => counts[i] === 1n);
  const loop = rewriter.create(ParallelOp, {
    lowerBound: lowerBound.filter(isKept),
    upperBound: upperBound.filter(isKept),
    step: step.filter(isKept),
    initVals,
    resultTypes: op.resultTypes,
  });
  rewriter.inlineRegionBefore(region, loop.region, null);
  rewriter.replace(op, loop.results);
  return true;
});

/** Puts the only iteration in the place of the loop; the arguments are replaced already. */
function inlineIteration({ op, initVals, region }: ParallelOp, rewriter: PatternRewriter): void {
  const block = region.front;
  block.eraseArguments(() => true);
  rewriter.inlineBlockBefore(block, op.block!, op, []);
  const reduce = ReduceOp.view(op.prev!);
  const results: Value[] = reduce.reductions.map((reduction, i) => {
    const body = reduction.front;
    const last = body.last!;
    rewriter.inlineBlockBefore(body, op.block!, reduce.op, [initVals[i]!, reduce.operands[i]!]);
    const result = last.operand(0);
    rewriter.erase(last);
    return result;
  });
  rewriter.erase(reduce.op);
  rewriter.replace(op, results);
}

/** parallel i { parallel j { x } }  ->  parallel i, j { x } */
const nestedLoops = pattern("parallel-in-parallel", ParallelOp, (outer, rewriter) => {
  const { args, first, last } = outer.region.front;
  const inner = ParallelOp.match(first);
  if (inner === undefined || inner.op.next !== last) return false;
  if (outer.initVals.length > 0 || inner.initVals.length > 0) return false;
  if (inner.op.operands.some((value) => (args as readonly Value[]).includes(value))) return false;
  const loop = rewriter.create(ParallelOp, {
    lowerBound: [...outer.lowerBound, ...inner.lowerBound],
    upperBound: [...outer.upperBound, ...inner.upperBound],
    step: [...outer.step, ...inner.step],
    initVals: [],
    resultTypes: [],
  });
  const block = inner.region.front;
  rewriter.inlineRegionBefore(inner.region, loop.region, null);
  args.forEach((arg, i) => {
    rewriter.replaceAllUsesWith(arg, block.insertArgument(i, arg.type, arg.loc));
  });
  rewriter.erase(outer.op);
  return true;
});

export const parallelPatterns = [trivialLoops, nestedLoops];
