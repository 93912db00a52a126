/** Matches the directives of a check file with the input, in order. */
import type { CheckString } from "./check-file.ts";
import type { SourceRange } from "./diagnostics.ts";
import type { MatchReporter } from "./match-reporter.ts";
import type { Pattern, SearchText } from "./pattern.ts";
import type { Variables } from "./variables.ts";

export interface CheckerOptions {
  readonly enableVarScope: boolean;
  readonly allowDeprecatedDagOverlap: boolean;
}

export class Checker {
  readonly #input: SearchText;
  readonly #strings: readonly CheckString[];
  readonly #options: CheckerOptions;
  readonly #variables: Variables;
  readonly #reporter: MatchReporter;

  constructor(
    input: SearchText,
    strings: readonly CheckString[],
    options: CheckerOptions,
    variables: Variables,
    reporter: MatchReporter,
  ) {
    this.#input = input;
    this.#strings = strings;
    this.#options = options;
    this.#variables = variables;
    this.#reporter = reporter;
  }

  /**
   * Checks the whole input: first each -LABEL directive is found, which divides the input into blocks, then the
   * directives of the block before it are matched inside it. After a failure the next block is checked.
   */
  check(): boolean {
    const strings = this.#strings;
    let succeeded = true;
    let position = 0;
    let first = 0;
    while (first < strings.length) {
      let next = first;
      while (next < strings.length && strings[next]!.pattern.directive.kind !== "label") next++;
      let blockEnd = this.#input.text.length;
      if (next < strings.length) {
        const label = this.#findMatches(strings[next]!.pattern, { start: position, end: blockEnd });
        if (label === undefined) return false;
        blockEnd = label.end;
        next++;
      }
      if (first > 0 && this.#options.enableVarScope) this.#variables.clearLocals();
      if (!this.#checkBlock(strings.slice(first, next), { start: position, end: blockEnd })) succeeded = false;
      position = blockEnd;
      first = next;
    }
    return succeeded;
  }

  #checkBlock(strings: readonly CheckString[], block: SourceRange): boolean {
    let start = block.start;
    for (const string of strings) {
      const end = this.#checkString(string, { start, end: block.end });
      if (end === undefined) return false;
      start = end;
    }
    return true;
  }

  /** Matches one positive directive and those before it; returns where its match ends, or undefined on failure. */
  #checkString({ pattern, dagsAndNots }: CheckString, range: SourceRange): number | undefined {
    const dags = this.#checkDags(dagsAndNots, range);
    if (dags === undefined) return undefined;
    const match = this.#findMatches(pattern, { start: dags.end, end: range.end });
    if (match === undefined) return undefined;
    const skipped = { start: dags.end, end: match.start };
    if (!this.#checkLine(pattern, skipped, match) || !this.#checkNots(dags.nots, skipped)) return undefined;
    return match.end;
  }

  /** The range from the first to the last match of a directive, which has several with -COUNT. */
  #findMatches(pattern: Pattern, range: SourceRange): SourceRange | undefined {
    let first: number | undefined;
    let end = range.start;
    for (let ordinal = 1; ordinal <= pattern.directive.count; ordinal++) {
      const rest = { start: end, end: range.end };
      const result = pattern.match(this.#input, rest.start, rest.end);
      const succeeded = this.#reporter.report({ pattern, range: rest, result, isExpected: true, ordinal });
      if (!succeeded || result.kind !== "found") return undefined;
      first ??= result.start;
      end = result.end;
    }
    return { start: first!, end };
  }

  /** Checks what -NEXT, -EMPTY and -SAME demand of the text between the previous match and this one. */
  #checkLine(pattern: Pattern, skipped: SourceRange, match: SourceRange): boolean {
    const { kind } = pattern.directive;
    if (kind !== "next" && kind !== "empty" && kind !== "same") return true;
    const newlines = findNewlines(this.#input.text, skipped);
    const directive = `${pattern.prefix}-${kind.toUpperCase()}`;
    const isSame = kind === "same";
    if (newlines.count === (isSame ? 0 : 1)) return true;
    let message = `${directive}: is not on the line after the previous match`;
    if (isSame) message = `${directive}: is not on the same line as the previous match`;
    else if (newlines.count === 0) message = `${directive}: is on the same line as previous match`;
    const lineBetween = !isSame && newlines.count > 1 ? newlines.firstLineStart : undefined;
    this.#reporter.reportWrongLine({ pattern, message, previousEnd: skipped.start, match, lineBetween });
    return false;
  }

  /** Checks that no pattern matches in the range. All are tried, so that all failures are reported. */
  #checkNots(patterns: readonly Pattern[], range: SourceRange): boolean {
    let succeeded = true;
    for (const pattern of patterns) {
      const result = pattern.match(this.#input, range.start, range.end);
      if (!this.#reporter.report({ pattern, range, result, isExpected: false, ordinal: 1 })) succeeded = false;
    }
    return succeeded;
  }

  /**
   * Matches the groups of -DAG directives, which -NOT directives divide. Returns where the last match ends, and the
   * -NOT directives after the last group, which belong before the next positive match; or undefined on failure.
   */
  #checkDags(patterns: readonly Pattern[], range: SourceRange): { end: number; nots: Pattern[] } | undefined {
    let start = range.start;
    let nots: Pattern[] = [];
    for (let index = 0; index < patterns.length; ) {
      if (patterns[index]!.directive.kind === "not") {
        nots.push(patterns[index++]!);
        continue;
      }
      const group: Pattern[] = [];
      while (index < patterns.length && patterns[index]!.directive.kind === "dag") group.push(patterns[index++]!);
      const matched = this.#checkDagGroup(group, { start, end: range.end });
      if (matched === undefined || !this.#checkNots(nots, { start, end: matched.start })) return undefined;
      start = matched.end;
      nots = [];
    }
    return { end: start, nots };
  }

  /** Matches directives in any order without overlap; returns the range from the first to the last match. */
  #checkDagGroup(group: readonly Pattern[], range: SourceRange): SourceRange | undefined {
    const matches: SourceRange[] = [];
    for (const pattern of group) {
      if (!this.#insertDagMatch(pattern, range, matches)) return undefined;
    }
    return { start: matches[0]!.start, end: matches.at(-1)!.end };
  }

  /** Inserts the first match that overlaps none of the others, which are sorted and apart. */
  #insertDagMatch(pattern: Pattern, range: SourceRange, matches: SourceRange[]): boolean {
    let start = range.start;
    let index = 0;
    while (true) {
      const rest = { start, end: range.end };
      const result = pattern.match(this.#input, rest.start, rest.end);
      const attempt = { pattern, range: rest, result, isExpected: true, ordinal: 1 };
      if (result.kind !== "found") return this.#reporter.report(attempt);
      if (this.#reporter.verbosity === 2) this.#reporter.report(attempt);
      if (this.#options.allowDeprecatedDagOverlap) {
        const all = matches[0] ?? result;
        matches[0] = { start: Math.min(all.start, result.start), end: Math.max(all.end, result.end) };
      } else {
        while (index < matches.length && result.start >= matches[index]!.end) index++;
        const other = matches[index];
        if (other !== undefined && other.start < result.end) {
          this.#reporter.reportDiscarded(other);
          start = other.end;
          index++;
          continue;
        }
        matches.splice(index, 0, result);
      }
      if (this.#reporter.verbosity < 2) this.#reporter.report(attempt);
      return true;
    }
  }
}

/** Counts the ends of lines in a range; `\n\r` and `\r\n` are one. Also tells where the line after the first starts. */
function findNewlines(text: string, range: SourceRange): { count: number; firstLineStart: number } {
  let count = 0;
  let firstLineStart = range.end;
  for (const found of text.slice(range.start, range.end).matchAll(/\n\r?|\r\n?/g)) {
    if (count++ === 0) firstLineStart = range.start + found.index + found[0].length;
  }
  return { count, firstLineStart };
}
