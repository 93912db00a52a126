/**
 * Derivatives of parallel loops, which are parallel loops again. The reverse needs no order of the iterations: each one
 * reverses itself, adds to the adjoints of what all share as a reduction, and to elements of buffers as one step
 * (`AdjointBuilder.accumulateElement`). Elements that an iteration writes are its own, or the primal would be a race.
 */

import { OpBuilder } from "../../../ir/builder.ts";
import { indexType } from "../../../ir/builtin/types.ts";
import type { LoopBounds } from "../../../ir/interfaces/control-flow.ts";
import { type AdjointBuilder, derivative, type TangentBuilder } from "../../../ir/interfaces/differentiable.ts";
import { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndexConstant } from "../../arith/index.ts";
import { inductionValue, iterationCount, iterationNumber, once } from "../iterations.ts";
import { ParallelOp } from "../parallel.ts";
import { findWinner, tangentOfWinner } from "./choices.ts";
import { forwardProduct, reverseProduct } from "./products.ts";
import { type ActiveReduction, activeReductions, appendReductions, createReduce, joinedBy } from "./reductions.ts";

const boundsOf = ({ lowerBound, upperBound, step }: ParallelOp): LoopBounds[] =>
  step.map((stride, i) => ({ lowerBound: lowerBound[i]!, upperBound: upperBound[i]!, step: stride }));

/** How many iterations there are along each dimension, in front of the loop. */
const countsOf = (loop: ParallelOp): Value[] =>
  boundsOf(loop).map((bounds) => iterationCount(OpBuilder.before(loop.op), bounds));

/** Which iteration it is along each dimension, at the start of the body. */
const numbersOf = (loop: ParallelOp): Value[] =>
  boundsOf(loop).map((bounds, i) => iterationNumber(loop.region.front.args[i]!, bounds));

interface Tangents {
  readonly init: Value;
  readonly operand: Value;
}

/** Keeps what the iterations give, to find the winner among them. */
function forwardChoice(loop: ParallelOp, reduction: ActiveReduction, tangents: Tangents, b: TangentBuilder): void {
  const { op } = loop;
  const { init, operand, result } = reduction;
  const counts = countsOf(loop);
  const iterations = { op, tripCounts: counts, indices: numbersOf(loop) };
  const [values, dots] = [operand, tangents.operand].map((value) => b.keep(iterations, value));
  const { builder } = b;
  builder.setInsertionPointAfter(op);
  const winner = findWinner(builder, counts, reduction, { init, chosen: result }, values!.read);
  b.setTangent(result, tangentOfWinner(builder, counts, winner, tangents.init, dots!.read));
  for (const kept of [values!, dots!]) kept.free();
}

export const parallelRule = derivative(ParallelOp, {
  jvp(loop, b) {
    const { op, region } = loop;
    const joined = b.forwardRegion(region);
    for (const reduction of activeReductions(loop, b)) {
      const { position, kind, def, result } = reduction;
      b.builder.setInsertionPoint(op);
      const init = b.tangentOrZero(reduction.init);
      b.builder.setInsertionPoint(region.front.last!);
      const tangents: Tangents = { init, operand: joined[position] ?? b.zero(result) };
      if (kind === "product") forwardProduct(loop, reduction, tangents, b);
      else if (kind === "choice") forwardChoice(loop, reduction, tangents, b);
      else b.setTangent(result, appendReductions(loop, [{ ...tangents, join: joinedBy(def) }])[0]!);
    }
  },

  vjp(loop, b) {
    const { op, region, lowerBound, step } = loop;
    const { builder } = b;
    const active = activeReductions(loop, b).filter(({ result }) => b.gradient(result) !== undefined);
    const captures = b.activeCaptures(op);
    const counts = countsOf(loop);
    const indices = once(() => numbersOf(loop));
    const primals = (values: readonly Value[]): Value[] => values.map((value) => b.primal(value));
    const [lower, stride, trips] = [primals(lowerBound), primals(step), primals(counts)];
    const [zero, one] = [createIndexConstant(builder, 0), createIndexConstant(builder, 1)];
    /** What the reverse of an iteration knows, given its numbers. */
    const iteration = (numbers: readonly Value[]) => {
      const ivs = numbers.map((index, i) => inductionValue(builder, index, lower[i]!, stride[i]!));
      return {
        known: new Map(region.front.args.map((iv, i) => [iv, ivs[i]!])),
        storage: b.countedStorage({ op, tripCounts: counts, primalIndices: indices, reverseIndices: numbers }),
      };
    };
    const adjoints = active.map((reduction) => {
      const valueAt = (numbers: readonly Value[]): Value =>
        b.regionValue(region, reduction.operand, iteration(numbers));
      return adjointOf(loop, reduction, trips, valueAt, b);
    });
    const reversed = new Region();
    const used = builder.guarded(() => {
      const { args } = builder.createBlock(
        reversed,
        trips.map(() => indexType()),
      );
      const gradients = b.reverseRegion(region, {
        seeds: new Map(active.map(({ position }, i) => [position, () => adjoints[i]!.ofIteration(args)])),
        wrt: captures,
        ...iteration(args),
      });
      const found = captures.flatMap((value, i) =>
        gradients[i] === undefined ? [] : [{ value, gradient: gradients[i] }],
      );
      builder.setInsertionPointToEnd(reversed.front);
      createReduce(
        builder,
        found.map(({ gradient }) => ({ operand: gradient, join: (_, lhs, rhs) => b.add(lhs, rhs) })),
      );
      return found.map(({ value }) => value);
    });
    const made = builder.create(ParallelOp, {
      lowerBound: trips.map(() => zero),
      upperBound: trips,
      step: trips.map(() => one),
      initVals: used.map((value) => b.zero(value)),
      region: reversed,
      resultTypes: used.map(({ type }) => type),
    });
    used.forEach((value, i) => {
      b.accumulate(value, made.results[i]!);
    });
    active.forEach(({ init }, i) => {
      if (b.isActive(init)) b.accumulate(init, adjoints[i]!.ofInit());
    });
  },
});

/** How the adjoint of a reduction's result is handed on. */
interface Distribution {
  ofIteration(numbers: readonly Value[]): Value;
  ofInit(): Value;
}

function adjointOf(
  loop: ParallelOp,
  reduction: ActiveReduction,
  trips: readonly Value[],
  valueAt: (numbers: readonly Value[]) => Value,
  b: AdjointBuilder,
): Distribution {
  const { kind, init, operand, result } = reduction;
  const gradient = b.gradient(result)!;
  if (kind === "sum") return { ofIteration: () => gradient, ofInit: () => gradient };
  if (kind === "product") {
    const ofFactor = reverseProduct(loop, reduction, gradient, b);
    return { ofIteration: () => ofFactor(b.primal(operand)), ofInit: () => ofFactor(b.primal(init)) };
  }
  const primals = { init: b.primal(init), chosen: b.primal(result) };
  const winner = findWinner(b.builder, trips, reduction, primals, valueAt);
  return {
    ofIteration: (numbers) => winner.ofIteration(numbers, gradient),
    ofInit: () => winner.ofInit(gradient),
  };
}
