/** What requests of reverse mode have in common: which derivative they mean, and what they pass to it. */

import { wrtIndices } from "../../../dialects/ad/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { DenseArrayAttr, SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { isSharedAt } from "../analysis/concurrency.ts";
import type { DerivativeFunctions } from "../functions/derivative-functions.ts";
import type { DerivativeSignature } from "../signature.ts";

export interface ReverseRequest {
  readonly op: Operation;
  readonly callee: SymbolRefAttr;
  readonly inputs: readonly Value[];
  readonly shadows: readonly Value[];
  readonly wrt: DenseArrayAttr | undefined;
}

export interface ReverseArguments {
  readonly fn: Operation;
  readonly results: readonly Type[];
  readonly signature: Pick<DerivativeSignature, "wrt" | "seeded" | "shared">;
  /** The buffers in `wrt`, in increasing order. */
  readonly shadowed: readonly { readonly index: number; readonly shadow: Value }[];
  /** The arguments and the shadows, as derivatives take them. */
  readonly passed: readonly Value[];
  /** The adjoints that a derivative returns, in the order in which the request asks for them. */
  adjoints(returned: readonly Value[]): readonly Value[];
}

/** `isConcurrent`: whether the request stands in a function that may be executed several times at once. */
export function reverseArguments(
  request: ReverseRequest,
  functions: DerivativeFunctions,
  isConcurrent: boolean,
): ReverseArguments {
  const { op, callee, inputs, shadows } = request;
  const fn = functions.resolve(callee, op);
  const given = wrtIndices(request);
  const wrt = [...given].sort((a, b) => a - b);
  const isBuffer = (index: number): boolean => isShadowedType(inputs[index]!.type);
  const givenBuffers = given.filter(isBuffer);
  const shadowed = wrt.filter(isBuffer).map((index) => ({ index, shadow: shadows[givenBuffers.indexOf(index)]! }));
  const shared = shadowed.flatMap(({ index, shadow }) => (isSharedAt(op, shadow, isConcurrent) ? [index] : []));
  const results = FunctionOpInterface.of(fn)!.resultTypes(fn);
  const seeded = results.flatMap((type, i) => (isDifferentiableType(type) ? [i] : []));
  const numbers = wrt.filter((index) => !isBuffer(index));
  return {
    fn,
    results,
    signature: { wrt, seeded, shared },
    shadowed,
    passed: [...inputs, ...shadowed.map(({ shadow }) => shadow)],
    adjoints: (returned) => given.filter((index) => !isBuffer(index)).map((index) => returned[numbers.indexOf(index)]!),
  };
}
