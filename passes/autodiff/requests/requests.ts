/** Replaces requests (`ad.grad`, `ad.jvp`, `ad.vjp`, `ad.augment`, `ad.pullback`) by calls of derivative functions. */

import { AugmentOp, GradOp, JvpOp, PullbackOp, VjpOp, wrtIndices } from "../../../dialects/ad/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import type { Context } from "../../../ir/context.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { arithmeticFor } from "../arithmetic.ts";
import type { DerivativeFunctions } from "../functions/derivative-functions.ts";
import { callFunction } from "../functions/returned-values.ts";
import { baseOfBuffer } from "../memory/base-buffer.ts";
import { reverseArguments } from "./reverse-arguments.ts";
import { expandAugment, expandPullback } from "./split.ts";

const requests: readonly { is(op: Operation): boolean }[] = [GradOp, JvpOp, VjpOp, AugmentOp, PullbackOp];

export const isRequest = (op: Operation): boolean => requests.some((def) => def.is(op));

/** Puts a call in the place of a request. `isConcurrent`: whether its function may be executed several times at once. */
export function expandRequest(
  op: Operation,
  functions: DerivativeFunctions,
  context: Context,
  isConcurrent: boolean,
): void {
  const grad = GradOp.match(op);
  const jvp = JvpOp.match(op);
  const vjp = VjpOp.match(op);
  const augment = AugmentOp.match(op);
  const pullback = PullbackOp.match(op);
  if (augment !== undefined) expandAugment(augment, functions, isConcurrent);
  else if (pullback !== undefined) expandPullback(pullback, functions, isConcurrent);
  else if (jvp !== undefined) expandJvp(jvp, functions);
  else if (vjp !== undefined) expandReverse(vjp, vjp.cotangents, true, functions, isConcurrent);
  else if (grad !== undefined) {
    const fn = functions.resolve(grad.callee, op);
    const [type] = FunctionOpInterface.of(fn)!.resultTypes(fn);
    const one = arithmeticFor(context, fn, type).constant(OpBuilder.before(op), type!, 1);
    expandReverse(grad, [one], false, functions, isConcurrent);
  }
}

function expandJvp(request: JvpOp, functions: DerivativeFunctions): void {
  const { op, callee, inputs, tangents } = request;
  const fn = functions.resolve(callee, op);
  const given = wrtIndices(request);
  const wrt = [...given].sort((a, b) => a - b);
  const width = request.width.number;
  const derivative = functions.ask(fn, { mode: "forward", wrt, seeded: [], withResults: true, shared: [], width }, op);
  const tangentsOf = (index: number): readonly Value[] =>
    tangents.slice(given.indexOf(index) * width, (given.indexOf(index) + 1) * width);
  const operands = [...inputs, ...wrt.flatMap(tangentsOf)];
  op.replaceAllUsesWith(callFunction(derivative, OpBuilder.before(op), operands));
  op.erase();
}

/**
 * Whether it can be taken for granted that a shadow overlaps nothing else, as it must not. Shadows that are shared do not
 * count: others write to them at the same time.
 */
function hasOwnBase(shadow: Value, passed: readonly Value[]): boolean {
  const baseOf = (value: Value): Value => baseOfBuffer(value) ?? value;
  return passed.filter((value) => baseOf(value) === baseOf(shadow)).length === 1;
}

function expandReverse(
  request: GradOp | VjpOp,
  cotangents: readonly Value[],
  withResults: boolean,
  functions: DerivativeFunctions,
  isConcurrent: boolean,
): void {
  const { op, inputs } = request;
  const { fn, results, signature, shadowed, passed, adjoints } = reverseArguments(request, functions, isConcurrent);
  const distinct = shadowed.flatMap(({ index, shadow }, i) =>
    signature.shared.includes(index) || !hasOwnBase(shadow, passed) ? [] : [inputs.length + i],
  );
  const derivative = functions.ask(fn, { mode: "reverse", ...signature, withResults }, op, distinct);
  const returned = callFunction(derivative, OpBuilder.before(op), [...passed, ...cotangents]);
  const primalCount = withResults ? results.length : 0;
  op.replaceAllUsesWith([...returned.slice(0, primalCount), ...adjoints(returned.slice(primalCount))]);
  op.erase();
}
