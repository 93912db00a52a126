/** The C programs in c-programs/, compiled by clang and imported by mlir-translate. Tests that use this need both. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hasOracle, type Oracle, runOracle } from "./oracles.ts";

const folder = fileURLToPath(new URL("c-programs/", import.meta.url));

/** Each file defines a function of its name without arguments, which returns a number that tells whether all went well. */
export const cProgramNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith(".c"))
  .map((file) => basename(file, ".c"))
  .sort();

const cSources: readonly string[] = cProgramNames.map((name) => join(folder, `${name}.c`));

/** What all programs are compiled with. */
const cFlags = ["-std=c2x", "-w"] as const;

export const canImportC = (): boolean => hasOracle("clang") && hasOracle("mlir-translate");

/** Runs `work` in a new folder that is removed afterwards. */
export function inTemporaryFolder<T>(work: (folder: string) => T): T {
  const made = mkdtempSync(join(tmpdir(), "adopt-"));
  try {
    return work(made);
  } finally {
    rmSync(made, { recursive: true });
  }
}

const separator = "// -----";

/** Runs a tool on many texts at once; it must know `--split-input-file`. */
export function runOnAll(name: Oracle, args: readonly string[], texts: readonly string[]): string[] {
  const split = ["--split-input-file", `--output-split-marker=${separator}`];
  const { stdout, stderr, status } = runOracle(name, [...split, ...args], texts.join(`\n${separator}\n`));
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return stdout.split(separator);
}

/** The programs as clang compiles them with these flags, as modules of the llvm dialect, in the order of their names. */
export const importCPrograms = (flags: readonly string[], importFlags: readonly string[] = []): string[] =>
  importC(cSources, flags, importFlags);

/** The same for any source files. */
export function importC(
  sources: readonly string[],
  flags: readonly string[],
  importFlags: readonly string[] = [],
): string[] {
  return inTemporaryFolder((place) => {
    const compiled = runOracle("clang", [...cFlags, ...flags, "-S", "-emit-llvm", ...sources], "", place);
    if (compiled.status !== 0) throw new Error(`clang: ${compiled.stderr}`);
    const texts = sources.map((source) => readFileSync(join(place, `${basename(source, ".c")}.ll`), "utf8"));
    return runOnAll("mlir-translate", ["--import-llvm", ...importFlags], texts);
  });
}

/** Calls all programs, and prints what they return. */
const driver = `#include <stdio.h>
${cProgramNames.map((name) => `double ${name}(void);`).join("\n")}
int main(void) {
${cProgramNames.map((name) => `  printf("${name} %.17g\\n", ${name}());`).join("\n")}
  return 0;
}
`;

/** What the programs return: as they are, or as these texts of LLVM IR in the order of their names. */
export function runCPrograms(flags: readonly string[], texts?: readonly string[]): Record<string, string> {
  return inTemporaryFolder((place) => {
    writeFileSync(join(place, "driver.c"), driver);
    const files = texts?.map((text, i) => {
      const file = join(place, `${cProgramNames[i]}.ll`);
      writeFileSync(file, text);
      return file;
    });
    const program = join(place, "program");
    const args = ["driver.c", ...(files ?? cSources), "-lm", "-o", program];
    const { stderr, status } = runOracle(
      "clang",
      [...(files === undefined ? cFlags : ["-w"]), ...flags, ...args],
      "",
      place,
    );
    if (status !== 0) throw new Error(`clang: ${stderr}`);
    const lines = spawnSync(program, { encoding: "utf8" }).stdout.trim().split("\n");
    if (lines.length !== cProgramNames.length) throw new Error(`the programs stopped behind '${lines.at(-1)}'`);
    return Object.fromEntries(lines.map((line) => line.split(" ") as [string, string]));
  });
}
