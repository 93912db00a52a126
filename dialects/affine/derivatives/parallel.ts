/**
 * Derivatives of `affine.parallel`, which are `affine.parallel` over the same iterations. In reverse mode what all
 * iterations share collects its adjoints as a sum; elements of buffers are added to one at a time.
 */

import { ArrayAttr } from "../../../ir/builtin/attributes.ts";
import { FloatType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { type AdjointBuilder, type DerivativeBuilder, derivative } from "../../../ir/interfaces/differentiable.ts";
import { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { AtomicRMWKind } from "../../arith/index.ts";
import { handedThrough, nextAdjoints } from "../../scf/index.ts";
import { Iterations } from "../iterations.ts";
import type { Applied } from "../map-operands.ts";
import { lowerBounds, ParallelOp, reductionKinds, stepsOf, upperBounds } from "../parallel.ts";
import { createNest, nestOf } from "../sequential.ts";
import { YieldOp } from "../yield.ts";
import { countedIterations } from "./counted.ts";
import { expandReductions } from "./expand-reductions.ts";

/** The positions of the results whose derivatives matter. Throws if one of them is no sum: others were expanded. */
function activeSums(loop: ParallelOp, b: DerivativeBuilder): number[] {
  const { op, results, region } = loop;
  const kinds = reductionKinds(loop);
  return results.flatMap((result, i) => {
    if (!b.isActive(result) && !b.isActive(region.front.last!.operand(i))) return [];
    if (kinds[i] === "addf") return [i];
    throw opError(op, `cannot be differentiated: its ${i}-th reduction is '${kinds[i]}'`).attachNote(
      op.loc,
      "supported are 'addf', 'mulf', 'maximumf' and 'minimumf'; write this one as an 'affine.for' that carries it",
    );
  });
}

const sums = (count: number) => Array.from({ length: count }, () => AtomicRMWKind.of("addf"));

export const parallelRule = derivative(ParallelOp, {
  expand: expandReductions,

  jvp(loop, b) {
    const { op, results, region, reductions } = loop;
    const joined = b.forwardRegion(region);
    const active = activeSums(loop, b);
    const terminator = region.front.last!;
    b.builder.setInsertionPoint(terminator);
    terminator.appendOperands(active.map((i) => joined[i] ?? b.zero(results[i]!)));
    op.setAttr("reductions", ArrayAttr.get([...reductions.values, ...sums(active.length)]));
    const tangents = op.appendResults(active.map((i) => results[i]!.type));
    active.forEach((i, position) => {
      b.setTangent(results[i]!, tangents[position]!);
    });
  },

  vjp(loop, b) {
    const { op, results, region } = loop;
    const { builder } = b;
    const active = activeSums(loop, b).filter((i) => b.gradient(results[i]!) !== undefined);
    const captures = b.activeCaptures(op);
    if (captures.some(({ type }) => !(type instanceof FloatType))) {
      reverseInOrder(loop, active, captures, b);
      return;
    }
    const iterations = iterationsOf(loop);
    const ivs = region.front.args;
    const reversed = new Region();
    const found = builder.guarded(() => {
      const block = builder.createBlock(
        reversed,
        ivs.map(({ type }) => type),
      );
      const gradients = b.reverseRegion(region, {
        seeds: new Map(active.map((i) => [i, b.gradient(results[i]!)!])),
        wrt: captures,
        known: new Map(ivs.map((iv, i) => [iv, block.args[i]!])),
        storage: b.countedStorage(countedIterations(b, op, iterations, ivs, block.args)),
      });
      const contributions = captures.flatMap((value, i) =>
        gradients[i] === undefined ? [] : [{ value, gradient: gradients[i] }],
      );
      builder.setInsertionPointToEnd(block);
      builder.create(YieldOp, { operands: contributions.map(({ gradient }) => gradient) });
      return contributions.map(({ value }) => value);
    });
    const made = builder.create(ParallelOp, {
      mapOperands: loop.mapOperands.map((value) => b.primal(value)),
      reductions: ArrayAttr.get(sums(found.length)),
      lowerBoundsMap: loop.lowerBoundsMap,
      lowerBoundsGroups: loop.lowerBoundsGroups,
      upperBoundsMap: loop.upperBoundsMap,
      upperBoundsGroups: loop.upperBoundsGroups,
      steps: loop.steps,
      region: reversed,
      resultTypes: found.map(({ type }) => type),
    });
    found.forEach((value, i) => {
      b.accumulate(value, made.results[i]!);
    });
  },
});

function iterationsOf(loop: ParallelOp): Iterations[] {
  const [lower, upper] = [lowerBounds(loop), upperBounds(loop)];
  return stepsOf(loop).map((step, i) => new Iterations(lower[i]!, upper[i]!, step));
}

/** A parallel loop only adds up floats: the adjoints of other values are carried by loops that follow each other. */
function reverseInOrder(
  loop: ParallelOp,
  active: readonly number[],
  captures: readonly Value[],
  b: AdjointBuilder,
): void {
  const { op, region, results } = loop;
  const { bounds, steps } = nestOf(loop);
  const primal = ({ map, operands }: Applied): Applied => ({ map, operands: operands.map((value) => b.primal(value)) });
  const nest = { bounds: bounds.map(({ lower, upper }) => ({ lower: primal(lower), upper: primal(upper) })), steps };
  const seeds = new Map(active.map((i) => [i, b.gradient(results[i]!)!]));
  const before = captures.map((value) => b.gradientOrZero(value));
  const sums = createNest(nest, b.builder, before, (ivs, state) => {
    const gradients = b.reverseRegion(region, {
      seeds,
      wrt: captures,
      adjoints: handedThrough(captures, state),
      known: new Map(region.front.args.map((iv, i) => [iv, ivs[i]!])),
      storage: b.countedStorage(countedIterations(b, op, iterationsOf(loop), region.front.args, ivs)),
    });
    return nextAdjoints(b, { active: [], captures }, gradients, state);
  });
  captures.forEach((value, i) => {
    b.setGradient(value, sums[i]!);
  });
}
