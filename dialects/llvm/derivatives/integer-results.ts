/**
 * Functions of <math.h> that store an integer beside the number that they return. That number comes from a function
 * without the integer instead, which has a rule; the call stays for what it stores.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { functionOperation } from "../../../ir/derivatives/function-operation.ts";
import type { DerivativeRule } from "../../../ir/interfaces/differentiable.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import { CallOp } from "../call-op.ts";
import { createLibraryCall } from "./library-calls.ts";

interface StoringFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The function that returns the same, given the same but for the last argument, the pointer. */
  readonly instead: string;
}

const functions: readonly StoringFunction[] = [
  { name: "remquo", parameters: ["x", "y", "quotient"], instead: "remainder" },
  { name: "lgamma_r", parameters: ["x", "sign"], instead: "lgamma" },
];

/** The name for other types of numbers: `remquof`, `lgammaf_r`. */
const withSuffix = (name: string, suffix: string): string => name.replace(/^([a-z]+)/, `$1${suffix}`);

/** Gives the operation for calls of a function that has a rule. */
type OperationOf = (name: string) => OpDefinition;

function ruleOf(
  { name, parameters, instead }: StoringFunction,
  suffix: string,
  operationOf: OperationOf,
): DerivativeRule {
  const op = functionOperation(CallOp, { name: withSuffix(name, suffix), parameters }, false);
  op.implement(MemoryEffectOpInterface, {
    effects: ({ op }) => [{ kind: "write", value: op.operands.at(-1)! }],
  });
  const pure = withSuffix(instead, suffix);
  const pureOp = operationOf(pure);
  return {
    op,
    inactive: "all",
    expand(call) {
      const number = createLibraryCall(
        OpBuilder.before(call),
        pureOp,
        pure,
        call.operands.slice(0, -1),
        call.resultTypes,
      );
      call.replaceAllUsesWith(number);
    },
  };
}

export const integerResultDerivatives = (operationOf: OperationOf): readonly DerivativeRule[] =>
  functions.flatMap((each) => ["", "f", "l"].map((suffix) => ruleOf(each, suffix, operationOf)));
