/** What a format keeps while an operation is read, and what its steps and custom directives are. */

import type { Attribute, Type } from "../attribute.ts";
import type { OpDefinition } from "../define-op.ts";
import type { Operation } from "../operation.ts";
import type { Segment } from "../segments.ts";
import type { AsmParser, UnresolvedOperand } from "./asm-parser.ts";
import type { AsmPrinter } from "./asm-printer.ts";
import type { ParsedOperation } from "./parsed-operation.ts";

/** One step of a compiled format. */
export interface FormatStep {
  parse(parser: AsmParser, state: FormatState): void;
  /** Reads the step if it stands here; only where it may open an optional group. */
  parseOptional?(parser: AsmParser, state: FormatState): boolean;
  print(op: Operation, printer: AsmPrinter): void;
  /** Whether there is anything to print; decides optional groups. */
  isPresent?(op: Operation): boolean;
  /** For an anchor that is not first: what its presence means when the group was read. */
  markPresent?(state: FormatState): void;
}

/** `custom<Name>(...)`: syntax in TypeScript inside a format. It is given the names that stand in the parentheses. */
export interface CustomDirective {
  parse(parser: AsmParser, state: FormatState, ...names: string[]): void;
  print(op: Operation, printer: AsmPrinter, ...names: string[]): void;
}

/**
 * What was read for each group of operands, or for the types of each group of operands or results. Most groups are one
 * value, for which no list is made.
 */
export class Groups<T> {
  readonly #items: (T | undefined)[];
  #lists: (readonly T[] | undefined)[] | undefined;
  constructor(segments: readonly Segment[]) {
    this.#items = new Array<T | undefined>(segments.length).fill(undefined);
    this.#lists = undefined;
  }

  clear(): void {
    for (let group = 0; group < this.#items.length; group++) this.#items[group] = undefined;
    this.#lists = undefined;
  }

  setOne(group: number, item: T): void {
    this.#items[group] = item;
  }
  setList(group: number, list: readonly T[]): void {
    this.#lists ??= new Array<readonly T[] | undefined>(this.#items.length);
    this.#lists[group] = list;
  }
  isKnown(group: number): boolean {
    return this.#items[group] !== undefined || this.#lists?.[group] !== undefined;
  }
  /** The first item of the group; undefined if it is not known or has none. */
  first(group: number): T | undefined {
    return this.#items[group] ?? this.#lists?.[group]?.[0];
  }
  /** All items of the group; undefined if it is not known. */
  list(group: number): readonly T[] | undefined {
    const item = this.#items[group];
    return item === undefined ? this.#lists?.[group] : [item];
  }
}

/** What a format has read of an operation before its operands can be resolved. One serves for many operations in turn. */
export class FormatState {
  op: ParsedOperation;
  readonly operands: Groups<UnresolvedOperand>;
  readonly operandTypes: Groups<Type>;
  readonly resultTypes: Groups<Type>;
  /** All operands at once, from `operands`. */
  allOperands: readonly UnresolvedOperand[] | undefined;
  /** All operand or result types at once, from `type(operands)` and `functional-type`. */
  allOperandTypes: readonly Type[] | undefined;
  allResultTypes: readonly Type[] | undefined;

  constructor(op: ParsedOperation) {
    const { operandSegments, resultSegments } = op.def;
    this.op = op;
    this.operands = new Groups(operandSegments);
    this.operandTypes = new Groups(operandSegments);
    this.resultTypes = new Groups(resultSegments);
    this.allOperands = undefined;
    this.allOperandTypes = undefined;
    this.allResultTypes = undefined;
  }

  /** Forgets what was read, to begin with another operation of the same kind. */
  restart(op: ParsedOperation): void {
    this.op = op;
    this.operands.clear();
    this.operandTypes.clear();
    this.resultTypes.clear();
    this.allOperands = undefined;
    this.allOperandTypes = undefined;
    this.allResultTypes = undefined;
  }

  // For custom directives.

  setOperands(name: string, operands: readonly UnresolvedOperand[]): void {
    this.operands.setList(operandGroup(this.op.def, name), operands);
  }
  /** Whether operands were read for an optional or variadic name. */
  hasOperands(name: string): boolean {
    return this.operands.first(operandGroup(this.op.def, name)) !== undefined;
  }
  setTypes(name: string, types: readonly Type[]): void {
    const operand = operandGroup(this.op.def, name);
    if (operand >= 0) this.operandTypes.setList(operand, types);
    else this.resultTypes.setList(resultGroup(this.op.def, name), types);
  }
  /** The types that were read for a name; undefined if the text has not told them. */
  typesOf(name: string): readonly Type[] | undefined {
    const operand = operandGroup(this.op.def, name);
    return operand >= 0 ? this.operandTypes.list(operand) : this.resultTypes.list(resultGroup(this.op.def, name));
  }
  setAttribute(name: string, value: Attribute): void {
    this.op.addAttribute(name, value);
  }
}

/** The index of the group of operands, or of results, of this name; -1 if there is none. */
export const operandGroup = (def: OpDefinition, name: string): number =>
  def.operandSegments.findIndex((segment) => segment.name === name);
export const resultGroup = (def: OpDefinition, name: string): number =>
  def.resultSegments.findIndex((segment) => segment.name === name);
