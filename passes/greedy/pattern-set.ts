/** Patterns sorted for use: which ones may apply to a kind of operation, the most beneficial first. */

import type { OpDefinition } from "../../ir/define-op.ts";
import type { Pattern } from "../../ir/pattern.ts";

export class PatternSet {
  readonly #byRoot: Map<OpDefinition | null, Pattern[]>;
  readonly #sorted: Map<OpDefinition, readonly Pattern[]>;

  constructor(patterns: readonly Pattern[]) {
    this.#byRoot = new Map();
    this.#sorted = new Map();
    for (const pattern of patterns) {
      const known = this.#byRoot.get(pattern.root);
      if (known === undefined) this.#byRoot.set(pattern.root, [pattern]);
      else known.push(pattern);
    }
  }

  /** By falling benefit; equal ones in the order in which they were given, those for any operation last. */
  for(def: OpDefinition): readonly Pattern[] {
    let sorted = this.#sorted.get(def);
    if (sorted === undefined) {
      const candidates = [...(this.#byRoot.get(def) ?? []), ...(this.#byRoot.get(null) ?? [])];
      sorted = candidates.sort((a, b) => b.benefit - a.benefit);
      this.#sorted.set(def, sorted);
    }
    return sorted;
  }
}
