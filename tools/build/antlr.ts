/** Runs antlr-ng, the tool that turns an ANTLR grammar into TypeScript and into a serialised automaton. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** antlr-ng's main module cannot be imported outside a bundler, so its command is run instead. */
const command = fileURLToPath(new URL("../cli/runner.js", import.meta.resolve("antlr-ng")));

/**
 * Generates `<grammar>.ts`, `.interp` and `.tokens` for a grammar file into a folder.
 * @throws Error with antlr-ng's messages when the grammar is wrong.
 */
export function runAntlr(grammarFile: string, outputDirectory: string, flags: readonly string[] = []): void {
  const args = [command, "-Dlanguage=TypeScript", "-o", outputDirectory, ...flags, grammarFile];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const output = `${stdout}${stderr}`;
  // antlr-ng exits with 0 even after errors.
  if (status !== 0 || /\berror\(/.test(output)) throw new Error(`antlr-ng failed on ${grammarFile}:\n${output}`);
}
