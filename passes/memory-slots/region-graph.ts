/**
 * The blocks of a region as the construction of SSA form asks for them: in an order in which dominators come first, and
 * with the blocks where the values of several ways meet.
 * Algorithm for frontiers: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
 */
import type { Block } from "../../ir/block.ts";
import { type DominanceInfo, reversePostOrder } from "../../ir/dominance.ts";
import type { Region } from "../../ir/region.ts";

export class RegionGraph {
  readonly #dominance: DominanceInfo;
  readonly #order: ReadonlyMap<Block, number>;
  readonly #frontiers: ReadonlyMap<Block, ReadonlySet<Block>>;

  constructor(region: Region, dominance: DominanceInfo) {
    this.#dominance = dominance;
    const blocks = reversePostOrder([region.front], (block) => block.successors);
    this.#order = new Map(blocks.map((block, i) => [block, i]));
    this.#frontiers = region.hasOneBlock ? new Map() : this.#makeFrontiers(blocks);
  }

  /** For each block the ones that it does not dominate properly, but a predecessor of which it dominates. */
  #makeFrontiers(blocks: readonly Block[]): Map<Block, Set<Block>> {
    const frontiers = new Map<Block, Set<Block>>();
    for (const block of blocks) {
      const end = this.dominator(block);
      for (const predecessor of block.predecessors) {
        if (!this.isReachable(predecessor)) continue;
        for (let at: Block | undefined = predecessor; at !== undefined && at !== end; at = this.dominator(at)) {
          const frontier = frontiers.get(at);
          if (frontier === undefined) frontiers.set(at, new Set([block]));
          else frontier.add(block);
        }
      }
    }
    return frontiers;
  }

  isReachable(block: Block): boolean {
    return this.#order.has(block);
  }
  dominator(block: Block): Block | undefined {
    return this.#dominance.immediateDominator(block);
  }
  /** The reachable ones of `blocks`, each after those that dominate it. */
  sorted(blocks: Iterable<Block>): Block[] {
    const order = this.#order;
    return [...blocks].filter((block) => order.has(block)).sort((a, b) => order.get(a)! - order.get(b)!);
  }

  /** The blocks where values meet that come from different ones of `definitions`: their iterated dominance frontier. */
  mergePoints(definitions: ReadonlySet<Block>): Set<Block> {
    const points = new Set<Block>();
    const pending = [...definitions];
    for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
      for (const point of this.#frontiers.get(block) ?? []) {
        if (points.has(point)) continue;
        points.add(point);
        if (!definitions.has(point)) pending.push(point);
      }
    }
    return points;
  }
}
