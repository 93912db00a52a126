/**
 * POSIX extended regular expressions over byte strings, with the matches that LLVM's library finds. The expressions of
 * JavaScript would not do: they take the first alternative that fits instead of the longest match, know neither bracket
 * classes nor POSIX's errors, and can take exponential time where this needs linear.
 */
import { Automaton } from "./automaton.ts";
import { Backtracker } from "./backtracking.ts";
import { CaptureFinder } from "./captures.ts";
import { parseRegex } from "./parser.ts";
import { compileProgram, type Program } from "./program.ts";
import { type Region, Simulation } from "./simulation.ts";
import type { RegexSyntax } from "./syntax.ts";

export type { Region } from "./simulation.ts";
export { RegexError } from "./syntax.ts";

/** Puts a backslash before every character that has a meaning in an expression. */
export function escapeRegex(text: string): string {
  return text.replace(/[()^$|*+?.[\]\\{}]/g, "\\$&");
}

/** The number of groups in an expression. @throws RegexError when it is none. */
export function countGroups(pattern: string): number {
  return parseRegex(pattern, false).groupCount;
}

/** The number of bytes to search before it pays to build the automaton. */
const nearby = 1 << 13;

export class Regex {
  readonly #syntax: RegexSyntax;
  readonly #program: Program;
  readonly #simulation: Simulation;
  /** Only for an expression with back-references. */
  readonly #backtracker: Backtracker | undefined;
  /** Only when there was no match nearby. */
  #automaton: Automaton | undefined;
  /** Only when captures have been asked for. */
  #captures: CaptureFinder | undefined;

  /** @throws RegexError when `pattern` is not a regular expression. */
  constructor(pattern: string, ignoresCase = false) {
    this.#syntax = parseRegex(pattern, ignoresCase);
    this.#program = compileProgram(this.#syntax.root);
    this.#simulation = new Simulation(this.#program);
    this.#backtracker = this.#syntax.hasBackreference ? new Backtracker(this.#program) : undefined;
    this.#automaton = undefined;
    this.#captures = undefined;
  }

  /**
   * Finds the leftmost-longest match in the region: where it starts and ends.
   *
   * @throws RegexError when a search for back-references takes too long.
   */
  find(region: Region): [number, number] | undefined {
    if (this.#backtracker === undefined) return this.#propose(region, region.start);
    const slots = this.#search(this.#backtracker, region);
    return slots && [slots[0]!, slots[1]!];
  }

  /** As `find`, with the start and the end of every group after those of the match; -1 for one without a match. */
  capture(region: Region): Int32Array | undefined {
    if (this.#backtracker !== undefined) return this.#search(this.#backtracker, region);
    const match = this.#propose(region, region.start);
    if (match === undefined) return undefined;
    this.#captures ??= new CaptureFinder(this.#syntax.root, this.#syntax.groupCount);
    return this.#captures.find(region, match[0], match[1]);
  }

  /** The leftmost-longest match from `from` on, if a back-reference stood for any text of its group. */
  #propose(region: Region, from: number): [number, number] | undefined {
    const near = this.#simulation.find(region, from, Math.min(region.end, from + nearby));
    if (near !== undefined || from + nearby >= region.end) return near;
    this.#automaton ??= new Automaton(this.#program);
    const start = this.#automaton.skip(region, from + nearby);
    return start === undefined ? undefined : this.#simulation.find(region, start, region.end);
  }

  #search(backtracker: Backtracker, region: Region): Int32Array | undefined {
    backtracker.reset();
    for (let from = region.start; from <= region.end; ) {
      const proposal = this.#propose(region, from);
      if (proposal === undefined) return undefined;
      const [start, longest] = proposal;
      const ends = this.#simulation.ends(region, start, longest);
      for (let length = longest - start; length >= 0; length--) {
        const slots = ends[length] ? backtracker.match(region, start, start + length) : undefined;
        if (slots !== undefined) return slots;
      }
      from = start + 1;
    }
    return undefined;
  }
}
