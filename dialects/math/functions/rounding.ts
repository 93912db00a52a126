/** Rounding to integers, and signs. */

/** Integers from here on have no neighbours that are not. */
const allIntegers = 2 ** 52;

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0);

/** The magnitude of `x` with the sign of `sign`; a NaN's sign counts as positive. */
export const copysign = (x: number, sign: number): number => (isNegative(x) === isNegative(sign) ? x : -x);

/** To the nearest integer, halves away from zero. */
export function round(x: number): number {
  const integer = Math.trunc(x);
  return Math.abs(x - integer) >= 0.5 ? integer + Math.sign(x) : integer;
}

/** To the nearest integer, halves to the even one. */
export function roundeven(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < allIntegers)) return x;
  return copysign(magnitude + allIntegers - allIntegers, x);
}

/** Neither zero, subnormal, infinite nor NaN; `minExponent` is that of the smallest normal number (-1022 for f64). */
export const isNormal = (x: number, minExponent: number): boolean =>
  Number.isFinite(x) && Math.abs(x) >= 2 ** minExponent;
