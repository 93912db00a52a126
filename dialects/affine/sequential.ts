/** `affine.parallel` executed in sequence: loops, one inside the other, that carry what is joined. */

import { OpBuilder } from "../../ir/builder.ts";
import { SequenceableOpInterface } from "../../ir/interfaces/concurrent.ts";
import type { Value } from "../../ir/value.ts";
import { createConstant, loopReductions } from "../arith/index.ts";
import { createFor } from "./for.ts";
import type { LoopBounds } from "./map-operands.ts";
import { lowerBounds, ParallelOp, reductionKinds, stepsOf, upperBounds } from "./parallel.ts";

export interface Nest {
  readonly bounds: readonly LoopBounds[];
  readonly steps: readonly bigint[];
}

/** The dimensions of a parallel loop, the outermost first. */
export function nestOf(loop: ParallelOp): Nest {
  const upper = upperBounds(loop);
  return { bounds: lowerBounds(loop).map((lower, i) => ({ lower, upper: upper[i]! })), steps: stepsOf(loop) };
}

/** A loop for each dimension, one inside the other, that carry values; `body` gives the next ones. */
export function createNest(
  { bounds, steps }: Nest,
  builder: OpBuilder,
  inits: readonly Value[],
  body: (ivs: readonly Value[], state: readonly Value[]) => readonly Value[],
): readonly Value[] {
  const nest = (outer: readonly Value[], carried: readonly Value[]): readonly Value[] => {
    const depth = outer.length;
    if (depth === steps.length) return body(outer, carried);
    const inner = (iv: Value, state: readonly Value[]): readonly Value[] => nest([...outer, iv], state);
    return createFor(builder, bounds[depth]!, steps[depth]!, carried, inner).results;
  };
  return nest([], inits);
}

/** Puts loops in the place of a parallel one. Returns whether there is a way to join what its iterations give. */
export function sequentialParallel(loop: ParallelOp): boolean {
  const { op, results, region } = loop;
  const joins = reductionKinds(loop).map((kind) => loopReductions[kind]);
  if (joins.includes(undefined)) return false;
  const builder = OpBuilder.before(op);
  const identities = results.map(({ type }, i) => createConstant(builder, type, joins[i]!.identity));
  const joined = createNest(nestOf(loop), builder, identities, (ivs, state) => {
    const values = builder.insertionBlock.inlineBlock(region.front, ivs);
    // Of equal values the second one gets the derivative: that of the first iteration.
    return values.map((value, i) => builder.createOperation(joins[i]!.op, [value, state[i]!], [value.type]).result());
  });
  op.replaceAllUsesWith(joined);
  op.erase();
  return true;
}

ParallelOp.implement(SequenceableOpInterface, { executeInOrder: sequentialParallel });
