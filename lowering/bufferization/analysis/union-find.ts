/**
 * Disjoint sets, of values if nothing else is said. Algorithm: Tarjan, "Efficiency of a Good But Not Linear Set Union
 * Algorithm" (1975).
 */

import type { Value } from "../../../ir/value.ts";

export class UnionFind<T = Value> {
  readonly #ids: Map<T, number>;
  readonly #parents: number[];
  readonly #sizes: number[];

  constructor() {
    this.#ids = new Map();
    this.#parents = [];
    this.#sizes = [];
  }

  /** The number of the set that `value` is in, until that set is united with another one. */
  find(value: T): number {
    const known = this.#ids.get(value);
    if (known === undefined) {
      const id = this.#parents.length;
      this.#ids.set(value, id);
      this.#parents.push(id);
      this.#sizes.push(1);
      return id;
    }
    return this.root(known);
  }

  root(id: number): number {
    const parents = this.#parents;
    let root = id;
    while (parents[root] !== root) root = parents[root]!;
    for (let at = id; at !== root; ) {
      const next = parents[at]!;
      parents[at] = root;
      at = next;
    }
    return root;
  }

  /** Unites two sets, which are given by their numbers. Returns the number that goes on; the other one is gone. */
  unite(a: number, b: number): number {
    if (a === b) return a;
    const [root, other] = this.#sizes[a]! >= this.#sizes[b]! ? [a, b] : [b, a];
    this.#parents[other] = root;
    this.#sizes[root]! += this.#sizes[other]!;
    return root;
  }

  areUnited(a: T, b: T): boolean {
    return a === b || this.find(a) === this.find(b);
  }
}
