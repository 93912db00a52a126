/** Powers and roots. */

/** Unlike JavaScript's: 1 to any power, a NaN included, and -1 to an infinite power are 1, as in C and IEEE 754. */
export function pow(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  return base ** exponent;
}

/**
 * By repeated squaring, as LLVM's run-time library does, so that results are the same bit by bit.
 * @throws RangeError if the exponent is not an exact integer.
 */
export function powi(base: number, exponent: number): number {
  if (!Number.isSafeInteger(exponent)) throw new RangeError(`${exponent} is not an exact integer`);
  let factor = base;
  let result = 1;
  for (let rest = Math.abs(exponent); ; ) {
    if (rest % 2 === 1) result *= factor;
    rest = Math.floor(rest / 2);
    if (rest === 0) break;
    factor *= factor;
  }
  return exponent < 0 ? 1 / result : result;
}

/** Integers modulo 2^width, read as signed; undefined where a negative power of zero is asked for. */
export function ipowi(base: bigint, exponent: bigint, width: number): bigint | undefined {
  if (exponent < 0n) {
    if (base === 0n) return undefined;
    if (base === 1n || base === -1n) return exponent % 2n === 0n ? 1n : base;
    return 0n;
  }
  let result = 1n;
  let factor = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = BigInt.asIntN(width, result * factor);
    factor = BigInt.asIntN(width, factor * factor);
  }
  return result;
}

export const exp2 = (x: number): number => 2 ** x;
export const rsqrt = (x: number): number => 1 / Math.sqrt(x);
