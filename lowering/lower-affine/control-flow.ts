/** `affine.for`, `affine.if` and `affine.parallel` as operations of `scf`. */

import {
  conditionOf,
  ForOp,
  IfOp,
  lowerBound,
  lowerBounds,
  ParallelOp,
  reductionKinds,
  stepsOf,
  upperBound,
  upperBounds,
  YieldOp,
} from "../../dialects/affine/index.ts";
import { AndIOp, CmpIOp, CmpIPredicate, createConstant, createIndexConstant } from "../../dialects/arith/index.ts";
import * as scf from "../../dialects/scf/index.ts";
import { i1, indexType } from "../../ir/builtin/types.ts";
import { pattern } from "../../ir/pattern.ts";
import type { Region } from "../../ir/region.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import type { Value } from "../../ir/value.ts";
import { expandExpr, expandMax, expandMin } from "./expressions.ts";
import { createIdentity, createReduction } from "./reductions.ts";

const move = (from: Region, to: Region, rewriter: PatternRewriter): void => {
  rewriter.inlineRegionBefore(from, to, null);
};

export const lowerFor = pattern("lower-for", ForOp, (view, rewriter) => {
  const { op, step, inits, region } = view;
  const loop = rewriter.create(scf.ForOp, {
    lowerBound: expandMax(rewriter, lowerBound(view)),
    upperBound: expandMin(rewriter, upperBound(view)),
    step: createIndexConstant(rewriter, step.value),
    initArgs: inits,
    resultTypes: op.resultTypes,
  });
  move(region, loop.region, rewriter);
  rewriter.replace(op, loop.results);
  return true;
});

export const lowerIf = pattern("lower-if", IfOp, (view, rewriter) => {
  const { op, thenRegion, elseRegion } = view;
  const branch = rewriter.create(scf.IfOp, {
    condition: expandCondition(view, rewriter),
    resultTypes: op.resultTypes,
  });
  move(thenRegion, branch.thenRegion, rewriter);
  move(elseRegion, branch.elseRegion, rewriter);
  rewriter.replace(op, branch.results);
  return true;
});

/** Whether all constraints of the set hold. */
function expandCondition(view: IfOp, rewriter: PatternRewriter): Value {
  const { map: set, operands } = conditionOf(view);
  const zero = createIndexConstant(rewriter, 0);
  const [dims, symbols] = [operands.slice(0, set.numDims), operands.slice(set.numDims)];
  const conditions = set.constraints.map((expr, i) => {
    const lhs = expandExpr(rewriter, expr, dims, symbols);
    const predicate = CmpIPredicate.of(set.isEq(i) ? "eq" : "sge");
    return rewriter.create(CmpIOp, { predicate, lhs, rhs: zero }).result;
  });
  const [first = createConstant(rewriter, i1(), 1), ...rest] = conditions;
  return rest.reduce((lhs, rhs) => rewriter.create(AndIOp, { lhs, rhs }).result, first);
}

export const lowerParallel = pattern("lower-parallel", ParallelOp, (view, rewriter) => {
  const { op, results, region } = view;
  const lower = lowerBounds(view).map((bound) => expandMax(rewriter, bound));
  const upper = upperBounds(view).map((bound) => expandMin(rewriter, bound));
  const steps = stepsOf(view);
  if (steps.length === 0) {
    // There is one iteration, for which scf has to be told a dimension.
    lower.push(createIndexConstant(rewriter, 0));
    upper.push(createIndexConstant(rewriter, 1));
    steps.push(1n);
    region.front.addArgument(indexType(), op.loc);
  }
  const kinds = reductionKinds(view);
  const loop = rewriter.create(scf.ParallelOp, {
    lowerBound: lower,
    upperBound: upper,
    step: steps.map((step) => createIndexConstant(rewriter, step)),
    initVals: results.map(({ type }, i) => createIdentity(rewriter, kinds[i]!, type)),
    resultTypes: op.resultTypes,
  });
  move(region, loop.region, rewriter);
  const yieldOp = loop.region.front.last!;
  rewriter.guarded(() => {
    rewriter.setInsertionPoint(yieldOp).loc = yieldOp.loc;
    const reductions = kinds.map((kind, i) => createReduction(rewriter, kind, results[i]!.type));
    rewriter.create(scf.ReduceOp, { operands: yieldOp.operands, reductions });
  });
  rewriter.erase(yieldOp);
  rewriter.replace(op, loop.results);
  return true;
});

/** The operation around is lowered before; that of a parallel loop takes its `affine.yield` with it. */
export const lowerYield = pattern("lower-yield", YieldOp, ({ op, operands }, rewriter) => {
  rewriter.replaceWithNew(op, scf.YieldOp, { results: operands });
  return true;
});
