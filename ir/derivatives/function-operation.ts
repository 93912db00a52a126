/**
 * Functions that are only declared, such as those of a library, can have derivative rules like operations. While a
 * program is differentiated, each call of such a function is an operation of its own, named `llvm.call @sin`.
 */
import { AnyType } from "../builtin/constraints.ts";
import { variadic } from "../constraint.ts";
import { defineOp, type OpDefinition, type OpSpec } from "../define-op.ts";
import { Costly, Pure } from "../traits.ts";

/** A function, as rules mention it. */
export interface RuledFunction {
  readonly name: string;
  /** Names of its parameters; undefined where it takes whatever it is given. */
  readonly parameters?: readonly string[];
}

/** The name of the result in formulas. */
export const resultOfFunction = "result";

export const functionOperationName = (call: OpDefinition, name: string): string => `${call.name} @${name}`;

/** Whether an operation stands for calls of a function. */
export const isFunctionOperation = ({ name }: OpDefinition): boolean => name.includes(" @");

/** The name of the call for which such an operation stands. */
export const callName = ({ name }: OpDefinition): string => name.slice(0, name.indexOf(" @"));

/**
 * The operation for calls of a function by `call`, with its attributes. A function that is known to compute nothing but
 * its result from its arguments has one result; of others nothing is said about results and effects.
 */
export function functionOperation(
  call: OpDefinition,
  { name, parameters }: RuledFunction,
  computesOnly: boolean,
): OpDefinition {
  const spec: OpSpec = {
    summary: `A call of '${name}'`,
    operands:
      parameters === undefined
        ? { args: variadic(AnyType) }
        : Object.fromEntries(parameters.map((parameter) => [parameter, AnyType])),
    attributes: (call.spec as OpSpec).attributes ?? {},
    results: computesOnly ? { [resultOfFunction]: AnyType } : { results: variadic(AnyType) },
    traits: computesOnly ? [Pure, Costly] : [],
  };
  return defineOp(functionOperationName(call, name) as `${string}.${string}`, spec);
}
