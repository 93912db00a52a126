/** What operations do to memory in one word, remembered for operations with regions while the IR is looked through. */

import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { ConstantLike, HasRecursiveMemoryEffects, Pure } from "../../ir/traits.ts";

/** "allocate": allocates and frees, reads perhaps, but writes nothing that others see; "write": writes, or is unknown. */
export type EffectSummary = "none" | "read" | "allocate" | "write";
const ranks: readonly EffectSummary[] = ["none", "read", "allocate", "write"];
const rankOfKind = { read: 1, allocate: 2, free: 2, write: 3 } as const;

export class EffectSummaries {
  readonly #known: Map<Operation, number>;
  constructor() {
    this.#known = new Map();
  }

  /** The worst that `op` or something inside it does. */
  of(op: Operation): EffectSummary {
    return ranks[this.#rank(op)]!;
  }

  #rank(op: Operation): number {
    const { def } = op;
    if (def.hasTrait(Pure) || def.hasTrait(ConstantLike)) return 0;
    if (op.regions.length === 0) return ownRank(op);
    let rank = this.#known.get(op);
    if (rank === undefined) {
      rank = def.hasTrait(HasRecursiveMemoryEffects) ? this.#bodyRank(op) : ownRank(op);
      this.#known.set(op, rank);
    }
    return rank;
  }

  #bodyRank(op: Operation): number {
    let rank = MemoryEffectOpInterface.implementedBy(op) ? ownRank(op) : 0;
    for (const region of op.regions) {
      for (let block = region.first; block !== null; block = block.next) {
        for (let inner = block.first; inner !== null; inner = inner.next) rank = Math.max(rank, this.#rank(inner));
      }
    }
    return rank;
  }
}

function ownRank(op: Operation): number {
  const effects = MemoryEffectOpInterface.of(op)?.effects(op);
  if (effects === undefined) return op.def.hasTrait(HasRecursiveMemoryEffects) ? 0 : 3;
  let rank = 0;
  for (let i = 0; i < effects.length; i++) rank = Math.max(rank, rankOfKind[effects[i]!.kind]);
  return rank;
}
