/** What the analysis of functions' bodies tells about calls of them. */

import { ArrayAttr, IntegerAttr, StringAttr } from "../../ir/builtin/attributes.ts";
import { i64 } from "../../ir/builtin/types.ts";
import { accessName, type FunctionSummary } from "../../ir/interfaces/bufferizable.ts";
import { isRegionTerminator } from "../../ir/interfaces/control-flow.ts";
import { argumentAttribute, changeArgumentAttributes, FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { OneShotAnalysis } from "./analysis/one-shot-analysis.ts";
import { isTensor } from "./analysis/state.ts";

/** What is known of a function without a body: what the attributes of its arguments say. */
export function declaredSummary(func: Operation): FunctionSummary {
  const { argumentTypes, resultTypes } = FunctionOpInterface.of(func)!;
  const access = argumentTypes(func).map((_, i) => {
    const attribute = argumentAttribute(func, i, accessName);
    return attribute instanceof StringAttr ? attribute.value : "read-write";
  });
  const results = resultTypes(func).flatMap((type, i) => (isTensor(type) ? [i] : []));
  return {
    isRead: (argument) => access[argument]!.startsWith("read"),
    isWritten: (argument) => access[argument]!.endsWith("write"),
    aliasingResults: () => results,
    equivalentArgument: () => undefined,
  };
}

/** What ends the function: the terminators that return values. */
export const returnsOf = (body: Region): Operation[] =>
  [...body.blocks()].flatMap(({ last }) => (last !== null && isRegionTerminator(last) ? [last] : []));

/** What the analysis of a function's body found out. */
export function analysedSummary(func: Operation, analysis: OneShotAnalysis): FunctionSummary {
  const { resultTypes, body } = FunctionOpInterface.of(func)!;
  const returns = returnsOf(body(func));
  const { args } = body(func).front;
  const results = resultTypes(func).flatMap((type, i) => (isTensor(type) ? [i] : []));
  const equivalents = resultTypes(func).map((type, i) =>
    isTensor(type) && returns.length > 0
      ? args.find((arg) => isTensor(arg.type) && returns.every((op) => analysis.areEquivalent(op.operand(i), arg)))
          ?.index
      : undefined,
  );
  return {
    isRead: (argument) => analysis.isValueRead(args[argument]!),
    isWritten: (argument) => analysis.isWritten(args[argument]!),
    aliasingResults: (argument) =>
      results.filter((i) => returns.some((op) => analysis.areAliasing(op.operand(i), args[argument]!))),
    equivalentArgument: (result) => equivalents[result],
  };
}

/** The results that may be memory which must not be written. */
export function readOnlyResults(func: Operation, analysis: OneShotAnalysis): ReadonlySet<number> {
  const { resultTypes, body } = FunctionOpInterface.of(func)!;
  const returns = returnsOf(body(func));
  const isReadOnly = (i: number): boolean => returns.some((op) => analysis.isReadOnly(op.operand(i)));
  return new Set(resultTypes(func).flatMap((type, i) => (isTensor(type) && isReadOnly(i) ? [i] : [])));
}

/** Says in attributes what is known of the function: what is done to its arguments, and which of them it returns. */
export function annotateSummary(func: Operation, summary: FunctionSummary): void {
  const { argumentTypes, resultTypes, body } = FunctionOpInterface.of(func)!;
  const types = argumentTypes(func);
  const equivalents = resultTypes(func).map((_, i) => BigInt(summary.equivalentArgument(i) ?? -1));
  if (equivalents.some((argument) => argument >= 0n)) {
    const attribute = ArrayAttr.get(equivalents.map((argument) => IntegerAttr.get(i64(), argument)));
    for (const terminator of returnsOf(body(func))) terminator.setAttr("__equivalent_func_args__", attribute);
  }
  changeArgumentAttributes(func, (entries, i) => {
    if (!isTensor(types[i]!)) return entries;
    const words = [...(summary.isRead(i) ? ["read"] : []), ...(summary.isWritten(i) ? ["write"] : [])];
    const access = words.length === 0 ? "none" : words.join("-");
    return [...entries.filter(([name]) => name !== accessName), [accessName, StringAttr.get(access)]];
  });
}
