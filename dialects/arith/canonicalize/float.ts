/** Patterns of floating-point arithmetic and comparisons. */

import { classify, type FloatFormat, type FloatParts, truncateToInteger } from "../../../ir/builtin/float-format.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { CmpFPredicate, type CmpFPredicateName, CmpIPredicate, type CmpIPredicateName } from "../attributes.ts";
import { createConstant } from "../constants.ts";
import { floatBits, formatOf, integerWidthOf } from "../folding.ts";
import { CmpFOp, CmpIOp } from "../ops/comparison.ts";
import { SIToFPOp, UIToFPOp } from "../ops/conversions.ts";
import { DivFOp, type FloatBinaryDefinition, MulFOp, NegFOp } from "../ops/float.ts";
import { exactlyConvertible, exactUpTo, integerRange, staysFinite } from "./exact-conversion.ts";

/** (-a) * (-b)  ->  a * b */
const operationOnNegations = (name: string, def: FloatBinaryDefinition): Pattern =>
  pattern(name, def, ({ op, lhs, rhs, fastmath }, rewriter) => {
    const [left, right] = [NegFOp.defining(lhs), NegFOp.defining(rhs)];
    if (left === undefined || right === undefined) return false;
    rewriter.replaceWithNew(op, def, { lhs: left.operand, rhs: right.operand, fastmath });
    return true;
  });

/** A relation of two numbers that are ordered. */
type Relation = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

/** What a predicate asks of numbers that are not NaN; undefined where the answer does not depend on them. */
const relations: Readonly<Record<CmpFPredicateName, Relation | boolean>> = {
  false: false,
  oeq: "eq",
  ogt: "gt",
  oge: "ge",
  olt: "lt",
  ole: "le",
  one: "ne",
  ord: true,
  ueq: "eq",
  ugt: "gt",
  uge: "ge",
  ult: "lt",
  ule: "le",
  une: "ne",
  uno: false,
  true: true,
};

/** `integer relation bound` with an integer bound, or what it always is. */
type IntegerComparison = { readonly relation: Relation; readonly bound: bigint } | boolean;

const isBelow = (relation: Relation): boolean => relation === "lt" || relation === "le" || relation === "ne";
const isAbove = (relation: Relation): boolean => relation === "gt" || relation === "ge" || relation === "ne";

/** Says for integers between `min` and `max` what `integer relation number` means; the number is not NaN. */
function compareIntegerWith(
  bits: bigint,
  format: FloatFormat,
  relation: Relation,
  [min, max]: readonly [bigint, bigint],
): IntegerComparison {
  const parts = classify(bits, format);
  const truncated = truncateToInteger(bits, format);
  if (truncated === undefined) return parts.negative ? isAbove(relation) : isBelow(relation);
  const isInteger = isWhole(parts);
  if (truncated > max || (truncated === max && !isInteger && !parts.negative)) return isBelow(relation);
  if (truncated < min || (truncated === min && !isInteger && parts.negative)) return isAbove(relation);
  if (isInteger) return { relation, bound: truncated };
  if (relation === "eq" || relation === "ne") return relation === "ne";
  // The integers below a fraction are those up to the next lower one, which is the truncated one if it is positive.
  const isLess = relation === "lt" || relation === "le";
  if (parts.negative) return { relation: isLess ? "lt" : "ge", bound: truncated };
  return { relation: isLess ? "le" : "gt", bound: truncated };
}

const isWhole = ({ significand, exponent }: FloatParts): boolean =>
  exponent >= 0 || significand % (1n << BigInt(-exponent)) === 0n;

const integerPredicate = (relation: Relation, isSigned: boolean): CmpIPredicateName =>
  relation === "eq" || relation === "ne" ? relation : `${isSigned ? "s" : "u"}${relation}`;

/** sitofp(x) < 2.5  ->  x <= 2 */
const comparisonOfInteger = pattern("cmpf-of-integer", CmpFOp, ({ op, predicate, lhs, rhs, result }, rewriter) => {
  const number = floatBits(constantValue(rhs));
  const signed = SIToFPOp.defining(lhs);
  const conversion = signed ?? UIToFPOp.defining(lhs);
  if (number === undefined || conversion === undefined) return false;

  const format = formatOf(rhs.type);
  const isSigned = signed !== undefined;
  const width = integerWidthOf(conversion.in.type);
  if (classify(number, format).kind === "nan" || !isComparedExactly(number, format, width, isSigned)) return false;
  const relation = relations[CmpFPredicate.nameOf(predicate)];
  const comparison =
    typeof relation === "boolean"
      ? relation
      : compareIntegerWith(number, format, relation, integerRange(width, isSigned));
  if (typeof comparison === "boolean") {
    rewriter.replace(op, [createConstant(rewriter, result.type, comparison ? 1 : 0)]);
    return true;
  }
  rewriter.replaceWithNew(op, CmpIOp, {
    predicate: CmpIPredicate.of(integerPredicate(comparison.relation, isSigned)),
    lhs: conversion.in,
    rhs: createConstant(rewriter, conversion.in.type, comparison.bound),
  });
  return true;
});

/**
 * Whether the conversion keeps all integers on the side of `number` on which they are. If it rounds, that needs the
 * integers around the number to be exact, or the number to lie beyond them all.
 */
function isComparedExactly(number: bigint, format: FloatFormat, width: number, isSigned: boolean): boolean {
  if (exactlyConvertible(width, isSigned, format)) return true;
  if (!staysFinite(width, isSigned, format)) return false;
  const truncated = truncateToInteger(number, format);
  if (truncated === undefined) return true;
  const magnitude = truncated < 0n ? -truncated : truncated;
  return magnitude < exactUpTo(format) || magnitude > 1n << BigInt(isSigned ? width - 1 : width);
}

export const floatPatterns: readonly Pattern[] = [
  operationOnNegations("mulf-of-negations", MulFOp),
  operationOnNegations("divf-of-negations", DivFOp),
  comparisonOfInteger,
];
