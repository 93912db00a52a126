/** The parser of the text after a directive: plain text, `{{regex}}`, `[[NAME]]`, `[[NAME:regex]]` and `[[#...]]`. */
import type { Directive } from "./directive.ts";
import { CheckFileError, UnbalancedBracketError } from "./errors.ts";
import { ExpressionParser, type NumericBlock } from "./expression-parser.ts";
import { formatPattern } from "./numeric-format.ts";
import { Pattern, type PatternBody, type Substitution } from "./pattern.ts";
import { countGroups, escapeRegex, RegexError } from "./regex/regex.ts";
import type { SourceBuffer } from "./source-buffer.ts";
import type { NumericVariable, Variables } from "./variables.ts";

export interface PatternOptions {
  readonly strictWhitespace: boolean;
  readonly matchFullLines: boolean;
}

/** The directive that a pattern belongs to. */
export interface PatternOwner {
  readonly directive: Directive;
  readonly prefix: string;
  readonly lineNumber: number | undefined;
}

/** More groups than these cannot be referred to. */
const maximalBackreference = 9;

/**
 * Parses the text between two offsets of a buffer.
 *
 * @throws CheckFileError when it is no pattern.
 */
export function parsePattern(
  source: SourceBuffer,
  start: number,
  end: number,
  owner: PatternOwner,
  options: PatternOptions,
  variables: Variables,
): Pattern {
  const { directive, prefix, lineNumber } = owner;
  const keepsBlanks = options.strictWhitespace && options.matchFullLines;
  let length = end - start;
  while (!keepsBlanks && length > 0 && isBlank(source.text.charAt(start + length - 1))) length--;
  const location = { source, offset: start };
  if (length === 0 && directive.kind !== "empty") {
    throw new CheckFileError(location, `found empty check string with prefix '${prefix}:'`);
  }
  if (length > 0 && directive.kind === "empty") {
    throw new CheckFileError(location, `found non-empty check string for empty check with prefix '${prefix}:'`);
  }
  const parser = new PatternParser(source, start, start + length, owner, options, variables);
  return new Pattern(directive, prefix, location, lineNumber, parser.parse(), variables);
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t";
}

/** A pattern that is the text itself. */
function literalBody(literal: string): PatternBody {
  return { literal, regex: "", substitutions: [], stringDefinitions: new Map(), numericDefinitions: [] };
}

/** The pattern of an empty line, or of the end of the input. */
export function fixedBody(regex: string): PatternBody {
  return { literal: "", regex, substitutions: [], stringDefinitions: new Map(), numericDefinitions: [] };
}

class PatternParser {
  readonly #source: SourceBuffer;
  readonly #end: number;
  readonly #owner: PatternOwner;
  readonly #options: PatternOptions;
  readonly #variables: Variables;
  readonly #substitutions: Substitution[];
  readonly #stringDefinitions: Map<string, number>;
  readonly #numericDefinitions: Map<string, { variable: NumericVariable; group: number }>;
  #position: number;
  #regex: string;
  #nextGroup: number;

  constructor(
    source: SourceBuffer,
    start: number,
    end: number,
    owner: PatternOwner,
    options: PatternOptions,
    variables: Variables,
  ) {
    this.#source = source;
    this.#end = end;
    this.#owner = owner;
    this.#options = options;
    this.#variables = variables;
    this.#substitutions = [];
    this.#stringDefinitions = new Map();
    this.#numericDefinitions = new Map();
    this.#position = start;
    this.#regex = "";
    this.#nextGroup = 1;
  }

  parse(): PatternBody {
    const { directive } = this.#owner;
    if (directive.kind === "empty") return fixedBody("(\n$)");
    const text = this.#source.text.slice(this.#position, this.#end);
    const wholeLines = this.#options.matchFullLines && directive.kind !== "not";
    if (directive.isLiteral || !(wholeLines || text.includes("{{") || text.includes("[["))) return literalBody(text);
    const blanks = this.#options.strictWhitespace ? "" : " *";
    if (wholeLines) this.#regex += `^${blanks}`;
    while (this.#position < this.#end) {
      if (this.#sees("{{")) this.#parseRegexBlock();
      else if (this.#sees("[[") && !this.#sees("[[[")) this.#parseSubstitutionBlock();
      else this.#parseText();
    }
    if (wholeLines) this.#regex += `${blanks}$`;
    return {
      literal: "",
      regex: this.#regex,
      substitutions: this.#substitutions,
      stringDefinitions: this.#stringDefinitions,
      numericDefinitions: [...this.#numericDefinitions.values()],
    };
  }

  #parseText(): void {
    const text = this.#source.text.slice(this.#position, this.#end);
    // Of more than two brackets the last two start a block.
    const next = text.slice(1).search(/\{\{|\[\[(?!\[)/);
    const length = next < 0 ? text.length : next + 1;
    this.#regex += escapeRegex(text.slice(0, length));
    this.#position += length;
  }

  /** `{{regex}}`; put into parentheses if there can be an alternation in it. */
  #parseRegexBlock(): void {
    const rest = this.#source.text.slice(this.#position, this.#end);
    const length = rest.indexOf("}}");
    if (length < 0) throw this.#error("found start of regex string with no end '}}'", this.#position);
    const isGrouped = rest.includes("|");
    if (isGrouped) this.#openGroup();
    this.#appendRegex(rest.slice(2, length), this.#position + 2);
    if (isGrouped) this.#regex += ")";
    this.#position += length + 2;
  }

  #parseSubstitutionBlock(): void {
    const start = this.#position + 2;
    const end = this.#findBlockEnd(start);
    if (end < 0) throw this.#error("Invalid substitution block, no ]] found", this.#position);
    this.#position = end + 2;
    if (this.#source.text[start] === "#") {
      this.#addNumericBlock(start + 1, end, this.#expressionParser(start + 1, end).parseBlock());
    } else {
      this.#parseStringBlock(start, end);
    }
  }

  /** Where the `]]` stands that ends a block, or -1. Brackets in between are balanced, after a backslash they are text. */
  #findBlockEnd(start: number): number {
    const { text } = this.#source;
    let depth = 0;
    for (let offset = start; offset < this.#end; offset++) {
      if (depth === 0 && text.startsWith("]]", offset) && offset + 2 <= this.#end) return offset;
      const character = text[offset];
      if (character === "\\") offset++;
      else if (character === "[") depth++;
      else if (character === "]" && --depth < 0) {
        throw new UnbalancedBracketError({ source: this.#source, offset }, 'missing closing "]" for regex variable');
      }
    }
    return -1;
  }

  #parseStringBlock(start: number, end: number): void {
    const block = this.#source.text.slice(start, end);
    const colon = block.indexOf(":");
    const blank = block.slice(0, colon < 0 ? block.length : colon).search(/[ \t]/);
    if (blank >= 0) throw this.#error("unexpected whitespace", start + blank);
    const parser = this.#expressionParser(start, end);
    const { name, isPseudo } = parser.parseVariableName();
    if (colon >= 0) {
      if (isPseudo || parser.position !== start + colon) {
        throw this.#error("invalid name in string variable definition", start);
      }
      this.#defineString(name, start, block.slice(colon + 1), start + colon + 1);
    } else if (isPseudo) {
      this.#addNumericBlock(start, end, this.#expressionParser(start, end).parseLegacyLine());
    } else {
      if (!parser.atEnd) throw this.#error("invalid name in string variable use", start);
      this.#useString(name, start);
    }
  }

  #defineString(name: string, nameStart: number, regex: string, regexStart: number): void {
    if (this.#variables.numbers.has(name)) {
      throw this.#error(`numeric variable with name '${name}' already exists`, nameStart);
    }
    this.#stringDefinitions.set(name, this.#openGroup());
    this.#variables.stringNames.add(name);
    if (regex !== "") this.#appendRegex(regex, regexStart);
    this.#regex += ")";
  }

  /** A variable that the same directive defines is a back-reference, one of an earlier directive a substitution. */
  #useString(name: string, start: number): void {
    const group = this.#stringDefinitions.get(name);
    if (group === undefined) {
      this.#addSubstitution(name, start, undefined);
    } else if (group > maximalBackreference) {
      throw this.#error("Can't back-reference more than 9 variables", start);
    } else {
      this.#regex += `\\${group}`;
    }
  }

  #addNumericBlock(start: number, end: number, { expression, format, definition }: NumericBlock): void {
    if (definition !== undefined) {
      this.#numericDefinitions.set(definition.name, { variable: definition, group: this.#openGroup() });
      this.#variables.numbers.set(definition.name, definition);
    }
    if (expression === undefined) this.#appendRegex(formatPattern(format), start);
    else this.#addSubstitution(this.#source.text.slice(start, end), start, { expression, format });
    if (definition !== undefined) this.#regex += ")";
  }

  #addSubstitution(text: string, start: number, number: Substitution["number"]): void {
    const location = { source: this.#source, offset: start };
    this.#substitutions.push({ index: this.#regex.length, text, location, number });
  }

  #openGroup(): number {
    this.#regex += "(";
    return this.#nextGroup++;
  }

  /** Appends a part written by the user, which has to be a regular expression by itself. */
  #appendRegex(regex: string, start: number): void {
    try {
      this.#nextGroup += countGroups(regex);
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      throw this.#error(`invalid regex: ${error.message}`, start);
    }
    this.#regex += regex;
  }

  #expressionParser(start: number, end: number): ExpressionParser {
    return new ExpressionParser(this.#source, start, end, this.#variables, this.#owner.lineNumber);
  }

  #sees(text: string): boolean {
    return this.#position + text.length <= this.#end && this.#source.text.startsWith(text, this.#position);
  }

  #error(message: string, offset: number): CheckFileError {
    return new CheckFileError({ source: this.#source, offset }, message);
  }
}
