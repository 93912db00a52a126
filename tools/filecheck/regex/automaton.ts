/**
 * A deterministic automaton, built from a program while it runs (as in grep and RE2), that skips quickly over the bytes
 * of a large text before the first match. It sees whether a match has ended, not where it started; so it answers with a
 * place from which the simulation goes on.
 */
import { newline } from "./byte-set.ts";
import { assertions, instructionSize, Operation, type Program } from "./program.ts";
import { isWordByte, type Region } from "./simulation.ts";

/** Beyond this many states all are forgotten and built anew as needed, which bounds the memory. */
const maximalStates = 2000;

/** Entries of the table that are not states. */
const unknown = -1;
const matched = -2;

/** What assertions need to know of the byte before a position. */
const Context = { other: 0, line: 1, word: 2 } as const;
const contextCount = 3;

interface State {
  /** The instructions reached by the last byte, in ascending order, without those where a match can start anew. */
  readonly places: readonly number[];
  readonly context: number;
}

export class Automaton {
  readonly #program: Program;
  readonly #hasAssertion: boolean;
  /** Bytes that no instruction tells apart share a class; the last class is the end of the region. */
  readonly #classes: Uint8Array;
  /** A byte of each class. */
  readonly #representatives: number[];
  readonly #states: State[];
  readonly #numbers: Map<string, number>;
  /** The successor of each state for each class. */
  #table: Int32Array;

  constructor(program: Program) {
    this.#program = program;
    this.#hasAssertion = operationsOf(program.code).includes(Operation.assertion);
    this.#representatives = [];
    this.#classes = this.#partitionBytes();
    this.#states = [];
    this.#numbers = new Map();
    this.#table = new Int32Array(0);
    this.#forget();
  }

  /** A position from which a search for the first match that starts at `from` or later finds it; if there is one. */
  skip(region: Region, from: number): number | undefined {
    const { text, end } = region;
    const classes = this.#classes;
    const stride = this.#representatives.length + 1;
    let table = this.#table;
    let state = this.#contextAt(region, from);
    let idle = from;
    for (let position = from; position < end; position++) {
      if (state < contextCount) idle = position;
      const byteClass = classes[text.charCodeAt(position)]!;
      let next = table[state * stride + byteClass]!;
      if (next === unknown) {
        next = this.#advance(state, byteClass);
        table = this.#table;
      }
      if (next === matched) return idle;
      state = next;
    }
    if (state < contextCount) idle = end;
    return this.#advance(state, stride - 1) === matched ? idle : undefined;
  }

  #contextAt({ text, start }: Region, position: number): number {
    if (!this.#hasAssertion) return Context.other;
    return position === start ? Context.line : contextAfter(text.charCodeAt(position - 1));
  }

  #partitionBytes(): Uint8Array {
    const { code, sets } = this.#program;
    const single = new Set<number>();
    for (let place = 0; place < code.length; place += instructionSize) {
      if (code[place] === Operation.byte) single.add(code[place + 1]!);
    }
    if (this.#hasAssertion) single.add(newline);
    const classes = new Uint8Array(256);
    const known = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      let signature = single.has(byte) ? `${byte}` : "-";
      for (const set of sets) signature += set[byte];
      if (this.#hasAssertion && isWordByte(byte)) signature += "w";
      let number = known.get(signature);
      if (number === undefined) {
        number = this.#representatives.push(byte) - 1;
        known.set(signature, number);
      }
      classes[byte] = number;
    }
    return classes;
  }

  /** Keeps the states without a match begun alone, one for each context; their numbers are the contexts. */
  #forget(): void {
    this.#states.length = 0;
    this.#numbers.clear();
    this.#table = new Int32Array(64 * (this.#representatives.length + 1)).fill(unknown);
    for (let context = 0; context < contextCount; context++) this.#number({ places: [], context });
  }

  #number(state: State): number {
    const key = `${state.context}:${state.places.join()}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#states.push(state) - 1;
    this.#numbers.set(key, number);
    const needed = this.#states.length * (this.#representatives.length + 1);
    if (needed > this.#table.length) {
      const larger = new Int32Array(2 * needed).fill(unknown);
      larger.set(this.#table);
      this.#table = larger;
    }
    return number;
  }

  /** Computes the successor of a state: another state or `matched`. */
  #advance(from: number, byteClass: number): number {
    const state = this.#states[from]!;
    const byte = this.#representatives[byteClass] ?? -1;
    const waiting = this.#follow(state, byte);
    let next: number = matched;
    if (waiting !== undefined) {
      if (this.#states.length >= maximalStates) {
        this.#forget();
        return this.#number(this.#consume(waiting, byte));
      }
      next = this.#number(this.#consume(waiting, byte));
    }
    this.#table[from * (this.#representatives.length + 1) + byteClass] = next;
    return next;
  }

  /** The instructions that wait for a byte, in front of `next` (-1 at the end); undefined when a match ends here. */
  #follow(state: State, next: number): Set<number> | undefined {
    const { code } = this.#program;
    const seen = new Set<number>();
    const pending = [0, ...state.places];
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      if (seen.has(place)) continue;
      seen.add(place);
      const operand = code[place + 1]!;
      switch (code[place]) {
        case Operation.match:
          return undefined;
        case Operation.byte:
        case Operation.set:
          break;
        case Operation.assertion:
          if (holds(assertions[operand]!, state.context, next)) pending.push(place + instructionSize);
          break;
        case Operation.jump:
          pending.push(operand);
          break;
        case Operation.split:
        case Operation.again:
          pending.push(operand, place + instructionSize);
          break;
        default:
          pending.push(place + instructionSize);
      }
    }
    return seen;
  }

  #consume(waiting: Set<number>, byte: number): State {
    const { code, sets } = this.#program;
    const places: number[] = [];
    for (const place of waiting) {
      const operand = code[place + 1]!;
      const isByte = code[place] === Operation.byte && operand === byte;
      const isInSet = code[place] === Operation.set && sets[operand]![byte] === 1;
      if (isByte || isInSet) places.push(place + instructionSize);
    }
    places.sort((a, b) => a - b);
    return { places, context: this.#hasAssertion ? contextAfter(byte) : Context.other };
  }
}

function operationsOf(code: Int32Array): Int32Array {
  return code.filter((_, index) => index % instructionSize === 0);
}

function contextAfter(byte: number): number {
  if (byte === newline) return Context.line;
  return isWordByte(byte) ? Context.word : Context.other;
}

function holds(assertion: (typeof assertions)[number], context: number, next: number): boolean {
  switch (assertion) {
    case "line-start":
      return context === Context.line;
    case "line-end":
      return next === -1 || next === newline;
    case "word-start":
      return context !== Context.word && isWordByte(next);
    case "word-end":
      return context === Context.word && !isWordByte(next);
  }
}
