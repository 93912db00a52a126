/** Parallel loops executed in sequence: `scf.parallel` and `scf.forall` as nests of `scf.for`. */

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
    const { insertionBlock } = builder;
    region.front.replaceArgumentsWith(ivs);
    insertionBlock.takeOpsOf(region.front);
    return inlineReductions(ReduceOp.view(insertionBlock.last!), carried);
  });
  return replaceByNest(op, results);
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
  const results = reductions.flatMap(({ front }, i) => op.block!.inlineBlock(front, [carried[i]!, operands[i]!], op));
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
    return builder.insertionBlock.inlineBlock(region.front, ivs);
  });
  return replaceByNest(op, results);
}

ParallelOp.implement(SequenceableOpInterface, {
  executeInOrder(view) {
    sequentialParallel(view);
    return true;
  },
});
