/** Disjoint sets of values, each with one of them as its root (union-find). */

import type { Value } from "../../../ir/value.ts";

export class ValueSets {
  readonly #parents: Map<Value, Value>;

  constructor() {
    this.#parents = new Map();
  }

  /** The value that stands for the set of `value`. */
  root(value: Value): Value {
    let root = value;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    for (let current = value; current !== root; ) {
      const next = this.#parents.get(current)!;
      this.#parents.set(current, root);
      current = next;
    }
    return root;
  }

  /** Makes one set of two; its root is that of `b`. */
  unite(a: Value, b: Value): void {
    const [first, second] = [this.root(a), this.root(b)];
    if (first !== second) this.#parents.set(first, second);
  }
}
