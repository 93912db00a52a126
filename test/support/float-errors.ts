/** Floats of 32 bits for tests: inputs of all kinds, and how far results are from exact ones. */

const word = new DataView(new ArrayBuffer(4));

function floatOfBits(bits: number): number {
  word.setInt32(0, bits);
  return word.getFloat32(0);
}

/** Numbers at which functions do something special, and their opposites. */
export const specialFloats: readonly number[] = [
  0,
  1,
  0.5,
  1.5,
  2,
  2.5,
  3,
  0.1,
  10.5,
  88.72284,
  88.73,
  103.9,
  104,
  1e-45,
  2 ** -126,
  1e30,
  2 ** 24 - 1,
  2 ** 24,
  3.4e38,
  0.999999,
  1.000001,
  Math.PI,
  1e22,
  Number.POSITIVE_INFINITY,
].flatMap((x) => [Math.fround(x), Math.fround(-x)]);

/** Always the same sequence. */
export class RandomFloats {
  #seed = 1;

  /** From 0 to 1. */
  next(): number {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) | 0;
    return (this.#seed >>> 0) / 2 ** 32;
  }
  between(low: number, high: number): number {
    return Math.fround(low + this.next() * (high - low));
  }
  /** Of any size, infinite numbers and NaNs included. */
  any(): number {
    return floatOfBits(this.integer());
  }
  /** Of 32 bits. */
  integer(): number {
    return (this.next() * 2 ** 32) | 0;
  }
}

/** The distance to the exact value in units of its last place; infinite for what is wrong in kind, the sign of zeros included. */
export function errorOf(actual: number, exact: number): number {
  if (Number.isNaN(exact)) return Number.isNaN(actual) ? 0 : Number.POSITIVE_INFINITY;
  const nearest = Math.fround(exact);
  if (Object.is(actual, nearest)) return 0;
  if (actual === nearest) return Number.POSITIVE_INFINITY;
  const magnitude = Math.abs(exact);
  const unit = magnitude < 2 ** -126 ? 2 ** -149 : 2 ** (Math.floor(Math.log2(magnitude)) - 23);
  // The largest number lies next to infinity.
  const finite = (x: number): number => (Number.isFinite(x) ? x : Math.sign(x) * 2 ** 128);
  return Math.abs(finite(actual) - finite(exact)) / Math.min(unit, 2 ** 104);
}
