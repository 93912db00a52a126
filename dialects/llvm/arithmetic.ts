/** What `+ - * /`, numbers and comparisons mean for the floats of LLVM, and vectors of them. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { numberAttr } from "../../ir/builtin/number-attr.ts";
import type { Arithmetic, ComparisonPredicate } from "../../ir/interfaces/arithmetic.ts";
import type { Value } from "../../ir/value.ts";
import {
  FAddOp,
  FCmpOp,
  FDivOp,
  type FloatBinaryDefinition,
  FMulOp,
  FNegOp,
  FSubOp,
  SelectOp,
} from "./arithmetic-ops.ts";
import { FCmpPredicate, type FCmpPredicateName } from "./attributes.ts";
import { ConstantOp } from "./constant-ops.ts";
import { FloatLike } from "./constraints.ts";
import { FastmathFlags } from "./flags.ts";

/** The flags of another operation that hold for floats here too. */
const fastmathOf = (flags: Attribute | undefined) =>
  flags !== undefined && FastmathFlags.is(flags) ? { fastmathFlags: flags } : {};

const binary =
  (def: FloatBinaryDefinition) =>
  (builder: OpBuilder, lhs: Value, rhs: Value, flags?: Attribute): Value =>
    builder.create(def, { lhs, rhs, ...fastmathOf(flags) }).res;

const predicates: Readonly<Record<ComparisonPredicate, FCmpPredicateName>> = {
  "<": "olt",
  "<=": "ole",
  ">": "ogt",
  ">=": "oge",
  "==": "oeq",
  "!=": "one",
};

/** A constant of a number type, or of a vector of such. */
export const createConstant = (builder: OpBuilder, type: Type, value: number | bigint): Value =>
  builder.create(ConstantOp, { value: numberAttr(type, value), resultTypes: [type] }).res;

export const llvmArithmetic: Arithmetic = {
  supports: (type: Type) => FloatLike.is(type),
  constant: createConstant,
  negate: (builder, operand, flags) => builder.create(FNegOp, { operand, ...fastmathOf(flags) }).res,
  add: binary(FAddOp),
  subtract: binary(FSubOp),
  multiply: binary(FMulOp),
  divide: binary(FDivOp),
  select: (builder, condition, trueValue, falseValue) =>
    builder.create(SelectOp, { condition, trueValue, falseValue }).res,
  compare: (builder, predicate, lhs, rhs) =>
    builder.create(FCmpOp, { predicate: FCmpPredicate.of(predicates[predicate]), lhs, rhs }).res,
};
