/** Where in their objects pointers point: at a number of bytes from the beginning, plus any multiple of another number. */

import { MemoryLayoutOpInterface, type Stride } from "../../../ir/interfaces/memory-layout.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { type Flow, isBuffer, usedValues } from "../analysis/flow.ts";
import { type Aliases, allocates, pointsNowhere } from "./aliases.ts";

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

const placeOf = (offset: number, period: number): Place => ({ offset: residue(offset, period), period });

const beginning: Place = { offset: 0, period: 0 };
const anywhere: Place = { offset: 0, period: 1 };

/** A place that holds all of these. */
const join = (places: readonly Place[]): Place =>
  places.reduce((a, b) => placeOf(a.offset, gcd(gcd(a.period, b.period), a.offset - b.offset)));

/** A pointer into an array may point to this many places; to more only as multiples of a number. */
const maxPlaces = 16;

/** Where the element may be of which the index is not known. */
function stepped(places: readonly Place[], { bytes, count }: Stride): readonly Place[] {
  if (count === undefined || count * places.length > maxPlaces) {
    const { offset, period } = join(places);
    return [placeOf(offset, gcd(period, bytes))];
  }
  return places.flatMap(({ offset, period }) =>
    Array.from({ length: count }, (_, i) => placeOf(offset + i * bytes, period)),
  );
}

const isSame = (a: Place, b: Place): boolean => a.offset === b.offset && a.period === b.period;

export class Places {
  readonly #places: Map<Value, readonly Place[]>;
  /** Where the pointers in memory point, by the root of what they point to. */
  readonly #stored: Map<Value, Place>;
  readonly #aliases: Aliases;

  constructor(flow: Flow, aliases: Aliases) {
    this.#aliases = aliases;
    this.#places = new Map();
    this.#stored = new Map();
    // Periods only become divisors of what they were, so that this ends soon.
    for (let changed = true; changed; ) {
      changed = false;
      for (const op of flow.units) if (this.#visit(op)) changed = true;
      for (const { forwarded, inputs } of flow.allEdges()) {
        inputs.forEach((input, i) => {
          const value = forwarded[i];
          if (value === undefined || !isBuffer(input) || pointsNowhere(value)) return;
          if (this.#widen(input, this.of(value))) changed = true;
        });
      }
    }
  }

  /** Where a pointer may point; what comes from outside points to the beginning of something. */
  of(pointer: Value): readonly Place[] {
    return this.#places.get(pointer) ?? [beginning];
  }

  /** Adds places to those of a pointer. Returns whether that is news. */
  #widen(pointer: Value, places: readonly Place[]): boolean {
    return this.#set(pointer, [join([...(this.#places.get(pointer) ?? []), ...places])]);
  }

  #set(pointer: Value, places: readonly Place[]): boolean {
    const before = this.#places.get(pointer);
    if (before?.length === places.length && before.every((place, i) => isSame(place, places[i]!))) return false;
    this.#places.set(pointer, places);
    return true;
  }

  #store(root: Value, places: readonly Place[]): boolean {
    const before = this.#stored.get(root);
    const after = join(before === undefined ? places : [before, ...places]);
    if (before !== undefined && isSame(before, after)) return false;
    this.#stored.set(root, after);
    return true;
  }

  #visit(op: Operation): boolean {
    let changed = false;
    const held = PointerMemoryOpInterface.of(op)?.held?.(op) ?? [];
    for (const { pointer } of held) {
      const root = this.#aliases.root(pointer);
      const isStored = pointer.definingOp !== op;
      if (isStored && this.#store(root, this.of(pointer))) changed = true;
      if (!isStored && this.#widen(pointer, [this.#stored.get(root) ?? beginning])) changed = true;
    }
    for (const result of op.results) {
      if (!isBuffer(result) || allocates(op, result) || held.some(({ pointer }) => pointer === result)) continue;
      if (this.#set(result, this.#placesOfResult(op))) changed = true;
    }
    return changed;
  }

  #placesOfResult(op: Operation): readonly Place[] {
    const distance = MemoryLayoutOpInterface.of(op)?.distance?.(op);
    if (distance !== undefined) {
      const { base, offset: by, strides } = distance;
      const moved = this.of(base).map(({ offset, period }) => placeOf(offset + by, period));
      return strides.reduce(stepped, moved);
    }
    const sources = usedValues(op).filter((value) => isBuffer(value) && !pointsNowhere(value));
    if (sources.length === 0) return [beginning];
    return MemoryLayoutOpInterface.implementedBy(op)
      ? [anywhere]
      : [join(sources.flatMap((source) => this.of(source)))];
  }
}
