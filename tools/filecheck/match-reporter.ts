/** Tells the user about matches and misses: as diagnostics, and as entries of the log for the input dump. */
import type { Diagnostics, SourceRange } from "./diagnostics.ts";
import { describeDirective } from "./directive.ts";
import { findFuzzyMatch } from "./fuzzy-match.ts";
import type { MatchKind, MatchLog } from "./match-log.ts";
import type { Captured, MatchResult, Pattern } from "./pattern.ts";
import type { SourceBuffer } from "./source-buffer.ts";

/** How much is told: failures, also good matches, also all that was tried. */
export type Verbosity = 0 | 1 | 2;

/** One attempt to match a pattern between two offsets of the input. */
export interface Attempt {
  readonly pattern: Pattern;
  readonly range: SourceRange;
  readonly result: MatchResult;
  /** Whether the pattern should match; otherwise it must not. */
  readonly isExpected: boolean;
  /** Which one of the matches of a -COUNT directive this is, from 1. */
  readonly ordinal: number;
}

/** A match that is not on the line where the directive wants it. */
export interface WrongLine {
  readonly pattern: Pattern;
  readonly message: string;
  readonly previousEnd: number;
  readonly match: SourceRange;
  /** The start of a line between the two matches, when there must be none. */
  readonly lineBetween: number | undefined;
}

export class MatchReporter {
  readonly #diagnostics: Diagnostics;
  readonly #input: SourceBuffer;
  /** Undefined when there will be no dump. With one, only errors are printed, the rest is told by the dump. */
  readonly #log: MatchLog | undefined;
  readonly #verbosity: Verbosity;

  constructor(diagnostics: Diagnostics, input: SourceBuffer, log: MatchLog | undefined, verbosity: Verbosity) {
    this.#diagnostics = diagnostics;
    this.#input = input;
    this.#log = log;
    this.#verbosity = verbosity;
  }

  get verbosity(): Verbosity {
    return this.#verbosity;
  }

  /** Reports an attempt; false when it is a failure. */
  report(attempt: Attempt): boolean {
    return attempt.result.kind === "found"
      ? this.#reportMatch(attempt, attempt.result)
      : this.#reportMiss(attempt, attempt.result);
  }

  /** Reports that a match is on the wrong line; the messages differ by directive and place. */
  reportWrongLine({ pattern, message, previousEnd, match, lineBetween }: WrongLine): void {
    this.#diagnostics.report("error", pattern.location, message);
    this.#note(match.start, "'next' match was here");
    this.#note(previousEnd, "previous match ended here");
    if (lineBetween !== undefined) this.#note(lineBetween, "non-matching line after previous match is here");
    // The match itself has been logged already when good matches are.
    if (this.#verbosity > 0) this.#log?.reclassifyLast("wrongLine");
    else this.#log?.add(pattern.directive, pattern.location, "wrongLine", match);
  }

  /** Reports that the last match is discarded because it overlaps the one in `earlier`. */
  reportDiscarded(earlier: SourceRange): void {
    if (this.#verbosity < 2) return;
    if (this.#log !== undefined) this.#log.reclassifyLast("discarded");
    else this.#note(earlier.start, "match discarded, overlaps earlier DAG match here", earlier);
  }

  #reportMatch(attempt: Attempt, found: MatchResult & { kind: "found" }): boolean {
    const { pattern, isExpected } = attempt;
    const isQuiet = this.#verbosity === 0 || (this.#verbosity === 1 && pattern.directive.kind === "eof");
    if (isExpected && isQuiet) return true;
    const kind: MatchKind = isExpected ? "expected" : "excluded";
    this.#log?.add(pattern.directive, pattern.location, kind, found);
    if (this.#log !== undefined) this.#logDetails(this.#log, pattern, kind, found.start, found.captured);
    if (!isExpected || this.#log === undefined) {
      const message = this.#message(attempt, "found");
      this.#diagnostics.report(isExpected ? "remark" : "error", pattern.location, message);
      this.#note(found.start, "found here", found);
      this.#printDetails(pattern, found.start, found.captured);
    }
    return isExpected;
  }

  #reportMiss(attempt: Attempt, result: MatchResult & { kind: "missing" | "invalid" }): boolean {
    const { pattern, range, isExpected } = attempt;
    const isInvalid = result.kind === "invalid";
    const errors = isInvalid ? result.errors : [];
    for (const error of errors) this.#diagnostics.report("error", error.location, error.message);
    const isFailure = isExpected || isInvalid;
    if (!isFailure && this.#verbosity < 2) return true;
    const kind: MatchKind = isInvalid ? "invalid" : isExpected ? "missing" : "absent";
    this.#log?.add(pattern.directive, pattern.location, kind, range);
    if (this.#log !== undefined) {
      const point = { start: range.start, end: range.start };
      for (const error of errors) this.#log.add(pattern.directive, pattern.location, kind, point, error.message);
      this.#logDetails(this.#log, pattern, kind, range.start, []);
    }
    if (isFailure || this.#log === undefined) {
      if (!isInvalid) {
        const message = this.#message(attempt, "not found");
        this.#diagnostics.report(isExpected ? "error" : "remark", pattern.location, message);
        this.#note(range.start, "scanning from here");
      }
      this.#printDetails(pattern, range.start, []);
    }
    if (isExpected) this.#reportFuzzyMatch(pattern, range);
    return !isFailure;
  }

  #message({ pattern, isExpected, ordinal }: Attempt, outcome: string): string {
    const { directive, prefix } = pattern;
    const count = directive.count > 1 ? ` (${ordinal} out of ${directive.count})` : "";
    const expectation = isExpected ? "expected" : "excluded";
    return `${describeDirective(directive, prefix)}: ${expectation} string ${outcome} in input${count}`;
  }

  #reportFuzzyMatch(pattern: Pattern, range: SourceRange): void {
    const { literal, regex } = pattern.body;
    const start = findFuzzyMatch(this.#input.text, range, literal === "" ? regex : literal);
    if (start === undefined) return;
    this.#log?.add(pattern.directive, pattern.location, "fuzzy", { start, end: start });
    this.#note(start, "possible intended match here");
  }

  #printDetails(pattern: Pattern, start: number, captured: readonly Captured[]): void {
    for (const text of substitutionNotes(pattern)) this.#note(start, text);
    for (const capture of captured) this.#note(capture.start, `captured var "${capture.name}"`, capture);
  }

  #logDetails(log: MatchLog, pattern: Pattern, kind: MatchKind, start: number, captured: readonly Captured[]): void {
    const { directive, location } = pattern;
    for (const text of substitutionNotes(pattern)) log.add(directive, location, kind, { start, end: start }, text);
    for (const capture of captured) log.add(directive, location, kind, capture, `captured var "${capture.name}"`);
  }

  #note(offset: number, message: string, range?: SourceRange): void {
    this.#diagnostics.report("note", { source: this.#input, offset }, message, range);
  }
}

/** The values that were put into the pattern; those without a value are reported as errors. */
function substitutionNotes(pattern: Pattern): string[] {
  return pattern.body.substitutions.flatMap((substitution) => {
    const value = pattern.resolve(substitution);
    if (typeof value !== "string") return [];
    const escaped = escapeBytes(value);
    const hint = escaped === value ? "" : " (escaped value)";
    return [`with "${escapeBytes(substitution.text)}" equal to "${escaped}"${hint}`];
  });
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", '"': '\\"' };

function escapeBytes(text: string): string {
  return text.replace(/[\\"]|[^ -~]/g, (byte) => {
    return escapes[byte] ?? `\\${byte.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
}
