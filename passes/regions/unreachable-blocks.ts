/** Erases the blocks that no way from the entry of their region leads to. */

import type { Block } from "../../ir/block.ts";
import type { Region } from "../../ir/region.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import { isIsolatedFromAbove } from "../../ir/traits.ts";

/** Looks into nested regions as well, but for those of isolated operations. Returns whether blocks were erased. */
export function eraseUnreachableBlocks(region: Region, rewriter: PatternRewriter): boolean {
  let changed = false;
  if (region.first !== null && !region.hasOneBlock) {
    const reachable = reachableBlocks(region.front);
    const dead = [...region.blocks()].filter((block) => !reachable.has(block));
    eraseBlocks(dead, rewriter);
    changed = dead.length > 0;
  }
  for (let block = region.first; block !== null; block = block.next) {
    for (let op = block.first; op !== null; op = op.next) {
      if (op.regions.length === 0 || isIsolatedFromAbove(op)) continue;
      for (const inner of op.regions) if (eraseUnreachableBlocks(inner, rewriter)) changed = true;
    }
  }
  return changed;
}

function reachableBlocks(entry: Block): Set<Block> {
  const reachable = new Set([entry]);
  for (const block of reachable) for (const successor of block.successors) reachable.add(successor);
  return reachable;
}

/** The blocks may use each other's values in any order, so all links are cut before the first block goes. */
function eraseBlocks(blocks: readonly Block[], rewriter: PatternRewriter): void {
  for (const block of blocks) for (const op of block.opsReversed()) rewriter.notifyErased(op);
  for (const block of blocks) block.dropAllReferences();
  for (const block of blocks) block.erase();
}
