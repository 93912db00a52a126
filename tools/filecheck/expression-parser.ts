/**
 * The parser of numeric substitution blocks, `[[#%x,NAME:EXPRESSION]]`, and of the names of variables. A block defines
 * a variable, matches a number, or does both:
 *
 *     block      = [ "%" [ "#" ] [ "." digits ] [ "u" | "d" | "x" | "X" ] "," ] [ name ":" ] [ "==" ] [ expression ]
 *     expression = operand { ( "+" | "-" ) operand }
 *     operand    = [ "-" ] number | name | "@LINE" | "(" expression ")" | function "(" expression "," expression ")"
 */
import { CheckFileError } from "./errors.ts";
import {
  type BinaryOperator,
  type Expression,
  implicitFormat,
  isBinaryOperator,
  type SourceText,
} from "./expression.ts";
import {
  formatKindOf,
  isHexFormat,
  type NumericFormat,
  type NumericFormatKind,
  sameFormat,
  unsignedFormat,
} from "./numeric-format.ts";
import type { Location, SourceBuffer } from "./source-buffer.ts";
import { lineVariableName, type NumericVariable, type Variables } from "./variables.ts";

export interface NumericBlock {
  /** What the number must equal, if the block says. */
  readonly expression: Expression | undefined;
  readonly format: NumericFormat;
  /** The variable that the block sets, if it defines one. */
  readonly definition: NumericVariable | undefined;
}

export interface VariableName {
  readonly name: string;
  /** Whether the name starts with `@`. */
  readonly isPseudo: boolean;
}

/** What an operand may be; `[[@LINE+1]]`, the older form, allows only the line and a decimal number. */
type AllowedOperand = "any" | "line" | "decimal";

const blanks = /[ \t]*/y;

interface IntegerForm {
  readonly pattern: RegExp;
  /** The prefix of the radix in JavaScript. */
  readonly prefix: string;
}

const decimal: IntegerForm = { pattern: /([0-9]+)/y, prefix: "" };

const integers: readonly IntegerForm[] = [
  { pattern: /0[xX]([0-9a-fA-F]*)/y, prefix: "0x" },
  { pattern: /0[bB]([01]*)/y, prefix: "0b" },
  { pattern: /0o([0-7]*)/y, prefix: "0o" },
  { pattern: /0(?=[0-9])([0-7]*)/y, prefix: "0o" },
  decimal,
];

/** Reads from `source` between two offsets. All errors are CheckFileErrors. */
export class ExpressionParser {
  readonly #source: SourceBuffer;
  readonly #variables: Variables;
  /** The line of the directive, or undefined on the command line. */
  readonly #lineNumber: number | undefined;
  #position: number;
  #end: number;

  constructor(source: SourceBuffer, start: number, end: number, variables: Variables, lineNumber: number | undefined) {
    this.#source = source;
    this.#variables = variables;
    this.#lineNumber = lineNumber;
    this.#position = start;
    this.#end = end;
  }

  get position(): number {
    return this.#position;
  }

  get atEnd(): boolean {
    return this.#position >= this.#end;
  }

  /** A name: a letter or `_`, then letters, digits and `_`, after a `$` or `@` at most. */
  parseVariableName(): VariableName {
    if (this.atEnd) throw this.#error("empty variable name");
    const start = this.#position;
    const sigil = this.#peek();
    const isPseudo = sigil === "@";
    if (isPseudo || sigil === "$") this.#position++;
    if (this.atEnd) throw this.#error(`empty ${isPseudo ? "pseudo" : "global"} variable name`);
    const name = /[A-Za-z_][A-Za-z0-9_]*/y;
    name.lastIndex = this.#position;
    const found = name.exec(this.#source.text.slice(0, this.#end));
    if (found === null) throw this.#error("invalid variable name", start);
    this.#position += found[0].length;
    return { name: this.#source.text.slice(start, this.#position), isPseudo };
  }

  /** A block without its brackets and `#`, up to the end. */
  parseBlock(): NumericBlock {
    const explicit = this.#parseFormat();
    const colon = this.#indexOf(":");
    const definitionStart = this.#position;
    if (colon >= 0) this.#position = colon + 1;
    const expression = this.#parseConstraint();
    const format = explicit.format ?? (expression && implicitFormat(expression)) ?? explicit.fallback;
    const definition = colon < 0 ? undefined : this.#parseDefinition(definitionStart, colon, format);
    return { expression, format, definition };
  }

  /** The older form of a reference to the line: `@LINE`, `@LINE+1` or `@LINE-1`. */
  parseLegacyLine(): NumericBlock {
    const start = this.#position;
    let expression = this.#parseOperand("line", true);
    if (!this.atEnd) {
      expression = this.#parseBinary(start, expression, "decimal");
      if (!this.atEnd) {
        const rest = this.#source.text.slice(this.#position, this.#end);
        throw this.#error(`unexpected characters at end of expression '${rest}'`);
      }
    }
    return { expression, format: implicitFormat(expression) ?? unsignedFormat, definition: undefined };
  }

  /** The format before the first comma, if there is one outside of a call; `fallback` keeps its precision at least. */
  #parseFormat(): { format: NumericFormat | undefined; fallback: NumericFormat } {
    const comma = this.#indexOf(",");
    const call = this.#indexOf("(");
    if (comma < 0 || (call >= 0 && call < comma)) return { format: undefined, fallback: unsignedFormat };
    const blockEnd = this.#end;
    this.#end = comma;
    this.#skipBlanks();
    this.#trimEnd();
    if (!this.#accept("%")) throw this.#error("invalid matching format specification in expression");
    const formStart = this.#position;
    const alternateForm = this.#accept("#");
    const precision = this.#accept(".") ? this.#parsePrecision() : 0;
    const kind = this.atEnd ? undefined : this.#parseFormatKind();
    const format = kind && { kind, precision, alternateForm };
    if (alternateForm && !(format && isHexFormat(format))) {
      throw this.#error("alternate form only supported for hex values", formStart);
    }
    this.#skipBlanks();
    if (!this.atEnd) throw this.#error("invalid matching format specification in expression");
    this.#position = comma + 1;
    this.#end = blockEnd;
    return { format, fallback: { ...unsignedFormat, precision } };
  }

  #parsePrecision(): number {
    const digits = this.#takeWhile(/[0-9]*/y);
    const precision = Number(digits);
    if (digits === "" || precision > 0xffffffff) {
      throw this.#error("invalid precision in format specifier", this.#position - digits.length);
    }
    return precision;
  }

  #parseFormatKind(): NumericFormatKind {
    const kind = formatKindOf(this.#peek());
    if (kind === undefined) throw this.#error("invalid format specifier in expression");
    this.#position++;
    return kind;
  }

  #parseConstraint(): Expression | undefined {
    this.#skipBlanks();
    const hasOperator = this.#accept("==");
    this.#skipBlanks();
    if (this.atEnd) {
      if (hasOperator) throw this.#error("empty numeric expression should not have a constraint");
      return undefined;
    }
    this.#trimEnd();
    const start = this.#position;
    let expression = this.#parseOperand("any", !hasOperator);
    while (!this.atEnd) expression = this.#parseBinary(start, expression, "any");
    return expression;
  }

  #parseDefinition(start: number, end: number, format: NumericFormat): NumericVariable {
    const parser = new ExpressionParser(this.#source, start, end, this.#variables, this.#lineNumber);
    parser.#skipBlanks();
    const nameStart = parser.#position;
    const { name, isPseudo } = parser.parseVariableName();
    if (isPseudo) throw parser.#error("definition of pseudo numeric variable unsupported", nameStart);
    if (this.#variables.stringNames.has(name)) {
      throw parser.#error(`string variable with name '${name}' already exists`, nameStart);
    }
    parser.#skipBlanks();
    if (!parser.atEnd) throw parser.#error("unexpected characters after numeric variable name");
    const existing = this.#variables.numbers.get(name);
    if (existing === undefined) return { name, format, definitionLine: this.#lineNumber, value: undefined };
    if (!sameFormat(existing.format, format)) throw parser.#error("format different from previous variable definition");
    return existing;
  }

  #parseOperand(allowed: AllowedOperand, maybeInvalidConstraint: boolean): Expression {
    if (this.#peek() === "(") {
      if (allowed !== "any") throw this.#error("parenthesized expression not permitted here");
      return this.#parseParenthesized();
    }
    const start = this.#position;
    if (allowed !== "decimal") {
      const name = this.#tryVariableName(allowed === "line");
      if (name !== undefined) {
        this.#skipBlanksBefore("(");
        if (this.#peek() !== "(") return this.#parseVariableUse(name, start);
        if (allowed !== "any") throw this.#error("unexpected function call", start);
        return this.#parseCall(name.name, start);
      }
    }
    return this.#parseLiteral(allowed, maybeInvalidConstraint);
  }

  /** A name; what is none may be a number, unless a name is required. */
  #tryVariableName(required: boolean): VariableName | undefined {
    const isName = /[$@]?[A-Za-z_]/y;
    isName.lastIndex = this.#position;
    if (!required && (this.atEnd || !isName.test(this.#source.text))) return undefined;
    return this.parseVariableName();
  }

  #parseLiteral(allowed: AllowedOperand, maybeInvalidConstraint: boolean): Expression {
    const start = this.#position;
    const negative = this.#accept("-");
    const magnitude = this.#parseInteger(allowed === "decimal" ? [decimal] : integers);
    if (magnitude === undefined) {
      throw this.#error(`invalid ${maybeInvalidConstraint ? "matching constraint or " : ""}operand format`, start);
    }
    return { kind: "literal", source: this.#text(start), value: negative ? -magnitude : magnitude };
  }

  /** As in LLVM, a prefix that no digit follows is 0, but not at the end. */
  #parseInteger(forms: readonly IntegerForm[]): bigint | undefined {
    for (const { pattern, prefix } of forms) {
      pattern.lastIndex = this.#position;
      const found = pattern.exec(this.#source.text.slice(0, this.#end));
      if (found === null) continue;
      this.#position += found[0].length;
      const digits = found[1]!;
      if (digits !== "") return BigInt(prefix + digits);
      return this.atEnd ? undefined : 0n;
    }
    return undefined;
  }

  #parseVariableUse({ name, isPseudo }: VariableName, start: number): Expression {
    if (isPseudo && name !== lineVariableName) {
      throw this.#error(`invalid pseudo numeric variable '${name}'`, start);
    }
    const source: SourceText = { location: this.#location(start), text: name };
    return { kind: "variable", source, variable: isPseudo ? this.#variables.line : this.#numericVariable(name, start) };
  }

  /** A variable that no directive has defined yet is made without a value; a match will report it. */
  #numericVariable(name: string, start: number): NumericVariable {
    const variable = this.#variables.numbers.get(name);
    if (variable === undefined) {
      const undefinedVariable = { name, format: unsignedFormat, definitionLine: undefined, value: undefined };
      this.#variables.numbers.set(name, undefinedVariable);
      return undefinedVariable;
    }
    if (variable.definitionLine !== undefined && variable.definitionLine === this.#lineNumber) {
      throw this.#error(`numeric variable '${name}' defined earlier in the same CHECK directive`, start);
    }
    return variable;
  }

  #parseParenthesized(): Expression {
    this.#accept("(");
    this.#skipBlanks();
    if (this.atEnd) throw this.#error("missing operand in expression");
    let expression = this.#parseOperand("any", false);
    this.#skipBlanks();
    const start = this.#position;
    while (!this.atEnd && this.#peek() !== ")") {
      expression = this.#parseBinary(start, expression, "any");
      this.#skipBlanks();
    }
    if (!this.#accept(")")) throw this.#error("missing ')' at end of nested expression");
    return expression;
  }

  #parseCall(name: string, start: number): Expression {
    if (!isBinaryOperator(name)) throw this.#error(`call to undefined function '${name}'`, start);
    this.#accept("(");
    this.#skipBlanks();
    const operands: Expression[] = [];
    while (!this.atEnd && this.#peek() !== ")") {
      if (this.#peek() === ",") throw this.#error("missing argument");
      operands.push(this.#parseArgument());
      this.#skipBlanks();
      if (!this.#accept(",")) break;
      this.#skipBlanks();
      if (this.#peek() === ")") throw this.#error("missing argument");
    }
    if (!this.#accept(")")) throw this.#error("missing ')' at end of call expression");
    const [left, right] = operands;
    if (operands.length !== 2 || left === undefined || right === undefined) {
      throw this.#error(`function '${name}' takes 2 arguments but ${operands.length} given`, start);
    }
    return { kind: "binary", source: this.#text(start), operator: name, left, right };
  }

  #parseArgument(): Expression {
    const start = this.#position;
    let argument = this.#parseOperand("any", false);
    while (true) {
      this.#skipBlanks();
      if (this.atEnd || this.#peek() === "," || this.#peek() === ")") return argument;
      argument = this.#parseBinary(start, argument, "any");
    }
  }

  #parseBinary(start: number, left: Expression, allowedRight: AllowedOperand): Expression {
    this.#skipBlanks();
    if (this.atEnd) return left;
    const operator = ({ "+": "add", "-": "sub" } as Record<string, BinaryOperator | undefined>)[this.#peek()];
    if (operator === undefined) throw this.#error(`unsupported operation '${this.#peek()}'`);
    this.#position++;
    this.#skipBlanks();
    if (this.atEnd) throw this.#error("missing operand in expression");
    const right = this.#parseOperand(allowedRight, false);
    return { kind: "binary", source: this.#text(start), operator, left, right };
  }

  #error(message: string, offset = this.#position): CheckFileError {
    return new CheckFileError(this.#location(offset), message);
  }

  #location(offset: number): Location {
    return { source: this.#source, offset };
  }

  #text(start: number): SourceText {
    return { location: this.#location(start), text: this.#source.text.slice(start, this.#position) };
  }

  #peek(): string {
    return this.atEnd ? "" : this.#source.text.charAt(this.#position);
  }

  #accept(text: string): boolean {
    if (this.#position + text.length > this.#end || !this.#source.text.startsWith(text, this.#position)) return false;
    this.#position += text.length;
    return true;
  }

  #indexOf(character: string): number {
    return this.#source.text.slice(0, this.#end).indexOf(character, this.#position);
  }

  #takeWhile(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const taken = pattern.exec(this.#source.text.slice(0, this.#end))![0];
    this.#position += taken.length;
    return taken;
  }

  #skipBlanks(): void {
    this.#takeWhile(blanks);
  }

  /** Skips blanks only when `character` follows them. */
  #skipBlanksBefore(character: string): void {
    const start = this.#position;
    this.#skipBlanks();
    if (this.#peek() !== character) this.#position = start;
  }

  #trimEnd(): void {
    while (!this.atEnd && /[ \t]/.test(this.#source.text.charAt(this.#end - 1))) this.#end--;
  }
}
