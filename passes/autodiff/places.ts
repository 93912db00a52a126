/** Where in their objects pointers point: at a number of bytes from the beginning, plus any multiple of another number. */

import { MemoryLayoutOpInterface } from "../../ir/interfaces/memory-layout.ts";
import { PointerMemoryOpInterface } from "../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { type Aliases, allocates, pointsNowhere } from "./aliases.ts";
import { type Flow, isBuffer, usedValues } from "./flow.ts";

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

/** A place that holds both. */
const join = (a: Place, b: Place): Place => placeOf(a.offset, gcd(gcd(a.period, b.period), a.offset - b.offset));

export class Places {
  readonly #places: Map<Value, Place>;
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
          if (this.#add(this.#places, input, this.of(value))) changed = true;
        });
      }
    }
  }

  /** Where a pointer points; what comes from outside points to the beginning of something. */
  of(pointer: Value): Place {
    return this.#places.get(pointer) ?? beginning;
  }

  #add(places: Map<Value, Place>, key: Value, place: Place): boolean {
    const before = places.get(key);
    const after = before === undefined ? place : join(before, place);
    if (before !== undefined && before.offset === after.offset && before.period === after.period) return false;
    places.set(key, after);
    return true;
  }

  #visit(op: Operation): boolean {
    let changed = false;
    const held = PointerMemoryOpInterface.of(op)?.held?.(op) ?? [];
    for (const { pointer } of held) {
      const root = this.#aliases.root(pointer);
      const isStored = pointer.definingOp !== op;
      if (isStored && this.#add(this.#stored, root, this.of(pointer))) changed = true;
      if (!isStored && this.#add(this.#places, pointer, this.#stored.get(root) ?? beginning)) changed = true;
    }
    for (const result of op.results) {
      if (!isBuffer(result) || allocates(op, result) || held.some(({ pointer }) => pointer === result)) continue;
      if (this.#add(this.#places, result, this.#placeOfResult(op))) changed = true;
    }
    return changed;
  }

  #placeOfResult(op: Operation): Place {
    const distance = MemoryLayoutOpInterface.of(op)?.distance?.(op);
    if (distance !== undefined) {
      const { offset, period } = this.of(distance.base);
      return placeOf(offset + distance.offset, distance.strides.reduce(gcd, period));
    }
    const sources = usedValues(op).filter((value) => isBuffer(value) && !pointsNowhere(value));
    if (sources.length === 0) return beginning;
    return MemoryLayoutOpInterface.implementedBy(op) ? anywhere : sources.map((source) => this.of(source)).reduce(join);
  }
}
