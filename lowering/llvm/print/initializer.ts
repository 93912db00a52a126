/**
 * The initial values of global variables that a region computes. LLVM has constants there, no instructions: aggregates
 * are put together, addresses and the few operations that LLVM has as constant expressions are written as such.
 */
import * as llvm from "../../../dialects/llvm/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { Block } from "../../../ir/block.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { constantText, isConstantOp } from "./constant-ops.ts";
import { bracketed, zero } from "./constants.ts";
import { type ModuleState, unprintable } from "./module-state.ts";

/** A constant: its text, or the parts of an aggregate that is still being put together. */
type Constant = string | Aggregate;
interface Aggregate {
  readonly type: Type;
  readonly parts: readonly Constant[];
}

/** Operations that are constant expressions, with the words that LLVM has for them. */
const casts: ReadonlyMap<OpDefinition, string> = new Map<OpDefinition, string>([
  [llvm.PtrToIntOp, "ptrtoint"],
  [llvm.IntToPtrOp, "inttoptr"],
  [llvm.BitcastOp, "bitcast"],
  [llvm.AddrSpaceCastOp, "addrspacecast"],
  [llvm.TruncOp, "trunc"],
]);
const binaries: ReadonlyMap<OpDefinition, string> = new Map<OpDefinition, string>([
  [llvm.AddOp, "add"],
  [llvm.SubOp, "sub"],
  [llvm.XOrOp, "xor"],
]);

class Evaluator {
  readonly #state: ModuleState;
  readonly #constants: Map<Value, Constant>;

  constructor(state: ModuleState) {
    this.#state = state;
    this.#constants = new Map();
  }

  /** The value that the block returns. */
  result(block: Block): string {
    for (const op of block.opsWithoutTerminator()) this.#constants.set(op.result(), this.#evaluate(op));
    return this.#text(this.#constants.get(block.last!.operand(0))!, block.last!);
  }

  #evaluate(op: Operation): Constant {
    if (isConstantOp(op)) return constantText(op, this.#state);
    const insertion = llvm.InsertValueOp.match(op);
    if (insertion !== undefined) {
      const { container, value, position } = insertion;
      return this.#insert(this.#of(container), container.type, position.numbers, this.#of(value), op);
    }
    const extraction = llvm.ExtractValueOp.match(op);
    if (extraction !== undefined) {
      const { container, position } = extraction;
      return this.#extract(this.#of(container), container.type, position.numbers, op);
    }
    return this.#expression(op);
  }

  #expression(op: Operation): string {
    const cast = casts.get(op.def);
    if (cast !== undefined) {
      return `${cast} (${this.#typed(op.operand(0), op)} to ${this.#state.type(op.result().type, op)})`;
    }
    const binary = binaries.get(op.def);
    if (binary !== undefined) return `${binary} (${this.#typed(op.operand(0), op)}, ${this.#typed(op.operand(1), op)})`;
    const address = llvm.GEPOp.match(op);
    if (address === undefined) throw unprintable(op, "it cannot be part of a global variable's initial value");
    const flags = llvm.GEPNoWrapFlags.namesOf(address.noWrapFlags)
      .map((name) => ` ${name}`)
      .join("");
    const indices = llvm.gepIndices(op).map((index) => {
      return typeof index === "number" ? `, i32 ${index}` : `, ${this.#typed(index, op)}`;
    });
    const type = this.#state.type(address.elem_type.value, op);
    return `getelementptr${flags} (${type}, ${this.#typed(address.base, op)}${indices.join("")})`;
  }

  #of(value: Value): Constant {
    return this.#constants.get(value)!;
  }
  #typed(value: Value, op: Operation): string {
    return `${this.#state.type(value.type, op)} ${this.#text(this.#of(value), op)}`;
  }

  #text(constant: Constant, op: Operation): string {
    if (typeof constant === "string") return constant;
    const { type, parts } = constant;
    const texts = parts.map((part, i) => `${this.#state.type(this.#partType(type, i), op)} ${this.#text(part, op)}`);
    return bracketed(type, texts);
  }

  #partType(type: Type, index: number): Type {
    return llvm.LLVMStructType.is(type) ? type.body![index]! : (type as llvm.LLVMArrayType).elementType;
  }

  #insert(into: Constant, type: Type, position: readonly number[], value: Constant, op: Operation): Constant {
    const [index, ...rest] = position;
    if (index === undefined) return value;
    const parts = [...this.#parts(into, type, op)];
    parts[index] = this.#insert(parts[index]!, this.#partType(type, index), rest, value, op);
    return { type, parts };
  }

  #extract(from: Constant, type: Type, position: readonly number[], op: Operation): Constant {
    const [index, ...rest] = position;
    if (index === undefined) return from;
    return this.#extract(this.#parts(from, type, op)[index]!, this.#partType(type, index), rest, op);
  }

  /** The parts of an aggregate; those of one that is the same everywhere are that themselves. */
  #parts(constant: Constant, type: Type, op: Operation): readonly Constant[] {
    if (typeof constant !== "string") return constant.parts;
    const count = llvm.LLVMStructType.is(type) ? type.body!.length : (type as llvm.LLVMArrayType).numElements;
    const partOf = (index: number): string => {
      if (constant === "undef" || constant === "poison") return constant;
      if (constant === "zeroinitializer") return zero(this.#partType(type, index));
      throw unprintable(op, "parts of constants that are written as one attribute cannot be changed");
    };
    return Array.from({ length: count }, (_, index) => partOf(index));
  }
}

/** The initial value that a region with one block computes. */
export const initializerText = (block: Block, state: ModuleState): string => new Evaluator(state).result(block);
