/** Patterns sorted for use: which ones may apply to a kind of operation, the most beneficial first. */

import type { OpDefinition } from "../../ir/define-op.ts";

interface Rooted {
  /** The kind of operation it applies to; null for any. */
  readonly root: OpDefinition | null;
  readonly benefit: number;
}

export class PatternSet<P extends Rooted> {
  readonly #byRoot: Map<OpDefinition | null, P[]>;
  readonly #sorted: Map<OpDefinition, readonly P[]>;

  constructor(patterns: readonly P[]) {
    this.#byRoot = new Map();
    this.#sorted = new Map();
    for (const pattern of patterns) {
      const known = this.#byRoot.get(pattern.root);
      if (known === undefined) this.#byRoot.set(pattern.root, [pattern]);
      else known.push(pattern);
    }
  }

  /** By falling benefit; equal ones in the order in which they were given, those for any operation last. */
  for(def: OpDefinition): readonly P[] {
    let sorted = this.#sorted.get(def);
    if (sorted === undefined) {
      const candidates = [...(this.#byRoot.get(def) ?? []), ...(this.#byRoot.get(null) ?? [])];
      sorted = candidates.sort((a, b) => b.benefit - a.benefit);
      this.#sorted.set(def, sorted);
    }
    return sorted;
  }
}
