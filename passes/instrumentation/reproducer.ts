/**
 * Reproducers: when a pass fails, a file with the IR as it was before the pipeline ran, and the pipeline in the metadata
 * section under `external_resources: { mlir_reproducer: ... }`, as MLIR writes them.
 */
import { printModule } from "../../ir/assembly/asm-printer.ts";
import type { ResourceSection } from "../../ir/assembly/resources.ts";
import { unescapeString } from "../../ir/assembly/token-parser.ts";
import { quote } from "../../ir/attribute-printer.ts";
import { Diagnostic, type DiagnosticHandler } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { symbolName } from "../../ir/symbol-table.ts";
import type { PassInstrumentation } from "../pass-manager.ts";
import { type Pipeline, printPipeline } from "../pipeline.ts";

const section = "external_resources";
const owner = "mlir_reproducer";

export interface ReproducerOptions {
  readonly verifyEach: boolean;
  /** Stores the text and returns where. */
  readonly write: (text: string) => string;
  readonly report: DiagnosticHandler;
}

export function reproducerWriter(options: ReproducerOptions): PassInstrumentation {
  let start: { readonly pipeline: Pipeline; readonly copy: Operation } | undefined;
  return {
    beforePipeline(pipeline, op) {
      start ??= { pipeline, copy: op.clone() };
    },
    afterPassFailed({ pass }, op) {
      const { pipeline, copy } = start!;
      const where = options.write(reproducerText(copy, pipeline, options.verifyEach));
      const name = symbolName(op);
      const target = `'${op.name}' operation${name === undefined ? "" : `: @${name}`}`;
      options.report(
        new Diagnostic("error", op.loc, "a pass of the pipeline failed").attachNote(
          op.loc,
          `the pipeline failed while executing '${pass.name}' on ${target}: reproducer generated at '${where}'`,
        ),
      );
    },
  };
}

export function reproducerText(op: Operation, pipeline: Pipeline, verifyEach: boolean): string {
  const settings = new Map([
    ["pipeline", quote(printPipeline(pipeline))],
    ["disable_threading", "true"],
    ["verify_each", String(verifyEach)],
  ]);
  return printModule(op, { resources: new Map([[section, new Map([[owner, settings]])]]) });
}

/** The pipeline that a reproducer asks for; undefined if the file is none. */
export function reproducerPipeline(
  resources: ResourceSection,
): { readonly pipeline: string; readonly verifyEach: boolean } | undefined {
  const settings = resources.get(section)?.get(owner);
  const pipeline = settings?.get("pipeline");
  if (pipeline === undefined) return undefined;
  return { pipeline: unescapeString(pipeline.slice(1, -1)), verifyEach: settings?.get("verify_each") !== "false" };
}
