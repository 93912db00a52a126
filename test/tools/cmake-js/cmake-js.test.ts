/** What builds llvm-bindings: patches, and a stand-in for cmake-js. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const TOOL = fileURLToPath(new URL("../../../tools/cmake-js/cmake-js.mjs", import.meta.url));
const PATCHES = new URL("../../../tools/cmake-js/patches.mjs", import.meta.url).href;

interface Patch {
  readonly file: string;
  readonly why: string;
  readonly find: RegExp;
  readonly replace: string;
}

/** The folder of llvm-bindings; undefined where it is not installed. */
function findPackage(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve("llvm-bindings/package.json"));
  } catch {
    return undefined;
  }
}

const installed = findPackage();
const hasLlvmHeaders = spawnSync("llvm-config-22", ["--version"]).status === 0;

describe("the patches of llvm-bindings", async () => {
  const { PATCHES: patches } = (await import(PATCHES)) as { PATCHES: readonly Patch[] };

  it.skipIf(installed === undefined).each(patches)("apply to $file: $why", ({ file, find }) => {
    expect(readFileSync(join(installed!, file), "utf8")).toMatch(find);
  });
});

describe("the stand-in for cmake-js", () => {
  const folder = mkdtempSync(join(tmpdir(), "adopt-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  function compile(manifest: object, env: NodeJS.ProcessEnv = {}) {
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const options = { cwd: folder, env: { ...process.env, ...env }, encoding: "utf8" } as const;
    const { stdout, stderr, status } = spawnSync(process.execPath, [TOOL, "compile"], options);
    return [stdout, stderr, status];
  }

  const bindings = { name: "llvm-bindings", version: "0.4.2" };

  it("leaves the package unbuilt without LLVM's headers", () => {
    const line = "llvm-bindings: not built, LLVM 22's headers are missing (Debian: llvm-22-dev)\n";
    expect(compile(bindings, { LLVM_CONFIG: "/nonexistent" })).toEqual([line, "", 0]);
  });

  it.skipIf(!hasLlvmHeaders)("leaves the package unbuilt without a compiler", () => {
    const line = "llvm-bindings: not built, there is no C++ compiler (Debian: g++)\n";
    expect(compile(bindings, { CXX: "/nonexistent" })).toEqual([line, "", 0]);
  });

  it.each([
    { name: "llvm-bindings", version: "0.4.3" },
    { name: "other", version: "0.4.2" },
  ])("builds nothing but the version its patches are for: $name $version", (manifest) => {
    const line = "llvm-bindings: not built, `cmake-js compile` works in the folder of llvm-bindings 0.4.2 only\n";
    expect(compile(manifest)).toEqual([line, "", 0]);
  });
});
