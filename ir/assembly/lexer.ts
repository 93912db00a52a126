/**
 * Splits MLIR text into tokens. The tokens are defined in MLIRLexer.g4; this module runs the tables generated from it.
 *
 * Shapes need the parser's help, because `x` both separates dimensions and starts identifiers. `4x8xf32` gives
 * DIMENSION DIMENSION BARE_ID, but elsewhere the parser calls `reset(offset)` just behind an `x` to go on from there:
 * `0xf32` is a HEX_INTEGER, and `x8xf32` in `[4]x8xf32` or `xf32` in `*xf32` is a BARE_ID.
 */
import { type CodeUnits, codeUnits } from "../bytes.ts";
import { createLexerTables, TokenKind } from "./generated/lexer-tables.ts";

export { TokenKind };

/** The tables, with a column for each character instead of each class of characters. */
interface Tables {
  /** `next[state * 128 + character]`; 0 means that no token goes on. Characters above ASCII share the last column. */
  readonly next: Uint8Array;
  readonly accept: Uint8Array;
  readonly start: number;
  readonly skip: number;
}

const columnBits = 7;
const lastColumn = (1 << columnBits) - 1;

const space = 0x20;

let cachedTables: Tables | undefined;

function expandTables(): Tables {
  const { start, skip, stateCount, classCount, classOf, next, accept } = createLexerTables();
  const expanded = new Uint8Array(stateCount << columnBits);
  for (let state = 0; state < stateCount; state++) {
    for (let column = 0; column <= lastColumn; column++) {
      expanded[(state << columnBits) | column] = next[state * classCount + classOf[column]!]!;
    }
  }
  return { next: expanded, accept: Uint8Array.from(accept), start, skip };
}

/** What is wrong with a token of kind `Error`, and at which offset. */
export interface LexicalError {
  readonly message: string;
  readonly offset: number;
}

/** Scans one source text; `kind`, `start` and `end` describe the current token. */
export class Lexer {
  readonly source: string;
  /** A `TokenKind`. Before the first call of `next` it is `EOF`. */
  kind: number;
  /** Where the token begins in `source`, in UTF-16 code units. */
  start: number;
  /** Just behind the token. */
  end: number;
  readonly #codes: CodeUnits;
  readonly #tables: Tables;

  constructor(source: string, offset = 0, codes: CodeUnits = codeUnits(source)) {
    cachedTables ??= expandTables();
    this.source = source;
    this.kind = TokenKind.EOF;
    this.start = offset;
    this.end = offset;
    this.#codes = codes;
    this.#tables = cachedTables;
  }

  /** The text of the current token. */
  get text(): string {
    return this.source.slice(this.start, this.end);
  }

  /**
   * Scans the next token and returns its kind. Text that is no token gives an `Error` token, which covers at least one
   * character, and scanning may go on behind it; at the end every call gives `EOF`.
   */
  next(): number {
    const codes = this.#codes;
    const { next, accept, start, skip } = this.#tables;
    const { length } = codes;
    let tokenStart = this.end;
    while (tokenStart < length) {
      // What there is most of needs no tables.
      if (codes[tokenStart] === space) {
        tokenStart++;
        continue;
      }
      let state = start;
      let end = tokenStart;
      for (; end < length; end++) {
        const following = next[(state << columnBits) | Math.min(codes[end]!, lastColumn)]!;
        if (following === 0) break;
        state = following;
      }
      const kind = accept[state]!;
      if (kind === skip) {
        tokenStart = end;
        continue;
      }
      if (kind === 0) return this.#shorterToken(tokenStart, end);
      this.start = tokenStart;
      this.end = end;
      this.kind = kind;
      return kind;
    }
    this.start = length;
    this.end = length;
    this.kind = TokenKind.EOF;
    return TokenKind.EOF;
  }

  /** The longest token in the text from `start` to `end`, which as a whole is only the beginning of one. */
  #shorterToken(start: number, end: number): number {
    const { next, accept } = this.#tables;
    this.start = start;
    this.end = Math.max(end, start + 1);
    this.kind = TokenKind.Error;
    let state = this.#tables.start;
    for (let at = start; at < end; at++) {
      state = next[(state << columnBits) | Math.min(this.#codes[at]!, lastColumn)]!;
      if (accept[state] === 0) continue;
      this.end = at + 1;
      this.kind = accept[state]!;
    }
    return this.kind;
  }

  /** Makes the next call of `next` scan from `offset`. */
  reset(offset: number): void {
    this.end = offset;
  }

  /** Explains the current token, which is of kind `Error`, in the words and at the place of mlir-opt. */
  error(): LexicalError {
    const { source, start, end } = this;
    switch (source[start]) {
      case '"':
        return stringError(source, end);
      case "@":
        if (source[start + 1] === '"') return stringError(source, end);
        return { message: "@ identifier expected to start with letter or '_'", offset: start + 1 };
      case ".":
        return { message: "expected three consecutive dots for an ellipsis", offset: start + 1 };
      case "%":
        return { message: "invalid SSA name", offset: start };
      case "^":
        return { message: "invalid block name", offset: start };
      case "#":
        return { message: "invalid attribute name", offset: start };
      case "!":
        return { message: "invalid type identifier", offset: start };
      default:
        return { message: "unexpected character", offset: start };
    }
  }
}

/** A string that is good up to `end`, where it neither ends nor goes on. */
function stringError(source: string, end: number): LexicalError {
  const digits = /[0-9a-fA-F]/.test(source[end - 1]!) ? 1 : 0;
  for (const backslash of [end - 1, end - 1 - digits]) {
    let first = backslash;
    while (source[first] === "\\") first--;
    // Of a row of backslashes every second one is escaped by the one before it.
    if ((backslash - first) % 2 === 1) return { message: "unknown escape in string literal", offset: backslash };
  }
  return { message: "expected '\"' in string literal", offset: end };
}
