/** Turns the requests that C makes, by calls in the words of Enzyme, into those of `ad`. */

import { AugmentOp, JvpOp, PullbackOp, VjpOp } from "../../../dialects/ad/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { denseI64Array, IntegerAttr, type SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { i64, indexType } from "../../../ir/builtin/types.ts";
import { type DiagnosticError, opError } from "../../../ir/diagnostic.ts";
import type { DerivativeRequest } from "../../../ir/interfaces/derivative-request.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { lookupSymbol } from "../../../ir/symbol-table.ts";
import {
  hasDerivative,
  hasShadowInVain,
  isActive,
  isActiveBuffer,
  isActiveInForwardMode,
  isDuplicated,
  refuseArguments,
  severalTimes,
} from "./enzyme-arguments.ts";

/** The arguments of the function that a request names, each with what stands behind it. */
function argumentsOf({ activities, inputs, width }: DerivativeRequest) {
  const rest = [...inputs];
  return activities.map((activity, index) => {
    const value = rest.shift()!;
    return { index, activity, value, shadows: isDuplicated(activity) ? rest.splice(0, width) : [] };
  });
}

/** Puts `ad.jvp` in the place of a request that C makes. */
export function askForTangents(op: Operation, request: DerivativeRequest): void {
  const { fn, needsPrimal, width } = request;
  const args = argumentsOf(request);
  refuseArguments(op, args, ({ activity }) => isActive(activity), isActiveInForwardMode);
  const given = args.filter(({ value, shadows }) => shadows.length > 0 && hasDerivative(value));
  const returned = resultTypesOf(op, fn);
  const lanes = returned.map((type) => Array.from({ length: isDifferentiableType(type) ? width : 0 }, () => type));
  const { outputs } = OpBuilder.before(op).create(JvpOp, {
    callee: fn,
    inputs: args.map(({ value }) => value),
    tangents: given.flatMap(({ shadows }) => shadows),
    wrt: denseI64Array(given.map(({ index }) => BigInt(index))),
    width: IntegerAttr.get(i64(), width),
    resultTypes: [...returned, ...lanes.flat()],
  });
  const dots = outputs.slice(returned.length);
  request.replaceBy(
    lanes.flatMap(({ length }, i) => [...(needsPrimal ? [outputs[i]!] : []), ...dots.splice(0, length)]),
  );
}

/** What is asked for in reverse mode, and of what. */
function reverseRequest(op: Operation, request: DerivativeRequest) {
  const args = argumentsOf(request);
  refuseArguments(op, args, ({ activity, value }) => isActive(activity) && isShadowedType(value.type), isActiveBuffer);
  refuseArguments(op, args, ({ shadows, value }) => shadows.length > 0 && !isShadowedType(value.type), hasShadowInVain);
  const given = args.filter(({ activity, value }) => activity !== "enzyme_const" && hasDerivative(value));
  const buffers = given.filter(({ value }) => isShadowedType(value.type));
  const numbers = given.filter(({ value }) => !isShadowedType(value.type));
  const returned = resultTypesOf(op, request.fn);
  return {
    returned,
    numbers: numbers.map(({ value }) => value.type),
    cotangents: () => returned.flatMap((type, i) => (isDifferentiableType(type) ? [request.cotangent(i)] : [])),
    operands: (lane: number) => ({
      callee: request.fn,
      inputs: args.map(({ value }) => value),
      shadows: buffers.map(({ shadows }) => shadows[lane]!),
      wrt: denseI64Array(given.map(({ index }) => BigInt(index))),
    }),
  };
}

/** Puts `ad.vjp` in the place of a request that C makes in reverse mode, once for each adjoint of a number. */
export function askForAdjoints(
  op: Operation,
  request: DerivativeRequest,
  repeated: Map<Operation, DiagnosticError>,
): void {
  const { fn, needsPrimal, width } = request;
  const { returned, numbers, cotangents, operands } = reverseRequest(op, request);
  if (width > 1) repeated.set(lookupSymbol(op, fn.root)!, severalTimes(op, width, lookupSymbol(op, fn.root)!));
  const lanes = Array.from({ length: width }, (_, lane) => {
    const resultTypes = [...returned, ...numbers];
    return OpBuilder.before(op).create(VjpOp, { ...operands(lane), cotangents: cotangents(), resultTypes }).outputs;
  });
  const adjoints = numbers.flatMap((_, i) => lanes.map((outputs) => outputs[returned.length + i]!));
  request.replaceBy([...(needsPrimal ? lanes[0]!.slice(0, returned.length) : []), ...adjoints]);
}

/** Puts `ad.augment` or `ad.pullback` in the place of a request that C makes for half of reverse mode. */
export function askForHalf(op: Operation, request: DerivativeRequest): void {
  const { returned, numbers, cotangents, operands } = reverseRequest(op, request);
  const { tape, width } = request;
  if (width > 1) throw opError(op, "asks for a half of reverse mode several times at once");
  const builder = OpBuilder.before(op);
  if (tape === undefined) {
    const { outputs } = builder.create(AugmentOp, { ...operands(0), resultTypes: [...returned, indexType()] });
    request.replaceBy([outputs.at(-1)!, ...outputs.slice(0, -1)]);
  } else {
    const { outputs } = builder.create(PullbackOp, {
      ...operands(0),
      cotangents: cotangents(),
      tape,
      resultTypes: numbers,
    });
    request.replaceBy(outputs);
  }
}

function resultTypesOf(op: Operation, fn: SymbolRefAttr): readonly Type[] {
  const target = lookupSymbol(op, fn.root)!;
  return FunctionOpInterface.of(target)!.resultTypes(target);
}
