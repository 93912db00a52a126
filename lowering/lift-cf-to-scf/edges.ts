/** Branches between blocks as lists of targets, whatever operation makes them. */

import { Block } from "../../ir/block.ts";
import { opError } from "../../ir/diagnostic.ts";
import { BranchOpInterface, setSuccessorOperands, successorOperands } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";

/** Where a branch may go, and what it passes. */
export interface Target {
  readonly block: Block;
  readonly operands: readonly Value[];
}

/** One target of one terminator. */
export interface Edge {
  readonly from: Block;
  readonly index: number;
}

/**
 * The targets of a block's terminator; none if control leaves the region there.
 * @throws if it is no branch, or it is not known what the branch decides by
 */
export function targetsOf(block: Block): Target[] {
  const terminator = block.last!;
  const { successors } = terminator;
  const branch = BranchOpInterface.of(terminator);
  if (successors.length > 0 && (branch === undefined || (successors.length > 1 && branch.decision === undefined))) {
    throw opError(
      terminator,
      "cannot be lifted to structured control flow: it is not known what decides where it goes",
    );
  }
  return successors.map((successor, i) => ({ block: successor, operands: successorOperands(terminator, i) }));
}

/** Gives a terminator other targets, as many as it has. */
function setTargets(terminator: Operation, targets: readonly Target[]): void {
  targets.forEach(({ block, operands }, i) => {
    terminator.setSuccessor(i, block);
    setSuccessorOperands(terminator, i, operands);
  });
}

/** Lets edges go elsewhere; `redirect` is given the old target. */
export function redirectEdges(edges: readonly Edge[], redirect: (target: Target, edge: Edge) => Target): void {
  const byBlock = new Map<Block, Edge[]>();
  for (const edge of edges) {
    const list = byBlock.get(edge.from);
    if (list === undefined) byBlock.set(edge.from, [edge]);
    else list.push(edge);
  }
  for (const [block, list] of byBlock) {
    const targets = targetsOf(block);
    for (const edge of list) targets[edge.index] = redirect(targets[edge.index]!, edge);
    setTargets(block.last!, targets);
  }
}

/** The edges from these blocks whose target `isWanted`. */
export function edgesFrom(blocks: Iterable<Block>, isWanted: (target: Block) => boolean): Edge[] {
  const edges: Edge[] = [];
  for (const from of blocks) {
    targetsOf(from).forEach(({ block }, index) => {
      if (isWanted(block)) edges.push({ from, index });
    });
  }
  return edges;
}

/** A new block at the end of a region. */
export function appendBlock(region: Region): Block {
  const block = new Block();
  region.append(block);
  return block;
}
