/**
 * Operations that run on the device: they wait for the tokens in `asyncDependencies`, and with the word `async` they give
 * a token of their own instead of making the host wait.
 */
import type { AsmParser, UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { CustomDirective } from "../../ir/assembly/format.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { optional, variadic } from "../../ir/constraint.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { OpInterface } from "../../ir/interfaces/interface.ts";
import type { Operation } from "../../ir/operation.ts";
import { valuesNamed } from "../../ir/traits.ts";
import type { OpResult, Value } from "../../ir/value.ts";
import { AsyncToken, asyncTokenType } from "./types.ts";

export const asyncOperands = { asyncDependencies: variadic(AsyncToken) } as const;
export const asyncResults = { asyncToken: optional(AsyncToken) } as const;

export interface AsyncOp {
  asyncDependencies(op: Operation): readonly Value[];
  /** The token that the operation gives; undefined if the host waits for it. */
  asyncToken(op: Operation): OpResult | undefined;
}
export const AsyncOpInterface = new OpInterface<AsyncOp>("AsyncOpInterface");

/** Attaches the interface to an operation that has `asyncOperands` and `asyncResults`. */
export function runsOnDevice<D extends OpDefinition>(def: D): D {
  def.implement(AsyncOpInterface, {
    asyncDependencies: ({ op }) => valuesNamed(op, "asyncDependencies"),
    asyncToken: ({ op }) => valuesNamed(op, "asyncToken")[0] as OpResult | undefined,
  });
  return def;
}

/** `async [%token, ...]`; both parts may be missing. */
export function parseAsync(parser: AsmParser): { readonly isAsync: boolean; readonly tokens: UnresolvedOperand[] } {
  const at = parser.start;
  const isAsync = parser.parseOptionalKeyword("async");
  if (isAsync && parser.namedResults === 0) throw parser.error("needs to be named when marked 'async'", at);
  const tokens = parser.kind === TokenKind.LSQUARE ? parser.parseDelimitedOperands("square") : [];
  return { isAsync, tokens };
}

export function printAsync(printer: AsmPrinter, token: Value | undefined, dependencies: readonly Value[]): void {
  if (token !== undefined) printer.write("async");
  if (dependencies.length === 0) return;
  printer
    .write(token === undefined ? "[" : " [")
    .operands(dependencies)
    .write("]");
}

/** `custom<AsyncDependencies>(type($asyncToken), $asyncDependencies)` */
export const asyncDirective: CustomDirective = {
  parse(parser, state, token, dependencies) {
    const { isAsync, tokens } = parseAsync(parser);
    state.setTypes(token!, isAsync ? [asyncTokenType()] : []);
    state.setOperands(dependencies!, tokens);
  },
  print(op, printer) {
    const { asyncToken, asyncDependencies } = AsyncOpInterface.of(op)!;
    printAsync(printer, asyncToken(op), asyncDependencies(op));
  },
};
