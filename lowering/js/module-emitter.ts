/** Writes a module: its functions in one scope, with the constants that they share. */

import { FuncOp } from "../../dialects/func/index.ts";
import type { FunctionType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { checkType, FunctionEmitter } from "./function-emitter.ts";
import type { Rule } from "./rule.ts";

export class ModuleEmitter {
  readonly rules: ReadonlyMap<OpDefinition, Rule>;
  /** What stands behind the names `c0`, `c1`, ... */
  readonly constants: unknown[];
  readonly #constantNames: Map<unknown, string>;
  /** The functions of the module by their symbol, and their names in JavaScript. */
  readonly #functions: Map<string, FuncOp>;
  readonly #names: Map<string, string>;
  /** Functions that are called and not yet written. */
  readonly #pending: string[];
  readonly #texts: string[];

  constructor(module: Operation, rules: ReadonlyMap<OpDefinition, Rule>) {
    this.rules = rules;
    this.constants = [];
    this.#constantNames = new Map();
    this.#functions = new Map();
    this.#names = new Map();
    this.#pending = [];
    this.#texts = [];
    for (const op of module.regions[0]!.front.ops()) {
      const func = FuncOp.match(op);
      if (func !== undefined) this.#functions.set(func.sym_name.value, func);
    }
  }

  /**
   * The text of a function body that takes `runtime`'s functions and the constants and returns the functions `entries`,
   * by their symbols.
   *
   * @throws {DiagnosticError} at an operation that is not supported
   */
  emit(entries: readonly string[], runtimeNames: readonly string[]): string {
    const exported = entries.map((name) => `  ${JSON.stringify(name)}: ${this.functionName(name)},`);
    // Writing a function may add others.
    for (const name of this.#pending) this.#emitFunction(name);
    const words = new Set(this.#texts.join("\n").match(/(?<![.\w])\w+(?=\()/g));
    const used = runtimeNames.filter((name) => words.has(name));
    const lines = ['"use strict";'];
    if (used.length > 0) lines.push(`const { ${used.join(", ")} } = runtime;`);
    if (this.constants.length > 0)
      lines.push(`const [${this.constants.map((_, i) => `c${i}`).join(", ")}] = constants;`);
    return [...lines, ...this.#texts, "return {", ...exported, "};", ""].join("\n");
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

  /** The name of the function with this symbol, which will be written. */
  functionName(symbol: string): string {
    let name = this.#names.get(symbol);
    if (name === undefined) {
      name = `f${this.#names.size}_${symbol.replace(/[^\w$]/g, "_")}`;
      this.#names.set(symbol, name);
      this.#pending.push(symbol);
    }
    return name;
  }

  #emitFunction(symbol: string): void {
    const func = this.#functions.get(symbol)!;
    const { op, body, function_type } = func;
    if (body.isEmpty) throw opError(op, `'@${symbol}' has no body, so that it cannot be called`);
    const { inputs, results } = function_type.value as FunctionType;
    for (const type of [...inputs, ...results]) checkType(op, type);
    const fn = new FunctionEmitter(this);
    const names = body.front.args.map((arg) => {
      fn.alias(arg, fn.fresh("a"));
      return fn.text(arg);
    });
    fn.emitRegion(body, (terminator) => {
      const values = fn.texts(terminator.operands);
      if (values.length > 0) fn.line(`return ${values.length === 1 ? values[0] : `[${values.join(", ")}]`};`);
      else fn.line("return;");
    });
    this.#texts.push(`function ${this.functionName(symbol)}(${names.join(", ")}) {`, fn.body, "}");
  }
}
