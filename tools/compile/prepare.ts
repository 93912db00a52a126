/** From what the user has to plain code: parsed, passed through a pipeline, without requests for derivatives. */

import { FuncOp } from "../../dialects/func/index.ts";
import { parseModule } from "../../ir/assembly/parse.ts";
import { UnitAttr } from "../../ir/builtin/attributes.ts";
import type { Context } from "../../ir/context.ts";
import { type Diagnostic, DiagnosticError, errorAt } from "../../ir/diagnostic.ts";
import { UnknownLoc } from "../../ir/location.ts";
import type { Operation } from "../../ir/operation.ts";
import { setSymbolVisibility } from "../../ir/symbol-table.ts";
import { PassManager } from "../../passes/pass-manager.ts";
import { CompileError, type Source } from "./errors.ts";
import type { ProgramOptions } from "./program.ts";

/**
 * Runs `work` with the diagnostics of `context`. What it emits is collected; errors end it.
 *
 * @throws {CompileError} with all that was emitted if there was an error
 */
export function withDiagnostics<T>(context: Context, source: Source | undefined, work: () => T): T {
  const diagnostics: Diagnostic[] = [];
  const { handler } = context;
  context.handler = (diagnostic) => {
    diagnostics.push(diagnostic);
  };
  try {
    const result = work();
    if (diagnostics.some(({ severity }) => severity === "error")) throw new CompileError(diagnostics, source);
    return result;
  } catch (error) {
    if (error instanceof DiagnosticError) throw new CompileError([...diagnostics, error.diagnostic], source);
    // Regions are walked recursively, by JavaScript's own parser too.
    if (!(error instanceof RangeError && /call stack/i.test(error.message))) throw error;
    throw new CompileError([errorAt(UnknownLoc.get(), "the program is nested too deeply").diagnostic], source);
  } finally {
    context.handler = handler;
  }
}

/** Runs passes; to be called inside `withDiagnostics`, which hears what goes wrong. */
export function runPipeline(module: Operation, pipeline: string, context: Context): void {
  new PassManager(context, pipeline, { verifyEach: false }).run(module);
}

/**
 * What makes plain code of requests for derivatives. Called functions are inlined and loops freed of what does not change
 * beforehand, since reverse mode would execute the former again and take apart the latter in each iteration.
 */
const derivativePipeline =
  "builtin.module(inline,canonicalize,cse,loop-invariant-code-motion,autodiff,canonicalize,cse,lower-ad-tape)";

/** Functions that bring their own derivatives are differentiated by those, so they must stay functions. */
function keepCustomDerivatives(module: Operation): void {
  module.walk((op) => {
    if (op.attr("ad.vjp") !== undefined || op.attr("ad.jvp") !== undefined) op.setAttr("no_inline", UnitAttr.get());
    return undefined;
  });
}

export const uses = (module: Operation, dialect: string): boolean =>
  module.walk((op) => (op.def.dialectName === dialect ? "interrupt" : undefined), "pre") === "interrupt";

/** Makes functions public, since passes erase private ones that nothing uses any more. */
function publish(module: Operation, names: readonly string[]): void {
  for (const op of module.regions[0]!.front.ops()) {
    const func = FuncOp.match(op);
    if (func !== undefined && !func.body.isEmpty && names.includes(func.sym_name.value)) {
      setSymbolVisibility(op, "public");
    }
  }
}

/**
 * A module of its own with no requests for derivatives in it. The functions `entries` are public in it.
 *
 * @throws {CompileError} if the text is wrong or a pass fails
 */
export function prepareModule(
  program: string | Operation,
  context: Context,
  { pipeline, entries = [] }: Pick<ProgramOptions, "pipeline" | "entries">,
  source: Source | undefined,
): Operation {
  const guarded = <T>(work: () => T): T => withDiagnostics(context, source, work);
  const module = guarded(() =>
    typeof program === "string" ? parseModule(program, context, source) : program.clone(),
  ) as Operation;
  publish(module, entries);
  if (pipeline !== undefined) guarded(() => runPipeline(module, pipeline, context));
  if (uses(module, "ad") || uses(module, "enzyme")) {
    keepCustomDerivatives(module);
    guarded(() => runPipeline(module, derivativePipeline, context));
  }
  return module;
}
