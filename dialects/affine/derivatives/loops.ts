/**
 * Reverse mode of `affine.for`: an `affine.for` over the same iterations, the last first. Its induction variable is the
 * primal's with the other sign, so that bounds with several results stay bounds: the least becomes the greatest.
 */
import { AffineExpr, AffineMap, IntegerSet } from "../../../ir/affine.ts";
import { AffineMapAttr, IntegerSetAttr } from "../../../ir/builtin/attributes.ts";
import { type AdjointBuilder, derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { reverseLoop } from "../../scf/index.ts";
import { ApplyOp } from "../apply.ts";
import { createFor, ForOp, inductionVar, iterArgs, iterationsOf } from "../for.ts";
import { IfOp } from "../if.ts";
import { Iterations } from "../iterations.ts";
import type { Applied, LoopBounds } from "../map-operands.ts";
import { YieldOp } from "../yield.ts";
import { countedIterations } from "./counted.ts";

export const forRule = derivative(ForOp, {
  vjp(loop, b) {
    const { op, region, inits, results, step } = loop;
    const iterations = iterationsOf(loop);
    const iv = inductionVar(loop);
    reverseLoop(b, {
      op,
      region,
      inits,
      iterArgs: iterArgs(loop),
      results,
      emitReverse: (adjoints, reverseStep) =>
        withOneStart(
          iterations,
          b,
          adjoints,
          (bounds, before) =>
            createFor(b.builder, bounds, step.value, before, (negated, state) => {
              const map = AffineMapAttr.get(AffineMap.get(1, 0, [AffineExpr.dim(0).neg()]));
              const reverseIv = b.builder.create(ApplyOp, { map, mapOperands: [negated] }).result;
              const counted = countedIterations(b, op, [iterations], [iv], [reverseIv]);
              return reverseStep({ known: new Map([[iv, reverseIv]]), counted }, state);
            }).results,
        ),
    });
  },
});

/** The bounds of the primal's induction variable with the other sign. Where there is a step, there is one lower bound. */
function reverseBounds(iterations: Iterations, primal: (value: Value) => Value): LoopBounds {
  const { lower, upper, step } = iterations;
  const one = AffineExpr.constant(1);
  const last = (bound: AffineExpr): AffineExpr =>
    step === 1n ? bound.sub(1) : lower[0]!.add(bound.sub(lower[0]!).sub(1).floorDiv(step).mul(step));
  return {
    lower: iterations.applied(
      upper.map((bound) => last(bound).neg()),
      primal,
    ),
    upper: iterations.applied(
      lower.map((bound) => one.sub(bound)),
      primal,
    ),
  };
}

/** How far the loop goes that is to be left after one iteration: what is further away costs another, empty one. */
const stride = 1n << 24n;

/**
 * Emits the reverse loop with `emit`. The last iteration of a loop with a step follows from its first, which must be an
 * affine expression. If it is the greatest of several, a loop around the reverse starts there, whose other iterations
 * are empty: its induction variable is the only way to have such a value where affine expressions may use it.
 */
function withOneStart(
  iterations: Iterations,
  b: AdjointBuilder,
  adjoints: readonly Value[],
  emit: (bounds: LoopBounds, adjoints: readonly Value[]) => readonly Value[],
): readonly Value[] {
  const { lower, upper, step } = iterations;
  const { builder } = b;
  const primal = (value: Value): Value => b.primal(value);
  if (step === 1n || lower.length === 1) return emit(reverseBounds(iterations, primal), adjoints);
  const bounds = { lower: iterations.applied(lower, primal), upper: iterations.applied(upper, primal) };
  return createFor(builder, bounds, stride, adjoints, (start, state) => {
    const branch = (results: () => readonly Value[]): Region =>
      builder.createRegion([], () => {
        builder.create(YieldOp, { operands: results() });
      });
    const identity = { map: AffineMap.getMultiDimIdentityMap(1), operands: [start] };
    const fromStart = new Iterations(identity, bounds.upper, step);
    return builder.create(IfOp, {
      ...isLater(start, bounds.lower),
      thenRegion: branch(() => state),
      elseRegion: branch(() =>
        emit(
          reverseBounds(fromStart, (value) => value),
          state,
        ),
      ),
      resultTypes: state.map(({ type }) => type),
    }).results;
  }).results;
}

/** Whether a loop with this induction variable has been executed before: one `stride` earlier it was not too small. */
function isLater(iv: Value, { map, operands }: Applied): { condition: IntegerSetAttr; operands: readonly Value[] } {
  const constraints = map.shiftDims(1).results.map((bound) => AffineExpr.dim(0).sub(bound).sub(stride));
  const set = IntegerSet.get(
    map.numDims + 1,
    map.numSymbols,
    constraints,
    constraints.map(() => false),
  );
  return { condition: IntegerSetAttr.get(set), operands: [iv, ...operands] };
}
