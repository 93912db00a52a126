/** The steps that lowerings of structured control flow have in common. */

import { BranchOp } from "../../dialects/cf/index.ts";
import type { Attribute } from "../../ir/attribute.ts";
import { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";

/** Hints on a loop that its back edge carries on. */
const loopAnnotation = "llvm.loop_annotation";

/** Splits the block before `op`. Returns the block that ends there and the one that begins with `op`. */
export function splitAt(op: Operation): { before: Block; behind: Block } {
  const before = op.block!;
  return { before, behind: before.splitBefore(op) };
}

/** A block for what comes together at `behind`: with an argument for each result of `op`, or `behind` itself. */
export function joinBlock(op: Operation, behind: Block): Block {
  for (const result of op.results) {
    const argument = behind.addArgument(result.type, op.loc);
    result.replaceAllUsesWith(argument);
  }
  return behind;
}

export function branch(
  block: Block,
  dest: Block,
  destOperands: readonly Value[],
  loc = block.parentOp!.loc,
): Operation {
  return OpBuilder.atEnd(block, loc).create(BranchOp, { dest, destOperands }).op;
}

/** Moves the blocks of a region in front of `before`; returns the first and the last of them. */
export function inlineRegion(region: Region, before: Block): { first: Block; last: Block } {
  const first = region.front;
  const last = region.last!;
  before.region!.takeBlocksOf(region, before);
  return { first, last };
}

/** Replaces a terminator by a branch that passes its operands on. */
export function branchInstead(
  terminator: Operation,
  dest: Block,
  operands: readonly Value[] = terminator.operands,
): void {
  OpBuilder.before(terminator).create(BranchOp, { dest, destOperands: operands });
  terminator.erase();
}

export function copyAnnotation(from: Operation, to: Operation): void {
  const annotation: Attribute | undefined = from.discardableAttrs.get(loopAnnotation);
  if (annotation !== undefined) to.setAttr(loopAnnotation, annotation);
}

/** An empty block in front of `before`. */
export function newBlock(before: Block): Block {
  const block = new Block();
  before.region!.insertBefore(block, before);
  return block;
}
