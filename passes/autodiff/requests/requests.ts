/** Replaces requests (`ad.grad`, `ad.jvp`, `ad.vjp`) by calls of derivative functions. */

import { GradOp, JvpOp, VjpOp, wrtIndices } from "../../../dialects/ad/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import type { Context } from "../../../ir/context.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { isSharedAt } from "../analysis/concurrency.ts";
import { arithmeticFor } from "../arithmetic.ts";
import type { DerivativeFunctions } from "../functions/derivative-functions.ts";
import { callFunction } from "../functions/returned-values.ts";
import { baseOfBuffer } from "../memory/base-buffer.ts";

export const isRequest = (op: Operation): boolean => GradOp.is(op) || JvpOp.is(op) || VjpOp.is(op);

/** The arguments to differentiate by, in increasing order, and how the given order maps to it. */
function sortedWrt(indices: readonly number[]): { wrt: number[]; position(index: number): number } {
  const wrt = [...indices].sort((a, b) => a - b);
  return { wrt, position: (index) => indices.indexOf(index) };
}

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
  if (jvp !== undefined) expandJvp(jvp, functions);
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
  const { wrt, position } = sortedWrt(wrtIndices(request));
  const width = request.width.number;
  const derivative = functions.ask(fn, { mode: "forward", wrt, seeded: [], withResults: true, shared: [], width }, op);
  const tangentsOf = (index: number): readonly Value[] =>
    tangents.slice(position(index) * width, (position(index) + 1) * width);
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
  const { op, callee, inputs, shadows } = request;
  const fn = functions.resolve(callee, op);
  const given = wrtIndices(request);
  const { wrt } = sortedWrt(given);
  const isBuffer = (index: number): boolean => isShadowedType(inputs[index]!.type);
  const results = FunctionOpInterface.of(fn)!.resultTypes(fn);
  const seeded = results.flatMap((type, i) => (isDifferentiableType(type) ? [i] : []));
  const givenBuffers = given.filter(isBuffer);
  const buffers = wrt.filter(isBuffer);
  const shadowOf = (index: number): Value => shadows[givenBuffers.indexOf(index)]!;
  const shared = buffers.filter((index) => isSharedAt(op, shadowOf(index), isConcurrent));
  const passed = [...inputs, ...buffers.map(shadowOf)];
  const distinct = buffers.flatMap((index, i) =>
    shared.includes(index) || !hasOwnBase(shadowOf(index), passed) ? [] : [inputs.length + i],
  );
  const derivative = functions.ask(fn, { mode: "reverse", wrt, seeded, withResults, shared }, op, distinct);
  const operands = [...passed, ...cotangents];
  const returned = callFunction(derivative, OpBuilder.before(op), operands);
  const primalCount = withResults ? results.length : 0;
  const values = wrt.filter((index) => !isBuffer(index));
  const adjoints = given
    .filter((index) => !isBuffer(index))
    .map((index) => returned[primalCount + values.indexOf(index)]!);
  op.replaceAllUsesWith([...returned.slice(0, primalCount), ...adjoints]);
  op.erase();
}
