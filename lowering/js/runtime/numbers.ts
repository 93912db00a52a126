/**
 * Integer arithmetic on numbers: for integers of up to 32 bits and for indices, as far as the results are exact. Adding 0
 * turns -0, which is no integer, into 0.
 */

export function divisionByZero(): never {
  throw new RangeError("division by zero");
}

export const quotient = (a: number, b: number): number => (b === 0 ? divisionByZero() : Math.trunc(a / b) + 0);
export const remainder = (a: number, b: number): number => (b === 0 ? divisionByZero() : (a % b) + 0);
// Math.floor(a / b) would be off where the quotient rounds up to an integer.
export const floorQuotient = (a: number, b: number): number => {
  const truncated = quotient(a, b);
  return a < 0 !== b < 0 && a % b !== 0 ? truncated - 1 : truncated;
};
export const ceilQuotient = (a: number, b: number): number => {
  const truncated = quotient(a, b);
  return a < 0 === b < 0 && a % b !== 0 ? truncated + 1 : truncated;
};

/** Shifts by as many bits as the integer has, or more, have no defined result; those of numbers up to 31 do. */
export const countTrailingZeros = (bits: number, width: number): number =>
  bits === 0 ? width : 31 - Math.clz32(bits & -bits);

export function countOnes(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** `base` to the power of `exponent` modulo 2^32. */
export function powerInt(base: number, exponent: number): number {
  if (exponent < 0) return base === 0 ? divisionByZero() : base === 1 ? 1 : base === -1 ? (exponent & 1 ? -1 : 1) : 0;
  let result = 1;
  let factor = base;
  for (let rest = exponent; rest > 0; rest >>>= 1) {
    if (rest & 1) result = Math.imul(result, factor);
    factor = Math.imul(factor, factor);
  }
  return result;
}
