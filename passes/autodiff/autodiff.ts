/**
 * The pass `autodiff`: replaces requests for derivatives by calls of derivative functions, which it makes. The result is
 * plain IR of the same level; it can be differentiated again.
 */

import { StringAttr } from "../../ir/builtin/attributes.ts";
import type { Context } from "../../ir/context.ts";
import { opError } from "../../ir/diagnostic.ts";
import { isDifferentiableType, isShadowedType } from "../../ir/interfaces/differentiable.ts";
import { enclosingFunction, FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import {
  boolOption,
  choiceOption,
  definePass,
  intOption,
  listOption,
  type PassRun,
  stringOption,
} from "../../ir/pass.ts";
import {
  replaceSymbolUses,
  SymbolTable,
  setSymbolVisibility,
  symbolName,
  symbolNameAttr,
} from "../../ir/symbol-table.ts";
import { checkpointAttr, parseStrategy, strategySyntax } from "../checkpointing/strategy.ts";
import { DerivativeFunctions } from "./functions/derivative-functions.ts";
import { FunctionOperations } from "./functions/function-operations.ts";
import { replaceEnzymeRequests } from "./requests/enzyme.ts";
import { expandRequest, isRequest } from "./requests/requests.ts";
import { requirePairs } from "./requests/split.ts";

const options = {
  function: stringOption("", "differentiate this function, where the module holds no request for it"),
  mode: choiceOption(["reverse", "forward"], "reverse", "mode for 'function'"),
  wrt: listOption(
    intOption(0, ""),
    [],
    "arguments of 'function' to differentiate by; all that have derivatives if empty",
  ),
  name: stringOption("", "name of the derivative of 'function'"),
  checkpoint: stringOption(
    "all",
    `what reverse mode keeps of loops without an attribute '${checkpointAttr}': ${strategySyntax}`,
  ),
  report: boolOption(false, "print what reverse mode keeps for the reverse sweep, why, and how many bytes"),
};

export const autodiff = definePass(
  "autodiff",
  {
    summary: "Replaces requests for derivatives by calls of derivative functions",
    on: "builtin.module",
    options,
  },
  (module, run) => {
    const { context } = run;
    const repeated = replaceEnzymeRequests(module, context);
    const symbols = new SymbolTable(module);
    const checkpoint = parseStrategy(run.options.checkpoint);
    if (checkpoint === undefined)
      throw opError(
        module,
        `cannot be differentiated with 'checkpoint=${run.options.checkpoint}': give ${strategySyntax}`,
      );
    const log = run.options.report ? (text: string) => run.log(text) : undefined;
    const functions = new DerivativeFunctions(context, symbols, { checkpoint, log });
    const operations = new FunctionOperations(module, context, (callee) => functions.isDeclaredOnly(callee));
    try {
      for (const [fn, error] of repeated) if (!functions.callEffects.isIdempotent(fn)) throw error;
      expandAll(module, functions, context);
      if (run.options.function !== "") differentiateNamed(module, symbols, functions, run);
      functions.markDistinctArguments();
    } finally {
      operations.restore();
    }
  },
);

/** Requests may stand in functions that are themselves differentiated: those are expanded first. */
function expandAll(module: Operation, functions: DerivativeFunctions, context: Context): void {
  const requests = new Map<Operation, Operation[]>();
  module.walk((op) => {
    if (!isRequest(op)) return undefined;
    const home = enclosingFunction(op);
    if (home === undefined) throw opError(op, "must stand in a function");
    const list = requests.get(home);
    if (list === undefined) requests.set(home, [op]);
    else list.push(op);
    return undefined;
  });
  requirePairs([...requests.values()].flat());
  const open = new Set<Operation>();
  const expandIn = (fn: Operation): void => {
    const list = requests.get(fn);
    if (list === undefined) return;
    if (open.has(fn))
      throw opError(list[0]!, "asks for the derivative of a function that needs this derivative itself");
    open.add(fn);
    for (const request of list) {
      for (const callee of reachableFunctions(request, functions)) if (requests.has(callee)) expandIn(callee);
      expandRequest(request, functions, context, functions.isConcurrent(fn));
      functions.settle();
    }
    requests.delete(fn);
    open.delete(fn);
  };
  for (const fn of [...requests.keys()]) expandIn(fn);
}

/** The function that a request names, and those that it calls or asks derivatives of. */
function reachableFunctions(request: Operation, functions: DerivativeFunctions): Set<Operation> {
  const found = new Set<Operation>();
  const visit = (user: Operation): void => {
    const fn = functions.calleeOf(user);
    if (fn === undefined || found.has(fn)) return;
    found.add(fn);
    fn.walk((op) => {
      visit(op);
      return undefined;
    });
  };
  visit(request);
  return found;
}

function differentiateNamed(
  module: Operation,
  symbols: SymbolTable,
  functions: DerivativeFunctions,
  run: PassRun<typeof options>,
): void {
  const { function: name, mode, wrt, name: derivativeName } = run.options;
  const fn = symbols.get(name);
  const implementation = fn === undefined ? undefined : FunctionOpInterface.of(fn);
  if (fn === undefined || implementation === undefined)
    throw opError(module, `has no function '${name}' to differentiate`);
  const types = implementation.argumentTypes(fn);
  const hasDerivatives = (index: number): boolean =>
    types[index] !== undefined && (isDifferentiableType(types[index]) || isShadowedType(types[index]));
  for (const index of wrt) {
    if (!hasDerivatives(index)) throw opError(fn, `has no argument ${index} that has derivatives`);
  }
  const indices =
    wrt.length > 0 ? [...new Set(wrt)].sort((a, b) => a - b) : types.map((_, i) => i).filter(hasDerivatives);
  if (indices.length === 0) throw opError(fn, "has no argument to differentiate by");
  const seeded = implementation.resultTypes(fn).flatMap((type, i) => (isDifferentiableType(type) ? [i] : []));
  const { fn: derivative } = functions.ask(fn, { mode, wrt: indices, seeded, withResults: true, shared: [] }, fn);
  functions.settle();
  setSymbolVisibility(derivative, "public");
  implementation.makePublic?.(derivative);
  if (derivativeName === "" || derivativeName === symbolName(derivative)) return;
  if (symbols.get(derivativeName) !== undefined)
    throw opError(fn, `cannot name its derivative '${derivativeName}': that name is taken`);
  replaceSymbolUses(module, symbolName(derivative)!, derivativeName);
  derivative.setAttr(symbolNameAttr, StringAttr.get(derivativeName));
}
