/** Canonicalization patterns of branches and assertions. Those of switches stand in canonicalize-switch.ts. */

import type { Block } from "../../ir/block.ts";
import { i1 } from "../../ir/builtin/types.ts";
import { constantInteger } from "../../ir/matchers.ts";
import { pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { createConstant, SelectOp } from "../arith/index.ts";
import { UnreachableOp } from "../ub/index.ts";
import { switchPatterns } from "./canonicalize-switch.ts";
import { AssertOp, BranchOp, CondBranchOp } from "./ops.ts";
import { branchTo, type Destination, passThrough } from "./pass-through.ts";

/** assert true  ->  nothing */
const assertTrue = pattern("assert-true", AssertOp, ({ op, arg }, rewriter) => {
  if (constantInteger(arg)?.boolValue !== true) return false;
  rewriter.erase(op);
  return true;
});

/** A block that is only reached from here becomes part of this one. */
const brToOwnBlock = pattern("br-to-own-block", BranchOp, ({ op, dest, destOperands }, rewriter) => {
  const block = op.block!;
  if (dest === block || dest.singlePredecessor !== block) return false;
  rewriter.erase(op);
  rewriter.mergeBlocks(dest, block, destOperands);
  return true;
});

/** br ^a; ^a: br ^b  ->  br ^b */
const brPassThrough = pattern("br-pass-through", BranchOp, ({ op, dest, destOperands }, rewriter) => {
  const through = passThrough(dest, destOperands);
  if (through === undefined) return false;
  rewriter.replaceWithNew(op, BranchOp, { dest: through.dest, destOperands: through.operands });
  return true;
});

const trueDestination = (view: CondBranchOp): Destination => ({ dest: view.trueDest, operands: view.trueDestOperands });
const falseDestination = (view: CondBranchOp): Destination => ({
  dest: view.falseDest,
  operands: view.falseDestOperands,
});

/** cond_br true, ^a, ^b  ->  br ^a */
const condBrOnConstant = pattern("cond-br-on-constant", CondBranchOp, (view, rewriter) => {
  const condition = constantInteger(view.condition)?.boolValue;
  if (condition === undefined) return false;
  return branchTo(view, condition ? trueDestination(view) : falseDestination(view), rewriter);
});

/** cond_br c, ^a, ^b; ^a: br ^d  ->  cond_br c, ^d, ^b */
const condBrPassThrough = pattern("cond-br-pass-through", CondBranchOp, (view, rewriter) => {
  const throughTrue = passThrough(view.trueDest, view.trueDestOperands);
  const throughFalse = passThrough(view.falseDest, view.falseDestOperands);
  if (throughTrue === undefined && throughFalse === undefined) return false;
  const whenTrue = throughTrue ?? trueDestination(view);
  const whenFalse = throughFalse ?? falseDestination(view);
  rewriter.replaceWithNew(view.op, CondBranchOp, {
    condition: view.condition,
    trueDest: whenTrue.dest,
    trueDestOperands: whenTrue.operands,
    falseDest: whenFalse.dest,
    falseDestOperands: whenFalse.operands,
    branch_weights: view.branch_weights,
  });
  return true;
});

/** cond_br c, ^a(x), ^a(y)  ->  br ^a(select c, x, y) */
const condBrToSameBlock = pattern("cond-br-to-same-block", CondBranchOp, (view, rewriter) => {
  const { op, condition, trueDest, trueDestOperands, falseDest, falseDestOperands } = view;
  if (trueDest !== falseDest) return false;
  const differ = trueDestOperands.some((value, i) => value !== falseDestOperands[i]);
  if (differ && trueDest.uniquePredecessor !== op.block) return false;
  const operands = trueDestOperands.map((trueValue, i) => {
    const falseValue = falseDestOperands[i]!;
    return trueValue === falseValue
      ? trueValue
      : rewriter.create(SelectOp, { condition, true_value: trueValue, false_value: falseValue }).result;
  });
  return branchTo(view, { dest: trueDest, operands }, rewriter);
});

/** cond_br c, ^a, ^b; ^a: cond_br c, ^d, ^e  ->  ^a: br ^d */
const condBrOnSameCondition = pattern("cond-br-on-same-condition", CondBranchOp, (view, rewriter) => {
  const block = view.op.block!;
  const before = CondBranchOp.match(block.singlePredecessor?.last);
  if (before === undefined || before.condition !== view.condition) return false;
  return branchTo(view, before.trueDest === block ? trueDestination(view) : falseDestination(view), rewriter);
});

/** cond_br c, ^a, ^b; ^a: use(c)  ->  ^a: use(true) */
const condBrTruth = pattern("cond-br-truth", CondBranchOp, ({ condition, trueDest, falseDest }, rewriter) => {
  const replacedIn = (block: Block, truth: 0 | 1): boolean => {
    if (block.singlePredecessor === undefined) return false;
    let constant: Value | undefined;
    for (const use of condition.uses()) {
      if (use.owner.block !== block) continue;
      constant ??= createConstant(rewriter, i1(), truth);
      const replacement = constant;
      rewriter.modify(use.owner, () => use.set(replacement));
    }
    return constant !== undefined;
  };
  const whenTrue = replacedIn(trueDest, 1);
  const whenFalse = replacedIn(falseDest, 0);
  return whenTrue || whenFalse;
});

/** cond_br c, ^a, ^b; ^a: unreachable  ->  br ^b */
const condBrToUnreachable = pattern("cond-br-to-unreachable", CondBranchOp, (view, rewriter) => {
  if (UnreachableOp.is(view.trueDest.first)) return branchTo(view, falseDestination(view), rewriter);
  if (UnreachableOp.is(view.falseDest.first)) return branchTo(view, trueDestination(view), rewriter);
  return false;
});

export const cfCanonicalizations = [
  assertTrue,
  brToOwnBlock,
  brPassThrough,
  condBrOnConstant,
  condBrPassThrough,
  condBrToSameBlock,
  condBrOnSameCondition,
  condBrTruth,
  condBrToUnreachable,
  ...switchPatterns,
];
