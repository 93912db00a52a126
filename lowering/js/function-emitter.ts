/**
 * Writes the body of one function. Every SSA value becomes a constant; only what loops carry and what branches join is a
 * variable. A value that is used in another block than its own is declared at the top of its region, since the blocks of
 * the emitted program have scopes.
 */
import type { Type } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { elementTypeOrSelf, MemRefType, TensorType, VectorType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { OpResult, Value } from "../../ir/value.ts";
import { CodeWriter } from "../code-writer.ts";
import { emitBlocks } from "./control-flow.ts";
import { emitInStep } from "./device.ts";
import { type MemRefParts, memRefParts, storageOf } from "./memory-access.ts";
import type { ModuleEmitter } from "./module-emitter.ts";
import { isRepresentable, maxIndex } from "./representation.ts";
import { call, type ScalarContext, type ScalarRule } from "./rule.ts";
import type { ThreadScope } from "./thread-scope.ts";

const none: readonly never[] = [];

export class FunctionEmitter extends CodeWriter {
  readonly module: ModuleEmitter;
  /** Where the code that is being written finds its thread; undefined in code of the host. */
  thread: ThreadScope | undefined;
  /** The name of the device, in functions that launch on one. */
  readonly device: string | undefined;
  #counter: number;
  readonly #texts: Map<Value, string>;
  readonly #parts: Map<Value, MemRefParts>;
  /** Values that are declared at the top of their region. */
  readonly #declared: Set<Value>;
  /** For indices, the largest magnitude they can have, where that is known. */
  readonly #magnitudes: Map<Value, number>;

  constructor(module: ModuleEmitter, thread?: ThreadScope, device?: string) {
    super();
    this.module = module;
    this.thread = thread;
    this.device = device;
    this.#counter = 0;
    this.#texts = new Map();
    this.#parts = new Map();
    this.#declared = new Set();
    this.#magnitudes = new Map();
  }

  // Names.

  /** At the end of an iteration of `loop`: see `ThreadScope.holders`. */
  endIteration(loop: Operation): void {
    this.thread?.endIteration(loop, this);
  }
  /** A name that is not used yet. */
  fresh(prefix: string): string {
    return `${prefix}${this.#counter++}`;
  }

  /** A name for an expression: the expression itself if it is a name or a literal. */
  name(prefix: string, text: string): string {
    if (/^\w+$/.test(text)) return text;
    const name = this.fresh(prefix);
    this.line(`const ${name} = ${text};`);
    return name;
  }

  // Values.

  /** The expression for a value: a name or a literal. */
  text(value: Value): string {
    const text = this.#texts.get(value);
    if (text === undefined) throw new Error(`a value of type '${value.type}' is used before it is emitted`);
    return text;
  }
  texts(values: readonly Value[]): string[] {
    return values.map((value) => this.text(value));
  }

  /** Makes `value` stand for an expression that is a name or a literal. */
  alias(value: Value, text: string): void {
    this.#texts.set(value, text);
    this.#bindParts(value);
  }

  /** Writes the definition of a value. */
  define(value: Value, text: string): void {
    if (this.#declared.has(value)) this.line(`${this.text(value)} = ${text};`);
    else {
      const name = this.fresh("v");
      this.line(`const ${name} = ${text};`);
      this.#texts.set(value, name);
    }
    this.#bindParts(value);
  }

  /** Writes the declaration of a variable, to be assigned to; `bind` says when it has its value. */
  declare(value: Value, initial?: string): void {
    const suffix = initial === undefined ? "" : ` = ${initial}`;
    if (this.#declared.has(value)) {
      if (initial !== undefined) this.line(`${this.text(value)}${suffix};`);
      return;
    }
    const name = this.fresh("v");
    this.line(`let ${name}${suffix};`);
    this.#texts.set(value, name);
  }
  declareAll(values: readonly Value[]): void {
    for (const value of values) this.declare(value);
  }

  /** To be called where a declared value has been assigned to and its uses begin. */
  bind(values: readonly Value[]): void {
    for (const value of values) this.#bindParts(value);
  }

  /** Declares values without a scope of their own; `define` and `declare` then assign. */
  declareAtTop(values: readonly Value[]): void {
    if (values.length === 0) return;
    for (const value of values) {
      this.#texts.set(value, this.fresh("v"));
      this.#declared.add(value);
    }
    this.line(`let ${this.texts(values).join(", ")};`);
    for (const value of values) {
      const names = this.#makeParts(value)?.names ?? none;
      if (names.length > 0) this.line(`let ${names.map(([name]) => name).join(", ")};`);
    }
  }

  /** Assigns all sources to the variables of the targets at once. */
  assign(targets: readonly Value[], sources: readonly string[]): void {
    const lastRead = new Map(sources.map((source, i) => [source, i]));
    const copies = new Map<string, string>();
    this.texts(targets).forEach((target, i) => {
      const source = copies.get(sources[i]!) ?? sources[i]!;
      if (source === target) return;
      if (lastRead.get(target)! > i) {
        const copy = this.fresh("t");
        this.line(`const ${copy} = ${target};`);
        copies.set(target, copy);
      }
      this.line(`${target} = ${source};`);
    });
  }

  // Memrefs: what accesses need of them stands in constants beside them.

  /** Undefined for a layout that has no strides. */
  parts(value: Value): MemRefParts | undefined {
    return this.#parts.get(value);
  }

  #makeParts(value: Value): MemRefParts | undefined {
    if (!(value.type instanceof MemRefType)) return undefined;
    const parts = memRefParts(value, value.type, (prefix) => this.fresh(prefix));
    if (parts !== undefined) this.#parts.set(value, parts);
    return parts;
  }

  #bindParts(value: Value): void {
    if (!(value.type instanceof MemRefType)) return;
    const isDeclared = this.#declared.has(value);
    const parts = isDeclared ? this.#parts.get(value) : this.#makeParts(value);
    if (parts === undefined) return;
    const text = this.text(value);
    for (const [name, part] of parts.names) this.line(`${isDeclared ? "" : "const "}${name} = ${text}.${part};`);
  }

  // Bounds of indices.

  /** An upper bound of the magnitude of an index. */
  magnitude(value: Value): number {
    return this.#magnitudes.get(value) ?? maxIndex;
  }
  setMagnitude(value: Value, magnitude: number): void {
    if (magnitude < maxIndex) this.#magnitudes.set(value, magnitude);
  }

  // Operations.

  /** Writes a region. `exit` writes what the terminators do that leave it. */
  emitRegion(region: Region, exit: (terminator: Operation) => void): void {
    emitBlocks(region, this, exit);
  }

  /** Writes the operations of a block but for the terminator. */
  emitBlock(block: Block): void {
    const { terminator } = block;
    for (let op = block.first; op !== null && op !== terminator; op = op.next) this.emitOp(op);
  }

  /** @throws {DiagnosticError} if the operation or one of its types is not supported */
  emitOp(op: Operation): void {
    if (this.device === undefined) this.#emitOp(op);
    else emitInStep(op, this.device, this, () => this.#emitOp(op));
  }

  #emitOp(op: Operation): void {
    const rule = this.module.rules.get(op.def);
    if (rule === undefined) throw opError(op, "is not supported by the js engine");
    for (const { type } of op.results) checkType(op, type);
    if (rule.kind === "statement") rule.emit(op, this);
    else if (op.results.every(({ type }) => type instanceof VectorType || type instanceof TensorType)) {
      this.#emitElementwise(op, rule);
    } else this.#emitScalar(op, rule);
  }

  #emitScalar(op: Operation, rule: ScalarRule): void {
    const operands = op.operands;
    const context: ScalarContext = {
      op,
      args: this.texts(operands),
      operandTypes: operands.map(({ type }) => type),
      resultTypes: op.resultTypes,
      checked: (fast, exact, bound) =>
        this.#checked(op.result(), fast, exact, bound(...operands.map((v) => this.magnitude(v)))),
    };
    rule.texts(context).forEach((text, i) => {
      this.define(op.result(i), text);
    });
  }

  /** `fast` where it is exact for certain; otherwise it is checked, at first for the case that engines have integers for. */
  #checked(result: OpResult, fast: string, exact: string, magnitude: number): string {
    this.setMagnitude(result, magnitude);
    if (magnitude <= maxIndex) return fast;
    const name = this.name("t", fast);
    return `(${name} | 0) === ${name} ? ${name} | 0 : ${exact}`;
  }

  #emitElementwise(op: Operation, rule: ScalarRule): void {
    const names: string[] = [];
    const shaped: Value[] = [];
    const args = op.operands.map((operand) => {
      if (!(operand.type instanceof VectorType || operand.type instanceof TensorType)) return this.text(operand);
      shaped.push(operand);
      names.push(`x${shaped.length}`);
      return names.at(-1)!;
    });
    const context: ScalarContext = {
      op,
      args,
      operandTypes: op.operandTypes.map(elementTypeOrSelf),
      resultTypes: op.resultTypes.map(elementTypeOrSelf),
      checked: (_fast, exact) => exact,
    };
    const storage = ({ type }: Value): string => this.module.constant(storageOf(type as TensorType));
    rule.texts(context).forEach((text, i) => {
      const result = op.result(i);
      const f = `(${names.join(", ")}) => ${text}`;
      const operands = this.texts(shaped);
      if (result.type instanceof VectorType) this.define(result, call("elementwise", f, ...operands));
      else {
        const storages = `[${shaped.map(storage).join(", ")}]`;
        this.define(result, call("elementwiseTensor", storage(result), storages, f, ...operands));
      }
    });
  }
}

export function checkType(op: Operation, type: Type): void {
  if (!isRepresentable(type)) throw opError(op, `has a value of type '${type}', which the js engine does not support`);
}
