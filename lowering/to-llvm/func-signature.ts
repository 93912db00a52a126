/** What the type of a function becomes in LLVM. */

import { type LLVMFunctionType, literalStruct, llvmFunctionType } from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import type { Value } from "../../ir/value.ts";
import type { CallingConvention } from "./calling-convention.ts";
import { extractValue } from "./elementwise.ts";
import { buildStruct } from "./memref-descriptor.ts";

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
export function packResults(builder: OpBuilder, values: readonly Value[]): Value | undefined {
  if (values.length < 2) return values[0];
  const type = literalStruct(values.map((value) => value.type));
  return buildStruct(
    builder,
    type,
    values.map((value, i) => [[i], value]),
  );
}

/** The reverse, for `count` results. */
export function unpackResults(builder: OpBuilder, packed: Value | undefined, count: number): readonly Value[] {
  if (packed === undefined || count === 1) return packed === undefined ? [] : [packed];
  return Array.from({ length: count }, (_, i) => extractValue(builder, packed, [i]));
}
