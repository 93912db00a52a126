/** The generated lexer tables: the same tokens as from ANTLR, and errors for what tables cannot express. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ATNDeserializer, CharStream, LexerInterpreter, Token, Vocabulary } from "antlr4ng";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Lexer, TokenKind } from "../../../ir/assembly/lexer.ts";
import { runAntlr } from "../../../tools/build/antlr.ts";
import { generateLexerTables } from "../../../tools/build/lexer-tables.ts";

const grammar = join(import.meta.dirname, "../../../ir/assembly/MLIRLexer.g4");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "adopt-lexer-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("generateLexerTables", () => {
  it("gives the tokens that ANTLR gives", () => {
    runAntlr(grammar, folder);
    const lines = readFileSync(join(folder, "MLIRLexer.interp"), "utf8").trimEnd().split("\n");
    const atn = new ATNDeserializer().deserialize(JSON.parse(lines.at(-1)!));
    const channels = ["DEFAULT_TOKEN_CHANNEL", "HIDDEN"];
    const antlr = new LexerInterpreter(
      grammar,
      new Vocabulary([], []),
      [],
      channels,
      ["DEFAULT_MODE"],
      atn,
      stream(""),
    );
    antlr.removeErrorListeners();

    const piece = fc.constantFrom(
      ...[
        "%a",
        "#b",
        "!c.d",
        "^e",
        "@f",
        '@"g"',
        '"h\\41i"',
        "->",
        "::",
        ":",
        "...",
        "{-#",
        "#-}",
        "0x1F",
        "12",
        "3.5e-7",
      ],
      ...[
        "4x",
        "?x",
        "*",
        "x",
        "i32",
        "si8",
        "i0",
        "_j",
        "$",
        "-",
        "+",
        "/",
        "|",
        "// k",
        "\n",
        " ",
        "\0",
        "é",
        "🙂",
        '"',
        "\\",
      ],
    );
    const property = fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      antlr.inputStream = stream(text);
      const lexer = new Lexer(text);
      // ANTLR counts code points; behind the first error the two recover differently.
      const codePoints = (offset: number): number => [...text.slice(0, offset)].length;
      while (lexer.next() !== TokenKind.EOF && lexer.kind !== TokenKind.Error) {
        const token = antlr.nextToken();
        const expected = [token.type, token.start, token.stop + 1];
        expect([lexer.kind, codePoints(lexer.start), codePoints(lexer.end)]).toEqual(expected);
      }
      if (lexer.kind === TokenKind.EOF) expect(antlr.nextToken().type).toBe(Token.EOF);
    });
    fc.assert(property, { numRuns: 1000, seed: 1 });
  });

  it.each([
    ["lexer grammar Bad; A: [a-z;", "syntax error"],
    ["lexer grammar Bad; A: B;", "reference to undefined rule"],
    ["lexer grammar Bad; A: [é];", "tells characters above ASCII apart"],
    ["lexer grammar Bad; A: [a-\u007f];", "tells characters above ASCII apart"],
    ["lexer grammar Bad; A: 'a' -> channel(HIDDEN);", "no lexer command but `-> skip`"],
  ])("rejects %s", (text, message) => {
    const file = join(folder, "Bad.g4");
    writeFileSync(file, text);
    expect(() => generateLexerTables(file, join(folder, "bad.ts"))).toThrow(message);
  });
});

const stream = (text: string): CharStream => CharStream.fromString(text);
