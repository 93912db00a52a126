/** Runs pipelines on text, in a context with everything that the tools know. */

import { printModule } from "../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../ir/assembly/parse.ts";
import type { Context } from "../../ir/context.ts";
import { DiagnosticError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { PassManager } from "../../passes/pass-manager.ts";
import { defaultContext } from "../../tools/registry.ts";

/** The module after the passes. @throws {Error} with the diagnostics if something is wrong */
export function transformed(text: string, passes: string, context: Context = defaultContext()): Operation {
  const module = parseModule(text, context);
  if (module !== undefined && new PassManager(context, `builtin.module(${passes})`).run(module)) return module;
  throw new Error(context.diagnostics.map(({ location, message }) => `${location}: ${message}`).join("\n"));
}

/** The text after the passes. */
export const transformedText = (text: string, passes: string, context?: Context): string =>
  printModule(transformed(text, passes, context));

/** The messages that a failing pipeline gives, with those of their notes. */
export function failureOf(text: string, passes: string): string[] {
  const context = defaultContext();
  try {
    transformed(text, passes, context);
  } catch (error) {
    if (error instanceof DiagnosticError) return [error.message];
  }
  return context.diagnostics.flatMap(({ message, notes }) => [message, ...notes.map((note) => note.message)]);
}
