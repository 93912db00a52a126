/** Types of functions, calls of them and returns from them with any number of values, whatever kind of function it is. */

import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";

/** A function, and the types of the values that it returns; they may be packed into one. */
export interface ReturningFunction {
  readonly fn: Operation;
  readonly resultTypes: readonly Type[];
}

/** The result types of a function like `fn` that returns values of these types. */
export function packedTypes(fn: Operation, types: readonly Type[]): readonly Type[] {
  const { packing } = FunctionOpInterface.of(fn)!;
  return packing === undefined || types.length < 2 ? types : [packing.type(types)];
}

/** Calls a function; gives the values that it returns. */
export function callFunction(
  { fn, resultTypes }: ReturningFunction,
  builder: OpBuilder,
  operands: readonly Value[],
): readonly Value[] {
  const { packing, createCall } = FunctionOpInterface.of(fn)!;
  const { results } = createCall(fn, builder, operands);
  return packing === undefined || resultTypes.length < 2
    ? results
    : packing.unpack(builder, results[0]!, resultTypes.length);
}

/** Returns from `fn`. */
export function returnValues(fn: Operation, builder: OpBuilder, values: readonly Value[]): void {
  const { packing, createReturn } = FunctionOpInterface.of(fn)!;
  createReturn(fn, builder, packing === undefined || values.length < 2 ? values : [packing.pack(builder, values)]);
}

export function typesOf(fn: Operation): { args: readonly Type[]; results: readonly Type[] } {
  const implementation = FunctionOpInterface.of(fn)!;
  return { args: implementation.argumentTypes(fn), results: implementation.resultTypes(fn) };
}
