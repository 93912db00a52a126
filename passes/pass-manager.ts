/**
 * The pass manager runs a pipeline on an operation: each pass in turn, nested pipelines on every operation of their kind
 * directly inside. It verifies the IR after each pass that changed it, and tells instrumentations what happens.
 */
import type { Context } from "../ir/context.ts";
import { DiagnosticError, errorAt, opError } from "../ir/diagnostic.ts";
import type { Operation } from "../ir/operation.ts";
import { isIsolatedFromAbove } from "../ir/traits.ts";
import { verify } from "../ir/verifier.ts";
import { anyAnchor, isPipeline, type PassInstance, type Pipeline } from "./pipeline.ts";
import { parseElementsInto, parsePipeline } from "./pipeline-parser.ts";

/** Hears of what the pass manager does. Of several, the last one is told first that something ends. */
export interface PassInstrumentation {
  beforePipeline?(pipeline: Pipeline, op: Operation): void;
  afterPipeline?(pipeline: Pipeline, op: Operation): void;
  beforePass?(pass: PassInstance, op: Operation): void;
  afterPass?(pass: PassInstance, op: Operation): void;
  afterPassFailed?(pass: PassInstance, op: Operation): void;
}

export interface PassManagerOptions {
  /** Verify the IR after each pass that changed it. On by default. */
  readonly verifyEach?: boolean;
  /** Verifies an operation and what is in it; errors go to the context. `verify` of ir/ by default. */
  readonly verify?: (op: Operation) => boolean;
  readonly instrumentations?: readonly PassInstrumentation[];
  /** Receives what passes print; standard error by default. */
  readonly log?: (text: string) => void;
}

/** Ends a pipeline whose failure was reported. */
class PipelineFailed extends Error {}

export class PassManager {
  readonly pipeline: Pipeline;
  readonly #context: Context;
  readonly #options: PassManagerOptions;
  readonly #statistics: Map<PassInstance, Record<string, number>>;
  readonly #dynamicPipelines: Map<string, Pipeline>;

  /**
   * @param pipeline as a text ("builtin.module(canonicalize,cse)"), or read already
   * @throws {DiagnosticError} where the text is wrong
   */
  constructor(context: Context, pipeline: Pipeline | string, options: PassManagerOptions = {}) {
    this.pipeline = typeof pipeline === "string" ? parsePipeline(pipeline, context) : pipeline;
    this.#context = context;
    this.#options = options;
    this.#statistics = new Map();
    this.#dynamicPipelines = new Map();
    this.#prepare(this.pipeline);
  }

  /** Registers what the passes may create, and makes their statistics. */
  #prepare(pipeline: Pipeline): void {
    for (const element of pipeline.elements) {
      if (isPipeline(element)) this.#prepare(element);
      else {
        this.#context.register(...(element.pass.spec.dependentDialects ?? []));
        const names = Object.keys(element.pass.spec.statistics ?? {});
        this.#statistics.set(element, Object.fromEntries(names.map((name) => [name, 0])));
      }
    }
  }

  /** The counters of a pass in the pipeline, summed over all operations that it ran on. */
  statisticsOf(pass: PassInstance): Readonly<Record<string, number>> {
    return this.#statistics.get(pass) ?? {};
  }

  /** Runs the pipeline. Returns whether all passes succeeded; errors go to the context. */
  run(op: Operation): boolean {
    const { anchor } = this.pipeline;
    if (anchor !== anyAnchor && op.name !== anchor) {
      this.#context.emit(errorAt(op.loc, `can't run '${anchor}' pass manager on '${op.name}' op`).diagnostic);
      return false;
    }
    try {
      this.#runPipeline(this.pipeline, op);
      return true;
    } catch (error) {
      if (error instanceof PipelineFailed) return false;
      throw error;
    }
  }

  #runPipeline(pipeline: Pipeline, op: Operation): void {
    this.#notify((instrumentation) => instrumentation.beforePipeline?.(pipeline, op));
    try {
      for (const element of pipeline.elements) {
        if (isPipeline(element)) this.#runNested(element, op);
        else this.#runPass(element, op);
      }
    } finally {
      this.#notifyEnd((instrumentation) => instrumentation.afterPipeline?.(pipeline, op));
    }
  }

  #runNested(pipeline: Pipeline, op: Operation): void {
    for (const region of op.regions) {
      for (const block of region.blocks()) {
        for (const inner of block.ops()) {
          const fits = pipeline.anchor === anyAnchor ? isIsolatedFromAbove(inner) : inner.name === pipeline.anchor;
          if (fits) this.#runPipeline(pipeline, inner);
        }
      }
    }
  }

  #runPass(instance: PassInstance, op: Operation): void {
    this.#notify((instrumentation) => instrumentation.beforePass?.(instance, op));
    const failure = this.#failureOf(instance, op);
    if (failure === undefined) {
      this.#notifyEnd((instrumentation) => instrumentation.afterPass?.(instance, op));
      return;
    }
    if (failure instanceof DiagnosticError) this.#context.emit(failure.diagnostic);
    this.#notifyEnd((instrumentation) => instrumentation.afterPassFailed?.(instance, op));
    throw failure instanceof DiagnosticError ? new PipelineFailed() : failure;
  }

  /** Why the pass failed; undefined if it did not. */
  #failureOf(instance: PassInstance, op: Operation): unknown {
    const { pass, options } = instance;
    try {
      if (!op.def.isRegistered) throw opError(op, "trying to schedule a pass on an unregistered operation");
      if (!isIsolatedFromAbove(op)) {
        throw opError(op, "trying to schedule a pass on an operation not marked as 'IsolatedFromAbove'");
      }
      let isUnchanged = false;
      pass.run(op, {
        context: this.#context,
        options,
        statistics: this.#statistics.get(instance) ?? {},
        log: (text) => this.#log(text),
        markUnchanged: () => {
          isUnchanged = true;
        },
        runPipeline: (text, inner) => this.#runDynamic(text, inner),
      });
      return isUnchanged || this.#isValid(op) ? undefined : new PipelineFailed();
    } catch (error) {
      if (error instanceof RangeError && /call stack/i.test(error.message)) {
        return opError(op, `is nested too deeply for the pass '${pass.name}'`);
      }
      return error;
    }
  }

  #isValid(op: Operation): boolean {
    const { verifyEach = true, verify: isValid = (root) => verify(root, this.#context) } = this.#options;
    return !verifyEach || isValid(op);
  }

  #runDynamic(text: string, op: Operation): void {
    let pipeline = this.#dynamicPipelines.get(`${op.name}(${text})`);
    if (pipeline === undefined) {
      pipeline = { anchor: op.name, elements: [] };
      parseElementsInto(pipeline, text, this.#context);
      this.#prepare(pipeline);
      this.#dynamicPipelines.set(`${op.name}(${text})`, pipeline);
    }
    this.#runPipeline(pipeline, op);
  }

  #log(text: string): void {
    const { log = (line) => console.error(line.replace(/\n$/, "")) } = this.#options;
    log(text);
  }

  #notify(tell: (instrumentation: PassInstrumentation) => void): void {
    for (const instrumentation of this.#options.instrumentations ?? []) tell(instrumentation);
  }
  #notifyEnd(tell: (instrumentation: PassInstrumentation) => void): void {
    for (const instrumentation of (this.#options.instrumentations ?? []).toReversed()) tell(instrumentation);
  }
}
