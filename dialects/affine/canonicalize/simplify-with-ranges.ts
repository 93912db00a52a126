/** Simplifies quotients, remainders, minima and maxima by what the bounds of loops tell about their operands. */

import { ceilDiv, floorDiv, gcd } from "../../../ir/affine/fold.ts";
import { AffineBinaryOpExpr, AffineExpr, type AffineMap } from "../../../ir/affine.ts";
import { constantBound, lowerBound, upperBound } from "../for.ts";
import type { Applied } from "../map-operands.ts";
import { inputValue, loopOf, rangeOf, type ValueRange } from "./ranges.ts";

/** The map with its quotients and remainders simplified. */
export const simplifyByRanges = (applied: Applied): Applied => ({
  map: applied.map.mapResults((expr) => simplify(expr, applied)),
  operands: applied.operands,
});

function simplify(expr: AffineExpr, applied: Applied): AffineExpr {
  if (!(expr instanceof AffineBinaryOpExpr)) return expr;
  const rebuilt = expr.withOperands(simplify(expr.lhs, applied), simplify(expr.rhs, applied));
  const divisor = rebuilt instanceof AffineBinaryOpExpr ? rebuilt.rhs.constantValue : undefined;
  // Expressions without a value stay as they are.
  if (divisor === undefined || divisor <= 0n) return rebuilt;
  const binary = rebuilt as AffineBinaryOpExpr;
  switch (binary.kind) {
    case "floordiv":
    case "ceildiv":
    case "mod":
      return byRange(binary, divisor, applied) ?? byMultiples(binary, divisor, applied) ?? rebuilt;
    default:
      return rebuilt;
  }
}

/** x / c  ->  q where all values of x have the quotient q;  x mod c  ->  x where all of them lie in 0..c-1 */
function byRange({ kind, lhs }: AffineBinaryOpExpr, divisor: bigint, applied: Applied): AffineExpr | undefined {
  const { lower, upper } = rangeOf(lhs, applied);
  if (lower === undefined || upper === undefined) return undefined;
  if (kind === "mod") return lower >= 0n && lower < divisor && upper < divisor ? lhs : undefined;
  const divide = kind === "floordiv" ? floorDiv : ceilDiv;
  const quotient = divide(lower, divisor);
  return quotient === divide(upper, divisor) ? AffineExpr.constant(quotient) : undefined;
}

/**
 * (k x + r) / c  ->  k x / c  and  (k x + r) mod c  ->  r mod c, for 0 <= r < k, where c is a multiple of k or k one of c;
 * k x mod c  ->  0, where k is a multiple of c
 */
function byMultiples(expr: AffineBinaryOpExpr, divisor: bigint, applied: Applied): AffineExpr | undefined {
  const { kind, lhs, rhs } = expr;
  const split = splitRemainder(lhs, applied);
  if (split !== undefined) {
    const { multiple, factor, rest } = split;
    if (kind === "floordiv" && divisor % factor === 0n) return multiple.floorDiv(rhs);
    return kind === "mod" && factor % divisor === 0n ? rest.mod(rhs) : undefined;
  }
  const isZero =
    kind === "floordiv"
      ? isBelow(lhs, divisor, applied)
      : kind === "mod" && largestKnownDivisor(lhs, applied) % divisor === 0n;
  return isZero ? AffineExpr.constant(0) : undefined;
}

/** multiple + rest, where `factor` divides the first and the second is at least 0 and less than `factor`. */
function splitRemainder(
  sum: AffineExpr,
  applied: Applied,
): { multiple: AffineExpr; factor: bigint; rest: AffineExpr } | undefined {
  if (sum.kind !== "add") return undefined;
  for (const [multiple, rest] of [
    [sum.lhs, sum.rhs],
    [sum.rhs, sum.lhs],
  ] as const) {
    const factor = largestKnownDivisor(multiple, applied);
    if (factor > 0n && isBelow(rest, factor, applied)) return { multiple, factor, rest };
  }
  return undefined;
}

/** An integer that divides all values of the expression. */
function largestKnownDivisor(expr: AffineExpr, applied: Applied): bigint {
  const loop = expr.kind === "dim" ? loopOf(inputValue(expr, applied)) : undefined;
  if (loop === undefined) return expr.largestKnownDivisor;
  const { map } = lowerBound(loop);
  return map.results.reduce((divisor, result) => gcd(divisor, result.largestKnownDivisor), loop.step.value);
}

/** Whether the expression is a constant or an induction variable with 0 <= value < limit. */
function isBelow(expr: AffineExpr, limit: bigint, applied: Applied): boolean {
  if (expr.kind === "constant") return expr.value >= 0n && expr.value < limit;
  const loop = expr.kind === "dim" ? loopOf(inputValue(expr, applied)) : undefined;
  if (loop === undefined) return false;
  const [lower, upper] = [constantBound(lowerBound(loop)), constantBound(upperBound(loop))];
  return lower !== undefined && upper !== undefined && lower >= 0n && upper <= limit;
}

/** The map without results that another one is never above (for a minimum) or never below (for a maximum). */
export function dropRedundantResults({ map, operands }: Applied, kind: "min" | "max"): AffineMap {
  if (operands.length === 0) return map;
  const ranges = map.results.map((expr) => rangeOf(expr, { map, operands }));
  const kept: AffineExpr[] = [];
  map.results.forEach((expr, i) => {
    const range = ranges[i]!;
    if (ranges.some((other, at) => at !== i && dominates(other, range, at > i, kind))) return;
    const constant = isSingle(range) ? range.lower : undefined;
    kept.push(constant === undefined ? expr : AffineExpr.constant(constant));
  });
  return map.withResults(kept);
}

const isSingle = ({ lower, upper }: ValueRange): boolean => lower !== undefined && lower === upper;

/** Whether `range` never decides beside `other`. Of two equal constants the first one decides. */
function dominates(other: ValueRange, range: ValueRange, isLater: boolean, kind: "min" | "max"): boolean {
  const [best, worst] = kind === "min" ? [range.lower, other.upper] : [range.upper, other.lower];
  if (best === undefined || worst === undefined) return false;
  if (best === worst) return !(isLater && isSingle(range) && isSingle(other));
  return kind === "min" ? worst < best : worst > best;
}
