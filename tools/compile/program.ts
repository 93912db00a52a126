/** Programs between their text and their functions. */

import { FuncOp } from "../../dialects/func/index.ts";
import type { FunctionType } from "../../ir/builtin/types.ts";
import type { Context } from "../../ir/context.ts";
import type { Operation } from "../../ir/operation.ts";
import { symbolVisibility } from "../../ir/symbol-table.ts";
import { defaultContext } from "../registry.ts";
import { type Callable, callable } from "./callable.ts";
import { type EngineChoice, type EngineOptions, engines, resolveEngine } from "./engines.ts";
import type { Source } from "./errors.ts";
import { lowerForEngine } from "./lower.ts";
import { prepareModule, withDiagnostics } from "./prepare.ts";

export interface ProgramOptions {
  /** Passes to run first, as in "builtin.module(canonicalize,cse)". Requests for derivatives are always expanded. */
  readonly pipeline?: string;
  /** The context that a module belongs to, or in which a text is read; by default one with everything in this package. */
  readonly context?: Context;
  /** Stands for a text in messages. */
  readonly name?: string;
  /** Functions that are wanted although they are private; by default the public ones are. */
  readonly entries?: readonly string[];
}

/** A program of plain code, which engines can be chosen for. */
export class LoadedProgram {
  readonly #module: Operation;
  readonly #context: Context;
  readonly #source: Source | undefined;
  /** The functions with a body, private ones included. */
  readonly #functions: ReadonlyMap<string, FuncOp>;

  /** @throws {CompileError} if the text is wrong or a pass fails */
  constructor(program: string | Operation, options: ProgramOptions) {
    const { context = defaultContext(), name = "<string>" } = options;
    this.#context = context;
    this.#source = typeof program === "string" ? { name, text: program } : undefined;
    this.#module = prepareModule(program, context, options, this.#source);
    const functions = new Map<string, FuncOp>();
    for (const op of this.#module.regions[0]!.front.ops()) {
      const func = FuncOp.match(op);
      if (func !== undefined && !func.body.isEmpty) functions.set(func.sym_name.value, func);
    }
    this.#functions = functions;
  }

  get functionNames(): string[] {
    return [...this.#functions.keys()];
  }
  get publicNames(): string[] {
    return this.functionNames.filter((name) => symbolVisibility(this.#functions.get(name)!.op) === "public");
  }
  /** The type of one of the functions. */
  typeOf(name: string): FunctionType {
    return this.#functions.get(name)!.function_type.value as FunctionType;
  }

  /**
   * Makes some of the functions callable.
   *
   * @throws {CompileError} if they hold what the engine does not support
   * @throws {LlvmError} if the engine is "llvm" and libLLVM is not installed
   */
  compile(names: readonly string[], engine: EngineChoice, options: EngineOptions = {}): Record<string, Callable> {
    const resolved = resolveEngine(engine, this.#module);
    const guarded = <T>(work: () => T): T => withDiagnostics(this.#context, this.#source, work);
    const module = guarded(() => lowerForEngine(this.#module, resolved, names, this.#context));
    const functions = guarded(() => engines[resolved](module, names, this.#context, options));
    return Object.fromEntries(names.map((name) => [name, callable(name, this.typeOf(name), functions?.[name])]));
  }
}
