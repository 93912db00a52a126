/** Derivatives of functions that change global variables, as requests get them: the variables are private state. */

import { OpBuilder } from "../../../ir/builder.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { enclosingFunction, FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { GlobalAddressOpInterface, GlobalVariableOpInterface } from "../../../ir/interfaces/global-variable.ts";
import { viewedBuffer } from "../../../ir/interfaces/view-like.ts";
import type { Operation } from "../../../ir/operation.ts";
import { symbolName } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { outermostConcurrent } from "../analysis/concurrency.ts";
import type { DerivativeRegistry } from "../registry.ts";
import type { DerivativeSignature } from "../signature.ts";
import type { FunctionOnGlobals, GlobalVariables } from "./globals.ts";
import { callFunction, returnValues, typesOf } from "./returned-values.ts";

/**
 * Fills the body of `derivative`, of `fn`: it calls the derivative of the function that takes the variables, with shadows
 * that are zero at first.
 */
export function keepStatePrivate(
  fn: Operation,
  derivative: Operation,
  signature: DerivativeSignature,
  { fn: onGlobals, variables }: FunctionOnGlobals,
  globals: GlobalVariables,
  functions: DerivativeRegistry,
): void {
  const { mode, wrt } = signature;
  const { args } = typesOf(fn);
  const builder = new OpBuilder(fn.loc);
  const entry = builder.createBlock(FunctionOpInterface.of(derivative)!.body(derivative), typesOf(derivative).args);
  const given = entry.args.slice(args.length);
  const addresses = variables.map((one) => GlobalVariableOpInterface.of(one)!.createAddress(one, builder));
  const shadows = variables.map((one) => globals.clearedShadow(one, mode, builder));
  const all = { ...signature, wrt: [...wrt, ...variables.map((_, i) => args.length + i)] };
  const inner = functions.get(onGlobals, all, fn);
  // Shadows stand behind those of arguments; in forward mode all tangents are in one row.
  const before = mode === "forward" ? given.length : wrt.filter((index) => isShadowedType(args[index]!)).length;
  const operands = [...entry.args.slice(0, args.length), ...addresses, ...given.slice(0, before)];
  const results = callFunction(inner, builder, [...operands, ...shadows, ...given.slice(before)]);
  returnValues(derivative, builder, results);
}

/** Throws if the variables are not private where `user` asks for a derivative. */
export function requirePrivateState(
  user: Operation,
  { variables }: FunctionOnGlobals,
  functions: DerivativeRegistry,
): void {
  const home = enclosingFunction(user);
  if (outermostConcurrent(user) !== undefined || (home !== undefined && functions.isConcurrent(home))) {
    throw opError(
      user,
      `asks several times at once for the derivative of a function that changes the variable '${symbolName(variables[0]!)}'`,
    ).attachNote(variables[0]!.loc, "let the function have the buffer as an argument");
  }
  const isOne = (value: Value): boolean => {
    const address = viewedBuffer(value).definingOp;
    const symbol = address === undefined ? undefined : GlobalAddressOpInterface.of(address)?.symbol(address);
    return symbol !== undefined && variables.some((one) => symbolName(one) === symbol.root);
  };
  const passed = user.operands.findIndex(isOne);
  if (passed < 0) return;
  throw opError(user, `passes a variable that the function changes itself (operand ${passed})`).attachNote(
    user.loc,
    "let the function have the buffer as an argument only",
  );
}
