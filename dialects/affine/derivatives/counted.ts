/** The iterations of affine loops, as what keeps values for each of them counts them. */

import { OpBuilder } from "../../../ir/builder.ts";
import type { AdjointBuilder, CountedRegion } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { once } from "../../scf/index.ts";
import type { Iterations } from "../iterations.ts";

/**
 * The iterations of a nest of loops, for what is kept for each. Numbers in the primal are made when a tape asks for them;
 * those in the reverse are made at once, since what is read from the tape goes behind them.
 */
export function countedIterations(
  b: AdjointBuilder,
  op: Operation,
  iterations: readonly Iterations[],
  primalIvs: readonly Value[],
  reverseIvs: readonly Value[],
): CountedRegion {
  const numbersOf = (ivs: readonly Value[], primal: (value: Value) => Value): Value[] =>
    iterations.map((each, i) => each.number(builderBehind(ivs[i]!), ivs[i]!, primal));
  const counts = once(() => iterations.map((each) => each.count(b.primalBuilder(op))));
  return {
    op,
    get tripCounts() {
      return counts();
    },
    primalIndices: once(() => numbersOf(primalIvs, (value) => value)),
    reverseIndices: numbersOf(reverseIvs, (value) => b.primal(value)),
  };
}

function builderBehind(value: Value): OpBuilder {
  const builder = new OpBuilder(value.loc);
  return value.definingOp === undefined
    ? builder.setInsertionPointToStart(value.parentBlock!)
    : builder.setInsertionPointAfter(value.definingOp);
}
