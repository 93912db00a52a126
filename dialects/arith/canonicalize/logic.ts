/** Patterns of truth values, selections, and logic on extended integers. */

import { IntegerType, i1 } from "../../../ir/builtin/types.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { CmpIPredicate, negatedCmpI } from "../attributes.ts";
import { createConstant } from "../constants.ts";
import { type BinaryOperands, isInteger } from "../folding.ts";
import { AndIOp, type LogicDefinition, OrIOp, XOrIOp } from "../ops/bitwise.ts";
import { CmpIOp } from "../ops/comparison.ts";
import { type ExtensionDefinition, ExtSIOp, ExtUIOp } from "../ops/integer-casts.ts";
import { SelectOp } from "../ops/select.ts";

const extensions: readonly ExtensionDefinition[] = [ExtUIOp, ExtSIOp];

/** The values that both operands are extensions of, and how they were extended, if it is in the same way. */
function extendedOperands({ lhs, rhs }: Pick<BinaryOperands, "lhs" | "rhs">) {
  for (const extension of extensions) {
    const left = extension.defining(lhs);
    const right = extension.defining(rhs);
    if (left !== undefined && right !== undefined && left.in.type === right.in.type) {
      return { extension, lhs: left.in, rhs: right.in };
    }
  }
  return undefined;
}

/** ext(a) & ext(b)  ->  ext(a & b) */
const logicOfExtensions = (name: string, def: LogicDefinition): Pattern =>
  pattern(name, def, (view, rewriter) => {
    const narrow = extendedOperands(view);
    if (narrow === undefined) return false;
    const result = rewriter.create(def, { lhs: narrow.lhs, rhs: narrow.rhs }).result;
    rewriter.replaceWithNew(view.op, narrow.extension, { in: result, resultTypes: [view.result.type] });
    return true;
  });

/** ext(a) == ext(b)  ->  a == b */
const equalityOfExtensions = pattern("cmpi-of-extensions", CmpIOp, ({ op, predicate, lhs, rhs }, rewriter) => {
  const name = CmpIPredicate.nameOf(predicate);
  const narrow = name === "eq" || name === "ne" ? extendedOperands({ lhs, rhs }) : undefined;
  if (narrow === undefined) return false;
  rewriter.replaceWithNew(op, CmpIOp, { predicate, lhs: narrow.lhs, rhs: narrow.rhs });
  return true;
});

/** The truth value that `value` negates, if it does. */
function negated(value: Value): Value | undefined {
  const inverted = value.type === i1() ? XOrIOp.defining(value) : undefined;
  return inverted !== undefined && isInteger(constantValue(inverted.rhs), 1n) ? inverted.lhs : undefined;
}

const not = (rewriter: PatternRewriter, value: Value): Value =>
  rewriter.create(XOrIOp, { lhs: value, rhs: createConstant(rewriter, i1(), 1) }).result;

/** not (a < b)  ->  a >= b */
const notOfComparison = pattern("not-of-cmpi", XOrIOp, ({ op, result }, rewriter) => {
  const truth = negated(result);
  const comparison = truth === undefined ? undefined : CmpIOp.defining(truth);
  if (comparison === undefined) return false;
  const { predicate, lhs, rhs } = comparison;
  const opposite = CmpIPredicate.of(negatedCmpI[CmpIPredicate.nameOf(predicate)]);
  rewriter.replaceWithNew(op, CmpIOp, { predicate: opposite, lhs, rhs });
  return true;
});

/** not c ? a : b  ->  c ? b : a */
const selectionByNot = pattern("select-of-not", SelectOp, ({ op, condition, true_value, false_value }, rewriter) => {
  const opposite = negated(condition);
  if (opposite === undefined) return false;
  rewriter.replaceWithNew(op, SelectOp, { condition: opposite, true_value: false_value, false_value: true_value });
  return true;
});

/** c ? (c ? a : b) : d  ->  c ? a : d, and the same on the other side. */
const nestedSelection = pattern(
  "select-of-select",
  SelectOp,
  ({ op, condition, true_value, false_value }, rewriter) => {
    const whenTrue = SelectOp.defining(true_value);
    const whenFalse = SelectOp.defining(false_value);
    const isRedundantTrue = whenTrue?.condition === condition;
    const isRedundantFalse = whenFalse?.condition === condition;
    if (!isRedundantTrue && !isRedundantFalse) return false;
    rewriter.replaceWithNew(op, SelectOp, {
      condition,
      true_value: isRedundantTrue ? whenTrue.true_value : true_value,
      false_value: isRedundantFalse ? whenFalse.false_value : false_value,
    });
    return true;
  },
);

/** c ? 1 : 0  ->  extui(c);  c ? 0 : 1  ->  extui(not c), which in one bit is not c. */
const selectionOfBits = pattern("select-of-bits", SelectOp, (view, rewriter) => {
  const { op, condition, result } = view;
  if (condition.type !== i1() || !(result.type instanceof IntegerType)) return false;
  const [whenTrue, whenFalse] = [constantValue(view.true_value), constantValue(view.false_value)];
  const isOneZero = isInteger(whenTrue, 1n) && isInteger(whenFalse, 0n);
  const isZeroOne = isInteger(whenTrue, 0n) && isInteger(whenFalse, 1n);
  if (!isOneZero && !isZeroOne) return false;
  const bit = isOneZero ? condition : not(rewriter, condition);
  if (result.type === i1()) rewriter.replace(op, [bit]);
  else rewriter.replaceWithNew(op, ExtUIOp, { in: bit, resultTypes: [result.type] });
  return true;
});

export const logicPatterns: readonly Pattern[] = [
  logicOfExtensions("andi-of-extensions", AndIOp),
  logicOfExtensions("ori-of-extensions", OrIOp),
  logicOfExtensions("xori-of-extensions", XOrIOp),
  equalityOfExtensions,
  notOfComparison,
  selectionByNot,
  nestedSelection,
  selectionOfBits,
];
