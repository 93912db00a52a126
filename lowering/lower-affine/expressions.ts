/** Affine expressions as arithmetic on indices. */

import type { Applied } from "../../dialects/affine/index.ts";
import {
  AddIOp,
  CmpIOp,
  CmpIPredicate,
  createIndexConstant,
  DivSIOp,
  IntegerOverflowFlags,
  MaxSIOp,
  MinSIOp,
  MulIOp,
  RemSIOp,
  SelectOp,
  SubIOp,
} from "../../dialects/arith/index.ts";
import type { AffineBinaryOpExpr, AffineExpr } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Value } from "../../ir/value.ts";

/**
 * The value of an expression over dimensions and symbols.
 * @throws {DiagnosticError} for a constant divisor that is not positive
 */
export function expandExpr(
  builder: OpBuilder,
  expr: AffineExpr,
  dims: readonly Value[],
  symbols: readonly Value[],
): Value {
  switch (expr.kind) {
    case "constant":
      return createIndexConstant(builder, expr.value);
    case "dim":
      return dims[expr.position]!;
    case "symbol":
      return symbols[expr.position]!;
    default: {
      const lhs = expandExpr(builder, expr.lhs, dims, symbols);
      checkDivisor(builder, expr);
      const rhs = expandExpr(builder, expr.rhs, dims, symbols);
      return expand[expr.kind](builder, lhs, rhs);
    }
  }
}

function checkDivisor({ loc }: OpBuilder, { kind, rhs }: AffineBinaryOpExpr): void {
  if (kind === "add" || kind === "mul" || rhs.kind !== "constant" || rhs.value > 0n) return;
  const what = kind === "mod" ? "modulo" : "division";
  throw errorAt(loc, `${what} by non-positive value is not supported`);
}

const isLess = (builder: OpBuilder, predicate: "slt" | "sle", lhs: Value, rhs: Value): Value =>
  builder.create(CmpIOp, { predicate: CmpIPredicate.of(predicate), lhs, rhs }).result;
const select = (builder: OpBuilder, condition: Value, true_value: Value, false_value: Value): Value =>
  builder.create(SelectOp, { condition, true_value, false_value }).result;
const subtract = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(SubIOp, { lhs, rhs }).result;
const divide = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(DivSIOp, { lhs, rhs }).result;

/** What the operations mean; divisors are positive. */
const expand: Readonly<Record<AffineBinaryOpExpr["kind"], (builder: OpBuilder, lhs: Value, rhs: Value) => Value>> = {
  add: (builder, lhs, rhs) => builder.create(AddIOp, { lhs, rhs }).result,
  mul: (builder, lhs, rhs) =>
    builder.create(MulIOp, { lhs, rhs, overflowFlags: IntegerOverflowFlags.of("nsw") }).result,
  /** a mod b = let r = a rem b in r < 0 ? r + b : r */
  mod(builder, lhs, rhs) {
    const remainder = builder.create(RemSIOp, { lhs, rhs }).result;
    const isNegative = isLess(builder, "slt", remainder, createIndexConstant(builder, 0));
    const corrected = builder.create(AddIOp, { lhs: remainder, rhs }).result;
    return select(builder, isNegative, corrected, remainder);
  },
  /** a floordiv b = a < 0 ? -1 - (-1 - a) / b : a / b */
  floordiv(builder, lhs, rhs) {
    const zero = createIndexConstant(builder, 0);
    const minusOne = createIndexConstant(builder, -1);
    const isNegative = isLess(builder, "slt", lhs, zero);
    const dividend = select(builder, isNegative, subtract(builder, minusOne, lhs), lhs);
    const quotient = divide(builder, dividend, rhs);
    return select(builder, isNegative, subtract(builder, minusOne, quotient), quotient);
  },
  /** a ceildiv b = a <= 0 ? -(-a / b) : (a - 1) / b + 1 */
  ceildiv(builder, lhs, rhs) {
    const zero = createIndexConstant(builder, 0);
    const one = createIndexConstant(builder, 1);
    const isNotPositive = isLess(builder, "sle", lhs, zero);
    const negated = subtract(builder, zero, lhs);
    const dividend = select(builder, isNotPositive, negated, subtract(builder, lhs, one));
    const quotient = divide(builder, dividend, rhs);
    const negatedQuotient = subtract(builder, zero, quotient);
    const next = builder.create(AddIOp, { lhs: quotient, rhs: one }).result;
    return select(builder, isNotPositive, negatedQuotient, next);
  },
};

/** The values of the results of a map. */
export function expandMap(builder: OpBuilder, { map, operands }: Applied): Value[] {
  const [dims, symbols] = [operands.slice(0, map.numDims), operands.slice(map.numDims)];
  return map.results.map((expr) => expandExpr(builder, expr, dims, symbols));
}

/** The greatest of the results of a map. */
export const expandMax = (builder: OpBuilder, applied: Applied): Value =>
  expandMap(builder, applied).reduce((lhs, rhs) => builder.create(MaxSIOp, { lhs, rhs }).result);

/** The least of the results of a map. */
export const expandMin = (builder: OpBuilder, applied: Applied): Value =>
  expandMap(builder, applied).reduce((lhs, rhs) => builder.create(MinSIOp, { lhs, rhs }).result);
