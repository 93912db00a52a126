/** Divisions that round up or down, in terms of the one that rounds towards zero. */

import * as arith from "../../dialects/arith/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";

const compare = (builder: OpBuilder, predicate: arith.CmpIPredicateName, lhs: Value, rhs: Value): Value =>
  builder.create(arith.CmpIOp, { predicate: arith.CmpIPredicate.of(predicate), lhs, rhs }).result;

/** The quotient, changed by `step` if there is a remainder and the operands' signs stand to each other as `signs` says. */
function corrected(builder: OpBuilder, lhs: Value, rhs: Value, signs: "eq" | "ne", step: number): Value {
  const zero = arith.createConstant(builder, lhs.type, 0);
  const correction = arith.createConstant(builder, lhs.type, step);
  const quotient = builder.create(arith.DivSIOp, { lhs, rhs }).result;
  const product = builder.create(arith.MulIOp, { lhs: quotient, rhs }).result;
  const isInexact = compare(builder, "ne", lhs, product);
  const isLhsNegative = compare(builder, "slt", lhs, zero);
  const isRhsNegative = compare(builder, "slt", rhs, zero);
  const haveSigns = compare(builder, signs, isLhsNegative, isRhsNegative);
  const condition = builder.create(arith.AndIOp, { lhs: isInexact, rhs: haveSigns }).result;
  const true_value = builder.create(arith.AddIOp, { lhs: quotient, rhs: correction }).result;
  return builder.create(arith.SelectOp, { condition, true_value, false_value: quotient }).result;
}

/** ceil(a / b)  ->  a / b + 1 if the exact quotient is positive and no integer */
const expandCeilDivSI = pattern("expand-ceildivsi", arith.CeilDivSIOp, ({ op, lhs, rhs }, rewriter) => {
  rewriter.replace(op, [corrected(rewriter, lhs, rhs, "eq", 1)]);
  return true;
});

/** floor(a / b)  ->  a / b - 1 if the exact quotient is negative and no integer */
const expandFloorDivSI = pattern("expand-floordivsi", arith.FloorDivSIOp, ({ op, lhs, rhs }, rewriter) => {
  rewriter.replace(op, [corrected(rewriter, lhs, rhs, "ne", -1)]);
  return true;
});

/** ceil(a / b)  ->  a == 0 ? 0 : (a - 1) / b + 1 */
const expandCeilDivUI = pattern("expand-ceildivui", arith.CeilDivUIOp, ({ op, lhs, rhs }, rewriter) => {
  const zero = arith.createConstant(rewriter, lhs.type, 0);
  const condition = compare(rewriter, "eq", lhs, zero);
  const one = arith.createConstant(rewriter, lhs.type, 1);
  const before = rewriter.create(arith.SubIOp, { lhs, rhs: one }).result;
  const quotient = rewriter.create(arith.DivUIOp, { lhs: before, rhs }).result;
  const false_value = rewriter.create(arith.AddIOp, { lhs: quotient, rhs: one }).result;
  rewriter.replace(op, [rewriter.create(arith.SelectOp, { condition, true_value: zero, false_value }).result]);
  return true;
});

export const divisionExpansions: readonly Pattern[] = [expandCeilDivSI, expandFloorDivSI, expandCeilDivUI];
