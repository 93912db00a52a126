/**
 * `cse`: eliminates common subexpressions. An operation without effects on memory is replaced by an equal one that
 * dominates it; one that only reads, by an equal one of its block if nothing was written in between. Dead operations are
 * erased on the way.
 *
 * Equal operations are found in a hash table that is scoped as the dominator tree is nested.
 */
import type { Block } from "../../ir/block.ts";
import { DominanceInfo, hasSSADominance } from "../../ir/dominance.ts";
import { isOpTriviallyDead } from "../../ir/interfaces/memory-effects.ts";
import { UnknownLoc } from "../../ir/location.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { IsolatedFromAbove } from "../../ir/traits.ts";
import { EffectSummaries } from "../analysis/effect-summary.ts";
import { areEquivalent, OperationHasher } from "../analysis/equivalence.ts";

export const cse = definePass(
  "cse",
  {
    summary: "Eliminate common sub-expressions",
    isLocal: true,
    statistics: { "num-cse'd": "Number of operations CSE'd", "num-dce'd": "Number of operations DCE'd" },
  },
  (op, { statistics, markUnchanged }) => {
    const driver = new CSEDriver();
    driver.isolated(op);
    statistics["num-cse'd"] += driver.replaced;
    statistics["num-dce'd"] += driver.dead;
    if (!driver.changed) markUnchanged();
  },
);

class CSEDriver {
  changed: boolean;
  replaced: number;
  dead: number;
  readonly #dominance: DominanceInfo;
  readonly #effects: EffectSummaries;
  readonly #droppable: Map<Operation, boolean>;
  readonly #hasher: OperationHasher;

  constructor() {
    this.changed = false;
    this.replaced = 0;
    this.dead = 0;
    this.#dominance = new DominanceInfo();
    this.#effects = new EffectSummaries();
    this.#droppable = new Map();
    this.#hasher = new OperationHasher();
  }

  /** The regions of `op` know nothing of the operations around it. */
  isolated(op: Operation): void {
    const known = new KnownOperations(this.#hasher);
    for (const region of op.regions) this.#region(region, known);
  }

  #region(region: Region, known: KnownOperations): void {
    if (region.first === null) return;
    if (region.hasOneBlock) known.scoped(() => this.#block(region.front, known, hasSSADominance(region)));
    else if (hasSSADominance(region)) this.#dominatorTree(region, known);
  }

  /** Each block knows the operations of the blocks that dominate it. */
  #dominatorTree(region: Region, known: KnownOperations): void {
    const children = new Map<Block, Block[]>();
    for (const block of region.blocks()) {
      const dominator = this.#dominance.immediateDominator(block);
      if (dominator === undefined) continue;
      const siblings = children.get(dominator);
      if (siblings === undefined) children.set(dominator, [block]);
      else siblings.push(block);
    }
    const entered: { readonly block: Block; next: number }[] = [];
    const enter = (block: Block): void => {
      known.enter();
      this.#block(block, known, true);
      entered.push({ block, next: 0 });
    };
    enter(region.front);
    while (entered.length > 0) {
      const top = entered.at(-1)!;
      const child = children.get(top.block)?.[top.next++];
      if (child !== undefined) enter(child);
      else {
        known.leave();
        entered.pop();
      }
    }
  }

  #block(block: Block, known: KnownOperations, ordered: boolean): void {
    // Reads are equal only as long as this does not change.
    let writes = 0;
    for (const op of block.ops()) {
      if (op.regions.length > 0) {
        if (!op.def.isRegistered || op.def.hasTrait(IsolatedFromAbove)) this.isolated(op);
        else for (const region of op.regions) this.#region(region, known);
      }
      if (op.mightBeTerminator) {
        if (!op.def.isTerminator) writes++;
        continue;
      }
      if (isOpTriviallyDead(op, this.#droppable)) {
        op.erase();
        this.changed = true;
        this.dead++;
        continue;
      }
      const effects = this.#effects.of(op);
      if (effects === "write") writes++;
      else if (effects !== "allocate" && hasSingleBlocks(op)) {
        this.#replaceByKnown(op, known, effects === "read" ? writes : undefined, ordered);
      }
    }
  }

  /** `writes` is given for an operation that reads. */
  #replaceByKnown(op: Operation, known: KnownOperations, writes: number | undefined, ordered: boolean): void {
    const hash = known.hash(op);
    const entry = known.find(op, hash);
    const existing = entry?.op;
    const isReplaceable = writes === undefined || (existing?.block === op.block && entry?.writes === writes);
    if (existing === undefined || !isReplaceable) {
      known.add(op, hash, writes);
      return;
    }
    this.changed = true;
    if (ordered) op.replaceAllUsesWith(existing.results);
    else {
      // Users that stand before may be known already, under a hash code of the operands that they have.
      op.results.forEach((result, i) => {
        result.replaceUsesWithIf(existing.result(i), ({ owner }) => !known.has(owner));
      });
    }
    if (existing.loc instanceof UnknownLoc) existing.loc = op.loc;
    if (op.hasUses) return;
    op.erase();
    this.replaced++;
  }
}

const hasSingleBlocks = (op: Operation): boolean => op.regions.every((region) => region.isEmpty || region.hasOneBlock);

interface Entry {
  readonly op: Operation;
  /** For an operation that reads: the number of writes in its block before it. */
  readonly writes: number | undefined;
  readonly hash: number;
  /** What the entry hides in an outer scope, or has the same hash code by chance. */
  readonly next: Entry | undefined;
}

class KnownOperations {
  readonly #hasher: OperationHasher;
  readonly #entries: Map<number, Entry>;
  /** The entries in order, and how many there were when each open scope began. */
  readonly #added: Entry[];
  readonly #scopes: number[];

  constructor(hasher: OperationHasher) {
    this.#hasher = hasher;
    this.#entries = new Map();
    this.#added = [];
    this.#scopes = [];
  }

  enter(): void {
    this.#scopes.push(this.#added.length);
  }
  leave(): void {
    const size = this.#scopes.pop()!;
    while (this.#added.length > size) {
      const { hash, next } = this.#added.pop()!;
      if (next === undefined) this.#entries.delete(hash);
      else this.#entries.set(hash, next);
    }
  }
  scoped(work: () => void): void {
    this.enter();
    work();
    this.leave();
  }

  /** The hash code of `op`, which changes with its operands. */
  hash(op: Operation): number {
    return this.#hasher.hash(op);
  }
  /** The latest operation that is equivalent to `op`. */
  find(op: Operation, hash: number): Entry | undefined {
    let entry = this.#entries.get(hash);
    while (entry !== undefined && !areEquivalent(entry.op, op)) entry = entry.next;
    return entry;
  }
  has(op: Operation): boolean {
    return this.find(op, this.hash(op)) !== undefined;
  }
  add(op: Operation, hash: number, writes: number | undefined): void {
    const entry: Entry = { op, writes, hash, next: this.#entries.get(hash) };
    this.#entries.set(hash, entry);
    this.#added.push(entry);
  }
}
