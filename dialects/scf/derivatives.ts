/**
 * Derivatives of structured control flow. Forward mode needs no rules where values only move along edges: the engine
 * passes tangents on along the same ways. Method: notes on loops and branches in docs, after Griewank & Walther,
 * "Evaluating Derivatives" (2008).
 */
import {
  type CountedRegion,
  type DerivativeRule,
  derivative,
  differentiatedAs,
} from "../../ir/interfaces/differentiable.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { reverseBranches } from "./derivatives/branches.ts";
import { mirrored, reverseLoop } from "./derivatives/loops.ts";
import { parallelRule } from "./derivatives/parallel.ts";
import { whileRule } from "./derivatives/while.ts";
import { expandForall } from "./expand-forall.ts";
import { inductionValue, iterationCount, iterationNumber, once } from "./iterations.ts";
import { overIndices } from "./loop-nest.ts";
import { ExecuteRegionOp, ForallOp, ForOp, IfOp, IndexSwitchOp, YieldOp } from "./ops.ts";

const typesOf = (values: readonly Value[]) => values.map((value) => value.type);

const ifRule = derivative(IfOp, {
  vjp({ op, condition, elseRegion }, b) {
    if (elseRegion.isEmpty) {
      // Both branches must be there, should one of them have values to keep.
      const builder = b.primalBuilder(op);
      builder.createBlock(elseRegion);
      builder.create(YieldOp, { results: [] });
    }
    reverseBranches(
      op,
      b,
      ([thenRegion, otherwise], captured) =>
        b.builder.create(IfOp, {
          condition: b.primal(condition),
          thenRegion: thenRegion!,
          elseRegion: otherwise!,
          resultTypes: typesOf(captured),
        }).op,
    );
  },
});

const indexSwitchRule = derivative(IndexSwitchOp, {
  vjp({ op, arg, cases }, b) {
    reverseBranches(
      op,
      b,
      ([defaultRegion, ...caseRegions], captured) =>
        b.builder.create(IndexSwitchOp, {
          arg: b.primal(arg),
          cases,
          defaultRegion: defaultRegion!,
          caseRegions,
          resultTypes: typesOf(captured),
        }).op,
    );
  },
});

const executeRegionRule = derivative(ExecuteRegionOp, {
  vjp({ op }, b) {
    reverseBranches(
      op,
      b,
      ([region], captured) => b.builder.create(ExecuteRegionOp, { region: region!, resultTypes: typesOf(captured) }).op,
    );
  },
});

const forRule = derivative(ForOp, {
  vjp(loop, b) {
    const { op, region, initArgs, results } = loop;
    const [iv, ...args] = region.front.args as [BlockArgument, ...BlockArgument[]];
    const count = iterationCount(b.primalBuilder(op), loop, loop.unsignedCmp !== undefined);
    const trips = b.primal(count);
    const index = once(() => iterationNumber(iv, loop));
    reverseLoop(b, {
      op,
      region,
      inits: initArgs,
      iterArgs: args,
      results,
      emitReverse: (inits, step) =>
        overIndices(b.builder, [trips], inits, ([number], state) => {
          const reverseIndex = mirrored(b.builder, trips, number!);
          const [lowerBound, stride] = [b.primal(loop.lowerBound), b.primal(loop.step)];
          const known = new Map([[iv, inductionValue(b.builder, reverseIndex, lowerBound, stride)]]);
          const counted: CountedRegion = {
            op,
            tripCounts: [count],
            primalIndices: () => [index()],
            reverseIndices: [reverseIndex],
          };
          return step({ known, counted }, state);
        }),
    });
  },
});

export const scfDerivatives: readonly DerivativeRule[] = [
  ifRule,
  indexSwitchRule,
  executeRegionRule,
  forRule,
  whileRule,
  parallelRule,
  differentiatedAs(ForallOp, expandForall),
];
