/** Canonicalization patterns of `scf.if`. */

import { i1 } from "../../../ir/builtin/types.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import { Region } from "../../../ir/region.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { AndIOp, createConstant, SelectOp, XOrIOp } from "../../arith/index.ts";
import { regionBranchPattern } from "../../region-branch-patterns.ts";
import { IfOp, negated } from "../if.ts";
import { YieldOp } from "../yield.ts";
import { replaceByRegion } from "./inline.ts";

const boolConstant = (value: Value): boolean | undefined => constantInteger(value)?.boolValue;

/** What a branch yields; nothing if there is no such branch. */
const yielded = (region: Region): readonly Value[] => (region.isEmpty ? [] : region.front.last!.operands);

/** Whether the region does nothing but yield. */
const onlyYields = (region: Region): boolean => region.isEmpty || region.front.first === region.front.last;

const isDefinedIn = (value: Value, region: Region): boolean => value.parentBlock?.region === region;

const insideOf = (op: Operation, region: Region): boolean =>
  op.parentRegion !== null && region.isAncestorOf(op.parentRegion);

/** if true { a } else { b }  ->  a */
const ifOnConstant = pattern("if-on-constant", IfOp, ({ op, condition, thenRegion, elseRegion }, rewriter) => {
  const constant = boolConstant(condition);
  if (constant === undefined) return false;
  const taken = constant ? thenRegion : elseRegion;
  if (taken.isEmpty) rewriter.erase(op);
  else replaceByRegion(op, taken, rewriter);
  return true;
});

/** if c { use(c) } else { use(c) }  ->  if c { use(true) } else { use(false) } */
const conditionInBranches = pattern("if-condition-in-branches", IfOp, (view, rewriter) => {
  const { condition, thenRegion, elseRegion } = view;
  if (boolConstant(condition) !== undefined) return false;
  const constants: (Value | undefined)[] = [undefined, undefined];
  for (const use of condition.uses()) {
    const truth = insideOf(use.owner, thenRegion) ? 1 : insideOf(use.owner, elseRegion) ? 0 : undefined;
    if (truth === undefined) continue;
    const constant = constants[truth] ?? createConstant(rewriter, i1(), truth);
    constants[truth] = constant;
    rewriter.modify(use.owner, () => use.set(constant));
  }
  return constants.some((constant) => constant !== undefined);
});

/** r = if c { yield x } else { yield y }  ->  r = select c, x, y, for x and y from outside */
const yieldsToSelects = pattern("if-yields-to-selects", IfOp, (view, rewriter) => {
  const { op, condition, results, thenRegion, elseRegion } = view;
  if (results.length === 0) return false;
  const whenTrue = yielded(thenRegion);
  const whenFalse = yielded(elseRegion);
  const isSelected = results.map(
    (_, i) => !isDefinedIn(whenTrue[i]!, thenRegion) && !isDefinedIn(whenFalse[i]!, elseRegion),
  );
  if (!isSelected.includes(true)) return false;
  results.forEach((result, i) => {
    if (!isSelected[i]) return;
    const [true_value, false_value] = [whenTrue[i]!, whenFalse[i]!];
    const replacement =
      true_value === false_value
        ? true_value
        : rewriter.create(SelectOp, { condition, true_value, false_value }).result;
    rewriter.replaceAllUsesWith(result, replacement);
  });
  dropResults(op, (i) => isSelected[i]!, rewriter);
  return true;
});

/** Removes results that nothing uses, and what the branches yield for them. */
function dropResults(op: Operation, which: (index: number) => boolean, rewriter: PatternRewriter): void {
  for (const region of op.regions) {
    if (region.isEmpty) continue;
    const terminator = region.front.last!;
    rewriter.modify(terminator, () => terminator.eraseOperands(which));
  }
  rewriter.modify(op, () => op.eraseResults(which));
}

/** if c { a } else { }  ->  if c { a } */
const emptyElse = pattern("if-empty-else", IfOp, ({ op, results, elseRegion }, rewriter) => {
  if (results.length > 0 || elseRegion.isEmpty || !onlyYields(elseRegion)) return false;
  rewriter.modify(op, () => rewriter.eraseBlock(elseRegion.front));
  return true;
});

/** if c { yield x } else { yield x }  ->  x;  if c { yield true } else { yield false }  ->  c */
const yieldsOfCondition = pattern("if-yields-of-condition", IfOp, (view, rewriter) => {
  const { condition, results, thenRegion, elseRegion } = view;
  const whenTrue = yielded(thenRegion);
  const whenFalse = yielded(elseRegion);
  let changed = false;
  results.forEach((result, i) => {
    if (!result.hasUses) return;
    const replacement = asCondition(condition, whenTrue[i]!, whenFalse[i]!, rewriter);
    if (replacement === undefined) return;
    rewriter.replaceAllUsesWith(result, replacement);
    changed = true;
  });
  return changed;
});

/** The value that stands for both yielded ones, if there is one outside of the branches. */
function asCondition(
  condition: Value,
  whenTrue: Value,
  whenFalse: Value,
  rewriter: PatternRewriter,
): Value | undefined {
  if (whenTrue === whenFalse) return whenTrue;
  if (whenTrue.type !== i1()) return undefined;
  const [a, b] = [boolConstant(whenTrue), boolConstant(whenFalse)];
  if (a === undefined || b === undefined || a === b) return undefined;
  if (a) return condition;
  return rewriter.create(XOrIOp, { lhs: condition, rhs: createConstant(rewriter, i1(), 1) }).result;
}

/** if c { a } else { b }; if c { d } else { e }  ->  if c { a; d } else { b; e }; the second may ask for !c */
const adjacentIfs = pattern("if-after-if", IfOp, (next, rewriter) => {
  const before = IfOp.match(next.op.prev);
  if (before === undefined) return false;
  const isSame = next.condition === before.condition;
  if (!isSame && negated(next.condition) !== before.condition && negated(before.condition) !== next.condition) {
    return false;
  }
  const [nextThen, nextElse] = isSame ? [next.thenRegion, next.elseRegion] : [next.elseRegion, next.thenRegion];
  useYieldedInside(before, nextThen, yielded(before.thenRegion), rewriter);
  useYieldedInside(before, nextElse, yielded(before.elseRegion), rewriter);
  rewriter.loc = next.op.loc;
  const thenRegion = joined(before.thenRegion, nextThen, rewriter);
  const elseRegion = joined(before.elseRegion, nextElse, rewriter);
  const combined = rewriter.create(IfOp, {
    condition: before.condition,
    thenRegion,
    elseRegion,
    resultTypes: [...before.op.resultTypes, ...next.op.resultTypes],
  });
  const count = before.results.length;
  rewriter.replace(before.op, combined.results.slice(0, count));
  rewriter.replace(next.op, combined.results.slice(count));
  return true;
});

/** Inside `region`, the results of `before` are what the branch yielded that was taken. */
function useYieldedInside(before: IfOp, region: Region, values: readonly Value[], rewriter: PatternRewriter): void {
  before.results.forEach((result, i) => {
    rewriter.replaceUsesWithIf(result, values[i]!, (user) => insideOf(user, region));
  });
}

/** A region with the operations of both, which yields what both yield. */
function joined(first: Region, second: Region, rewriter: PatternRewriter): Region {
  const region = new Region();
  if (first.isEmpty || second.isEmpty) {
    rewriter.inlineRegionBefore(first.isEmpty ? second : first, region, null);
    return region;
  }
  rewriter.inlineRegionBefore(first, region, null);
  const block = region.front;
  const [firstYield, secondYield] = [block.last!, second.front.last!];
  const results = [...firstYield.operands, ...secondYield.operands];
  rewriter.erase(firstYield);
  rewriter.mergeBlocks(second.front, block);
  rewriter.guarded(() => {
    rewriter.setInsertionPointToEnd(block).loc = secondYield.loc;
    rewriter.create(YieldOp, { results });
  });
  rewriter.erase(secondYield);
  return region;
}

/** if a { if b { x } }  ->  if a && b { x } */
const nestedIf = pattern("if-in-if", IfOp, (outer, rewriter) => {
  const { op, condition, thenRegion, elseRegion } = outer;
  const inner = IfOp.match(thenRegion.front.first);
  if (inner === undefined || inner.op.next !== thenRegion.front.last) return false;
  if (!onlyYields(elseRegion) || !onlyYields(inner.elseRegion)) return false;
  const otherwise = yielded(elseRegion);
  const values = nestedYields(outer, inner, otherwise);
  if (values === undefined) return false;
  const both = rewriter.create(AndIOp, { lhs: condition, rhs: inner.condition }).result;
  values.forEach((value, i) => {
    // Where only the outer condition holds, the value is still the one of its branch.
    if (value.fromInner || value.value === otherwise[i]) return;
    const select = { condition, true_value: value.value, false_value: otherwise[i]! };
    rewriter.replaceAllUsesWith(op.result(i), rewriter.create(SelectOp, select).result);
  });
  const block = inner.thenRegion.front;
  rewriter.erase(block.last!);
  const outerYield = thenRegion.front.last!;
  rewriter.inlineBlockBefore(block, thenRegion.front, outerYield, []);
  rewriter.modify(outerYield, () => outerYield.setOperands(values.map(({ value }) => value)));
  rewriter.erase(inner.op);
  rewriter.modify(op, () => op.setOperand(0, both));
  return true;
});

/** What is yielded where both conditions hold; undefined if that does not tell the other cases as well. */
function nestedYields(
  { thenRegion }: IfOp,
  inner: IfOp,
  otherwise: readonly Value[],
): { readonly value: Value; readonly fromInner: boolean }[] | undefined {
  const values: { value: Value; fromInner: boolean }[] = [];
  for (const [i, value] of yielded(thenRegion).entries()) {
    if (value.definingOp === inner.op) {
      if (yielded(inner.elseRegion)[value.index] !== otherwise[i]) return undefined;
      values.push({ value: yielded(inner.thenRegion)[value.index]!, fromInner: true });
    } else if (isDefinedIn(value, thenRegion)) return undefined;
    else values.push({ value, fromInner: false });
  }
  return values;
}

export const ifPatterns = [
  adjacentIfs,
  nestedIf,
  conditionInBranches,
  yieldsToSelects,
  emptyElse,
  ifOnConstant,
  yieldsOfCondition,
  regionBranchPattern(IfOp),
];
