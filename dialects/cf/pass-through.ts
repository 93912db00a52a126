/** Blocks that only branch on, and so can be left out on the way. */

import type { Block } from "../../ir/block.ts";
import type { Operation } from "../../ir/operation.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import type { Value } from "../../ir/value.ts";
import { BranchOp } from "./ops.ts";

export interface Destination {
  readonly dest: Block;
  readonly operands: readonly Value[];
}

/** Puts a branch in the place of a terminator. */
export function branchTo(
  { op }: { readonly op: Operation },
  { dest, operands }: Destination,
  rewriter: PatternRewriter,
): true {
  rewriter.replaceWithNew(op, BranchOp, { dest, destOperands: operands });
  return true;
}

/** Where a branch to `block` with `operands` leads if the block does nothing but branch on; undefined if it does more. */
export function passThrough(block: Block, operands: readonly Value[]): Destination | undefined {
  const branch = block.first === block.last ? BranchOp.match(block.first) : undefined;
  if (branch === undefined || leadsIntoCycle(block)) return undefined;
  const isUsedElsewhere = block.args.some((arg) => arg.users.some((user) => user !== branch.op));
  if (isUsedElsewhere) return undefined;
  const passed = new Map<Value, Value>(block.args.map((arg, i) => [arg, operands[i]!]));
  return { dest: branch.dest, operands: branch.destOperands.map((value) => passed.get(value) ?? value) };
}

/** Whether unconditional branches from `block` on come back to a block that was passed already. */
function leadsIntoCycle(block: Block): boolean {
  const passed = new Set<Block>();
  for (let at: Block | undefined = block; at !== undefined; at = BranchOp.match(at.last)?.dest) {
    if (passed.has(at)) return true;
    passed.add(at);
  }
  return false;
}
