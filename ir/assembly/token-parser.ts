/** The lowest layer of the parser: the current token, expectations, and errors at places in the file. */

import { Diagnostic, DiagnosticError } from "../diagnostic.ts";
import type { FileLineColLoc } from "../location.ts";
import { decodeBytes } from "../string-bytes.ts";
import { Lexer, TokenKind } from "./lexer.ts";
import type { SourceFile } from "./source-file.ts";
import { type Word, WordTable } from "./words.ts";

export { TokenKind };

export class TokenParser {
  readonly file: SourceFile;
  readonly lexer: Lexer;
  readonly words: WordTable;
  /** Kind and extent of the current token; see lexer.ts. */
  kind: number;
  start: number;
  end: number;
  /** Where the token before the current one ended. */
  previousEnd: number;
  /** The operation whose custom form is being read; empty inside of regions, types and attributes. */
  customOp: string;

  constructor(file: SourceFile) {
    this.file = file;
    this.lexer = new Lexer(file.text, 0, file.codes);
    this.words = new WordTable();
    this.kind = TokenKind.EOF;
    this.start = 0;
    this.end = 0;
    this.previousEnd = 0;
    this.customOp = "";
    this.advance();
  }

  /** Moves on to the next token. */
  advance(): void {
    const { lexer } = this;
    this.previousEnd = this.end;
    this.kind = lexer.next();
    this.start = lexer.start;
    this.end = lexer.end;
  }

  /** Goes on scanning at `offset`, wherever that is. */
  resetTo(offset: number): void {
    this.lexer.reset(offset);
    this.end = offset;
    this.advance();
  }

  get text(): string {
    return this.file.text.slice(this.start, this.end);
  }

  /** The current token as a word. */
  word(): Word {
    return this.words.at(this.file, this.start, this.end);
  }
  wordAt(start: number, end: number): Word {
    return this.words.at(this.file, start, end);
  }

  /**
   * Where the current word ends together with the `<...>` behind it, if that holds nothing but plain words and numbers:
   * `vector<4x[8]xf32>` does not, `vector<4x8xf32>` does. What such text means does not depend on where it stands, so it
   * can be remembered.
   */
  plainEnd(): number {
    const { codes } = this.file;
    if (codes[this.end] !== 0x3c) return this.end;
    const limit = Math.min(codes.length, this.end + maxPlainLength);
    let depth = 0;
    for (let at = this.end; at < limit; at++) {
      const code = codes[at]!;
      if (code === 0x3c) depth++;
      else if (code === 0x3e) {
        if (--depth === 0) return at + 1;
      } else if (!isPlain(code)) break;
    }
    return this.end;
  }

  locationAt(offset: number): FileLineColLoc {
    return this.file.locationAt(offset);
  }

  /**
   * An error about the syntax that all operations share, at `offset` or at the current token. A token that is no token says
   * so itself. To be thrown.
   */
  syntaxError(message: string, offset: number = this.start): DiagnosticError {
    if (this.kind === TokenKind.Error && offset === this.start) {
      const lexical = this.lexer.error();
      return new DiagnosticError(new Diagnostic("error", this.locationAt(lexical.offset), lexical.message));
    }
    return new DiagnosticError(new Diagnostic("error", this.locationAt(offset), message));
  }

  /** An error of the syntax that is being read: the operation's own, or that of a dialect's type or attribute. To be thrown. */
  error(message: string, offset: number = this.start): DiagnosticError {
    if (this.customOp === "" || (this.kind === TokenKind.Error && offset === this.start)) {
      return this.syntaxError(message, offset);
    }
    return this.syntaxError(`custom op '${this.customOp}' ${message}`, offset);
  }

  consumeIf(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  expect(kind: number, what: string): void {
    if (this.kind !== kind) throw this.missing(what);
    this.advance();
  }

  /** An error about a token that should stand behind the one before, at that one's end. To be thrown. */
  missing(what: string): DiagnosticError {
    return this.syntaxError(`expected ${what}`, this.kind === TokenKind.Error ? this.start : this.#endOfTextBefore());
  }

  /** Where the text before the current token ends; comments do not count, nor does what stands before the first token. */
  #endOfTextBefore(): number {
    const { text } = this.file;
    let end = this.start;
    for (;;) {
      while (end > 0 && isBlank(text[end - 1]!)) end--;
      if (end === 0) return this.start;
      if (text[end - 1] !== "\n" && text[end - 1] !== "\r") return end;
      end--;
      const lineStart = Math.max(text.lastIndexOf("\n", end - 1), text.lastIndexOf("\r", end - 1)) + 1;
      const comment = text.slice(lineStart, end).indexOf("//");
      if (comment >= 0) end = lineStart + comment;
    }
  }

  /** Whether the current token is this word. */
  atKeyword(word: string): boolean {
    const length = word.length;
    return (
      this.end - this.start === length &&
      (this.kind === TokenKind.BARE_ID || this.kind === TokenKind.INTTYPE) &&
      this.file.text.startsWith(word, this.start)
    );
  }

  parseOptionalKeyword(word: string): boolean {
    if (!this.atKeyword(word)) return false;
    this.advance();
    return true;
  }

  parseKeyword(word: string): void {
    if (!this.parseOptionalKeyword(word)) throw this.error(`expected '${word}'`);
  }

  /** Any word: an identifier that may have a keyword's or an integer type's form. */
  parseOptionalAnyKeyword(): string | undefined {
    if (this.kind !== TokenKind.BARE_ID && this.kind !== TokenKind.INTTYPE) return undefined;
    const word = this.word().text;
    this.advance();
    return word;
  }

  parseAnyKeyword(what = "valid keyword"): string {
    const word = this.parseOptionalAnyKeyword();
    if (word === undefined) throw this.error(`expected ${what}`);
    return word;
  }

  parseOptionalString(): string | undefined {
    if (this.kind !== TokenKind.STRING) return undefined;
    const value = unescapeString(this.file.text.slice(this.start + 1, this.end - 1));
    this.advance();
    return value;
  }

  parseString(): string {
    const value = this.parseOptionalString();
    if (value === undefined) throw this.error("expected string");
    return value;
  }

  parseKeywordOrString(): string {
    return this.parseOptionalString() ?? this.parseAnyKeyword("valid keyword or string");
  }

  /** `@name` or `@"name"` without the sigil. */
  parseOptionalSymbolName(): string | undefined {
    if (this.kind !== TokenKind.AT_ID) return undefined;
    const text = this.file.text.slice(this.start + 1, this.end);
    this.advance();
    return text.startsWith('"') ? unescapeString(text.slice(1, -1)) : text;
  }

  parseSymbolName(): string {
    const name = this.parseOptionalSymbolName();
    if (name === undefined) throw this.error("expected valid '@'-identifier for symbol name");
    return name;
  }

  /** An integer with an optional minus sign, decimal or hexadecimal. */
  parseOptionalInteger(): bigint | undefined {
    const negative = this.kind === TokenKind.MINUS;
    if (negative) {
      const minus = this.start;
      this.advance();
      if (this.kind !== TokenKind.INTEGER && this.kind !== TokenKind.HEX_INTEGER) {
        this.resetTo(minus);
        return undefined;
      }
    } else if (this.kind !== TokenKind.INTEGER && this.kind !== TokenKind.HEX_INTEGER) return undefined;
    const value = BigInt(this.text);
    this.advance();
    return negative ? -value : value;
  }

  parseInteger(): bigint {
    const value = this.parseOptionalInteger();
    if (value === undefined) throw this.error("expected integer value");
    return value;
  }

  /** An integer that fits a JavaScript number exactly. */
  parseNumber(): number {
    const at = this.start;
    const value = this.parseInteger();
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw this.error("integer value too large", at);
    return number;
  }

  /** Items with commas between them, until `parseItem` is no longer followed by one. */
  parseCommaSeparated(parseItem: () => void): void {
    do parseItem();
    while (this.consumeIf(TokenKind.COMMA));
  }

  /**
   * Items between an opening token, which must be current, and a closing one. May be empty. `where` is what messages about
   * the two tokens end with: " in operand list".
   */
  parseDelimited(open: number, close: number, closeText: string, parseItem: () => void, where = ""): void {
    this.expect(open, `'${delimiterText(open)}'${where}`);
    if (this.consumeIf(close)) return;
    this.parseCommaSeparated(parseItem);
    this.expect(close, `'${closeText}'${where}`);
  }

  parseOptionalLess(): boolean {
    return this.consumeIf(TokenKind.LESS);
  }
  parseLess(): void {
    this.expect(TokenKind.LESS, "'<'");
  }
  parseGreater(): void {
    this.expect(TokenKind.GREATER, "'>'");
  }
  parseComma(): void {
    this.expect(TokenKind.COMMA, "','");
  }
  parseOptionalComma(): boolean {
    return this.consumeIf(TokenKind.COMMA);
  }
  parseColon(): void {
    this.expect(TokenKind.COLON, "':'");
  }
  parseOptionalColon(): boolean {
    return this.consumeIf(TokenKind.COLON);
  }
  parseEqual(): void {
    this.expect(TokenKind.EQUAL, "'='");
  }
  parseOptionalEqual(): boolean {
    return this.consumeIf(TokenKind.EQUAL);
  }
  parseArrow(): void {
    this.expect(TokenKind.ARROW, "'->'");
  }
  parseOptionalArrow(): boolean {
    return this.consumeIf(TokenKind.ARROW);
  }
  parseLParen(): void {
    this.expect(TokenKind.LPAREN, "'('");
  }
  parseOptionalLParen(): boolean {
    return this.consumeIf(TokenKind.LPAREN);
  }
  parseRParen(): void {
    this.expect(TokenKind.RPAREN, "')'");
  }
  parseOptionalRParen(): boolean {
    return this.consumeIf(TokenKind.RPAREN);
  }
  parseLSquare(): void {
    this.expect(TokenKind.LSQUARE, "'['");
  }
  parseOptionalLSquare(): boolean {
    return this.consumeIf(TokenKind.LSQUARE);
  }
  parseRSquare(): void {
    this.expect(TokenKind.RSQUARE, "']'");
  }
  parseOptionalRSquare(): boolean {
    return this.consumeIf(TokenKind.RSQUARE);
  }
  parseLBrace(): void {
    this.expect(TokenKind.LBRACE, "'{'");
  }
  parseOptionalLBrace(): boolean {
    return this.consumeIf(TokenKind.LBRACE);
  }
  parseRBrace(): void {
    this.expect(TokenKind.RBRACE, "'}'");
  }
  parseOptionalRBrace(): boolean {
    return this.consumeIf(TokenKind.RBRACE);
  }
}

/** Longer texts are not looked for twice. */
const maxPlainLength = 64;

const isBlank = (char: string): boolean => char === " " || char === "\t";

/** Letters, digits, and what stands between dimensions and parameters. */
const isPlain = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || // a-z
  (code >= 0x30 && code <= 0x39) || // 0-9
  code === 0x3f || // ?
  code === 0x2c || // ,
  code === 0x20 || // space
  code === 0x5f || // _
  code === 0x2e || // .
  code === 0x2a || // *
  (code >= 0x41 && code <= 0x5a); // A-Z

const delimiterText = (kind: number): string =>
  kind === TokenKind.LPAREN ? "(" : kind === TokenKind.LSQUARE ? "[" : kind === TokenKind.LBRACE ? "{" : "<";

/** Resolves the escapes of a string literal, given without its quotes. */
export function unescapeString(body: string): string {
  if (!body.includes("\\")) return body;
  return decodeBytes(unescapeBytes(body));
}

/** The bytes that a string literal stands for. */
function unescapeBytes(body: string): Uint8Array {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (let at = 0; at < body.length; ) {
    const char = body[at]!;
    if (char !== "\\") {
      const next = body.indexOf("\\", at);
      const plain = body.slice(at, next < 0 ? body.length : next);
      for (const byte of encoder.encode(plain)) bytes.push(byte);
      at += plain.length;
      continue;
    }
    const code = body[at + 1]!;
    const simple = simpleEscapes[code];
    if (simple !== undefined) {
      bytes.push(simple);
      at += 2;
    } else {
      bytes.push(Number.parseInt(body.slice(at + 1, at + 3), 16));
      at += 3;
    }
  }
  return Uint8Array.from(bytes);
}

const simpleEscapes: Readonly<Record<string, number>> = { n: 10, t: 9, "\\": 92, '"': 34 };
