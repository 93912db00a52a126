/** Canonicalization patterns of `scf.while`. */

import type { Block } from "../../../ir/block.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { Region } from "../../../ir/region.ts";
import { BlockArgument, type Value } from "../../../ir/value.ts";
import { CmpIOp, CmpIPredicate, createConstant, negatedCmpI } from "../../arith/index.ts";
import { regionBranchPattern } from "../../region-branch-patterns.ts";
import { IfOp } from "../if.ts";
import { conditionOf, WhileOp } from "../while.ts";

/** In the second region the condition holds. */
const conditionIsTrue = pattern("while-condition-is-true", WhileOp, (loop, rewriter) => {
  const { condition, args } = conditionOf(loop);
  const known = loop.after.front.args.filter((arg, i) => args[i] === condition && arg.hasUses);
  if (known.length === 0) return false;
  const truth = createConstant(rewriter, i1(), 1);
  for (const arg of known) rewriter.replaceAllUsesWith(arg, truth);
  return true;
});

/** while { condition(cmp x, y) x } do { a: cmp a, y }  ->  do { a: true } */
const comparisonIsKnown = pattern("while-comparison-is-known", WhileOp, (loop, rewriter) => {
  const { condition, args } = conditionOf(loop);
  const tested = CmpIOp.defining(condition);
  if (tested === undefined) return false;
  const predicate = CmpIPredicate.nameOf(tested.predicate);
  let changed = false;
  for (const [i, arg] of loop.after.front.args.entries()) {
    for (const side of [0, 1]) {
      if (args[i] !== tested.op.operand(side)) continue;
      const other = tested.op.operand(1 - side);
      for (const user of arg.users) {
        const again = CmpIOp.match(user);
        if (again === undefined || user.operand(side) !== arg || user.operand(1 - side) !== other) continue;
        const name = CmpIPredicate.nameOf(again.predicate);
        if (name !== predicate && name !== negatedCmpI[predicate]) continue;
        rewriter.setInsertionPoint(user);
        rewriter.replace(user, [createConstant(rewriter, i1(), name === predicate ? 1 : 0)]);
        changed = true;
      }
    }
  }
  return changed;
});

/** Where the first region only permutes its arguments, the loop carries them in their own order. */
const permutedArguments = pattern("while-permuted-arguments", WhileOp, ({ op, before, after }, rewriter) => {
  const condition = before.front.last!;
  const args = before.front.args;
  const passed = condition.operands.slice(1);
  if (passed.length !== args.length || passed.every((value, i) => value === args[i])) return false;
  const order = passed.map((value) => (value instanceof BlockArgument ? args.indexOf(value) : -1));
  if (new Set(order).size !== order.length || order.includes(-1)) return false;
  rewriter.modify(condition, () => condition.setOperands([condition.operand(0), ...args]));
  rewriter.modify(op, () => {
    permuteValues(op, after.front, order);
  });
  return true;
});

/** The result and argument that stood at `i` go to `order[i]`. */
function permuteValues(op: Operation, block: Block, order: readonly number[]): void {
  const uses = [...op.results, ...block.args].map((value) => [...value.uses()]);
  const types = op.resultTypes;
  order.forEach((to, i) => {
    op.result(to).type = types[i]!;
    block.args[to]!.type = types[i]!;
    for (const use of uses[i]!) use.set(op.result(to));
    for (const use of uses[order.length + i]!) use.set(block.args[to]!);
  });
}

/** while { if c { x }; condition(c) } do { y }  ->  while { condition(c) } do { x; y } */
const moveIfDown = pattern("while-move-if-down", WhileOp, (loop, rewriter) => {
  const { op, before, after } = loop;
  const { op: condition, condition: tested, args } = conditionOf(loop);
  const branch = IfOp.match(condition.prev);
  if (branch === undefined || branch.condition !== tested) return false;
  const { thenRegion, elseRegion } = branch;
  if (!elseRegion.isEmpty && elseRegion.front.first !== elseRegion.front.last) return false;
  const thenYield = thenRegion.front.last!;
  const passed = args.map((arg) => (arg.definingOp === branch.op ? arg.index : -1));
  const usedBefore = valuesFrom(before, thenRegion);
  rewriter.modify(op, () => {
    op.appendResults(usedBefore.map(({ type }) => type));
  });
  const addedArgs = usedBefore.map(({ type }) => after.front.addArgument(type, op.loc));
  rewriter.modify(condition, () => condition.appendOperands(usedBefore));
  usedBefore.forEach((value, i) => {
    rewriter.replaceUsesWithIf(value, addedArgs[i]!, (user) => thenRegion.isAncestorOf(user.parentRegion!));
  });
  passed.forEach((index, i) => {
    if (index >= 0) rewriter.replaceAllUsesWith(after.front.args[i]!, thenYield.operand(index));
  });
  branch.results.forEach((result, i) => {
    rewriter.replaceAllUsesWith(result, elseRegion.front.last!.operand(i));
  });
  rewriter.erase(thenYield);
  rewriter.inlineBlockBefore(thenRegion.front, after.front, after.front.first, []);
  rewriter.erase(branch.op);
  return true;
});

/** The values defined in `outer` that are used in `inner`, each once. */
function valuesFrom(outer: Region, inner: Region): Value[] {
  const values = new Set<Value>();
  for (const block of inner.blocks()) {
    for (const op of block.ops()) {
      op.walk((user) => {
        for (const value of user.operands) {
          const home = value.parentBlock!.region!;
          if (outer.isAncestorOf(home) && !inner.isAncestorOf(home)) values.add(value);
        }
      }, "pre");
    }
  }
  return [...values];
}

export const whilePatterns = [
  conditionIsTrue,
  comparisonIsKnown,
  permutedArguments,
  moveIfDown,
  regionBranchPattern(WhileOp),
];
