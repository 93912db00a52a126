/** Reads the check file: finds the directives and groups them for matching. */
import { type Directive, endOfFile, implicitNot, readSuffix } from "./directive.ts";
import { CheckFileError } from "./errors.ts";
import { Pattern } from "./pattern.ts";
import { fixedBody, type PatternOptions, parsePattern } from "./pattern-parser.ts";
import { SourceBuffer } from "./source-buffer.ts";
import type { Variables } from "./variables.ts";

/** A directive that moves forward in the input, with the `-DAG` and `-NOT` directives before it. */
export interface CheckString {
  readonly pattern: Pattern;
  readonly dagsAndNots: readonly Pattern[];
}

export interface CheckFile {
  readonly strings: readonly CheckString[];
  /** The buffers of the patterns of `--implicit-check-not`, in order. */
  readonly implicitSources: readonly SourceBuffer[];
}

export interface CheckFileOptions extends PatternOptions {
  readonly checkPrefixes: readonly string[];
  readonly commentPrefixes: readonly string[];
  readonly implicitCheckNot: readonly string[];
  readonly allowUnusedPrefixes: boolean;
  /** Whether the prefix is the default one, not asked for. */
  readonly isDefaultPrefix: boolean;
}

/** @throws CheckFileError when the check file is wrong. */
export function readCheckFile(source: SourceBuffer, options: CheckFileOptions, variables: Variables): CheckFile {
  const implicitNots = options.implicitCheckNot.map((text) => parseImplicitNot(text, options, variables));
  const reader = new CheckFileReader(source, options, variables, implicitNots);
  return { strings: reader.read(), implicitSources: implicitNots.map((pattern) => pattern.location.source) };
}

function parseImplicitNot(text: string, options: CheckFileOptions, variables: Variables): Pattern {
  const option = "-implicit-check-not='";
  const source = new SourceBuffer("command line", `${option}${text}'`);
  const owner = { directive: implicitNot, prefix: "IMPLICIT-CHECK", lineNumber: undefined };
  return parsePattern(source, option.length, option.length + text.length, owner, options, variables);
}

/** A prefix in the check file with a directive behind it. */
interface FoundDirective {
  readonly prefix: string;
  readonly start: number;
  /** Undefined for a comment, which does not count. */
  readonly directive: Directive | undefined;
  readonly end: number;
}

/** The kinds that say where the match is in relation to the previous one. */
const relativeKinds: readonly string[] = ["next", "same", "empty"];

const wordPart = /[A-Za-z0-9_-]/;
const wordRest = /[A-Za-z0-9_-]*/y;

class CheckFileReader {
  readonly #source: SourceBuffer;
  readonly #options: CheckFileOptions;
  readonly #variables: Variables;
  readonly #implicitNots: readonly Pattern[];
  readonly #strings: CheckString[];
  readonly #unusedPrefixes: Set<string>;
  readonly #prefixes: RegExp;
  #dagsAndNots: Pattern[];
  #position: number;
  #lineNumber: number;

  constructor(source: SourceBuffer, options: CheckFileOptions, variables: Variables, implicitNots: readonly Pattern[]) {
    this.#source = source;
    this.#options = options;
    this.#variables = variables;
    this.#implicitNots = implicitNots;
    this.#strings = [];
    this.#unusedPrefixes = new Set(options.checkPrefixes);
    // The longest of the prefixes that start at a place counts. They consist of letters, digits, `-` and `_`.
    const longestFirst = [...options.checkPrefixes, ...options.commentPrefixes].sort((a, b) => b.length - a.length);
    this.#prefixes = new RegExp(longestFirst.join("|"), "g");
    this.#dagsAndNots = [...implicitNots];
    this.#position = 0;
    this.#lineNumber = 1;
  }

  read(): readonly CheckString[] {
    for (let found = this.#findDirective(); found !== undefined; found = this.#findDirective()) {
      const end = this.#lineEnd();
      if (found.directive !== undefined) {
        this.#unusedPrefixes.delete(found.prefix);
        this.#readPattern(found, found.directive, end);
      }
      this.#position = end;
    }
    this.#checkUnusedPrefixes();
    if (this.#dagsAndNots.length > 0) this.#addEndOfFile();
    return this.#strings;
  }

  /** The next directive; sets the position behind it. */
  #findDirective(): FoundDirective | undefined {
    const { text } = this.#source;
    while (true) {
      this.#prefixes.lastIndex = this.#position;
      const found = this.#prefixes.exec(text);
      if (found === null) return undefined;
      const [prefix] = found;
      const start = found.index;
      this.#countLines(start);
      const end = start + prefix.length;
      // A prefix inside a longer word is none.
      const isWord = start === 0 || !wordPart.test(text.charAt(start - 1));
      const directive = isWord ? this.#readDirective(prefix, start, end) : undefined;
      if (directive !== undefined) {
        this.#position = directive.end;
        return directive;
      }
      wordRest.lastIndex = end;
      this.#position = end + wordRest.exec(text)![0].length;
    }
  }

  #readDirective(prefix: string, start: number, end: number): FoundDirective | undefined {
    const { text } = this.#source;
    if (end >= text.length) return undefined;
    if (this.#options.commentPrefixes.includes(prefix)) {
      return text[end] === ":" ? { prefix, start, directive: undefined, end: end + 1 } : undefined;
    }
    const suffix = readSuffix(text, end);
    switch (suffix.kind) {
      case "directive":
        return { prefix, start, directive: suffix.directive, end: suffix.end };
      case "misspelled":
        throw this.#error(start, `misspelled directive '${text.slice(start, suffix.end)}'`);
      case "badNot":
        throw this.#error(suffix.end, `unsupported -NOT combo on prefix '${prefix}'`);
      case "badCount":
        throw this.#error(suffix.end, `invalid count in -COUNT specification on prefix '${prefix}'`);
      default:
        return undefined;
    }
  }

  #countLines(end: number): void {
    const { text } = this.#source;
    for (let offset = text.indexOf("\n", this.#position); offset >= 0 && offset < end; ) {
      this.#lineNumber++;
      offset = text.indexOf("\n", offset + 1);
    }
  }

  #lineEnd(): number {
    const lineEnd = /[\n\r]|$/g;
    lineEnd.lastIndex = this.#position;
    return lineEnd.exec(this.#source.text)!.index;
  }

  #readPattern({ prefix, start }: FoundDirective, directive: Directive, lineEnd: number): void {
    const { text } = this.#source;
    const keepsBlanks = this.#options.strictWhitespace && this.#options.matchFullLines;
    while (!keepsBlanks && /[ \t]/.test(text.charAt(this.#position))) this.#position++;
    const owner = { directive, prefix, lineNumber: this.#lineNumber };
    const pattern = parsePattern(this.#source, this.#position, lineEnd, owner, this.#options, this.#variables);
    if (directive.kind === "label" && pattern.hasVariable) {
      throw this.#error(start, `found '${prefix}-LABEL:' with variable definition or use`);
    }
    if (relativeKinds.includes(directive.kind) && this.#strings.length === 0) {
      const suffix = directive.kind.toUpperCase();
      throw this.#error(start, `found '${prefix}-${suffix}' without previous '${prefix}: line`);
    }
    if (directive.kind === "dag" || directive.kind === "not") this.#dagsAndNots.push(pattern);
    else this.#addString(pattern);
  }

  #addString(pattern: Pattern): void {
    this.#strings.push({ pattern, dagsAndNots: this.#dagsAndNots });
    this.#dagsAndNots = [...this.#implicitNots];
  }

  #addEndOfFile(): void {
    const location = { source: this.#source, offset: this.#position };
    const prefix = this.#options.checkPrefixes[0]!;
    const lineNumber = this.#lineNumber + 1;
    this.#addString(new Pattern(endOfFile, prefix, location, lineNumber, fixedBody(""), this.#variables));
  }

  /** Implicit patterns are enough when no prefix was asked for. */
  #checkUnusedPrefixes(): void {
    const unused = [...this.#unusedPrefixes].sort();
    const isNoneUsed = unused.length === this.#options.checkPrefixes.length;
    const isSomeMissing = unused.length > 0 && !this.#options.allowUnusedPrefixes;
    if (!isNoneUsed && !isSomeMissing) return;
    if (this.#implicitNots.length > 0 && this.#options.isDefaultPrefix) return;
    const names = unused.map((prefix) => `'${prefix}:'`).join(", ");
    throw new CheckFileError(undefined, `no check strings found with prefix${unused.length > 1 ? "es" : ""} ${names}`);
  }

  #error(offset: number, message: string): CheckFileError {
    return new CheckFileError({ source: this.#source, offset }, message);
  }
}
