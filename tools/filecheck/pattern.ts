/**
 * A pattern: what one directive looks for. Text without `{{` and `[[` is searched as it stands; all else becomes one
 * regular expression, in which variables that earlier directives set are filled in before each match.
 */
import { toLowerAscii } from "./bytes.ts";
import type { Directive } from "./directive.ts";
import { type Expression, evaluate } from "./expression.ts";
import { formatNumber, type NumericFormat, parseNumber } from "./numeric-format.ts";
import { escapeRegex, Regex, RegexError, type Region } from "./regex/regex.ts";
import type { Location } from "./source-buffer.ts";
import type { NumericVariable, Variables } from "./variables.ts";

/** A value that is put into the regular expression when it is matched. */
export interface Substitution {
  /** Where in the expression it goes. */
  readonly index: number;
  /** The name or the expression, as it is written in the check file, and where. */
  readonly text: string;
  readonly location: Location;
  /** Undefined for a string variable. */
  readonly number: { readonly expression: Expression; readonly format: NumericFormat } | undefined;
}

/** What a pattern looks for. */
export interface PatternBody {
  /** Plain text to search, or "" when there is an expression. */
  readonly literal: string;
  readonly regex: string;
  readonly substitutions: readonly Substitution[];
  /** The groups of the expression that set string variables, by name. */
  readonly stringDefinitions: ReadonlyMap<string, number>;
  readonly numericDefinitions: readonly { readonly variable: NumericVariable; readonly group: number }[];
}

/** Where a variable got its value. */
export interface Captured {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** An error in a pattern that shows only when it is matched. */
export interface PatternError {
  readonly location: Location;
  readonly message: string;
}

export type MatchResult =
  | { readonly kind: "found"; readonly start: number; readonly end: number; readonly captured: readonly Captured[] }
  | { readonly kind: "missing" }
  | { readonly kind: "invalid"; readonly errors: readonly PatternError[] };

const missing: MatchResult = { kind: "missing" };

/** The input, in which literal text is searched without regard to case when that was asked for. */
export class SearchText {
  readonly text: string;
  readonly ignoresCase: boolean;
  readonly #searched: string;

  constructor(text: string, ignoresCase: boolean) {
    this.text = text;
    this.ignoresCase = ignoresCase;
    this.#searched = ignoresCase ? toLowerAscii(text) : text;
  }

  /** Where `literal` occurs first between two offsets, or -1. */
  indexOf(literal: string, start: number, end: number): number {
    const wanted = this.ignoresCase ? toLowerAscii(literal) : literal;
    const index = this.#searched.slice(start, end).indexOf(wanted);
    return index < 0 ? -1 : start + index;
  }
}

export class Pattern {
  readonly directive: Directive;
  readonly prefix: string;
  /** Where its text stands in the check file. */
  readonly location: Location;
  /** The line of the directive, which is the value of `@LINE`; undefined for one from the command line. */
  readonly lineNumber: number | undefined;
  readonly body: PatternBody;
  readonly #variables: Variables;
  /** The expression, when no value has to be filled in. */
  #compiled: Regex | undefined;

  constructor(
    directive: Directive,
    prefix: string,
    location: Location,
    lineNumber: number | undefined,
    body: PatternBody,
    variables: Variables,
  ) {
    this.directive = directive;
    this.prefix = prefix;
    this.location = location;
    this.lineNumber = lineNumber;
    this.body = body;
    this.#variables = variables;
    this.#compiled = undefined;
  }

  /** Whether it uses a variable, or sets one to a text; as in LLVM, one that matches any number does not count. */
  get hasVariable(): boolean {
    return this.body.substitutions.length > 0 || this.body.stringDefinitions.size > 0;
  }

  /** Finds the first match between two offsets and sets the variables that the pattern defines. */
  match(input: SearchText, start: number, end: number): MatchResult {
    if (this.directive.kind === "eof") return { kind: "found", start: end, end, captured: [] };
    const { literal } = this.body;
    if (literal !== "") {
      const found = input.indexOf(literal, start, end);
      return found < 0 ? missing : { kind: "found", start: found, end: found + literal.length, captured: [] };
    }
    const regexText = this.#substitute();
    if (typeof regexText !== "string") return { kind: "invalid", errors: regexText };
    // Nothing but variables with empty values is an empty expression, which POSIX does not have; it never matches.
    if (regexText === "") return missing;
    try {
      return this.#matchRegex(regexText, input.ignoresCase, { text: input.text, start, end });
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      return { kind: "invalid", errors: [{ location: this.location, message: `invalid regex: ${error.message}` }] };
    }
  }

  /** The value of a substitution as text; or what is wrong with it. */
  resolve(substitution: Substitution): string | readonly PatternError[] {
    const { number, text, location } = substitution;
    if (number === undefined) {
      const value = this.#variables.strings.get(text);
      return value ?? [{ location, message: `undefined variable: ${text}` }];
    }
    const value = evaluate(number.expression);
    const overflow: PatternError = {
      location,
      message: "unable to substitute variable or numeric expression: overflow error",
    };
    if (typeof value === "bigint") return formatNumber(number.format, value) ?? [overflow];
    return value.map((failure) =>
      failure.kind === "overflow"
        ? overflow
        : { location: failure.variable.location, message: `undefined variable: ${failure.variable.text}` },
    );
  }

  /** The regular expression with all values filled in, or what is wrong with these. */
  #substitute(): string | readonly PatternError[] {
    const { regex, substitutions } = this.body;
    if (this.lineNumber !== undefined) this.#variables.line.value = BigInt(this.lineNumber);
    const errors: PatternError[] = [];
    let result = "";
    let copied = 0;
    for (const substitution of substitutions) {
      const value = this.resolve(substitution);
      if (typeof value !== "string") {
        errors.push(...value);
        continue;
      }
      const inserted = substitution.number === undefined ? escapeRegex(value) : value;
      result += regex.slice(copied, substitution.index) + inserted;
      copied = substitution.index;
    }
    return errors.length > 0 ? errors : result + regex.slice(copied);
  }

  #matchRegex(regexText: string, ignoresCase: boolean, region: Region): MatchResult {
    const hasSubstitution = this.body.substitutions.length > 0;
    const regex = hasSubstitution ? new Regex(regexText, ignoresCase) : this.#compile(regexText, ignoresCase);
    const { stringDefinitions, numericDefinitions } = this.body;
    const isDefinition = stringDefinitions.size > 0 || numericDefinitions.length > 0;
    const slots = isDefinition ? regex.capture(region) : regex.find(region);
    if (slots === undefined) return missing;
    // CHECK-EMPTY's expression starts with the newline before the empty line, which is not part of the match.
    const start = slots[0]! + (this.directive.kind === "empty" ? 1 : 0);
    const captured: Captured[] = [];
    for (const [name, group] of stringDefinitions) {
      const capture = { name, start: slots[2 * group]!, end: slots[2 * group + 1]! };
      this.#variables.strings.set(name, region.text.slice(capture.start, capture.end));
      captured.push(capture);
    }
    for (const { variable, group } of numericDefinitions) {
      const capture = { name: variable.name, start: slots[2 * group]!, end: slots[2 * group + 1]! };
      variable.value = parseNumber(variable.format, region.text.slice(capture.start, capture.end));
      captured.push(capture);
    }
    captured.sort((a, b) => a.start - b.start);
    return { kind: "found", start, end: slots[1]!, captured };
  }

  #compile(regexText: string, ignoresCase: boolean): Regex {
    this.#compiled ??= new Regex(regexText, ignoresCase);
    return this.#compiled;
  }
}
