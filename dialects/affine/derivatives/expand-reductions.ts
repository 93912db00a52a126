/**
 * Parallel loops with products, maxima and minima are differentiated as loops that carry them: an `affine.parallel` cannot
 * look for the iteration that won, or count zeros.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import { FloatType } from "../../../ir/builtin/types.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Value } from "../../../ir/value.ts";
import { createConstant, loopReductions } from "../../arith/index.ts";
import { createLoop } from "../for.ts";
import { lowerBounds, type ParallelOp, reductionKinds, stepsOf, upperBounds } from "../parallel.ts";

export function expandReductions(loop: ParallelOp): void {
  const { op, results, region } = loop;
  const kinds = reductionKinds(loop);
  if (!kinds.some((kind, i) => kind !== "addf" && results[i]!.type instanceof FloatType)) return;
  const joins = kinds.map((kind) => loopReductions[kind]);
  if (joins.includes(undefined)) return;
  const builder = OpBuilder.before(op);
  const identities = results.map(({ type }, i) => createConstant(builder, type, joins[i]!.identity));
  const joined = overIterations(loop, builder, identities, (ivs, state) => {
    const mapping = new IRMapping();
    mapping.mapAll(region.front.args, ivs);
    const terminator = region.front.last!;
    for (const inner of region.front.ops()) if (inner !== terminator) builder.clone(inner, mapping);
    // Of equal values the second one gets the derivative: that of the first iteration.
    return terminator.operands.map((value, i) =>
      builder.createOperation(joins[i]!.op, [mapping.lookupOrSelf(value), state[i]!], [value.type]).result(),
    );
  });
  op.replaceAllUsesWith(joined);
  op.erase();
}

/** A loop for each dimension, one inside the other, that carry values; `body` gives the next ones. */
function overIterations(
  loop: ParallelOp,
  builder: OpBuilder,
  inits: readonly Value[],
  body: (ivs: readonly Value[], state: readonly Value[]) => readonly Value[],
): readonly Value[] {
  const [lower, upper, steps] = [lowerBounds(loop), upperBounds(loop), stepsOf(loop)];
  const nest = (outer: readonly Value[], carried: readonly Value[]): readonly Value[] => {
    const depth = outer.length;
    if (depth === steps.length) return body(outer, carried);
    const bounds = { lower: lower[depth]!, upper: upper[depth]! };
    return createLoop(builder, bounds, steps[depth]!, carried, (iv, state) => nest([...outer, iv], state)).results;
  };
  return nest([], inits);
}
