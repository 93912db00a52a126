/** Removes arguments and results of functions, and what belongs to them at calls. */

import { ArrayAttr } from "../ir/builtin/attributes.ts";
import { CallOpInterface, isRegionTerminator } from "../ir/interfaces/control-flow.ts";
import { argAttrsName, FunctionOpInterface, resAttrsName } from "../ir/interfaces/function.ts";
import type { Operation } from "../ir/operation.ts";

type Selection = (index: number) => boolean;

/** The arguments must have no uses. */
export function eraseFunctionParts(func: Operation, isArgErased: Selection, isResultErased: Selection): void {
  const { argumentTypes, resultTypes, setType, body } = FunctionOpInterface.of(func)!;
  const inputs = argumentTypes(func).filter((_, i) => !isArgErased(i));
  const outputs = resultTypes(func).filter((_, i) => !isResultErased(i));
  const region = body(func);
  for (const { last } of region.blocks()) {
    if (last !== null && isRegionTerminator(last)) last.eraseOperands(isResultErased);
  }
  region.front.eraseArguments(isArgErased);
  setType(func, inputs, outputs);
  eraseAttributes(func, isArgErased, isResultErased);
}

/** The results must have no uses. */
export function eraseCallParts(call: Operation, isArgErased: Selection, isResultErased: Selection): void {
  const { start, count } = CallOpInterface.of(call)!.argumentRange(call);
  call.eraseOperands((index) => index >= start && index < start + count && isArgErased(index - start));
  call.eraseResults(isResultErased);
  eraseAttributes(call, isArgErased, isResultErased);
}

function eraseAttributes(op: Operation, isArgErased: Selection, isResultErased: Selection): void {
  for (const [name, isErased] of [
    [argAttrsName, isArgErased],
    [resAttrsName, isResultErased],
  ] as const) {
    const array = op.attr(name);
    if (!(array instanceof ArrayAttr)) continue;
    const kept = array.values.filter((_, i) => !isErased(i));
    if (kept.length === 0) op.removeAttr(name);
    else op.setAttr(name, ArrayAttr.get(kept));
  }
}
