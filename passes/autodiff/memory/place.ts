/** Places in an object: at a number of bytes from the beginning, plus any multiple of another number. */

/** All offsets that differ from `offset` by a multiple of `period`; `offset` alone if that is 0. */
export interface Place {
  readonly offset: number;
  readonly period: number;
}

export function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** The offset as a number from 0 below the period. */
export const residue = (offset: number, period: number): number =>
  period === 0 ? offset : ((offset % period) + period) % period;

export const placeOf = (offset: number, period: number): Place => ({ offset: residue(offset, period), period });

export const beginning: Place = { offset: 0, period: 0 };
export const anywhere: Place = { offset: 0, period: 1 };

/** A place that holds all of these. */
export const join = (places: readonly Place[]): Place =>
  places.reduce((a, b) => placeOf(a.offset, gcd(gcd(a.period, b.period), a.offset - b.offset)));
