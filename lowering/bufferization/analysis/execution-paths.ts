/** Whether something can happen between the definition of a tensor and a read of it, as far as control flow tells. */

import type { Block } from "../../../ir/block.ts";
import { getOrMake } from "../../../ir/maps.ts";
import type { Operation } from "../../../ir/operation.ts";
import { BlockArgument, type Value } from "../../../ir/value.ts";
import type { ProgramOrder } from "./program-order.ts";

export class ExecutionPaths {
  readonly #order: ProgramOrder;
  /** For a block, and another one that is not to be passed, the blocks from which control can come. */
  readonly #sources: Map<Block, Map<Block | undefined, ReadonlySet<Block>>>;

  constructor(order: ProgramOrder) {
    this.#order = order;
    this.#sources = new Map();
  }

  /** Whether `write` may be executed after `definition` is there, and before `read` is executed for it. */
  mayComeBetween(definition: Value, write: Operation, read: Operation): boolean {
    const block = definition.parentBlock!;
    const isArgument = definition instanceof BlockArgument;
    if (!block.region!.isAncestorOf(write.parentRegion!)) {
      // An operation around all this may write at any time, but not to what is passed into its own regions.
      return !isArgument && write.isAncestorOf(read);
    }
    if (!isArgument && this.#isDoneBefore(write, definition.definingOp!)) return false;
    const loop = this.#order.loopBetween(block.region!, read.block!.region!);
    if (loop?.parentOp?.isAncestorOf(write)) return true;
    return write === read || this.#mayPrecede(write, read, block);
  }

  /** Whether `op` may be executed several times for one time that `definition` is. */
  mayRepeat(op: Operation, definition: Value): boolean {
    const home = definition.parentBlock!;
    return this.#order.loopBetween(home.region!, op.block!.region!) !== undefined || this.#returnsTo(op, home);
  }

  /** Whether the operation, if it is executed at all, comes before `definition` or happens in it. */
  #isDoneBefore(op: Operation, definition: Operation): boolean {
    if (definition.isProperAncestorOf(op)) return true;
    const ancestor = definition.block!.findAncestorOpInBlock(op);
    return ancestor !== undefined && ancestor !== definition && ancestor.isBeforeInBlock(definition);
  }

  // Below, control does not execute the block `home`, where the definition stands, once more.

  /** Whether control may go from `write` to `read`. */
  #mayPrecede(write: Operation, read: Operation, home: Block): boolean {
    if (write.isAncestorOf(read) || read.isAncestorOf(write)) return true;
    const [first, second] = meeting(write, read);
    const [from, to] = [first.block!, second.block!];
    if (from === to) {
      if (first.isBeforeInBlock(second)) return true;
    } else if (from.region !== to.region) {
      if (!this.#order.hasExclusiveRegions(from.parentOp!)) return true;
    } else if (this.#leadsTo(from, to, home)) return true;
    return this.#returnsTo(second, home);
  }

  /** Whether control may come back to `op` through branches between blocks. */
  #returnsTo(op: Operation, home: Block): boolean {
    for (let block = op.block!; ; block = block.parentOp!.block!) {
      if (this.#leadsTo(block, block, home)) return true;
      if (block.region === home.region) return false;
    }
  }

  /** Whether branches lead from one block to another one of the same region. */
  #leadsTo(from: Block, to: Block, home: Block): boolean {
    const region = from.region!;
    if (region.hasOneBlock) return false;
    const avoided = region === home.region ? home : undefined;
    if (to === avoided) return false;
    // What comes between starts behind the definition, so in its block if it starts there.
    return from === avoided || this.#blocksLeadingTo(to, avoided).has(from);
  }

  /** The blocks from which control can come to `block` without passing `avoided`. */
  #blocksLeadingTo(block: Block, avoided: Block | undefined): ReadonlySet<Block> {
    const known = getOrMake(this.#sources, block, () => new Map());
    let sources = known.get(avoided);
    if (sources === undefined) {
      const found = new Set<Block>();
      const add = (blocks: readonly Block[]): void => {
        for (const source of blocks) if (source !== avoided) found.add(source);
      };
      add(block.predecessors);
      for (const source of found) add(source.predecessors);
      sources = found;
      known.set(avoided, sources);
    }
    return sources;
  }
}

/** The operations around `a` and `b`, or these themselves, that stand in one region or in two regions of one operation. */
function meeting(a: Operation, b: Operation): [Operation, Operation] {
  const around = new Map<Operation | null, Operation>();
  for (let at: Operation | null = a; at !== null; at = at.parentOp) around.set(at.parentOp, at);
  let at = b;
  while (!around.has(at.parentOp)) at = at.parentOp!;
  return [around.get(at.parentOp)!, at];
}
