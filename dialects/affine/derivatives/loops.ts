/**
 * Reverse mode of `affine.for`: an `affine.for` over the same iterations, the last first. Its induction variable is the
 * primal's with the other sign, so that bounds with several results stay bounds: the least becomes the greatest.
 */
import { AffineExpr, AffineMap } from "../../../ir/affine.ts";
import { Region } from "../../../ir/block.ts";
import { AffineMapAttr, type IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { indexType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { type AdjointBuilder, derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { reverseLoop } from "../../scf/index.ts";
import { ApplyOp } from "../apply.ts";
import { ForOp, inductionVar, iterArgs, lowerBound, upperBound } from "../for.ts";
import type { Applied } from "../map-operands.ts";
import { YieldOp } from "../yield.ts";
import { countedIterations, Iterations } from "./bounds.ts";

export const forRule = derivative(ForOp, {
  vjp(loop, b) {
    const { op, region, inits, results } = loop;
    const iterations = new Iterations(lowerBound(loop), upperBound(loop), loop.step.value);
    const bounds = reverseBounds(loop, iterations, b);
    const iv = inductionVar(loop);
    reverseLoop(b, {
      op,
      region,
      inits,
      iterArgs: iterArgs(loop),
      results,
      emitReverse: (adjoints, step) =>
        emitLoop(b, bounds, loop.step, adjoints, (negated, state) => {
          const map = AffineMapAttr.get(AffineMap.get(1, 0, [AffineExpr.dim(0).neg()]));
          const reverseIv = b.builder.create(ApplyOp, { map, mapOperands: [negated] }).result;
          const counted = countedIterations(b, op, [iterations], [iv], [reverseIv]);
          return step({ known: new Map([[iv, reverseIv]]), counted }, state);
        }),
    });
  },
});

interface Bounds {
  readonly lower: Applied;
  readonly upper: Applied;
}

/** The bounds of the primal's induction variable with the other sign. */
function reverseBounds({ op }: ForOp, iterations: Iterations, b: AdjointBuilder): Bounds {
  const { lower, upper, step } = iterations;
  if (step !== 1n && lower.length > 1) {
    throw opError(op, "cannot be differentiated in reverse mode with a step and several lower bounds").attachNote(
      op.loc,
      "its last iteration is no affine expression; run 'lower-affine' first",
    );
  }
  const one = AffineExpr.constant(1);
  const last = (bound: AffineExpr): AffineExpr =>
    step === 1n ? bound.sub(1) : lower[0]!.add(bound.sub(lower[0]!).sub(1).floorDiv(step).mul(step));
  const applied = (results: readonly AffineExpr[]): Applied => iterations.applied(results, (value) => b.primal(value));
  return {
    lower: applied(upper.map((bound) => last(bound).neg())),
    upper: applied(lower.map((bound) => one.sub(bound))),
  };
}

/** A loop that carries values; `body` gives the next ones. */
function emitLoop(
  b: AdjointBuilder,
  { lower, upper }: Bounds,
  step: IntegerAttr,
  inits: readonly Value[],
  body: (iv: Value, state: readonly Value[]) => readonly Value[],
): readonly Value[] {
  const { builder } = b;
  const region = new Region();
  const resultTypes = inits.map(({ type }) => type);
  builder.guarded(() => {
    const [iv, ...state] = builder.createBlock(region, [indexType(), ...resultTypes]).args;
    builder.create(YieldOp, { operands: body(iv!, state) });
  });
  return builder.create(ForOp, {
    lowerBoundMap: AffineMapAttr.get(lower.map),
    lowerBoundOperands: lower.operands,
    upperBoundMap: AffineMapAttr.get(upper.map),
    upperBoundOperands: upper.operands,
    step,
    inits,
    region,
    resultTypes,
  }).results;
}
