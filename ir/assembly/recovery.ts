/** Where to go on after a broken operation: at the next text that looks like the beginning of an operation or block. */

import { type Lexer, TokenKind } from "./lexer.ts";

export interface Recovery {
  /** Offset at which parsing goes on. */
  readonly next: number;
  /** The names that the broken operation would have defined, with the `%`. */
  readonly defined: readonly Extent[];
}

/** From where to where a token reaches. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * Skips the operation that begins at `start`, with all that its braces enclose. The next operation begins on a line of
 * its own; a closing brace that the operation did not open ends its region. Other brackets do not count: they may be what
 * is broken.
 */
export function findNextOperation(
  lexer: Lexer,
  start: number,
  isOperation: (start: number, end: number) => boolean,
): Recovery {
  const { source } = lexer;
  lexer.reset(start);
  lexer.next();
  const header = scanResultNames(lexer);
  const defined = header ?? [];
  if (header === undefined) {
    lexer.reset(start);
    lexer.next();
  }
  let depth = 0;
  let isFirst = true;
  let lastEnd = start;
  for (; lexer.kind !== TokenKind.EOF; lexer.next(), isFirst = false) {
    const { kind, start: at, end } = lexer;
    if (depth === 0 && !isFirst) {
      if (kind === TokenKind.RBRACE) return { next: at, defined };
      if (beginsLine(source, at) && looksLikeBeginning(lexer, isOperation)) return { next: at, defined };
      lexer.reset(at);
      lexer.next();
    }
    if (kind === TokenKind.LBRACE) depth++;
    else if (kind === TokenKind.RBRACE) {
      if (isFirst) return { next: at, defined };
      depth--;
    }
    lexer.reset(end);
    lastEnd = end;
  }
  return { next: lastEnd, defined };
}

/** The names in `%a, %b:2 =` at the current token, which then stands behind the `=`; undefined if this is none. */
function scanResultNames(lexer: Lexer): Extent[] | undefined {
  const names: Extent[] = [];
  for (;;) {
    if (lexer.kind !== TokenKind.PERCENT_ID) return undefined;
    names.push({ start: lexer.start, end: lexer.end });
    lexer.next();
    if (lexer.kind === TokenKind.COLON) {
      lexer.next();
      lexer.next();
    }
    if (lexer.kind === TokenKind.EQUAL) {
      lexer.next();
      return names;
    }
    if (lexer.kind !== TokenKind.COMMA) return undefined;
    lexer.next();
  }
}

function beginsLine(source: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && (source[at] === " " || source[at] === "\t")) at--;
  return at < 0 || source[at] === "\n" || source[at] === "\r";
}

/** `%x = `, `"name"(`, `dialect.op`, `^block:` or `^block(`. Moves the lexer. */
function looksLikeBeginning(lexer: Lexer, isOperation: (start: number, end: number) => boolean): boolean {
  switch (lexer.kind) {
    case TokenKind.PERCENT_ID:
      return scanResultNames(lexer) !== undefined;
    case TokenKind.STRING:
      return lexer.next() === TokenKind.LPAREN;
    case TokenKind.BARE_ID:
      return isOperation(lexer.start, lexer.end) || /^[a-z_]\w*\.[a-z]/.test(lexer.text);
    case TokenKind.CARET_ID:
      lexer.next();
      return lexer.kind === TokenKind.COLON || lexer.kind === TokenKind.LPAREN;
    default:
      return false;
  }
}
