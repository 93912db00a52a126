/** What the bounds of loops tell about the values of affine expressions. */

import { ceilDiv, floorDiv, floorMod } from "../../../ir/affine/fold.ts";
import { type AffineExpr, linearForm } from "../../../ir/affine.ts";
import type { Value } from "../../../ir/value.ts";
import { constantBound, ForOp, inductionVar, lowerBound, upperBound } from "../for.ts";
import type { Applied } from "../map-operands.ts";

/** A value is at least `lower` and at most `upper`; undefined where that is not known. */
export interface ValueRange {
  readonly lower: bigint | undefined;
  readonly upper: bigint | undefined;
}

const unknown: ValueRange = { lower: undefined, upper: undefined };

/** The loop whose induction variable the value is. */
export function loopOf(value: Value): ForOp | undefined {
  const loop = value.definingOp === undefined ? ForOp.match(value.parentBlock?.parentOp) : undefined;
  return loop !== undefined && inductionVar(loop) === value ? loop : undefined;
}

/** The value of an input of a map. */
export const inputValue = ({ kind, position }: AffineExpr & { position: number }, { map, operands }: Applied): Value =>
  operands[kind === "dim" ? position : map.numDims + position]!;

function rangeOfValue(value: Value): ValueRange {
  const loop = loopOf(value);
  if (loop === undefined) return unknown;
  const lower = constantBound(lowerBound(loop));
  const upper = constantBound(upperBound(loop));
  const step = loop.step.value;
  if (upper === undefined) return { lower, upper };
  const isExact = lower !== undefined && step > 0n;
  return { lower, upper: isExact ? upper - 1n - ((upper - lower - 1n) % step) : upper - 1n };
}

/** The range of an expression over the inputs of a map. */
export function rangeOf(expr: AffineExpr, applied: Applied): ValueRange {
  switch (expr.kind) {
    case "constant":
      return { lower: expr.value, upper: expr.value };
    case "floordiv":
    case "ceildiv": {
      const divisor = expr.rhs.constantValue;
      if (divisor === undefined || divisor < 1n) return unknown;
      const { lower, upper } = rangeOf(expr.lhs, applied);
      const divide = expr.kind === "floordiv" ? floorDiv : ceilDiv;
      const quotient = (bound: bigint | undefined) => (bound === undefined ? undefined : divide(bound, divisor));
      return { lower: quotient(lower), upper: quotient(upper) };
    }
    case "mod": {
      const divisor = expr.rhs.constantValue;
      if (divisor === undefined || divisor < 1n) return unknown;
      const { lower, upper } = rangeOf(expr.lhs, applied);
      const isOneInterval =
        lower !== undefined && upper !== undefined && floorDiv(lower, divisor) === floorDiv(upper, divisor);
      if (isOneInterval) return { lower: floorMod(lower, divisor), upper: floorMod(upper, divisor) };
      return { lower: 0n, upper: divisor - 1n };
    }
    default:
      return rangeOfSum(expr, applied);
  }
}

function rangeOfSum(expr: AffineExpr, applied: Applied): ValueRange {
  const form = linearForm(expr);
  if (form === undefined) return unknown;
  let lower: bigint | undefined = form.constant;
  let upper: bigint | undefined = form.constant;
  const times = (bound: bigint | undefined, coefficient: bigint, sum: bigint | undefined): bigint | undefined =>
    bound === undefined || sum === undefined ? undefined : sum + bound * coefficient;
  for (const [term, coefficient] of form.terms) {
    // Quotients within sums are not looked into.
    if (term.kind !== "dim" && term.kind !== "symbol") return unknown;
    const range = rangeOfValue(inputValue(term, applied));
    lower = times(coefficient > 0n ? range.lower : range.upper, coefficient, lower);
    upper = times(coefficient > 0n ? range.upper : range.lower, coefficient, upper);
  }
  return { lower, upper };
}
