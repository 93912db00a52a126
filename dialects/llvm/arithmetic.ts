/** What `+ - * /`, numbers and comparisons mean for the floats of LLVM and vectors of them; sums also of structs. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { numberAttr } from "../../ir/builtin/number-attr.ts";
import type { Arithmetic, ComparisonPredicate } from "../../ir/interfaces/arithmetic.ts";
import { isDifferentiableType } from "../../ir/interfaces/differentiable.ts";
import type { Value } from "../../ir/value.ts";
import { extractValue, insertValue } from "./aggregate-values.ts";
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
import { ConstantOp, ZeroOp } from "./constant-ops.ts";
import { AnyAggregate, FloatLike } from "./constraints.ts";
import { FastmathFlags } from "./flags.ts";
import { type LLVMArrayType, LLVMStructType } from "./types.ts";

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

/** The number in all parts with derivatives; the others are zero. */
function constant(builder: OpBuilder, type: Type, value: number): Value {
  if (!AnyAggregate.is(type)) return createConstant(builder, type, value);
  let aggregate: Value = builder.create(ZeroOp, { resultTypes: [type] }).res;
  if (value === 0) return aggregate;
  for (const [i, part] of elementTypes(type).entries()) {
    if (isDifferentiableType(part)) aggregate = insertValue(builder, aggregate, constant(builder, part, value), [i]);
  }
  return aggregate;
}

/** The sum of two values of a type with derivatives. Parts without derivatives are those of the first one. */
function add(builder: OpBuilder, lhs: Value, rhs: Value, flags?: Attribute): Value {
  if (!AnyAggregate.is(lhs.type)) return builder.create(FAddOp, { lhs, rhs, ...fastmathOf(flags) }).res;
  let sum = lhs;
  for (const [i, type] of elementTypes(lhs.type).entries()) {
    if (!isDifferentiableType(type)) continue;
    const parts = [lhs, rhs].map((value) => extractValue(builder, value, [i]));
    sum = insertValue(builder, sum, add(builder, parts[0]!, parts[1]!, flags), [i]);
  }
  return sum;
}

const elementTypes = (type: LLVMStructType | LLVMArrayType): readonly Type[] =>
  LLVMStructType.is(type) ? (type.body ?? []) : Array<Type>(type.numElements).fill(type.elementType);

export const llvmArithmetic: Arithmetic = {
  supports: (type: Type) => FloatLike.is(type) || (AnyAggregate.is(type) && isDifferentiableType(type)),
  constant,
  negate: (builder, operand, flags) => builder.create(FNegOp, { operand, ...fastmathOf(flags) }).res,
  add,
  subtract: binary(FSubOp),
  multiply: binary(FMulOp),
  divide: binary(FDivOp),
  select: (builder, condition, trueValue, falseValue) =>
    builder.create(SelectOp, { condition, trueValue, falseValue }).res,
  compare: (builder, predicate, lhs, rhs) =>
    builder.create(FCmpOp, { predicate: FCmpPredicate.of(predicates[predicate]), lhs, rhs }).res,
};
