/** Branches between blocks as lists of targets, whatever operation makes them. */

import { BranchOp, CondBranchOp, SwitchOp } from "../../dialects/cf/index.ts";
import { Block, type Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { denseI32Array } from "../../ir/builtin/attributes.ts";
import { opError } from "../../ir/diagnostic.ts";
import { successorOperands } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
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

/** The targets of a block's terminator; none if control leaves the region there. @throws if it is no branch of cf */
export function targetsOf(block: Block): Target[] {
  const terminator = block.last!;
  const { successors } = terminator;
  const isKnown = BranchOp.is(terminator) || CondBranchOp.is(terminator) || SwitchOp.is(terminator);
  if (successors.length > 0 && !isKnown) {
    throw opError(terminator, "cannot be lifted to structured control flow: only the branches of 'cf' can");
  }
  return successors.map((successor, i) => ({ block: successor, operands: successorOperands(terminator, i) }));
}

/** Gives a terminator other targets. */
export function setTargets(terminator: Operation, targets: readonly Target[]): void {
  const builder = OpBuilder.before(terminator);
  const conditional = CondBranchOp.match(terminator);
  const selecting = SwitchOp.match(terminator);
  if (conditional !== undefined) {
    const [whenTrue, whenFalse] = targets as [Target, Target];
    builder.create(CondBranchOp, {
      condition: conditional.condition,
      branch_weights: conditional.branch_weights,
      trueDest: whenTrue.block,
      trueDestOperands: whenTrue.operands,
      falseDest: whenFalse.block,
      falseDestOperands: whenFalse.operands,
    });
  } else if (selecting !== undefined) {
    const [otherwise, ...cases] = targets as [Target, ...Target[]];
    builder.create(SwitchOp, {
      flag: selecting.flag,
      case_values: selecting.case_values,
      case_operand_segments: denseI32Array(cases.map(({ operands }) => operands.length)),
      defaultDestination: otherwise.block,
      defaultOperands: otherwise.operands,
      caseDestinations: cases.map(({ block }) => block),
      caseOperands: cases.flatMap(({ operands }) => operands),
    });
  } else {
    const [only] = targets as [Target];
    builder.create(BranchOp, { dest: only.block, destOperands: only.operands });
  }
  terminator.erase();
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
