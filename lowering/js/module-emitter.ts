/** Writes a module: its functions in one scope, with the constants that they share. */

import { GPUFuncOp } from "../../dialects/gpu/index.ts";
import type { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { TensorType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { SymbolTableCollection, symbolName } from "../../ir/symbol-table.ts";
import { type Device, LaunchingFunctions } from "./device.ts";
import { checkType, FunctionEmitter } from "./function-emitter.ts";
import { emitKernel } from "./launches.ts";
import type { Rule } from "./rule.ts";
import { runtimeNames } from "./runtime/index.ts";
import { ThreadAnalysis } from "./thread-analysis.ts";
import { functionOfThread } from "./thread-scope.ts";

/** A function of the program that becomes one of JavaScript. */
interface WantedFunction {
  readonly op: Operation;
  readonly name: string;
  /** Whether its first argument is the thread that calls it. */
  readonly byThread: boolean;
}

export class ModuleEmitter {
  readonly rules: ReadonlyMap<OpDefinition, Rule>;
  /** What stands behind the names `c0`, `c1`, ... */
  readonly constants: unknown[];
  readonly #module: Operation;
  readonly #constantNames: Map<unknown, string>;
  readonly #shared: Map<Operation, string>;
  readonly #tables: SymbolTableCollection;
  /** The names of functions in JavaScript: called by the host, and by threads. */
  readonly #names: readonly [host: Map<Operation, string>, thread: Map<Operation, string>];
  /** Functions that are called and not yet written. */
  readonly #pending: WantedFunction[];
  readonly #texts: string[];
  readonly #device: Device | undefined;
  #threads: ThreadAnalysis | undefined;
  #launching: LaunchingFunctions | undefined;
  #counter: number;

  constructor(module: Operation, rules: ReadonlyMap<OpDefinition, Rule>, device?: Device) {
    this.rules = rules;
    this.constants = [];
    this.#module = module;
    this.#device = device;
    this.#constantNames = new Map();
    this.#shared = new Map();
    this.#tables = new SymbolTableCollection();
    this.#names = [new Map(), new Map()];
    this.#pending = [];
    this.#texts = [];
    this.#threads = undefined;
    this.#launching = undefined;
    this.#counter = 0;
  }

  /**
   * The text of a function body that takes `runtime`'s functions and the constants and returns the functions `entries`,
   * by their symbols.
   *
   * @throws {DiagnosticError} at an operation that is not supported
   */
  emit(entries: readonly string[]): string {
    const table = this.#tables.table(this.#module);
    const exported = entries.map((name) => `  ${JSON.stringify(name)}: ${this.#exported(table.get(name)!)},`);
    // Writing a function may add others.
    for (const wanted of this.#pending) this.#emitFunction(wanted);
    const words = new Set([...this.#texts, ...exported].join("\n").match(/(?<![.\w])\w+(?=\()/g));
    const used = runtimeNames().filter((name) => words.has(name));
    const lines = ['"use strict";'];
    if (used.length > 0) lines.push(`const { ${used.join(", ")} } = runtime;`);
    if (this.constants.length > 0)
      lines.push(`const [${this.constants.map((_, i) => `c${i}`).join(", ")}] = constants;`);
    return [...lines, ...this.#texts, "return {", ...exported, "};", ""].join("\n");
  }

  /** The function that callers get. */
  #exported(func: Operation): string {
    const name = this.functionName(func);
    const areTensors = FunctionOpInterface.of(func)!
      .resultTypes(func)
      .map((type) => type instanceof TensorType);
    return areTensors.includes(true) ? `returnOwnTensors(${name}, [${areTensors.join(", ")}])` : name;
  }

  /** What functions and launches do with threads. */
  get threads(): ThreadAnalysis {
    this.#threads ??= new ThreadAnalysis(this.#module);
    return this.#threads;
  }

  /** Whether a function waits for a device. */
  isAsynchronous(func: Operation): boolean {
    if (this.#device === undefined) return false;
    this.#launching ??= new LaunchingFunctions(this.#module);
    return this.#launching.has(func);
  }

  /** The name of a value that is made once. */
  constant(value: unknown): string {
    let name = this.#constantNames.get(value);
    if (name === undefined) {
      name = `c${this.constants.length}`;
      this.constants.push(value);
      this.#constantNames.set(value, name);
    }
    return name;
  }

  /** A name for `text`, which is evaluated once, before any function is called. */
  sharedConstant(text: string): string {
    const name = `g${this.#counter++}`;
    this.#texts.push(`const ${name} = ${text};`);
    return name;
  }

  /** The same for all that ask on behalf of `op`. */
  sharedBy(op: Operation, text: () => string): string {
    return getOrMake(this.#shared, op, () => this.sharedConstant(text()));
  }

  /** What a reference in `from` means. */
  referenced(from: Operation, ref: SymbolRefAttr): Operation {
    const op = this.#tables.lookupNearest(from, ref);
    if (op === undefined) throw opError(from, `'${ref}' does not reference a valid symbol`);
    return op;
  }

  /** The name of a function, which will be written; `byThread` if its first argument is a thread. */
  functionName(op: Operation, byThread = false): string {
    const names = this.#names[byThread ? 1 : 0];
    let name = names.get(op);
    if (name === undefined) {
      name = `f${this.#names[0].size + this.#names[1].size}_${symbolName(op)!.replace(/[^\w$]/g, "_")}`;
      names.set(op, name);
      this.#pending.push({ op, name, byThread });
    }
    return name;
  }

  #emitFunction({ op, name, byThread }: WantedFunction): void {
    const { argumentTypes, resultTypes, body } = FunctionOpInterface.of(op)!;
    const region = body(op);
    if (region.isEmpty) throw opError(op, `'@${symbolName(op)}' has no body, so that it cannot be called`);
    for (const type of [...argumentTypes(op), ...resultTypes(op)]) checkType(op, type);
    if (GPUFuncOp.is(op)) this.#texts.push(emitKernel(GPUFuncOp.view(op), name, this));
    else if (this.isAsynchronous(op)) this.#addAsyncFunction(name, region);
    else this.addFunction(name, region, byThread ? op : undefined);
  }

  /** Writes a function of the region's arguments; of a thread in front of them if `threadUnit` is the function that it is. */
  addFunction(name: string, region: Region, threadUnit?: Operation): void {
    const thread = threadUnit === undefined ? undefined : functionOfThread(threadUnit, this.threads);
    const fn = new FunctionEmitter(this, thread?.scope);
    this.#addText(`${thread?.keyword ?? "function"} ${name}`, thread?.parameters ?? [], region, fn);
  }

  #addAsyncFunction(name: string, region: Region): void {
    const fn = new FunctionEmitter(this, undefined, this.constant(this.#device));
    this.#addText(`async function ${name}`, [], region, fn);
  }

  #addText(head: string, parameters: readonly string[], region: Region, fn: FunctionEmitter): void {
    const names = region.front.args.map((arg) => {
      fn.alias(arg, fn.fresh("a"));
      return fn.text(arg);
    });
    fn.emitRegion(region, (terminator) => {
      const values = fn.texts(terminator.operands);
      if (values.length > 0) fn.line(`return ${values.length === 1 ? values[0] : `[${values.join(", ")}]`};`);
      else fn.line("return;");
    });
    this.#texts.push(`${head}(${[...parameters, ...names].join(", ")}) {`, fn.body, "}");
  }

  /** A function for a region that uses nothing from outside; returns its name. */
  regionFunction(region: Region): string {
    const name = `r${this.#counter++}`;
    this.addFunction(name, region);
    return name;
  }
}
