/** Where in their objects pointers point. */

import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { MemoryLayoutOpInterface, type Stride } from "../../../ir/interfaces/memory-layout.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { type Flow, isBuffer, usedValues } from "../analysis/flow.ts";
import { allocates } from "./allocations.ts";
import { pointsNowhere } from "./nowhere.ts";
import { anywhere, beginning, gcd, join, type Place, placeOf } from "./place.ts";

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
  readonly #root: (pointer: Value) => Value;
  readonly #isApart: (pointer: Value) => boolean;

  /** `root` gives what stands for all memory that may be the same, of which that which `isApart` is no part. */
  constructor(flow: Flow, root: (pointer: Value) => Value, isApart: (pointer: Value) => boolean) {
    this.#root = root;
    this.#isApart = isApart;
    this.#places = new Map();
    this.#stored = new Map();
    // Periods only become divisors of what they were, so that this ends soon.
    for (let changed = true; changed; ) {
      changed = false;
      for (const op of flow.units) if (this.#visit(op)) changed = true;
      for (const { forwarded, inputs } of flow.allEdges()) {
        inputs.forEach((input, i) => {
          const value = forwarded[i];
          if (value === undefined || !isBuffer(input) || isApart(value)) return;
          if (this.#widen(input, this.of(value))) changed = true;
        });
      }
    }
  }

  /** Where a pointer may point; what comes from outside points to the beginning of something. */
  of(pointer: Value): readonly Place[] {
    return this.#places.get(pointer) ?? [beginning];
  }

  /** Whether all pointers of the function have the same places in both. */
  equals(other: Places): boolean {
    const others = other.#places;
    return others.size === this.#places.size && [...others].every(([pointer, places]) => this.#has(pointer, places));
  }

  /** Adds places to those of a pointer. Returns whether that is news. */
  #widen(pointer: Value, places: readonly Place[]): boolean {
    return this.#set(pointer, [join([...(this.#places.get(pointer) ?? []), ...places])]);
  }

  #has(pointer: Value, places: readonly Place[]): boolean {
    const known = this.#places.get(pointer);
    return known?.length === places.length && known.every((place, i) => isSame(place, places[i]!));
  }

  #set(pointer: Value, places: readonly Place[]): boolean {
    if (this.#has(pointer, places)) return false;
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
      const root = this.#root(pointer);
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
    const buffers = usedValues(op).filter(isBuffer);
    const isLeftOut = buffers.length > 1 ? this.#isApart : pointsNowhere;
    const sources = buffers.filter((value) => !isLeftOut(value));
    if (sources.length === 0) return [beginning];
    return MemoryLayoutOpInterface.implementedBy(op) || CallOpInterface.implementedBy(op)
      ? [anywhere]
      : [join(sources.flatMap((source) => this.of(source)))];
  }
}
