/**
 * The graph of a region's blocks: where its loops are, and where each block has its place in structured code.
 *
 * A block belongs right behind the block that dominates it, except that blocks in which several branches meet, and those
 * that follow a loop, come behind the block or loop that they follow.
 */
import type { Block } from "../../ir/block.ts";
import { DominanceInfo, reversePostOrder } from "../../ir/dominance.ts";
import type { Region } from "../../ir/region.ts";

export class BlockGraph {
  readonly entry: Block;
  /** The blocks that can be reached, in reverse post-order. */
  readonly blocks: readonly Block[];
  /** Whether every loop has one entry. Nothing else is known if it is not so. */
  readonly isReducible: boolean;
  readonly #order: Map<Block, number>;
  readonly #loopEntries: Set<Block>;
  /** The entry of the innermost loop around a block, for the entry itself that of the next loop. */
  readonly #loops: Map<Block, Block>;
  /** Blocks that branches must jump to, since they are not written where the branch is. */
  readonly #targets: Set<Block>;
  readonly #followersOfBlock: Map<Block, Block[]>;
  readonly #followersOfLoop: Map<Block, Block[]>;
  readonly #sizes: Map<Block, number>;

  constructor(region: Region) {
    const dominance = new DominanceInfo();
    this.entry = region.front;
    this.blocks = reversePostOrder([region.front], (block) => block.successors);
    this.#order = new Map(this.blocks.map((block, i) => [block, i]));
    this.#loopEntries = new Set();
    this.#loops = new Map();
    this.#targets = new Set();
    this.#followersOfBlock = new Map();
    this.#followersOfLoop = new Map();
    this.#sizes = new Map();
    const forward = new Map<Block, number>();
    this.isReducible = this.#findEdges(dominance, forward);
    if (!this.isReducible) return;
    this.#findLoops();
    for (const block of this.blocks) {
      const dominator = dominance.immediateDominator(block);
      if (dominator !== undefined) this.#place(block, dominator, forward.get(block)!);
    }
    for (const block of this.blocks.toReversed()) {
      const dominator = dominance.immediateDominator(block);
      if (dominator !== undefined) this.#sizes.set(dominator, this.size(dominator) + this.size(block));
    }
  }

  /** Counts the forward branches to each block, and finds the loops' entries. Returns whether they dominate the loops. */
  #findEdges(dominance: DominanceInfo, forward: Map<Block, number>): boolean {
    let isReducible = true;
    for (const from of this.blocks) {
      for (const to of from.successors) {
        if (!this.isBackward(from, to)) forward.set(to, (forward.get(to) ?? 0) + 1);
        else {
          this.#loopEntries.add(to);
          if (!dominance.dominatesBlock(to, from)) isReducible = false;
        }
      }
    }
    return isReducible;
  }

  /** A loop is its entry and what reaches its backward branches; inner loops are found first, and count as one block. */
  #findLoops(): void {
    for (const entry of [...this.#loopEntries].sort((a, b) => this.#order.get(b)! - this.#order.get(a)!)) {
      const pending = entry.predecessors.filter((block) => this.#order.has(block) && this.isBackward(block, entry));
      for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
        const outermost = this.#outermostLoop(block, entry);
        if (outermost === entry) continue;
        this.#loops.set(outermost, entry);
        pending.push(...outermost.predecessors.filter((before) => this.#order.has(before)));
      }
    }
  }

  /** The entry of the outermost loop around `block` that is known so far, or the block itself; at most `limit`. */
  #outermostLoop(block: Block, limit: Block): Block {
    let outermost = block;
    while (outermost !== limit && this.#loops.has(outermost)) outermost = this.#loops.get(outermost)!;
    return outermost;
  }

  #place(block: Block, dominator: Block, branches: number): void {
    const left = this.#outermostLoopLeft(dominator, block);
    if (left !== undefined) append(this.#followersOfLoop, left, block);
    else if (branches > 1) append(this.#followersOfBlock, dominator, block);
    else return;
    this.#targets.add(block);
  }

  /** The entry of the outermost loop that holds `from` but not `to`. */
  #outermostLoopLeft(from: Block, to: Block): Block | undefined {
    const around = new Set<Block>();
    for (let loop = this.#loopOf(to); loop !== undefined; loop = this.#loops.get(loop)) around.add(loop);
    let left: Block | undefined;
    for (let loop = this.#loopOf(from); loop !== undefined && !around.has(loop); loop = this.#loops.get(loop)) {
      left = loop;
    }
    return left;
  }
  #loopOf(block: Block): Block | undefined {
    return this.#loopEntries.has(block) ? block : this.#loops.get(block);
  }

  isBackward(from: Block, to: Block): boolean {
    return this.#order.get(to)! <= this.#order.get(from)!;
  }
  isLoopEntry(block: Block): boolean {
    return this.#loopEntries.has(block);
  }
  isJumpTarget(block: Block): boolean {
    return this.#targets.has(block);
  }
  /** What is written behind a block, in order; for a loop's entry, what comes behind it inside the loop. */
  followersOfBlock(block: Block): readonly Block[] {
    return this.#followersOfBlock.get(block) ?? [];
  }
  /** What is written behind the loop with this entry. */
  followersOfLoop(entry: Block): readonly Block[] {
    return this.#followersOfLoop.get(entry) ?? [];
  }
  /** How many blocks `block` dominates, itself included. */
  size(block: Block): number {
    return this.#sizes.get(block) ?? 1;
  }
}

function append(map: Map<Block, Block[]>, key: Block, value: Block): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
