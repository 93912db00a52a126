/** Parallel loops executed in sequence: `scf.parallel` and `scf.forall` as nests of `scf.for`. */

import { type Block, Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { opError } from "../../ir/diagnostic.ts";
import { SequenceableOpInterface } from "../../ir/interfaces/concurrent.ts";
import { type IndexList, mixedIndices } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { createIndex } from "../arith/index.ts";
import { ForOp } from "./for.ts";
import { type ForallOp, lowerBounds, steps, upperBounds } from "./forall.ts";
import { ParallelOp, ReduceOp } from "./parallel.ts";
import { YieldOp } from "./yield.ts";

interface Bounds {
  readonly lower: readonly Value[];
  readonly upper: readonly Value[];
  readonly step: readonly Value[];
}

/**
 * A nest of loops in front of `op` that carry `inits`; `fill` is given the innermost block, the induction variables and
 * the carried values, and returns what is yielded. Returns the outermost loop.
 */
function loopNest(
  op: Operation,
  { lower, upper, step }: Bounds,
  inits: readonly Value[],
  fill: (block: Block, ivs: readonly Value[], carried: readonly Value[]) => readonly Value[],
): Operation {
  const builder = OpBuilder.before(op);
  const types = inits.map(({ type }) => type);
  const make = (depth: number, ivs: readonly Value[], carried: readonly Value[]): readonly Value[] => {
    const region = new Region();
    builder.guarded(() => {
      const block = builder.createBlock(region, [lower[depth]!.type, ...types]);
      const [iv, ...args] = block.args;
      const all = [...ivs, iv!];
      const results = depth + 1 === lower.length ? fill(block, all, args) : make(depth + 1, all, args);
      builder.setInsertionPointToEnd(block);
      builder.create(YieldOp, { results });
    });
    return builder.create(ForOp, {
      lowerBound: lower[depth]!,
      upperBound: upper[depth]!,
      step: step[depth]!,
      initArgs: carried,
      region,
      resultTypes: types,
    }).results;
  };
  const results = make(0, [], inits);
  op.replaceAllUsesWith(results);
  return op.prev!;
}

export function sequentialParallel(view: ParallelOp): Operation {
  const { op, lowerBound, upperBound, step, initVals, region } = view;
  const body = region.front;
  const bounds = { lower: lowerBound, upper: upperBound, step };
  const loop = loopNest(op, bounds, initVals, (block, ivs, carried) => {
    body.args.forEach((argument, i) => {
      argument.replaceAllUsesWith(ivs[i]!);
    });
    block.takeOpsOf(body);
    return inlineReductions(ReduceOp.view(block.last!), carried);
  });
  op.erase();
  return loop;
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

export function sequentialForall(view: ForallOp): Operation {
  const { op, outputs, region } = view;
  if (outputs.length > 0) {
    throw opError(op, "cannot be lowered to branches while it has tensors as results").attachNote(
      op.loc,
      "bufferize it first",
    );
  }
  const builder = OpBuilder.before(op);
  const bound = (list: IndexList): Value[] => mixedIndices(list).map((index) => createIndex(builder, index));
  const bounds = { lower: bound(lowerBounds(view)), upper: bound(upperBounds(view)), step: bound(steps(view)) };
  const ivs = region.front.args.slice(0, bounds.lower.length);
  const loop = loopNest(op, bounds, [], (block, values) => {
    ivs.forEach((iv, i) => {
      iv.replaceAllUsesWith(values[i]!);
    });
    block.takeOpsOf(region.front);
    block.last!.erase();
    return [];
  });
  op.erase();
  return loop;
}

ParallelOp.implement(SequenceableOpInterface, {
  executeInOrder(view) {
    sequentialParallel(view);
    return true;
  },
});
