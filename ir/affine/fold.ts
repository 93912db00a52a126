/**
 * The rules by which affine expressions are simplified while they are built. They are MLIR's, in MLIR's order, so that
 * both print the same expressions.
 *
 * A rule gives the simplified expression, or a constant, or undefined where nothing is to simplify.
 */
import type { AffineBinaryKind, AffineBinaryOpExpr, AffineExpr } from "./expr.ts";

type Folded = AffineExpr | bigint | undefined;

/** Coefficients are computed like the expressions themselves, in 64-bit integers that wrap around. */
const wrapped = (value: bigint): bigint => BigInt.asIntN(64, value);

/** The value, unless it overflows. */
const checked = (value: bigint): bigint | undefined => (wrapped(value) === value ? value : undefined);

/** The greatest common divisor, with either sign. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The quotient rounded down. */
export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** The quotient rounded up. */
export const ceilDiv = (a: bigint, b: bigint): bigint => -floorDiv(-a, b);

/** The remainder of `floorDiv`, with the sign of the divisor. */
export const floorMod = (a: bigint, b: bigint): bigint => a - floorDiv(a, b) * b;

/** Computes; a division by zero, a remainder by something that is not positive, and an overflow have no value. */
export function foldConstants(kind: AffineBinaryKind, lhs: bigint, rhs: bigint): bigint | undefined {
  switch (kind) {
    case "add":
      return checked(lhs + rhs);
    case "mul":
      return checked(lhs * rhs);
    case "mod":
      return rhs < 1n ? undefined : floorMod(lhs, rhs);
    case "floordiv":
      return rhs === 0n ? undefined : checked(floorDiv(lhs, rhs));
    case "ceildiv":
      return rhs === 0n ? undefined : checked(ceilDiv(lhs, rhs));
  }
}

const isKind = <K extends AffineBinaryKind>(expr: AffineExpr, kind: K): expr is AffineBinaryOpExpr & { kind: K } =>
  expr.kind === kind;

/** `expr = base * factor`, where a factor of 1 may be implied. */
const asMultiple = (expr: AffineExpr): { base: AffineExpr; factor: bigint } =>
  isKind(expr, "mul") && expr.rhs.kind === "constant"
    ? { base: expr.lhs, factor: expr.rhs.value }
    : { base: expr, factor: 1n };

/** Two dimensions or two symbols stand in the order of their positions. */
const isOutOfOrder = (lhs: AffineExpr, rhs: AffineExpr): boolean =>
  (lhs.kind === "dim" && rhs.kind === "dim" && lhs.position > rhs.position) ||
  (lhs.kind === "symbol" && rhs.kind === "symbol" && lhs.position > rhs.position);

export function foldAdd(lhs: AffineExpr, rhs: AffineExpr): Folded {
  // Constants go to the right, and before them symbolic terms.
  if (lhs.kind === "constant" || (lhs.isSymbolicOrConstant && !rhs.isSymbolicOrConstant)) return rhs.add(lhs);
  if (isOutOfOrder(lhs, rhs)) return rhs.add(lhs);
  if (rhs.constantValue === 0n) return lhs;

  const lhsConstant = isKind(lhs, "add") ? lhs.rhs.constantValue : undefined;
  // (x + 2) + 3 -> x + 5
  if (isKind(lhs, "add") && lhsConstant !== undefined && rhs.kind === "constant") {
    return lhs.lhs.add(wrapped(lhsConstant + rhs.value));
  }
  // x * 2 + x * 3 -> x * 5
  const left = asMultiple(lhs);
  const right = asMultiple(rhs);
  if (left.base === right.base) return left.base.mul(wrapped(left.factor + right.factor));
  // (x + 2) + y -> (x + y) + 2
  if (isKind(lhs, "add") && lhsConstant !== undefined) return lhs.lhs.add(rhs).add(lhsConstant);

  return foldRemainder(lhs, rhs);
}

/** x + (x floordiv q) * -q -> x mod q, where x may also be the last term of the left side */
function foldRemainder(lhs: AffineExpr, rhs: AffineExpr): Folded {
  if (!isKind(rhs, "mul")) return undefined;
  const quotient = rhs.lhs;
  const factor = rhs.rhs.constantValue;
  // For a symbolic q, the product is ((x floordiv q) * q) * -1.
  if (factor === -1n && isKind(quotient, "mul") && isKind(quotient.lhs, "floordiv")) {
    const { lhs: dividend, rhs: divisor } = quotient.lhs;
    return divisor === quotient.rhs && dividend === lhs ? lhs.mod(divisor) : undefined;
  }
  if (!isKind(quotient, "floordiv")) return undefined;
  const divisor = quotient.rhs.constantValue ?? 0n;
  if (divisor > 0n && factor === -divisor && quotient.lhs === lhs) return lhs.mod(divisor);
  if (!isKind(lhs, "add")) return undefined;
  const last = foldAdd(lhs.rhs, rhs);
  return last === undefined ? undefined : lhs.lhs.add(last);
}

export function foldMul(lhs: AffineExpr, rhs: AffineExpr): Folded {
  if (!lhs.isSymbolicOrConstant && !rhs.isSymbolicOrConstant) return undefined;
  // Symbolic factors go to the right, and behind them constants.
  if (!rhs.isSymbolicOrConstant || lhs.kind === "constant") return rhs.mul(lhs);
  if (isOutOfOrder(lhs, rhs)) return rhs.mul(lhs);
  if (rhs.constantValue === 1n) return lhs;
  if (rhs.constantValue === 0n) return rhs;

  if (!isKind(lhs, "mul") || lhs.rhs.kind !== "constant") return undefined;
  // (x * 2) * y -> (x * y) * 2
  if (rhs.kind !== "constant") return lhs.lhs.mul(rhs).mul(lhs.rhs);
  // (x * 2) * 3 -> x * 6
  return lhs.lhs.mul(wrapped(lhs.rhs.value * rhs.value));
}

/** x / 1 -> x, and (x * 6) / 3 -> x * 2 */
function foldExactDivision(lhs: AffineExpr, divisor: bigint): Folded {
  if (divisor === 1n) return lhs;
  if (!isKind(lhs, "mul")) return undefined;
  const factor = lhs.rhs.constantValue;
  if (factor === undefined || factor % divisor !== 0n) return undefined;
  return lhs.lhs.mul(wrapped(factor / divisor));
}

export function foldFloorDiv(lhs: AffineExpr, rhs: AffineExpr): Folded {
  const divisor = rhs.constantValue ?? 0n;
  if (divisor === 0n) return undefined;
  const exact = foldExactDivision(lhs, divisor);
  if (exact !== undefined) return exact;
  // (x * 6 + y) floordiv 3 -> x * 2 + y floordiv 3
  if (isKind(lhs, "add") && (lhs.lhs.isMultipleOf(divisor) || lhs.rhs.isMultipleOf(divisor))) {
    return lhs.lhs.floorDiv(divisor).add(lhs.rhs.floorDiv(divisor));
  }
  return undefined;
}

export function foldCeilDiv(lhs: AffineExpr, rhs: AffineExpr): Folded {
  const divisor = rhs.constantValue ?? 0n;
  return divisor === 0n ? undefined : foldExactDivision(lhs, divisor);
}

export function foldMod(lhs: AffineExpr, rhs: AffineExpr): Folded {
  const divisor = rhs.constantValue ?? 0n;
  if (divisor < 1n) return undefined;
  // (x * 6) mod 3 -> 0
  if (lhs.isMultipleOf(divisor)) return 0n;
  // (x * 6 + y) mod 3 -> y mod 3
  if (isKind(lhs, "add")) {
    if (lhs.lhs.isMultipleOf(divisor)) return lhs.rhs.mod(divisor);
    if (lhs.rhs.isMultipleOf(divisor)) return lhs.lhs.mod(divisor);
  }
  // (x mod 6) mod 3 -> x mod 3
  if (isKind(lhs, "mod")) {
    const inner = lhs.rhs.constantValue ?? 0n;
    if (inner >= 1n && inner % divisor === 0n) return lhs.lhs.mod(divisor);
  }
  return undefined;
}
