/** What the pointers in memory point to, by where in their objects they lie. */

import type { Value } from "../../../ir/value.ts";
import { gcd, type Place, residue } from "./place.ts";

/** Two pointers that may be the same. */
export type Pair = readonly [Value, Value];

/**
 * The fields of objects that hold pointers. Places that differ by a multiple of the period are one field; with a period
 * of 1 there is one field for all.
 */
export class PointerFields {
  #period: number;
  #fields: Map<number, Value>;
  /** The fields that these have become a part of. */
  #joined: PointerFields | undefined;

  constructor(period: number) {
    this.#period = period;
    this.#fields = new Map();
    this.#joined = undefined;
  }

  get #whole(): PointerFields {
    let whole: PointerFields = this;
    while (whole.#joined !== undefined) whole = whole.#joined;
    for (let part: PointerFields = this; part !== whole; ) {
      const next: PointerFields = part.#joined!;
      part.#joined = whole;
      part = next;
    }
    return whole;
  }

  /** One pointer of each field. */
  get pointers(): readonly Value[] {
    return [...this.#whole.#fields.values()];
  }

  /** Says that `pointer` lies at a place. Returns what it may be the same as, and what else this makes the same. */
  put(pointer: Value, { offset, period }: Place): Pair[] {
    const pairs = this.widen(period);
    pairs.push(...this.#whole.#add(pointer, offset));
    return pairs;
  }

  /** Makes one field of those that differ by a multiple of `period`. Returns the pointers that this makes the same. */
  widen(period: number): Pair[] {
    const whole = this.#whole;
    const common = gcd(whole.#period, period);
    if (common === whole.#period) return [];
    const before = whole.#fields;
    whole.#period = common;
    whole.#fields = new Map();
    return [...before].flatMap(([offset, pointer]) => whole.#add(pointer, offset));
  }

  /** Makes these fields and the others the same. Returns the pointers that this makes the same. */
  join(others: PointerFields): Pair[] {
    let [part, whole] = [others.#whole, this.#whole];
    if (part === whole) return [];
    if (part.#fields.size > whole.#fields.size) [part, whole] = [whole, part];
    part.#joined = whole;
    const pairs = whole.widen(part.#period);
    for (const [offset, pointer] of part.#fields) pairs.push(...whole.#add(pointer, offset));
    return pairs;
  }

  #add(pointer: Value, offset: number): Pair[] {
    const key = residue(offset, this.#period);
    const known = this.#fields.get(key);
    if (known !== undefined) return known === pointer ? [] : [[known, pointer]];
    this.#fields.set(key, pointer);
    return [];
  }
}
