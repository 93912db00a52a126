/** Makes the pipeline that the arguments ask for, and what watches it while it runs. */

import type { PrintOptions } from "../../ir/assembly/asm-printer.ts";
import type { Context } from "../../ir/context.ts";
import { suggestion } from "../../ir/nearest-name.ts";
import { irPrinting } from "../../passes/instrumentation/ir-printing.ts";
import type { PassInstrumentation } from "../../passes/pass-manager.ts";
import { addElement, isPipeline, type Pipeline, passInstance } from "../../passes/pipeline.ts";
import { parseElementsInto, parsePassOptions, parsePipeline } from "../../passes/pipeline-parser.ts";
import { type Arguments, type OptionName, UsageError } from "./options.ts";

/** A text in the arguments that errors may point into. */
export type AddSource = (name: string, text: string) => void;

/**
 * The pipeline of `--pass-pipeline` or of the passes named as options; `anchor` is the operation that the latter run on.
 * @throws {DiagnosticError} where a text is wrong
 */
export function requestedPipeline(args: Arguments, anchor: string, context: Context, addSource: AddSource): Pipeline {
  const pipeline = writtenPipeline(args, anchor, context, addSource);
  return args.flag("autodiff-report") ? withReports(pipeline) : pipeline;
}

/** The same pipeline, in which each `autodiff` reports. */
const withReports = ({ anchor, elements }: Pipeline): Pipeline => ({
  anchor,
  elements: elements.map((element) => {
    if (isPipeline(element)) return withReports(element);
    return element.pass.name === "autodiff" ? { ...element, options: { ...element.options, report: true } } : element;
  }),
});

function writtenPipeline(args: Arguments, anchor: string, context: Context, addSource: AddSource): Pipeline {
  const text = args.value("pass-pipeline");
  if (text !== undefined) {
    if (args.passes.length > 0) {
      throw new UsageError(
        `--pass-pipeline cannot be used together with passes as options ('--${args.passes[0]!.name}')`,
      );
    }
    addSource("--pass-pipeline", text);
    return parsePipeline(text, context, "--pass-pipeline");
  }
  const pipeline: Pipeline = { anchor, elements: [] };
  for (const { name, options } of args.passes) {
    const pass = context.pass(name);
    const source = `--${name}`;
    addSource(source, options);
    if (pass !== undefined) {
      addElement(pipeline, passInstance(pass, parsePassOptions(pass, options, context, source)));
    } else if (options !== "" && context.pipeline(name)?.optionsOf === undefined) {
      throw new UsageError(`the pipeline '--${name}' has no options`);
    } else parseElementsInto(pipeline, options === "" ? name : `${name}{${options}}`, context, source);
  }
  return pipeline;
}

/** Prints the IR as the `--mlir-print-ir-*` options say; undefined if there are none. */
export function requestedPrinting(
  args: Arguments,
  context: Context,
  format: PrintOptions,
  write: (text: string) => void,
): PassInstrumentation | undefined {
  const before = args.flag("mlir-print-ir-before-all") ? "all" : passNames(args, "mlir-print-ir-before", context);
  const after = args.flag("mlir-print-ir-after-all") ? "all" : passNames(args, "mlir-print-ir-after", context);
  const onlyOnFailure = args.flag("mlir-print-ir-after-failure");
  if (before !== "all" && before.size === 0 && after !== "all" && after.size === 0 && !onlyOnFailure) return undefined;
  return irPrinting({
    before,
    after,
    onlyOnChange: args.flag("mlir-print-ir-after-change"),
    onlyOnFailure,
    moduleScope: args.flag("mlir-print-ir-module-scope"),
    format,
    write,
  });
}

function passNames(args: Arguments, option: OptionName, context: Context): ReadonlySet<string> {
  const names = args.all(option).flatMap((list) => list.split(","));
  for (const name of names) {
    if (context.pass(name) !== undefined) continue;
    const known = context.passes.map((pass) => pass.name);
    throw new UsageError(`--${option}: there is no pass '${name}'${suggestion(name, known)}`);
  }
  return new Set(names);
}
