/** What the type of a function becomes in LLVM. */

import {
  type LLVMFunctionType,
  literalStruct,
  llvmFunctionType,
  packValues,
  unpackValues,
} from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import type { Value } from "../../ir/value.ts";
import type { CallingConvention } from "./calling-convention.ts";

export interface Signature {
  /** The types of what stands for each argument. */
  readonly inputs: readonly (readonly Type[])[];
  /** No type for a function without results. Several results are returned in a struct. */
  readonly results: readonly Type[];
}

export const functionTypeOf = ({ inputs, results }: Signature, variadic = false): LLVMFunctionType =>
  llvmFunctionType(results, inputs.flat(), variadic);

/** Undefined if the convention has no form for one of the types. */
export function signatureOf(
  inputTypes: readonly Type[],
  resultTypes: readonly Type[],
  convention: CallingConvention,
): Signature | undefined {
  const inputs = inputTypes.map((type) => convention.argumentTypes(type));
  const results = resultTypes.map((type) => convention.resultType(type));
  if (!inputs.every((types) => types !== undefined) || !results.every((type) => type !== undefined)) return undefined;
  return { inputs, results: results.length > 1 ? [literalStruct(results)] : results };
}

/** The one value that is returned for several results. */
export const packResults = (builder: OpBuilder, values: readonly Value[]): Value | undefined =>
  values.length < 2 ? values[0] : packValues(builder, values);

/** The reverse, for `count` results. */
export function unpackResults(builder: OpBuilder, packed: Value | undefined, count: number): readonly Value[] {
  if (packed === undefined || count === 1) return packed === undefined ? [] : [packed];
  return unpackValues(builder, packed, count);
}
