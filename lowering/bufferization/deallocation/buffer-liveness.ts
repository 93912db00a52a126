/** Which buffers a block is entered with that are used in it or further on, and which it is left with. */

import type { Block } from "../../../ir/block.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { isBuffer } from "./buffers.ts";

const none: ReadonlySet<Value> = new Set();

export class BufferLiveness {
  readonly #in: Map<Block, Set<Value>>;
  readonly #out: Map<Block, Set<Value>>;

  /** For the blocks of a region with several blocks, and of those inside it; what comes from outside is left out. */
  constructor(region: Region) {
    this.#in = new Map();
    this.#out = new Map();
    this.#visit(region);
  }

  /** Buffers that are defined in the same region, but not in the block. */
  liveIn(block: Block): ReadonlySet<Value> {
    return this.#in.get(block) ?? none;
  }
  liveOut(block: Block): ReadonlySet<Value> {
    return this.#out.get(block) ?? none;
  }

  #visit(region: Region): void {
    for (const block of region.blocks()) {
      if (!region.hasOneBlock) for (const argument of block.args) this.#follow(argument, region);
      for (const op of block.ops()) {
        if (!region.hasOneBlock) for (const result of op.results) this.#follow(result, region);
        for (const inner of op.regions) this.#visit(inner);
      }
    }
  }

  /** Marks the blocks between the definition of a buffer and its uses. */
  #follow(buffer: Value, region: Region): void {
    if (!isBuffer(buffer)) return;
    const home = buffer.parentBlock!;
    const pending: Block[] = [];
    const enter = (block: Block): void => {
      if (block !== home && add(this.#in, block, buffer)) pending.push(block);
    };
    for (const user of buffer.users) enter(region.findAncestorBlockInRegion(user.block!)!);
    for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
      for (const predecessor of block.predecessors) {
        add(this.#out, predecessor, buffer);
        enter(predecessor);
      }
    }
  }
}

/** Returns whether the buffer was not in the set of the block. */
function add(sets: Map<Block, Set<Value>>, block: Block, buffer: Value): boolean {
  const set = sets.get(block);
  if (set === undefined) sets.set(block, new Set([buffer]));
  else if (set.has(buffer)) return false;
  else set.add(buffer);
  return true;
}
