/** One run of `adopt` with understood arguments: reads the input, runs passes, writes the output. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { PrintOptions } from "../../ir/assembly/asm-printer.ts";
import { type ParsedFile, parseFile } from "../../ir/assembly/parse.ts";
import { BuiltinModuleOp } from "../../ir/builtin/ops.ts";
import type { Context } from "../../ir/context.ts";
import { type Diagnostic, DiagnosticError } from "../../ir/diagnostic.ts";
import { decodeBytes, encodeBytes } from "../../ir/string-bytes.ts";
import { reproducerPipeline, reproducerWriter } from "../../passes/instrumentation/reproducer.ts";
import { statisticsReport } from "../../passes/instrumentation/statistics.ts";
import { Timing } from "../../passes/instrumentation/timing.ts";
import { type PassInstrumentation, PassManager } from "../../passes/pass-manager.ts";
import { type Pipeline, printPipeline } from "../../passes/pipeline.ts";
import { parsePipeline } from "../../passes/pipeline-parser.ts";
import { describeFileError } from "../file-error.ts";
import type { ProgramContext, ProgramResult } from "../program.ts";
import { type Emission, emitters } from "./emit.ts";
import type { ErrorOutput } from "./error-output.ts";
import type { Loader } from "./loader.ts";
import { type Arguments, type OptionName, UsageError } from "./options.ts";
import { writeAtomically } from "./output-file.ts";
import { requestedPipeline, requestedPrinting } from "./pipelines.ts";
import { defaultMarker, splitInput } from "./split-input.ts";
import { transformWhileReading } from "./streaming.ts";
import { DiagnosticVerifier } from "./verify-diagnostics.ts";

const needWholeModule: readonly OptionName[] = [
  "autodiff-report",
  "dump-pass-pipeline",
  "mlir-pass-statistics",
  "no-implicit-module",
  "run-reproducer",
];

export class Invocation {
  readonly #args: Arguments;
  readonly #loader: Loader;
  readonly #context: Context;
  readonly #surroundings: ProgramContext;
  readonly #errors: ErrorOutput;
  readonly #timing: Timing | undefined;
  readonly #printOptions: PrintOptions;

  constructor(args: Arguments, loader: Loader, surroundings: ProgramContext, errors: ErrorOutput) {
    this.#args = args;
    this.#loader = loader;
    this.#context = loader.context;
    this.#surroundings = surroundings;
    this.#errors = errors;
    this.#timing = args.flag("mlir-timing") ? new Timing() : undefined;
    this.#printOptions = {
      generic: args.flag("mlir-print-op-generic"),
      debugInfo: args.flag("mlir-print-debuginfo"),
      localScope: args.flag("mlir-print-local-scope"),
    };
    this.#context.allowUnregisteredDialects = args.flag("allow-unregistered-dialect");
  }

  async run(): Promise<ProgramResult> {
    if (!(await this.#loadDerivativeRules())) return { stdout: "", stderr: this.#errors.text, status: 1 };
    const [name, text] = this.#readInput();
    this.#errors.renderer.addSource(name, text);
    await this.#load(text);
    const marker = this.#args.value("split-input-file");
    const parts = marker === undefined ? [text] : splitInput(text, marker || defaultMarker);
    const outputs: Emission[] = [];
    let succeeded = true;
    for (const part of parts) {
      const output = await this.#processPart(name, part);
      if (output === undefined) succeeded = false;
      else if (output !== "") outputs.push(output);
    }
    const content = joinParts(outputs, `${marker || defaultMarker}\n`);
    const report = this.#timing?.report(this.#args.value("mlir-timing-display") === "list" ? "list" : "tree") ?? "";
    const status = succeeded ? 0 : 1;
    const stderr = encodeBytes(this.#errors.text + report);
    const file = this.#args.value("o") ?? "-";
    if (file === "-") return { stdout: content, stderr, status };
    if (succeeded) writeAtomically(file, this.#surroundings.cwd, content);
    return { stdout: "", stderr, status };
  }

  /** Loads the dialects of the input, and the passes that shall run. */
  async #load(text: string): Promise<void> {
    const named: readonly OptionName[] = ["run-reproducer", "mlir-print-ir-before", "mlir-print-ir-after"];
    if (named.some((option) => this.#args.value(option) !== undefined)) await this.#loader.everything();
    const pipeline = this.#args.value("pass-pipeline") ?? "";
    await this.#loader.passesIn(pipeline);
    await this.#loader.dialectsIn(pipeline);
    for (const { name, options } of this.#args.passes) await this.#loader.passesIn(`${name}{${options}}`);
    await this.#loader.dialectsIn(text);
  }

  /** Returns whether all rule files were right. */
  async #loadDerivativeRules(): Promise<boolean> {
    if (this.#args.all("derivative-rules").length + this.#context.derivativeFiles.length === 0) return true;
    await this.#loader.everything();
    const { loadDerivativeFiles } = await import("../derivative-files.ts");
    const files = this.#args.all("derivative-rules").map((name) => {
      const text = decodeBytes(readInputFile(name, this.#surroundings.cwd));
      this.#errors.renderer.addSource(name, text);
      return { name, text };
    });
    this.#context.handler = (diagnostic) => this.#report(diagnostic);
    return loadDerivativeFiles(this.#context, files);
  }

  #report(diagnostic: Diagnostic): void {
    this.#errors.text += this.#errors.renderer.render(diagnostic);
  }

  #readInput(): [name: string, text: string] {
    const { inputs } = this.#args;
    if (inputs.length > 1) throw new UsageError(`there is more than one input: '${inputs.join("', '")}'`);
    const file = inputs[0] ?? "-";
    const bytes = file === "-" ? this.#surroundings.readStdin() : readInputFile(file, this.#surroundings.cwd);
    if (isBytecode(bytes)) {
      throw new UsageError(`'${file}' is MLIR bytecode; 'mlir-opt ${file}' turns it into text, which adopt reads`);
    }
    return [file === "-" ? "<stdin>" : file, decodeBytes(bytes)];
  }

  /** The output; empty where diagnostics were verified and there is none; undefined for a failure. */
  async #processPart(name: string, text: string): Promise<Emission | undefined> {
    const level = this.#args.value("verify-diagnostics");
    const report = (diagnostic: Diagnostic): void => this.#report(diagnostic);
    if (level === undefined) {
      this.#context.handler = report;
      return this.#transform(name, text);
    }
    const verifier = new DiagnosticVerifier(name, text, level === "only-expected", report);
    this.#context.handler = (diagnostic) => verifier.handle(diagnostic);
    const output = await this.#transform(name, text);
    verifier.finish();
    return verifier.failed ? undefined : (output ?? "");
  }

  async #transform(name: string, text: string): Promise<Emission | undefined> {
    const streamed = this.#transformWhileReading(name, text);
    if (streamed !== undefined) return streamed;
    const implicitModule = !this.#args.flag("no-implicit-module");
    const file = this.#measure("Parser", () => parseFile(text, this.#context, { name, implicitModule }));
    if (file === undefined || !this.#runPasses(file)) return undefined;
    try {
      this.#timing?.start("Output");
      const emit = emitters[this.#args.value("emit") ?? "mlir"]!;
      return await emit(file.module, { ...this.#printOptions, resources: file.resources });
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.#context.emit(error.diagnostic);
      return undefined;
    } finally {
      this.#timing?.stop();
    }
  }

  /** The output, if nothing that was asked for needs the whole module at once. */
  #transformWhileReading(name: string, text: string): string | undefined {
    const print = this.#printOptions;
    if ((this.#args.value("emit") ?? "mlir") !== "mlir" || print.debugInfo) return undefined;
    if (needWholeModule.some((option) => this.#args.value(option) !== undefined)) return undefined;
    const verifyEach = this.#args.flag("verify-each", true);
    try {
      if (this.#instrumentations(verifyEach).length > 0) return undefined;
      const pipeline = requestedPipeline(this.#args, BuiltinModuleOp.name, this.#context, () => {});
      return transformWhileReading(text, this.#context, { name, pipeline, verifyEach, print });
    } catch (error) {
      // A mistake in the arguments: mistakes in the file are reported before.
      if (error instanceof DiagnosticError || error instanceof UsageError) return undefined;
      throw error;
    }
  }

  #runPasses(file: ParsedFile): boolean {
    const { module } = file;
    const [pipeline, verifyEach] = this.#pipelineFor(file);
    if (this.#args.flag("dump-pass-pipeline")) this.#errors.text += `${printPipeline(pipeline)}\n`;
    // Before the shortcut, since it finds mistakes in the arguments.
    const instrumentations = this.#instrumentations(verifyEach);
    if (pipeline.elements.length === 0) return true;
    const manager = new PassManager(this.#context, pipeline, {
      verifyEach,
      instrumentations,
      log: (text) => {
        this.#errors.text += text;
      },
    });
    const succeeded = manager.run(module);
    if (this.#args.flag("mlir-pass-statistics")) {
      const display = this.#args.value("mlir-pass-statistics-display") === "list" ? "list" : "pipeline";
      this.#errors.text += statisticsReport(manager, display);
    }
    return succeeded;
  }

  #pipelineFor({ module, resources }: ParsedFile): [pipeline: Pipeline, verifyEach: boolean] {
    const addSource = (name: string, text: string): void => this.#errors.renderer.addSource(name, text);
    const verifyEach = this.#args.flag("verify-each", true);
    if (!this.#args.flag("run-reproducer")) {
      return [requestedPipeline(this.#args, module.name, this.#context, addSource), verifyEach];
    }
    const reproducer = reproducerPipeline(resources);
    if (reproducer === undefined) throw new UsageError("the input is no reproducer: it names no pipeline to run");
    addSource("<reproducer>", reproducer.pipeline);
    return [parsePipeline(reproducer.pipeline, this.#context, "<reproducer>"), reproducer.verifyEach];
  }

  #instrumentations(verifyEach: boolean): PassInstrumentation[] {
    const write = (text: string): void => {
      this.#errors.text += text;
    };
    const printing = requestedPrinting(this.#args, this.#context, this.#printOptions, write);
    const all = printing === undefined ? [] : [printing];
    const reproducer = this.#args.value("mlir-pass-pipeline-crash-reproducer");
    if (reproducer !== undefined) {
      all.push(
        reproducerWriter({
          verifyEach,
          report: (diagnostic) => this.#context.emit(diagnostic),
          write: (text) => {
            writeAtomically(reproducer, this.#surroundings.cwd, encodeBytes(text));
            return reproducer;
          },
        }),
      );
    }
    // Last, so that it measures the passes alone.
    return this.#timing === undefined ? all : [...all, this.#timing.instrumentation];
  }

  #measure<T>(name: string, work: () => T): T {
    return this.#timing === undefined ? work() : this.#timing.measure(name, work);
  }
}

function readInputFile(file: string, cwd: string): Uint8Array {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (error) {
    throw new UsageError(`cannot open input file '${file}': ${describeFileError(error)}`);
  }
}

/** Bytecode begins with "ML", 0xEF, "R". */
const isBytecode = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x4d && bytes[1] === 0x4c && bytes[2] === 0xef && bytes[3] === 0x52;

function joinParts(parts: readonly Emission[], separator: string): string | Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && typeof first !== "string") return first!;
  if (parts.some((part) => typeof part !== "string")) {
    throw new UsageError("bitcode cannot be written for an input that is split into parts");
  }
  return encodeBytes(parts.join(separator));
}
