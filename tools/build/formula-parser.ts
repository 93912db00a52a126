/** Generates the parser of derivative formulas from its grammar. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { runAntlr } from "./antlr.ts";

/**
 * Writes the lexer and the parser of a combined grammar into a folder.
 * @throws Error when the grammar is wrong.
 */
export function generateFormulaParser(grammarFile: string, outputDirectory: string): void {
  const name = basename(grammarFile, ".g4");
  const folder = mkdtempSync(join(tmpdir(), "antlr-"));
  try {
    runAntlr(grammarFile, folder, ["--generate-listener", "false"]);
    mkdirSync(outputDirectory, { recursive: true });
    for (const part of ["Lexer", "Parser"]) {
      const file = `${name}${part}.ts`;
      // ANTLR's output does not keep this project's stricter rules.
      const header = `// Generated from ${name}.g4 by \`npm run generate\`.\n// @ts-nocheck\n`;
      writeFileSync(join(outputDirectory, file), header + readFileSync(join(folder, file), "utf8"));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
