/**
 * The instructions that a syntax tree is compiled to, for a simulation of the nondeterministic automaton (Thompson 1968;
 * Pike's virtual machine). They stand in one flat array, `instructionSize` numbers each: operation and two operands.
 */
import { type Assertion, type ByteSet, RegexError, type RegexNode } from "./syntax.ts";

export const instructionSize = 3;

/** The offset between two instructions is `instructionSize`; "goes on" means to the next one. */
export const Operation = {
  /** The byte `a`, goes on. */
  byte: 0,
  /** A byte of the set number `a`, goes on. */
  set: 1,
  /** Goes on where assertion number `a` holds. */
  assertion: 2,
  /** Goes on or to `a`; going on is tried first. */
  split: 3,
  /** Goes to `a`. */
  jump: 4,
  /** Starts the repetition number `b`, goes on. */
  enter: 5,
  /** Ends a pass of the repetition number `b`: goes to `a` for another pass, or on. */
  again: 6,
  /** Sets slot number `a` of the captures to the position, goes on. */
  save: 7,
  /** What group `b` has matched, then goes to `a`; going on instead leads through the group's own body. */
  backreference: 8,
  match: 9,
} as const;

export const assertions: readonly Assertion[] = ["line-start", "line-end", "word-start", "word-end"];

export interface Program {
  readonly code: Int32Array;
  readonly sets: readonly ByteSet[];
  /** The bytes a match can begin with, or undefined when it can be empty or begin with an assertion. */
  readonly firstBytes: ByteSet | undefined;
  readonly slotCount: number;
  readonly repetitionCount: number;
}

/** Counted repetitions are spelled out, so nested ones can grow beyond any bound. */
const maximalSize = 1 << 20;

export type Direction = "forward" | "backward";

/**
 * Compiles a tree. A backward program matches the same texts read from their end; it has no captures.
 *
 * @throws RegexError when the program would be too large.
 */
export function compileProgram(root: RegexNode, direction: Direction = "forward"): Program {
  const compiler = new Compiler(direction);
  compiler.emitNode(root);
  compiler.emit(Operation.match);
  return compiler.finish();
}

class Compiler {
  readonly #backward: boolean;
  readonly #code: number[];
  readonly #sets: ByteSet[];
  readonly #setNumbers: Map<ByteSet, number>;
  #slotCount: number;
  #repetitionCount: number;

  constructor(direction: Direction) {
    this.#backward = direction === "backward";
    this.#code = [];
    this.#sets = [];
    this.#setNumbers = new Map();
    this.#slotCount = 2;
    this.#repetitionCount = 0;
  }

  finish(): Program {
    const code = Int32Array.from(this.#code);
    return {
      code,
      sets: this.#sets,
      firstBytes: firstBytes(code, this.#sets),
      slotCount: this.#slotCount,
      repetitionCount: this.#repetitionCount,
    };
  }

  /** Appends an instruction and returns its place. */
  emit(operation: number, a = 0, b = 0): number {
    const place = this.#code.length;
    if (place > maximalSize) throw new RegexError("out of memory");
    this.#code.push(operation, a, b);
    return place;
  }

  emitNode(node: RegexNode): void {
    switch (node.kind) {
      case "byte":
        this.emit(Operation.byte, node.byte);
        return;
      case "set":
        this.#emitSet(node.set);
        return;
      case "assertion":
        this.emit(Operation.assertion, assertions.indexOf(node.assertion));
        return;
      case "sequence":
        for (const item of this.#backward ? node.items.toReversed() : node.items) this.emitNode(item);
        return;
      case "alternation":
        this.#emitAlternation(node.branches);
        return;
      case "plus": {
        const repetition = this.#repetitionCount++;
        const start = this.emit(Operation.enter, 0, repetition) + instructionSize;
        this.emitNode(node.body);
        this.emit(Operation.again, start, repetition);
        return;
      }
      case "optional": {
        const split = this.emit(Operation.split);
        this.emitNode(node.body);
        this.#patch(split);
        return;
      }
      case "group":
        this.#slotCount = Math.max(this.#slotCount, 2 * node.index + 2);
        this.emit(Operation.save, 2 * node.index);
        this.emitNode(node.body);
        this.emit(Operation.save, 2 * node.index + 1);
        return;
      case "backreference": {
        const reference = this.emit(Operation.backreference, 0, node.index);
        this.emitNode(node.body);
        this.#patch(reference);
        return;
      }
    }
  }

  #emitSet(set: ByteSet): void {
    let number = this.#setNumbers.get(set);
    if (number === undefined) {
      number = this.#sets.push(set) - 1;
      this.#setNumbers.set(set, number);
    }
    this.emit(Operation.set, number);
  }

  #emitAlternation(branches: readonly RegexNode[]): void {
    const jumps: number[] = [];
    branches.forEach((branch, index) => {
      const isLast = index === branches.length - 1;
      const split = isLast ? -1 : this.emit(Operation.split);
      this.emitNode(branch);
      if (isLast) return;
      jumps.push(this.emit(Operation.jump));
      this.#patch(split);
    });
    for (const jump of jumps) this.#patch(jump);
  }

  /** Makes the instruction at `place` lead to the next one that is emitted. */
  #patch(place: number): void {
    this.#code[place + 1] = this.#code.length;
  }
}

/** The bytes that the instructions reachable without consuming one accept. */
function firstBytes(code: Int32Array, sets: readonly ByteSet[]): ByteSet | undefined {
  const bytes: ByteSet = new Uint8Array(256);
  const seen = new Uint8Array(code.length);
  const pending = [0];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (seen[place]) continue;
    seen[place] = 1;
    const operand = code[place + 1]!;
    switch (code[place]) {
      case Operation.byte:
        bytes[operand] = 1;
        break;
      case Operation.set:
        sets[operand]!.forEach((member, byte) => {
          bytes[byte]! |= member;
        });
        break;
      case Operation.jump:
        pending.push(operand);
        break;
      case Operation.assertion:
      case Operation.match:
        return undefined;
      case Operation.split:
      case Operation.again:
        pending.push(place + instructionSize, operand);
        break;
      default:
        pending.push(place + instructionSize);
    }
  }
  return bytes;
}
