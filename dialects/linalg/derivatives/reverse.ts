/** Reverse mode of structured operations: which way is taken. */

import { opError } from "../../../ir/diagnostic.ts";
import { dpsInputs } from "../../../ir/interfaces/destination-style.ts";
import type { AdjointBuilder } from "../../../ir/interfaces/differentiable.ts";
import { linalgBody } from "../../../ir/interfaces/linalg.ts";
import { isOpTriviallyDead } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { gradientOf, isBuffer } from "./arrays.ts";
import { onlyReads, outputsOf } from "./body.ts";
import { isContraction, reverseContraction } from "./contraction.ts";
import { reverseInLoops } from "./loops.ts";
import type { Seed } from "./reverse-nest.ts";
import { isStructured, reverseStructured } from "./structured.ts";
import { choiceOf, reverseChoice } from "./winner.ts";

export function reverse(op: Operation, b: AdjointBuilder): void {
  const body = linalgBody(op);
  if (!onlyReads(body)) {
    throw opError(op, "cannot be differentiated in reverse mode: its body may write to memory");
  }
  const seeds = outputsOf(op).flatMap((output): Seed[] => {
    const gradient = gradientOf(op, output, b);
    return gradient === undefined ? [] : [{ ...output, gradient }];
  });
  if (seeds.length === 0) return;
  const primal = new Set(body.ops());
  if (isShared(op, b)) reverseInLoops(op, seeds, b);
  else if (isContraction(op)) reverseContraction(op, b);
  else if (isStructured(op, seeds, b)) reverseStructured(op, seeds, b);
  else reverseChoiceOrLoops(op, seeds, b);
  // What the primal was asked to compute for the reverse has been copied there.
  for (const inner of body.opsReversed()) if (!primal.has(inner) && isOpTriviallyDead(inner)) inner.erase();
}

function reverseChoiceOrLoops(op: Operation, seeds: readonly Seed[], b: AdjointBuilder): void {
  const choice = choiceOf(op, seeds, b);
  if (choice === undefined) reverseInLoops(op, seeds, b);
  else reverseChoice(op, choice, b);
}

/** Whether executions of the operation at the same time, or iterations of it, may add to the adjoint of one element. */
const isShared = (op: Operation, b: AdjointBuilder): boolean =>
  dpsInputs(op).some(
    ({ value }) => isBuffer(value) && b.isActive(value) && (b.isShared(op, value) || b.mayRepeatElements(value)),
  );
