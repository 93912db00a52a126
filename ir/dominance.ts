/**
 * Dominance: which definitions are certain to have happened. Trees are made per region, when they are first asked for.
 * Algorithm: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
 */
import type { Block } from "./block.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import { GraphRegion } from "./traits.ts";
import type { Value } from "./value.ts";

/** The dominator tree of one region's blocks; `reverse` gives post-dominance (from the blocks that leave the region). */
class DominatorTree {
  /** Reverse post-order number of each reachable block. */
  readonly #order: Map<Block, number>;
  readonly #blocks: readonly Block[];
  readonly #idom: Int32Array;
  /** Interval of the tree's depth-first walk, for queries in constant time. */
  readonly #enter: Int32Array;
  readonly #leave: Int32Array;

  constructor(region: Region, reverse: boolean) {
    const exits = reverse ? [...region.blocks()].filter((block) => block.successors.length === 0) : [];
    const roots = reverse ? exits : [region.front];
    const next = (block: Block): readonly Block[] => (reverse ? block.predecessors : block.successors);
    const previous = (block: Block): readonly Block[] => (reverse ? block.successors : block.predecessors);
    const blocks = reversePostOrder(roots, next);
    const order = new Map<Block, number>();
    // Number 0 is a virtual root in front of all roots.
    blocks.forEach((block, i) => {
      order.set(block, i + 1);
    });
    const count = blocks.length + 1;
    const idom = new Int32Array(count).fill(-1);
    idom[0] = 0;
    const isRoot = new Set(roots);
    const intersect = (a: number, b: number): number => {
      while (a !== b) {
        while (a > b) a = idom[a]!;
        while (b > a) b = idom[b]!;
      }
      return a;
    };
    for (let changed = true; changed; ) {
      changed = false;
      for (let i = 1; i < count; i++) {
        const block = blocks[i - 1]!;
        let dominator = isRoot.has(block) ? 0 : -1;
        for (const before of previous(block)) {
          const number = order.get(before);
          if (number === undefined || idom[number] === -1) continue;
          dominator = dominator === -1 ? number : intersect(dominator, number);
        }
        if (dominator !== idom[i]) {
          idom[i] = dominator;
          changed = true;
        }
      }
    }
    this.#order = order;
    this.#blocks = blocks;
    this.#idom = idom;
    [this.#enter, this.#leave] = intervals(idom);
  }

  isReachable(block: Block): boolean {
    return this.#order.has(block);
  }
  /** Whether every way from the root to `b` passes `a`; a block dominates itself. Unreachable blocks are dominated by all. */
  dominates(a: Block, b: Block): boolean {
    const to = this.#order.get(b);
    if (to === undefined) return true;
    const from = this.#order.get(a);
    if (from === undefined) return false;
    return this.#enter[from]! <= this.#enter[to]! && this.#leave[to]! <= this.#leave[from]!;
  }
  immediateDominator(block: Block): Block | undefined {
    const number = this.#order.get(block);
    if (number === undefined) return undefined;
    const dominator = this.#idom[number]!;
    return dominator === 0 ? undefined : this.#blocks[dominator - 1];
  }
}

/** Blocks in reverse post-order of a depth-first walk from `roots`. */
export function reversePostOrder(roots: readonly Block[], next: (block: Block) => readonly Block[]): Block[] {
  const post: Block[] = [];
  const seen = new Set<Block>();
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack: { block: Block; successors: readonly Block[]; at: number }[] = [
      { block: root, successors: next(root), at: 0 },
    ];
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      if (top.at === top.successors.length) {
        post.push(top.block);
        stack.pop();
        continue;
      }
      const successor = top.successors[top.at++]!;
      if (seen.has(successor)) continue;
      seen.add(successor);
      stack.push({ block: successor, successors: next(successor), at: 0 });
    }
  }
  return post.reverse();
}

function intervals(idom: Int32Array): [Int32Array, Int32Array] {
  const children: number[][] = Array.from(idom, () => []);
  for (let i = 1; i < idom.length; i++) if (idom[i]! >= 0) children[idom[i]!]!.push(i);
  const enter = new Int32Array(idom.length);
  const leave = new Int32Array(idom.length);
  let clock = 0;
  const stack: [number, number][] = [[0, 0]];
  enter[0] = clock++;
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const child = children[top[0]]![top[1]++];
    if (child === undefined) {
      leave[top[0]] = clock++;
      stack.pop();
    } else {
      enter[child] = clock++;
      stack.push([child, 0]);
    }
  }
  return [enter, leave];
}

/** Whether uses in this region must come after definitions. It is not known for the regions of unregistered operations. */
export const hasSSADominance = (region: Region): boolean => {
  const parent = region.parentOp;
  return parent === null || (parent.def.isRegistered && !parent.def.hasTrait(GraphRegion));
};

/**
 * Whether a value or operation comes before another on every way. What is found out about a region stays until
 * `invalidate` is called.
 */
export class DominanceInfo {
  readonly #trees: Map<Region, DominatorTree>;
  readonly #reverse: boolean;
  constructor(reverse = false) {
    this.#trees = new Map();
    this.#reverse = reverse;
  }

  #tree(region: Region): DominatorTree {
    let tree = this.#trees.get(region);
    if (tree === undefined) {
      tree = new DominatorTree(region, this.#reverse);
      this.#trees.set(region, tree);
    }
    return tree;
  }

  invalidate(region?: Region): void {
    if (region === undefined) this.#trees.clear();
    else this.#trees.delete(region);
  }

  isReachableFromEntry(block: Block): boolean {
    const region = block.region!;
    return region.hasOneBlock || this.#tree(region).isReachable(block);
  }

  /** Whether `a` dominates `b`; the blocks may stand in different regions, then `b`'s ancestor in `a`'s region counts. */
  dominatesBlock(a: Block, b: Block): boolean {
    if (a === b) return true;
    const ancestor = a.region!.findAncestorBlockInRegion(b);
    if (ancestor === undefined) return false;
    if (ancestor === a) return true;
    return this.#tree(a.region!).dominates(a, ancestor);
  }

  /** Whether `a` is executed before `b` whenever `b` is. An operation dominates what is inside it, but not properly. */
  properlyDominatesOp(a: Operation, b: Operation): boolean {
    const home = a.block!;
    let user: Operation | null = b;
    while (user !== null && user.block?.region !== home.region) user = user.parentOp;
    if (user === null || user === a) return false;
    if (user.block === home) return !hasSSADominance(home.region!) || a.isBeforeInBlock(user);
    return this.#tree(home.region!).dominates(home, user.block!);
  }

  properlyDominates(value: Value, user: Operation): boolean {
    const def = value.definingOp;
    if (def !== undefined) {
      const block = def.block;
      // The usual case without a search: both in one block.
      if (block !== null && block === user.block) {
        if (def === user) return !hasSSADominance(block.region!);
        if (block.region !== null && !hasSSADominance(block.region)) return true;
        return def.isBeforeInBlock(user);
      }
      return block !== null && this.properlyDominatesOp(def, user);
    }
    const home = value.parentBlock!;
    return home.region !== null && user.block !== null && this.dominatesBlock(home, user.block);
  }

  immediateDominator(block: Block): Block | undefined {
    return this.#tree(block.region!).immediateDominator(block);
  }
}
