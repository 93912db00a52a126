/** What those who make derivative functions ask of the one who keeps them. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import type { Context } from "../../ir/context.ts";
import { functionOperationName } from "../../ir/derivatives/function-operation.ts";
import { type DiagnosticError, opError } from "../../ir/diagnostic.ts";
import { CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import { symbolName } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";
import type { CallEffectAnalysis } from "./analysis/call-effects.ts";
import type { ReturningFunction } from "./functions/returned-values.ts";
import { customNames } from "./requests/custom-derivatives.ts";
import type { DerivativeSignature } from "./signature.ts";

export interface DerivativeRegistry {
  readonly context: Context;
  readonly callEffects: CallEffectAnalysis;
  /** The derivative of `fn`; made if it does not exist. `user` is what asks for it. */
  get(fn: Operation, signature: DerivativeSignature, user: Operation): ReturningFunction;
  /** A new function without a body, of the kind of `fn`, whose name begins with that of `fn`. */
  declare(
    fn: Operation,
    suffix: string,
    argumentTypes: readonly Type[],
    resultTypes: readonly Type[],
  ): ReturningFunction;
  /** The same of a kind that takes and returns anything, for functions that only derivatives call. */
  declareInternal(
    fn: Operation,
    suffix: string,
    argumentTypes: readonly Type[],
    resultTypes: readonly Type[],
  ): Operation;
  /** Emits the address of the shadow of a constant variable, the address of which an operation gives. */
  shadowOfConstant(address: Operation, mode: DerivativeSignature["mode"], builder: OpBuilder): Value;
  /** The function that a symbol names, if it does. */
  tryResolve(callee: Attribute | Value): Operation | undefined;
  /** What is called, and with what. Throws if that is not known. */
  callOf(call: Operation): { readonly callee: Operation; readonly args: readonly Value[] };
  /** Whether a function may be executed several times at once: parallel loops or kernels call it. */
  isConcurrent(fn: Operation): boolean;
}

/** The error that `fn`, for which `user` asks, has no body that could be differentiated. */
export function noBody(fn: Operation, user: Operation): DiagnosticError {
  const name = symbolName(fn)!;
  const error = opError(user, `cannot be differentiated: function '${name}' has no body`).attachNote(
    fn.loc,
    `declared here; name its derivatives with the attributes '${customNames.reverse}' and '${customNames.forward}'`,
  );
  if (!CallOpInterface.implementedBy(user)) return error;
  const rule = `'${functionOperationName(user.def, name)}(x): { x: ... }'`;
  return error.attachNote(user.loc, `or give a rule with --derivative-rules=<file.yaml> (${rule})`);
}
