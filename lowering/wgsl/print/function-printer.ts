/** Prints the body of one function. */

import type { Type } from "../../../ir/attribute.ts";
import type { Block } from "../../../ir/block.ts";
import type { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { f16 } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { CodeWriter } from "../../code-writer.ts";
import type { FunctionScope } from "./function-scope.ts";
import { intLiteral, literal } from "./literals.ts";
import type { ExpressionRule } from "./rule.ts";
import { rules } from "./rules/index.ts";

const bits = new DataView(new ArrayBuffer(4));

/** Memory: a flat array. */
export interface BufferName {
  readonly name: string;
  readonly isAtomic: boolean;
  /** The number of elements, where it is known. */
  readonly size: number | undefined;
}

export class FunctionPrinter extends CodeWriter {
  readonly scope: FunctionScope;
  #counter: number;
  readonly #texts: Map<Value, string>;
  readonly #literals: Set<Value>;
  readonly #buffers: Map<Value, BufferName>;

  constructor(scope: FunctionScope) {
    super();
    this.scope = scope;
    this.#counter = 0;
    this.#texts = new Map();
    this.#literals = new Set();
    this.#buffers = new Map();
  }

  // Names.

  fresh(): string {
    return `v${this.#counter++}`;
  }

  // Values.

  /** The name of a value, or a literal. */
  text(value: Value): string {
    const text = this.#texts.get(value);
    if (text === undefined) throw new Error(`a value of type '${value.type}' is used before it is printed`);
    return text;
  }
  define(value: Value, text: string): void {
    const name = this.fresh();
    this.line(`let ${name} = ${text};`);
    this.#texts.set(value, name);
  }
  defineConstant(value: Value, attr: IntegerAttr | FloatAttr): void {
    const text = literal(attr);
    if (text !== undefined) {
      this.#texts.set(value, text);
      this.#literals.add(value);
      return;
    }
    // The bits have a name, since WGSL refuses numbers that are not finite in what it computes beforehand.
    bits.setFloat32(0, (attr as FloatAttr).value);
    const name = this.fresh();
    this.line(`let ${name} = ${intLiteral(bits.getInt32(0))};`);
    const number = `bitcast<f32>(${name})`;
    this.define(value, value.type === f16() ? `f16(${number})` : number);
  }
  /** The name of an argument of the function. */
  parameter(value: Value): string {
    const name = this.fresh();
    this.#texts.set(value, name);
    return name;
  }
  /** A variable for a value that is assigned later, or more than once; returns its name. */
  declare(value: Value, initial?: string): string {
    const name = this.variable(value.type, initial);
    this.#texts.set(value, name);
    return name;
  }
  variable(type: Type, initial?: string): string {
    const name = this.fresh();
    this.line(`var ${name}: ${this.scope.module.type(type)}${initial === undefined ? "" : ` = ${initial}`};`);
    return name;
  }

  // Memory.

  buffer(value: Value): BufferName {
    return this.#buffers.get(value)!;
  }
  bindBuffer(value: Value, name: BufferName): void {
    this.#buffers.set(value, name);
  }
  declareMemory(value: Value): void {
    this.bindBuffer(value, this.scope.declareMemory(value, this));
  }
  /** Constants that are beyond the end are named, since WGSL refuses them. */
  indexText(buffer: Value, index: Value): string {
    const text = this.text(index);
    if (!this.#literals.has(index)) return text;
    const position = Number.parseInt(text, 10);
    const { size } = this.buffer(buffer);
    return position >= 0 && (size === undefined || position < size) ? text : this.#named(text);
  }

  // Operations.

  printOps(block: Block): void {
    for (const op of block.ops()) this.#printOp(op);
  }

  #printOp(op: Operation): void {
    const rule = rules().get(op.def);
    if (rule === undefined) throw opError(op, "has no form in WGSL: run 'convert-gpu-to-wgsl' first");
    if (rule.kind === "statement") rule.print(op, this);
    else
      this.define(
        op.result(),
        rule.text(this.#arguments(op, rule), op, (type) => this.scope.module.type(type)),
      );
  }

  #arguments(op: Operation, rule: ExpressionRule): readonly string[] {
    const { operands } = op;
    // What consists of constants alone is computed beforehand, and refused if it overflows.
    const isRefused = rule.isRefused(operands.map((operand) => this.text(operand)));
    const needsNames = isRefused || operands.every((operand) => this.#literals.has(operand));
    return operands.map((operand) => {
      const text = this.text(operand);
      return needsNames && this.#literals.has(operand) ? this.#named(text) : text;
    });
  }

  #named(text: string): string {
    const name = this.fresh();
    this.line(`let ${name} = ${text};`);
    return name;
  }
}
