/** What `+ - * /`, numbers and comparisons mean for floats, and vectors and tensors of them. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { FloatLike } from "../../ir/builtin/constraints.ts";
import type { Arithmetic, ComparisonPredicate } from "../../ir/interfaces/arithmetic.ts";
import type { Value } from "../../ir/value.ts";
import { CmpFPredicate, type CmpFPredicateName, FastMathFlags } from "./attributes.ts";
import { createConstant } from "./constants.ts";
import { CmpFOp } from "./ops/comparison.ts";
import { AddFOp, DivFOp, type FloatBinaryDefinition, MulFOp, NegFOp, SubFOp } from "./ops/float.ts";
import { SelectOp } from "./ops/select.ts";

/** The flags of another operation that hold here too. */
export const fastmathOf = (flags: Attribute | undefined) =>
  flags !== undefined && FastMathFlags.is(flags) ? { fastmath: flags } : {};

const binary =
  (def: FloatBinaryDefinition) =>
  (builder: OpBuilder, lhs: Value, rhs: Value, flags?: Attribute): Value =>
    builder.create(def, { lhs, rhs, ...fastmathOf(flags) }).result;

const predicates: Readonly<Record<ComparisonPredicate, CmpFPredicateName>> = {
  "<": "olt",
  "<=": "ole",
  ">": "ogt",
  ">=": "oge",
  "==": "oeq",
  "!=": "one",
};

/** A constant of a shaped type needs a static shape. */
export const arithArithmetic: Arithmetic = {
  supports: (type: Type) => FloatLike.is(type),
  constant: createConstant,
  negate: (builder, operand, flags) => builder.create(NegFOp, { operand, ...fastmathOf(flags) }).result,
  add: binary(AddFOp),
  subtract: binary(SubFOp),
  multiply: binary(MulFOp),
  divide: binary(DivFOp),
  select: (builder, condition, whenTrue, whenFalse) =>
    builder.create(SelectOp, { condition, true_value: whenTrue, false_value: whenFalse }).result,
  compare: (builder, predicate, lhs, rhs) =>
    builder.create(CmpFOp, { predicate: CmpFPredicate.of(predicates[predicate]), lhs, rhs }).result,
};
