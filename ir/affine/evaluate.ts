/** The value of affine expressions, in bigints or, exact up to 2^53, in numbers. */
import type { AffineBinaryKind, AffineExpr } from "./expr.ts";
import { ceilDiv, floorDiv, floorMod } from "./fold.ts";

/** The operations of affine expressions on some kind of integers; divisors are not 0. */
interface Arithmetic<T> extends Record<AffineBinaryKind, (a: T, b: T) => T> {
  readonly fromBigInt: (value: bigint) => T;
}

export const bigintArithmetic: Arithmetic<bigint> = {
  fromBigInt: (value) => value,
  add: (a, b) => a + b,
  mul: (a, b) => a * b,
  mod: floorMod,
  floordiv: floorDiv,
  ceildiv: ceilDiv,
};

// Adding 0 turns -0 into 0.
const remainder = (a: number, b: number): number => {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
};

export const numberArithmetic: Arithmetic<number> = {
  fromBigInt: Number,
  add: (a, b) => a + b,
  mul: (a, b) => a * b + 0,
  mod: remainder,
  // A quotient of numbers is exact when nothing remains.
  floordiv: (a, b) => (a - remainder(a, b)) / b + 0,
  ceildiv: (a, b) => (a + remainder(-a, b)) / b + 0,
};

/**
 * The value of an expression; undefined if it has none, because of a division by zero or a remainder by something that
 * is not positive.
 * @throws RangeError when a dimension or symbol has no value.
 */
export function evaluate<T extends bigint | number>(
  expr: AffineExpr,
  dims: readonly T[],
  symbols: readonly T[],
  arithmetic: Arithmetic<T>,
): T | undefined {
  switch (expr.kind) {
    case "constant":
      return arithmetic.fromBigInt(expr.value);
    case "dim":
    case "symbol": {
      const value = (expr.kind === "dim" ? dims : symbols)[expr.position];
      if (value === undefined) throw new RangeError(`no value for ${expr}`);
      return value;
    }
    default: {
      const lhs = evaluate(expr.lhs, dims, symbols, arithmetic);
      const rhs = evaluate(expr.rhs, dims, symbols, arithmetic);
      if (lhs === undefined || rhs === undefined) return undefined;
      if (expr.kind === "mod" && !(rhs > 0)) return undefined;
      if ((expr.kind === "floordiv" || expr.kind === "ceildiv") && !(rhs > 0) && !(rhs < 0)) return undefined;
      return arithmetic[expr.kind](lhs, rhs);
    }
  }
}

/** The values of expressions; undefined if one has none. */
export function evaluateAll<T extends bigint | number>(
  exprs: readonly AffineExpr[],
  dims: readonly T[],
  symbols: readonly T[],
  arithmetic: Arithmetic<T>,
): T[] | undefined {
  const values: T[] = [];
  for (const expr of exprs) {
    const value = evaluate(expr, dims, symbols, arithmetic);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
