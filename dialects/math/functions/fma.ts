/**
 * a * b + c, rounded once.
 *
 * Source: S. Boldo and G. Melquiond, "Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to
 * odd", IEEE Trans. Comput. 57 (2008). The product and sums are split into their rounded values and errors, and the
 * errors are added with rounding to odd, which cannot lead to rounding twice. Where something could overflow or
 * underflow on the way, the sum is computed in exact integers instead.
 */

const float = new Float64Array(1);
/** The two halves of `float`, the lower one first where `isLittleEndian`. */
const words = new Uint32Array(float.buffer);
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const low = isLittleEndian ? 0 : 1;
const high = 1 - low;

/** For numbers of f64. */
export function fma(a: number, b: number, c: number): number {
  const product = a * b;
  if (!Number.isFinite(a) || !Number.isFinite(b) || a === 0 || b === 0) return product + c;
  if (!Number.isFinite(c)) return c;
  if (c === 0) return product;
  return isSafe(a, b, product, c) ? fmaBySplitting(a, b, product, c) : fmaByIntegers(a, b, c);
}

/**
 * For numbers of formats with up to 24 bits of precision, whose products are exact in f64: a number of f64 that rounds to
 * the format as the exact result does.
 */
export const fmaToOdd = (a: number, b: number, c: number): number => addToOdd(a * b, c);

/** Whether all intermediate results, the errors included, are exact and none overflows. */
function isSafe(a: number, b: number, product: number, c: number): boolean {
  const [factorA, factorB, size] = [Math.abs(a), Math.abs(b), Math.abs(product)];
  return factorA < 2 ** 990 && factorB < 2 ** 990 && size > 2 ** -960 && size < 2 ** 1000 && Math.abs(c) < 2 ** 1000;
}

function fmaBySplitting(a: number, b: number, product: number, c: number): number {
  const productError = errorOfProduct(a, b, product);
  const upper = c + productError;
  const upperError = errorOfSum(c, productError, upper);
  const sum = product + upper;
  const sumError = errorOfSum(product, upper, sum);
  return sum + addToOdd(upperError, sumError);
}

/** a * b - product, exactly (T. J. Dekker, 1971). */
function errorOfProduct(a: number, b: number, product: number): number {
  const scaledA = 134217729 * a;
  const upperA = scaledA - (scaledA - a);
  const lowerA = a - upperA;
  const scaledB = 134217729 * b;
  const upperB = scaledB - (scaledB - b);
  const lowerB = b - upperB;
  return lowerA * lowerB - (product - upperA * upperB - lowerA * upperB - upperA * lowerB);
}

/** a + b - sum, exactly (D. E. Knuth, 1969). */
function errorOfSum(a: number, b: number, sum: number): number {
  const partB = sum - a;
  return a - (sum - partB) + (b - partB);
}

/** a + b, rounded to whichever neighbour has an odd last bit if it is not exact. */
function addToOdd(a: number, b: number): number {
  const sum = a + b;
  const error = errorOfSum(a, b, sum);
  if (error === 0 || !Number.isFinite(sum)) return sum;
  float[0] = sum;
  if ((words[low]! & 1) === 1) return sum;
  if (sum > 0 === error > 0) words[low]! += 1;
  else {
    if (words[low] === 0) words[high]! -= 1;
    words[low]! -= 1;
  }
  return float[0];
}

/** A finite number as `significand * 2 ** exponent`. */
function toIntegers(value: number): { significand: bigint; exponent: number } {
  float[0] = value;
  const biased = (words[high]! >>> 20) & 0x7ff;
  const implied = biased === 0 ? 0 : 2 ** 20;
  const magnitude = (BigInt((words[high]! & 0xfffff) + implied) << 32n) | BigInt(words[low]!);
  return { significand: value < 0 ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 };
}

function fmaByIntegers(a: number, b: number, c: number): number {
  const [x, y, z] = [toIntegers(a), toIntegers(b), toIntegers(c)];
  const productExponent = x.exponent + y.exponent;
  const exponent = Math.min(productExponent, z.exponent);
  const product = (x.significand * y.significand) << BigInt(productExponent - exponent);
  return toNumber(product + (z.significand << BigInt(z.exponent - exponent)), exponent);
}

/** The number nearest to `significand * 2 ** exponent`, ties to even. */
function toNumber(significand: bigint, exponent: number): number {
  const magnitude = significand < 0n ? -significand : significand;
  const length = magnitude.toString(2).length;
  const unit = Math.max(exponent + length - 53, -1074);
  const shift = BigInt(Math.max(unit - exponent, 0));
  const half = shift === 0n ? 0n : 1n << (shift - 1n);
  const floor = magnitude >> shift;
  const rest = magnitude - (floor << shift);
  const roundsUp = rest > half || (rest === half && shift > 0n && (floor & 1n) === 1n);
  const value = Number(roundsUp ? floor + 1n : floor) * 2 ** Math.max(unit, exponent);
  return significand < 0n ? -value : value;
}
