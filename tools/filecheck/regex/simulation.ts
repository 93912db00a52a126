/**
 * Runs a program over a text by keeping the set of all states it can be in: the time is linear in the text whatever the
 * expression. Of all matches it finds the one POSIX asks for, which starts leftmost and of these is the longest.
 */
import { newline } from "./byte-set.ts";
import { assertions, instructionSize, Operation, type Program } from "./program.ts";
import type { Assertion } from "./syntax.ts";

/** The part of a text that an expression sees: beyond it there is nothing, its ends are ends of lines. */
export interface Region {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Whether the assertion holds in front of the byte at `position`. */
export function assertionHolds(assertion: Assertion, { text, start, end }: Region, position: number): boolean {
  const before = position > start ? text.charCodeAt(position - 1) : -1;
  const after = position < end ? text.charCodeAt(position) : -1;
  switch (assertion) {
    case "line-start":
      return before === -1 || before === newline;
    case "line-end":
      return after === -1 || after === newline;
    case "word-start":
      return !isWordByte(before) && isWordByte(after);
    case "word-end":
      return isWordByte(before) && !isWordByte(after);
  }
}

export function isWordByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122);
}

/** States (places of instructions), each with the position where its match started; earlier starts stand first. */
interface StateList {
  readonly places: Int32Array;
  readonly origins: Int32Array;
  count: number;
}

function createStateList(capacity: number): StateList {
  return { places: new Int32Array(capacity), origins: new Int32Array(capacity), count: 0 };
}

function addState(list: StateList, place: number, origin: number): void {
  list.places[list.count] = place;
  list.origins[list.count++] = origin;
}

/** Beyond this the count of steps starts anew, before it exceeds the 32 bits it is kept in. */
const maximalStep = 1 << 30;

export class Simulation {
  readonly #program: Program;
  /** States that wait for a byte, and states reached by the last byte. */
  readonly #waiting: StateList;
  readonly #reached: StateList;
  /** The step in which each instruction was last visited. */
  readonly #visited: Int32Array;
  readonly #pending: number[];
  #step: number;
  #region: Region;
  #matchOrigin: number;
  #matchEnd: number;

  constructor(program: Program) {
    const count = program.code.length / instructionSize;
    this.#program = program;
    this.#waiting = createStateList(count);
    this.#reached = createStateList(count);
    this.#visited = new Int32Array(count);
    this.#pending = [];
    this.#step = 0;
    this.#region = { text: "", start: 0, end: 0 };
    this.#matchOrigin = -1;
    this.#matchEnd = -1;
  }

  /** Finds the leftmost-longest match that starts at `from` or later, up to `lastStart`: its start and its end. */
  find(region: Region, from: number, lastStart: number): [number, number] | undefined {
    const { text, end } = region;
    const { firstBytes } = this.#program;
    this.#begin(region);
    for (let position = from; position <= end; position++) {
      if (firstBytes !== undefined && this.#reached.count === 0) {
        while (position <= lastStart && firstBytes[text.charCodeAt(position)] === 0) position++;
      }
      this.#followReached(position);
      const mayStart = position <= lastStart && this.#matchOrigin < 0;
      if (mayStart) this.#follow(0, position, position);
      else if (this.#waiting.count === 0) break;
      if (position < end) this.#consume(text.charCodeAt(position));
    }
    return this.#matchOrigin < 0 ? undefined : [this.#matchOrigin, this.#matchEnd];
  }

  /**
   * Marks where matches that start at `from` can end, up to `limit`: element `i` of the result is 1 when one ends `i`
   * bytes from `from`. A backward program is run with `limit` before `from`.
   */
  ends(region: Region, from: number, limit: number): Uint8Array {
    const distance = Math.abs(limit - from);
    const direction = limit < from ? -1 : 1;
    const result = new Uint8Array(distance + 1);
    this.#begin(region);
    for (let length = 0; ; length++) {
      const position = from + direction * length;
      this.#followReached(position);
      if (length === 0) this.#follow(0, from, from);
      if (this.#matchEnd === position) result[length] = 1;
      if (this.#waiting.count === 0 || length === distance) return result;
      this.#consume(region.text.charCodeAt(direction < 0 ? position - 1 : position));
    }
  }

  #begin(region: Region): void {
    if (this.#step > maximalStep) {
      this.#visited.fill(0);
      this.#step = 0;
    }
    this.#region = region;
    this.#waiting.count = 0;
    this.#reached.count = 0;
    this.#matchOrigin = -1;
    this.#matchEnd = -1;
  }

  /** Makes the reached states the waiting ones, by following every instruction that needs no byte. */
  #followReached(position: number): void {
    const { places, origins, count } = this.#reached;
    this.#waiting.count = 0;
    this.#step++;
    for (let index = 0; index < count; index++) this.#follow(places[index]!, origins[index]!, position);
    this.#reached.count = 0;
  }

  #follow(start: number, origin: number, position: number): void {
    const { code } = this.#program;
    const pending = this.#pending;
    pending.push(start);
    while (pending.length > 0) {
      const place = pending.pop()!;
      const number = place / instructionSize;
      if (this.#visited[number] === this.#step) continue;
      this.#visited[number] = this.#step;
      const operand = code[place + 1]!;
      switch (code[place]) {
        case Operation.byte:
        case Operation.set:
          addState(this.#waiting, place, origin);
          break;
        case Operation.assertion:
          if (assertionHolds(assertions[operand]!, this.#region, position)) pending.push(place + instructionSize);
          break;
        case Operation.split:
        case Operation.again:
          pending.push(operand, place + instructionSize);
          break;
        case Operation.jump:
          pending.push(operand);
          break;
        case Operation.match:
          if (this.#matchOrigin < 0 || origin <= this.#matchOrigin) {
            this.#matchOrigin = origin;
            this.#matchEnd = position;
          }
          break;
        default:
          pending.push(place + instructionSize);
      }
    }
  }

  /** Keeps the waiting states that accept the byte and whose match can still be the leftmost. */
  #consume(byte: number): void {
    const { code, sets } = this.#program;
    const { places, origins, count } = this.#waiting;
    const latest = this.#matchOrigin < 0 ? Number.POSITIVE_INFINITY : this.#matchOrigin;
    for (let index = 0; index < count; index++) {
      const place = places[index]!;
      const operand = code[place + 1]!;
      const accepts = code[place] === Operation.byte ? operand === byte : sets[operand]![byte] === 1;
      if (accepts && origins[index]! <= latest) addState(this.#reached, place + instructionSize, origins[index]!);
    }
  }
}
