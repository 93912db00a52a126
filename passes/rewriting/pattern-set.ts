/** Patterns sorted for use: which ones may apply to a kind of operation, the most beneficial first. */

import type { OpDefinition } from "../../ir/define-op.ts";
import { OpInterface } from "../../ir/interfaces/interface.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { PatternRoot } from "../../ir/pattern.ts";

interface Rooted {
  readonly root: PatternRoot;
  readonly benefit: number;
}

export class PatternSet<P extends Rooted> {
  readonly #ofOneKind: Map<OpDefinition, P[]>;
  /** Those for several kinds. */
  readonly #others: P[];
  readonly #sorted: Map<OpDefinition, readonly P[]>;

  constructor(patterns: readonly P[]) {
    this.#ofOneKind = new Map();
    this.#others = [];
    this.#sorted = new Map();
    for (const pattern of patterns) {
      const { root } = pattern;
      if (root === null || root instanceof OpInterface) this.#others.push(pattern);
      else getOrMake(this.#ofOneKind, root, () => []).push(pattern);
    }
  }

  /** By falling benefit; equal ones in the order in which they were given, those for several kinds of operations last. */
  for(def: OpDefinition): readonly P[] {
    let sorted = this.#sorted.get(def);
    if (sorted === undefined) {
      const others = this.#others.filter(({ root }) => !(root instanceof OpInterface) || def.interfaces.has(root));
      sorted = [...(this.#ofOneKind.get(def) ?? []), ...others].sort((a, b) => b.benefit - a.benefit);
      this.#sorted.set(def, sorted);
    }
    return sorted;
  }
}
