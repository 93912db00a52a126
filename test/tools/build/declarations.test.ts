/** The declarations in the package are right for programs that are compiled with other options than this project. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const compiler = join(dirname(fileURLToPath(import.meta.resolve("typescript/package.json"))), "bin", "tsc");

const run = (...args: readonly string[]): string =>
  spawnSync(process.execPath, [compiler, ...args], { cwd: root, encoding: "utf8" }).stdout;

const strictest = [
  "--strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --noPropertyAccessFromIndexSignature",
  "--noImplicitReturns --skipLibCheck false --module nodenext --target es2022 --types node --noEmit --ignoreConfig",
].flatMap((options) => options.split(" "));

it("under the strictest options", () => {
  // Beside what they import; errors in that are its authors' business.
  const folder = mkdtempSync(join(root, "node_modules", ".declarations-"));
  try {
    expect(run("-p", "tools/build", "--outDir", folder)).toBe("");
    const errors = run(...strictest, join(folder, "tools", "library.d.ts")).split("\n");
    expect(errors.filter((line) => line.includes(basename(folder)))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
