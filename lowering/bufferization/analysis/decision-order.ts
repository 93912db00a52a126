/** The order in which the analysis decides about operations: who comes first is more likely to be in place. */

import type { AnalysisState } from "../../../ir/interfaces/bufferizable.ts";
import { isRegionTerminator } from "../../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../../ir/operation.ts";
import { OpResult } from "../../../ir/value.ts";
import type { AnalysisHeuristic, OneShotOptions } from "../options.ts";

type Order = (
  ops: readonly Operation[],
  root: Operation,
  state: AnalysisState & { options: OneShotOptions },
) => Operation[];

const orders: Readonly<Record<AnalysisHeuristic, Order>> = {
  "top-down": (ops) => [...ops],
  "bottom-up": (ops) => [...ops].reverse(),
  "bottom-up-from-terminators": (ops, root, state) => {
    const first = traversedFromTerminators(root, state);
    const isOnTensors = new Set(ops);
    return [...first, ...innerFirst(root).filter((op) => isOnTensors.has(op) && !first.has(op))];
  },
  fuzzer: (ops, _, { options }) => shuffled(ops, options.analysisFuzzerSeed),
};

/** `ops` are the operations on tensors, each before the one around it. */
export const decisionOrder = (
  root: Operation,
  ops: readonly Operation[],
  state: AnalysisState & { options: OneShotOptions },
): Operation[] => orders[state.options.analysisHeuristic](ops, root, state);

/** The operations that make what regions result in, found by going back from the ends of regions. */
function traversedFromTerminators(root: Operation, state: AnalysisState): Set<Operation> {
  const traversed = new Set<Operation>();
  root.walk((terminator) => {
    if (!isRegionTerminator(terminator)) return;
    traversed.add(terminator);
    const pending = terminator.operands.filter((value) => value instanceof OpResult);
    for (let result = pending.pop(); result !== undefined; result = pending.pop()) {
      const { owner } = result;
      if (traversed.has(owner)) continue;
      traversed.add(owner);
      if (terminator.parentRegion?.isAncestorOf(owner.parentRegion!) !== true) continue;
      for (const { operand } of state.aliasingOperands(result)) {
        if (operand.value instanceof OpResult) pending.push(operand.value);
      }
    }
  });
  return traversed;
}

/** All operations in `root` from the last to the first, but each before the one around it. */
function innerFirst(root: Operation): Operation[] {
  const ops: Operation[] = [];
  const visit = (op: Operation): void => {
    for (const region of op.regions.toReversed()) {
      for (const block of [...region.blocks()].reverse()) for (const inner of block.opsReversed()) visit(inner);
    }
    ops.push(op);
  };
  visit(root);
  return ops;
}

/** The operations in an order that depends on the seed alone. */
function shuffled(ops: readonly Operation[], seed: number): Operation[] {
  const result = [...ops];
  let state = seed >>> 0;
  for (let i = result.length - 1; i > 0; i--) {
    // Numerical Recipes' linear congruential generator.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
