/**
 * Derivatives of maxima and minima over the iterations of a parallel loop: those of the iteration that won. Of several the
 * one with the smallest number counts, and what the loop begins with comes first. A second loop finds it.
 */
import type { OpBuilder } from "../../../ir/builder.ts";
import { indexType } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Value } from "../../../ir/value.ts";
import {
  AddFOp,
  AddIOp,
  CmpFOp,
  CmpFPredicate,
  type CmpFPredicateName,
  CmpIOp,
  CmpIPredicate,
  createConstant,
  createIndexConstant,
  MaximumFOp,
  MinimumFOp,
  MinUIOp,
  MulIOp,
  OrIOp,
  SelectOp,
} from "../../arith/index.ts";
import { ParallelOp } from "../parallel.ts";
import { type ActiveReduction, createReduce, type Joined, joinedBy } from "./reductions.ts";

const select = (builder: OpBuilder, condition: Value, true_value: Value, false_value: Value): Value =>
  builder.create(SelectOp, { condition, true_value, false_value }).result;

/** What no iteration has as its number. */
const nobody = (builder: OpBuilder): Value => createIndexConstant(builder, -1);

/** The number of an iteration, counted from 1; 0 is for what the loop begins with. */
function numberOf(builder: OpBuilder, indices: readonly Value[], counts: readonly Value[]): Value {
  const position = indices.reduce((outer, index, i) => {
    const start = builder.create(MulIOp, { lhs: outer, rhs: counts[i]! }).result;
    return builder.create(AddIOp, { lhs: start, rhs: index }).result;
  });
  return builder.create(AddIOp, { lhs: position, rhs: createIndexConstant(builder, 1) }).result;
}

/** Whether a value may have been chosen. Of operations that give a NaN where there is one, it is the NaN. */
export function isChosen(builder: OpBuilder, def: OpDefinition, value: Value, chosen: Value): Value {
  const compare = (name: CmpFPredicateName, lhs: Value, rhs: Value): Value =>
    builder.create(CmpFOp, { predicate: CmpFPredicate.of(name), lhs, rhs }).result;
  const isEqual = compare("oeq", value, chosen);
  if (def !== MaximumFOp && def !== MinimumFOp) return isEqual;
  return builder.create(OrIOp, { lhs: isEqual, rhs: compare("uno", value, value) }).result;
}

/** A loop over all iterations of another one that joins one value; `body` gives what each contributes. */
function joinOverIterations(
  builder: OpBuilder,
  counts: readonly Value[],
  init: Value,
  join: Joined["join"],
  body: (indices: readonly Value[]) => Value,
): Value {
  const [zero, one] = [createIndexConstant(builder, 0), createIndexConstant(builder, 1)];
  const region = builder.createRegion(counts.map(indexType), (indices) => {
    createReduce(builder, [{ operand: body(indices), join }]);
  });
  return builder.create(ParallelOp, {
    lowerBound: counts.map(() => zero),
    upperBound: counts,
    step: counts.map(() => one),
    initVals: [init],
    region,
    resultTypes: [init.type],
  }).results[0]!;
}

/** Where a derivative goes. */
export interface Winner {
  /** The value where an iteration has won, else 0. */
  ofIteration(indices: readonly Value[], value: Value): Value;
  /** The value where it is what the loop began with, else 0. */
  ofInit(value: Value): Value;
}

/** Finds the winner. `valueAt` gives what an iteration contributed. */
export function findWinner(
  builder: OpBuilder,
  counts: readonly Value[],
  reduction: ActiveReduction,
  { init, chosen }: { readonly init: Value; readonly chosen: Value },
  valueAt: (indices: readonly Value[]) => Value,
): Winner {
  const zero = createIndexConstant(builder, 0);
  const first = select(builder, isChosen(builder, reduction.def, init, chosen), zero, nobody(builder));
  const winner = joinOverIterations(builder, counts, first, joinedBy(MinUIOp), (indices) => {
    const isCandidate = isChosen(builder, reduction.def, valueAt(indices), chosen);
    return select(builder, isCandidate, numberOf(builder, indices, counts), nobody(builder));
  });
  const isWinner = (rhs: Value): Value =>
    builder.create(CmpIOp, { predicate: CmpIPredicate.of("eq"), lhs: winner, rhs }).result;
  const orZero = (condition: Value, value: Value): Value =>
    select(builder, condition, value, createConstant(builder, value.type, 0));
  return {
    ofIteration: (indices, value) => orZero(isWinner(numberOf(builder, indices, counts)), value),
    ofInit: (value) => {
      // Nobody wins where all are NaNs that the operation passes over.
      const isFirst = builder.create(OrIOp, { lhs: isWinner(zero), rhs: isWinner(nobody(builder)) }).result;
      return orZero(isFirst, value);
    },
  };
}

/** The tangent of the winner, from those of the iterations. */
export const tangentOfWinner = (
  builder: OpBuilder,
  counts: readonly Value[],
  winner: Winner,
  init: Value,
  tangentAt: (indices: readonly Value[]) => Value,
): Value =>
  joinOverIterations(builder, counts, winner.ofInit(init), joinedBy(AddFOp), (indices) =>
    winner.ofIteration(indices, tangentAt(indices)),
  );
