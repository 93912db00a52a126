/** Parallel loops executed in sequence: `scf.parallel` and `scf.forall` as nests of `scf.for`. */

import type { Block, Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { opError } from "../../ir/diagnostic.ts";
import { SequenceableOpInterface } from "../../ir/interfaces/concurrent.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { createBounds, type ForallOp } from "./forall.ts";
import { createNest } from "./loop-nest.ts";
import { ParallelOp, ReduceOp } from "./parallel.ts";

/** Replaces a loop by a nest of sequential ones; returns the outermost. */
export function sequentialParallel(view: ParallelOp): Operation {
  const { op, initVals, region } = view;
  const builder = OpBuilder.before(op);
  const results = createNest(builder, view, initVals, (ivs, carried) => {
    const block = moveBody(builder, region, ivs);
    return inlineReductions(ReduceOp.view(block.last!), carried);
  });
  return replaceByNest(op, results);
}

/** Moves the body of a loop into the one that is being built, and gives it other induction variables. */
function moveBody({ insertionBlock }: OpBuilder, { front }: Region, ivs: readonly Value[]): Block {
  ivs.forEach((iv, i) => {
    front.args[i]!.replaceAllUsesWith(iv);
  });
  insertionBlock.takeOpsOf(front);
  return insertionBlock;
}

/** The nest stands in front of `op`, which goes. */
function replaceByNest(op: Operation, results: readonly Value[]): Operation {
  const outermost = op.prev!;
  op.replaceAllUsesWith(results);
  op.erase();
  return outermost;
}

/** Combines what is carried with what this iteration gives; the operation that said so goes. */
function inlineReductions({ op, operands, reductions }: ReduceOp, carried: readonly Value[]): Value[] {
  const block = op.block!;
  const results = reductions.map((reduction, i) => {
    const { front } = reduction;
    front.args[0]!.replaceAllUsesWith(carried[i]!);
    front.args[1]!.replaceAllUsesWith(operands[i]!);
    const last = front.last!;
    const [result] = last.operands;
    last.erase();
    block.takeOpsOf(front, op);
    return result!;
  });
  op.erase();
  return results;
}

/** Replaces a loop without outputs by a nest of sequential ones; returns the outermost. */
export function sequentialForall(view: ForallOp): Operation {
  const { op, outputs, region } = view;
  if (outputs.length > 0) {
    throw opError(op, "cannot be lowered to branches while it has tensors as results").attachNote(
      op.loc,
      "bufferize it first",
    );
  }
  const builder = OpBuilder.before(op);
  const results = createNest(builder, createBounds(builder, view), [], (ivs) => {
    moveBody(builder, region, ivs).last!.erase();
    return [];
  });
  return replaceByNest(op, results);
}

ParallelOp.implement(SequenceableOpInterface, {
  executeInOrder(view) {
    sequentialParallel(view);
    return true;
  },
});
