/**
 * Transforms a module while it is being read: a few functions at a time are verified, go through the passes and are printed, and
 * then their bodies are forgotten. So a long file takes little memory, and what is worked on is still in the processor's caches.
 *
 * That is only done as long as no operation has to know those behind it. Where that, or anything else, is not as usual, nothing
 * was said or written yet, and the file is worked on as a whole.
 */
import { AsmPrinter, type PrintOptions } from "../../ir/assembly/asm-printer.ts";
import { type ParsedFile, parseFile } from "../../ir/assembly/parse.ts";
import type { Block } from "../../ir/block.ts";
import { BuiltinModuleOp } from "../../ir/builtin/ops.ts";
import type { Context } from "../../ir/context.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { UnknownLoc } from "../../ir/location.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { Operation } from "../../ir/operation.ts";
import { Region } from "../../ir/region.ts";
import { isIsolatedFromAbove, SymbolTableTrait } from "../../ir/traits.ts";
import { ModuleVerifier } from "../../ir/verifier.ts";
import { PassManager } from "../../passes/pass-manager.ts";
import { anyAnchor, localPasses, type Pipeline } from "../../passes/pipeline.ts";

export interface StreamingOptions {
  /** Name of the file in locations. */
  readonly name: string;
  readonly pipeline: Pipeline;
  readonly verifyEach: boolean;
  readonly print: PrintOptions;
}

/** The text of the transformed module; undefined if the file has to be worked on as a whole. */
export function transformWhileReading(text: string, context: Context, options: StreamingOptions): string | undefined {
  const { anchor } = options.pipeline;
  if (anchor !== anyAnchor && anchor !== BuiltinModuleOp.name) return undefined;
  if (localPasses(options.pipeline, "") === undefined) return undefined;
  const { handler } = context;
  context.handler = giveUp;
  try {
    const stream = new Stream(context, options);
    const file = parseFile(text, context, { name: options.name, verify: false, listener: stream });
    return file === undefined ? undefined : stream.finish(file);
  } catch (error) {
    if (!(error instanceof NeedsWholeModule)) throw error;
    return undefined;
  } finally {
    context.handler = handler;
  }
}

class NeedsWholeModule extends Error {}

function giveUp(): never {
  throw new NeedsWholeModule();
}

/** So many characters are read before the next step: few enough for the caches, and enough to do the same for a while. */
const batchLength = 1 << 15;

class Stream {
  readonly #context: Context;
  readonly #options: StreamingOptions;
  readonly #verifier: ModuleVerifier;
  /** Stands for the module as long as it is being read. */
  readonly #module: Operation;
  readonly #printer: AsmPrinter;
  readonly #chunks: string[];
  /** One for each pass, by the name of the functions. */
  readonly #managers: Map<string, readonly PassManager[]>;
  #block: Block | undefined;
  /** What was read last. */
  #batch: Operation[];
  #batchStart: number;
  /** Operations from the first one on that refers to a symbol further down. */
  readonly #waiting: Operation[];

  constructor(context: Context, options: StreamingOptions) {
    this.#context = context;
    this.#options = options;
    this.#verifier = new ModuleVerifier(context);
    this.#module = BuiltinModuleOp.build({ bodyRegion: new Region() }, UnknownLoc.get());
    this.#chunks = [];
    this.#printer = new AsmPrinter(this.#module, options.print, (chunk) => this.#chunks.push(chunk));
    this.#managers = new Map();
    this.#batch = [];
    this.#batchStart = 0;
    this.#waiting = [];
  }

  beginModule(attributeCount: number): void {
    requireNoAttributes(attributeCount);
  }

  endOperation(op: Operation, end: number): void {
    if (!this.#canStandAlone(op)) giveUp();
    if (this.#block === undefined) this.#enter(op.block!);
    else if (op.block !== this.#block) giveUp();
    this.#verifier.add(this.#module, op);
    if (this.#waiting.length > 0) this.#waiting.push(op);
    else this.#batch.push(op);
    if (end - this.#batchStart < batchLength) return;
    this.#batchStart = end;
    this.#work();
  }

  /** With passes, just functions are: other operations might be transformed themselves. */
  #canStandAlone(op: Operation): boolean {
    if (op.numResults + op.numOperands + op.blockOperands.length > 0) return false;
    if (this.#options.pipeline.elements.length > 0 && !FunctionOpInterface.implementedBy(op)) return false;
    return op.regions.length === 0 || isIsolatedFromAbove(op);
  }

  /** Makes the block that is being read the module's, until the module itself is made. */
  #enter(block: Block): void {
    this.#block = block;
    if (block.region === null) this.#module.regions[0]!.append(block);
    else block.region.parentOp = this.#module;
  }

  #work(): void {
    const batch = this.#batch;
    this.#batch = [];
    const firstToWait = batch.findIndex((op) => !this.#verifier.part(op));
    const ready = firstToWait < 0 ? batch : batch.slice(0, firstToWait);
    if (firstToWait >= 0) this.#waiting.push(...batch.slice(firstToWait));
    this.#runPasses(ready);
    for (const op of ready) this.#printer.ahead(op);
    for (const op of ready) forget(op);
  }

  /** Runs each pass on all functions before the next one. */
  #runPasses(functions: readonly Operation[]): void {
    const managers = functions.map((op) => this.#managersFor(op));
    const count = managers.reduce((most, { length }) => Math.max(most, length), 0);
    for (let i = 0; i < count; i++) {
      functions.forEach((op, at) => {
        if (managers[at]![i]?.run(op) === false) giveUp();
      });
    }
  }

  #managersFor({ name }: Operation): readonly PassManager[] {
    const { pipeline, verifyEach } = this.#options;
    const verify = (op: Operation): boolean => this.#verifier.part(op);
    return getOrMake(this.#managers, name, () =>
      (localPasses(pipeline, name) ?? []).map(
        (pass) => new PassManager(this.#context, { anchor: anyAnchor, elements: [pass] }, { verifyEach, verify }),
      ),
    );
  }

  finish({ module, resources }: ParsedFile): string {
    requireNoAttributes(module.discardableAttrs.size);
    if (this.#block !== undefined && module.regions[0]!.front !== this.#block) giveUp();
    this.#work();
    this.#verifier.rest(module);
    this.#runPasses(this.#waiting);
    this.#printer.fileOf(module, resources);
    return this.#chunks.join("");
  }
}

/** Attributes may say something about what is inside, and their aliases have the first numbers. */
function requireNoAttributes(count: number): void {
  if (count > 0) giveUp();
}

/** Lets go of what is in an operation. Symbols in it may still be asked for. */
function forget(op: Operation): void {
  if (op.def.hasTrait(SymbolTableTrait)) return;
  for (const region of op.regions) region.clear();
}
