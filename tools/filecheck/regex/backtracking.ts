/**
 * Matches an expression with back-references, which no finite automaton can. The simulation proposes where a match may
 * start and end, reading a reference as another copy of its group; the search here, by trial and error, either confirms
 * a proposal and fills the captures, or refutes it. That can take exponential time, so it is bounded.
 */
import { assertions, instructionSize, Operation, type Program } from "./program.ts";
import { assertionHolds, type Region } from "./simulation.ts";
import { RegexError } from "./syntax.ts";

/** The number of instructions after which a search is given up, a few seconds. */
const maximalWork = 20_000_000;

export class Backtracker {
  readonly #program: Program;
  /** Captures: the start and the end of each group, -1 when it has not matched. */
  readonly #slots: Int32Array;
  /** Where the current pass of each repetition started. */
  readonly #passes: Int32Array;
  /** Alternatives not tried yet: instruction, position and length of the trail. */
  readonly #choices: number[];
  /** What has been overwritten since: index (captures first, then passes) and old value. */
  readonly #trail: number[];
  #work: number;

  constructor(program: Program) {
    this.#program = program;
    this.#slots = new Int32Array(program.slotCount);
    this.#passes = new Int32Array(program.repetitionCount);
    this.#choices = [];
    this.#trail = [];
    this.#work = 0;
  }

  /** Starts a new search; the bound on the work holds for all proposals of one search together. */
  reset(): void {
    this.#work = 0;
  }

  /**
   * The captures of a match of exactly the bytes from `start` to `end`, or undefined when there is none.
   *
   * @throws RegexError when the search takes too long.
   */
  match(region: Region, start: number, end: number): Int32Array | undefined {
    this.#slots.fill(-1);
    this.#passes.fill(-1);
    this.#choices.length = 0;
    this.#trail.length = 0;
    let place = 0;
    let position = start;
    while (true) {
      if (++this.#work > maximalWork) throw new RegexError("matching the back-references takes too long");
      const next = this.#step(region, place, position, end);
      if (next < 0) {
        if (this.#choices.length === 0) return undefined;
        this.#undo(this.#choices.pop()!);
        position = this.#choices.pop()!;
        place = this.#choices.pop()!;
        continue;
      }
      if (this.#program.code[place] === Operation.match) {
        this.#slots[0] = start;
        this.#slots[1] = end;
        return this.#slots.slice();
      }
      position += this.#consumed(place);
      place = next;
    }
  }

  /** Executes one instruction: the place of the next one, or -1 when this way does not match. */
  #step(region: Region, place: number, position: number, end: number): number {
    const { code, sets } = this.#program;
    const a = code[place + 1]!;
    const b = code[place + 2]!;
    const following = place + instructionSize;
    switch (code[place]) {
      case Operation.byte:
        return position < end && region.text.charCodeAt(position) === a ? following : -1;
      case Operation.set:
        return position < end && sets[a]![region.text.charCodeAt(position)] === 1 ? following : -1;
      case Operation.assertion:
        return assertionHolds(assertions[a]!, region, position) ? following : -1;
      case Operation.split:
        this.#choices.push(a, position, this.#trail.length);
        return following;
      case Operation.jump:
        return a;
      case Operation.enter:
        this.#assign(this.#slots.length + b, position);
        return following;
      case Operation.again:
        if (this.#passes[b] === position) return following;
        this.#choices.push(following, position, this.#trail.length);
        this.#assign(this.#slots.length + b, position);
        return a;
      case Operation.save:
        this.#assign(a, position);
        return following;
      case Operation.backreference:
        return this.#repeats(region.text, b, position, end) ? a : -1;
      default:
        return position === end ? following : -1;
    }
  }

  /** The number of bytes that the instruction, which has succeeded, has matched. */
  #consumed(place: number): number {
    const { code } = this.#program;
    switch (code[place]) {
      case Operation.byte:
      case Operation.set:
        return 1;
      case Operation.backreference: {
        const group = code[place + 2]!;
        return this.#slots[2 * group + 1]! - this.#slots[2 * group]!;
      }
      default:
        return 0;
    }
  }

  /** Whether the text that the group has matched stands at `position` again. */
  #repeats(text: string, group: number, position: number, end: number): boolean {
    const from = this.#slots[2 * group]!;
    const to = this.#slots[2 * group + 1]!;
    if (to < 0 || position + to - from > end) return false;
    return text.startsWith(text.slice(from, to), position);
  }

  #assign(index: number, value: number): void {
    const isSlot = index < this.#slots.length;
    const table = isSlot ? this.#slots : this.#passes;
    const entry = isSlot ? index : index - this.#slots.length;
    this.#trail.push(index, table[entry]!);
    table[entry] = value;
  }

  #undo(length: number): void {
    while (this.#trail.length > length) {
      const value = this.#trail.pop()!;
      const index = this.#trail.pop()!;
      if (index < this.#slots.length) this.#slots[index] = value;
      else this.#passes[index - this.#slots.length] = value;
    }
  }
}
