/** Canonicalization of `affine.if`. */

import { AffineMap, IntegerSet } from "../../../ir/affine.ts";
import { IntegerSetAttr } from "../../../ir/builtin/attributes.ts";
import { pattern } from "../../../ir/pattern.ts";
import { ApplyOp } from "../apply.ts";
import { conditionOf, IfOp } from "../if.ts";
import { type Applied, canonicalizeMapAndOperands, composeMapAndOperands, isSame } from "../map-operands.ts";

/** The condition in canonical form, with `affine.apply` put in. */
const canonicalCondition = pattern("if-condition", IfOp, (view, rewriter) => {
  const condition = conditionOf(view);
  const canonical = canonicalizeMapAndOperands(composeSet(condition));
  if (isSame(condition, canonical)) return false;
  rewriter.modify(view.op, () => {
    view.op.setOperands(canonical.operands);
    view.op.setAttr("condition", IntegerSetAttr.get(canonical.map));
  });
  return true;
});

function composeSet(condition: Applied<IntegerSet>): Applied<IntegerSet> {
  const { map: set, operands } = condition;
  if (!operands.some((operand) => ApplyOp.defining(operand) !== undefined)) return condition;
  const sides = AffineMap.get(set.numDims, set.numSymbols, set.constraints);
  const { map, operands: inputs } = composeMapAndOperands({ map: sides, operands });
  return { map: IntegerSet.get(map.numDims, map.numSymbols, map.results, set.eqFlags), operands: inputs };
}

/** if true { a } else { b }  ->  a */
const constantCondition = pattern("if-on-constant", IfOp, (view, rewriter) => {
  const { op, thenRegion, elseRegion } = view;
  const truth = constantTruth(conditionOf(view).map);
  if (truth === undefined) return false;
  const taken = truth ? thenRegion : elseRegion;
  if (taken.isEmpty) {
    rewriter.erase(op);
    return true;
  }
  const terminator = taken.front.last!;
  rewriter.inlineBlockBefore(taken.front, op.block!, op, []);
  rewriter.replace(op, terminator.operands);
  rewriter.erase(terminator);
  return true;
});

/** Whether the set is everything (`0 == 0`) or nothing (`1 == 0`); undefined for other sets. */
function constantTruth(set: IntegerSet): boolean | undefined {
  if (set.isEmptyIntegerSet) return false;
  return set.numConstraints === 1 && set.isEq(0) && set.constraints[0]!.constantValue === 0n ? true : undefined;
}

/** if c { a } else { }  ->  if c { a } */
const emptyElse = pattern("if-empty-else", IfOp, ({ op, results, elseRegion }, rewriter) => {
  if (results.length > 0 || elseRegion.isEmpty || elseRegion.front.first !== elseRegion.front.last) return false;
  rewriter.modify(op, () => rewriter.eraseBlock(elseRegion.front));
  return true;
});

export const ifPatterns = [emptyElse, canonicalCondition, constantCondition];
