/** Numbers for tests, the same in every run. */

/** Numbers between -1 and 1 that have nothing to do with each other, and that are not too close. */
export const numbers = (count: number, seed: number): number[] =>
  Array.from({ length: count }, (_, i) => 2 * (((i + 1) * 0.6180339887498949 + seed * 0.1234567) % 1) - 1);

/** The values for 0, 1, and so on below `count`. */
export const each = (count: number, value: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => value(i));

/** Pseudo-random numbers: a linear congruential generator modulo 2^32 (Numerical Recipes' constants). */
export class RandomNumbers {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** An integer from 0 up to `bound`. */
  below(bound: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * bound);
  }
  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}
