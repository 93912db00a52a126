/** The lexer: its tokens, its errors, and that it covers any input without gaps. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lexer, TokenKind } from "../../../ir/assembly/lexer.ts";

const nameOf = new Map<number, string>(Object.entries(TokenKind).map(([name, kind]) => [kind, name]));

/** All tokens of a text, written `KIND:text`. */
function tokens(source: string): string[] {
  const lexer = new Lexer(source);
  const result: string[] = [];
  while (lexer.next() !== TokenKind.EOF) result.push(`${nameOf.get(lexer.kind)}:${lexer.text}`);
  return result;
}

const cases: readonly (readonly [source: string, ...tokens: string[]])[] = [
  ["( ) { } [ ] < >", "LPAREN:(", "RPAREN:)", "LBRACE:{", "RBRACE:}", "LSQUARE:[", "RSQUARE:]", "LESS:<", "GREATER:>"],
  [
    ", : :: = -> - + * ? / |",
    ..."COMMA:, COLON:: COLON_COLON::: EQUAL:= ARROW:-> MINUS:- PLUS:+ STAR:*".split(" "),
    "QUESTION:?",
    "SLASH:/",
    "VERTICAL_BAR:|",
  ],
  ["...", "ELLIPSIS:..."],
  ["{-# #-}", "FILE_METADATA_BEGIN:{-#", "FILE_METADATA_END:#-}"],
  ["{- #", "LBRACE:{", "MINUS:-", "Error:#"],
  ["#-a}", "HASH_ID:#-a", "RBRACE:}"],
  [">= == <=", "GREATER:>", "EQUAL:=", "EQUAL:=", "EQUAL:=", "LESS:<", "EQUAL:="],
  [":::", "COLON_COLON:::", "COLON::"],
  ["%4#0", "PERCENT_ID:%4", "HASH_ID:#0"],
  ["%x-y.$1 %-", "PERCENT_ID:%x-y.$1", "PERCENT_ID:%-"],
  ["%0abc", "PERCENT_ID:%0", "BARE_ID:abc"],
  ["^bb0(%a: f32):", "CARET_ID:^bb0", "LPAREN:(", "PERCENT_ID:%a", "COLON::", "BARE_ID:f32", "RPAREN:)", "COLON::"],
  ["!foo.bar<i32>", "EXCLAMATION_ID:!foo.bar", "LESS:<", "INTTYPE:i32", "GREATER:>"],
  ["#foo.bar #map", "HASH_ID:#foo.bar", "HASH_ID:#map"],
  ['@foo::@"a b"::@a.b$c', "AT_ID:@foo", "COLON_COLON:::", 'AT_ID:@"a b"', "COLON_COLON:::", "AT_ID:@a.b$c"],
  ["@a-b", "AT_ID:@a", "MINUS:-", "BARE_ID:b"],
  ["0 7 007 12345678901234567890", "INTEGER:0", "INTEGER:7", "INTEGER:007", "INTEGER:12345678901234567890"],
  ["0x1F 0xdeadBEEF", "HEX_INTEGER:0x1F", "HEX_INTEGER:0xdeadBEEF"],
  ["-1", "MINUS:-", "INTEGER:1"],
  ["1.0 1. 1.0e+5 1.E-07 2.5e3", "FLOAT:1.0", "FLOAT:1.", "FLOAT:1.0e+5", "FLOAT:1.E-07", "FLOAT:2.5e3"],
  ["1.0e 1.0e+", "FLOAT:1.0", "BARE_ID:e", "FLOAT:1.0", "BARE_ID:e", "PLUS:+"],
  ["1e5", "INTEGER:1", "BARE_ID:e5"],
  ["4x?x8xf32", "DIMENSION:4x", "DIMENSION:?x", "DIMENSION:8x", "BARE_ID:f32"],
  ["2x4xi8", "DIMENSION:2x", "DIMENSION:4x", "INTTYPE:i8"],
  ["0x?x0xi1", "DIMENSION:0x", "DIMENSION:?x", "DIMENSION:0x", "INTTYPE:i1"],
  ["0xf32", "HEX_INTEGER:0xf32"],
  ["[4]x8xf32", "LSQUARE:[", "INTEGER:4", "RSQUARE:]", "BARE_ID:x8xf32"],
  ["*xf32", "STAR:*", "BARE_ID:xf32"],
  ["d0 *x", "BARE_ID:d0", "STAR:*", "BARE_ID:x"],
  ["i32 si8 ui16 i1", "INTTYPE:i32", "INTTYPE:si8", "INTTYPE:ui16", "INTTYPE:i1"],
  ["i0 i32x i si ui8_ i", "BARE_ID:i0", "BARE_ID:i32x", "BARE_ID:i", "BARE_ID:si", "BARE_ID:ui8_", "BARE_ID:i"],
  ["_a a.b$c loc true index", "BARE_ID:_a", "BARE_ID:a.b$c", "BARE_ID:loc", "BARE_ID:true", "BARE_ID:index"],
  ['"" "a b" "\\n\\t\\\\\\"\\0A\\ff"', 'STRING:""', 'STRING:"a b"', 'STRING:"\\n\\t\\\\\\"\\0A\\ff"'],
  ['"é😀\u0000\t\r"', 'STRING:"é😀\u0000\t\r"'],
  ['a// comment é " \nb//\rc//', "BARE_ID:a", "BARE_ID:b", "BARE_ID:c"],
  ["a/ /b", "BARE_ID:a", "SLASH:/", "SLASH:/", "BARE_ID:b"],
  ["\ta\u0000b\r\n", "BARE_ID:a", "BARE_ID:b"],
  ["", ...[]],
  ["a;b", "BARE_ID:a", "Error:;", "BARE_ID:b"],
  ["é", "Error:é"],
  ["a . b", "BARE_ID:a", "Error:.", "BARE_ID:b"],
  ['"a\n"b"', 'Error:"a', 'STRING:"b"'],
];

/** What may stand between tokens. */
function expectGap(text: string): void {
  const rest = text.replace(/\/\/[^\r\n]*/g, "");
  expect([...rest].filter((char) => !" \t\r\n\0".includes(char))).toEqual([]);
}

/** Source, message, and the offset at which mlir-opt puts it. */
const errorCases: readonly (readonly [source: string, message: string, offset: number])[] = [
  ['"a\nb"', "expected '\"' in string literal", 2],
  ['"a', "expected '\"' in string literal", 2],
  ['"', "expected '\"' in string literal", 1],
  ['"a\\\\', "expected '\"' in string literal", 4],
  ['"a\\\\\\41', "expected '\"' in string literal", 7],
  ['"a\vb"', "expected '\"' in string literal", 2],
  ['"a\fb"', "expected '\"' in string literal", 2],
  ['"a\\q"', "unknown escape in string literal", 2],
  ['"a\\', "unknown escape in string literal", 2],
  ['"a\\\\\\r"', "unknown escape in string literal", 4],
  ['"a\\0', "unknown escape in string literal", 2],
  ['"a\\0g"', "unknown escape in string literal", 2],
  ['@"a\\q"', "unknown escape in string literal", 3],
  ['@"a', "expected '\"' in string literal", 3],
  ["@1", "@ identifier expected to start with letter or '_'", 1],
  [". ", "expected three consecutive dots for an ellipsis", 1],
  ["..", "expected three consecutive dots for an ellipsis", 1],
  ["% ", "invalid SSA name", 0],
  ["^", "invalid block name", 0],
  ["#", "invalid attribute name", 0],
  ["!(", "invalid type identifier", 0],
  ["\v", "unexpected character", 0],
  ["é", "unexpected character", 0],
  ["\u0001", "unexpected character", 0],
];

describe("Lexer", () => {
  it.each(cases)("splits %j", (source, ...expected) => {
    expect(tokens(source)).toEqual(expected);
  });

  it.each(errorCases)("explains %j", (source, message, offset) => {
    const lexer = new Lexer(source);
    expect(lexer.next()).toBe(TokenKind.Error);
    expect(lexer.start).toBe(0);
    expect(lexer.error()).toEqual({ message, offset });
  });

  it("starts at an offset and stays at the end", () => {
    const lexer = new Lexer("ab cd", 3);
    expect([lexer.next(), lexer.text]).toEqual([TokenKind.BARE_ID, "cd"]);
    expect([lexer.next(), lexer.next(), lexer.start, lexer.end]).toEqual([TokenKind.EOF, TokenKind.EOF, 5, 5]);
  });

  it("goes on behind the x of a shape", () => {
    const lexer = new Lexer("0xf32");
    lexer.next();
    lexer.reset(lexer.start + 2);
    expect([lexer.next(), lexer.text]).toEqual([TokenKind.BARE_ID, "f32"]);
  });

  it("covers any text: between the tokens are only white space and comments", () => {
    const piece = fc.constantFrom(
      "%a",
      "#",
      "->",
      '"',
      "\\",
      "//",
      "\n",
      "x",
      "4",
      "0x",
      ".",
      "é",
      "\u0000",
      "{-#",
      "@",
      " ",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, (source) => {
        const lexer = new Lexer(source);
        let covered = 0;
        while (lexer.next() !== TokenKind.EOF) {
          expect(lexer.end).toBeGreaterThan(lexer.start);
          expectGap(source.slice(covered, lexer.start));
          if (lexer.kind === TokenKind.Error) expect(lexer.error().offset).toBeLessThanOrEqual(source.length);
          covered = lexer.end;
        }
        expectGap(source.slice(covered));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it("scans a token the same wherever it stands", () => {
    const texts = cases.flatMap(([, ...expected]) => expected).filter((token) => !token.startsWith("Error"));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...texts)), (chosen) => {
        expect(tokens(chosen.map((token) => token.slice(token.indexOf(":") + 1)).join("\n"))).toEqual(chosen);
      }),
      { seed: 1 },
    );
  });

  it("takes a long unterminated string in linear time", () => {
    const lexer = new Lexer(`"${"\\41".repeat(1_000_000)}`);
    expect(lexer.next()).toBe(TokenKind.Error);
    expect(lexer.error().offset).toBe(3_000_001);
  });
});
