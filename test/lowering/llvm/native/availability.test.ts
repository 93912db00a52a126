/** Whether libLLVM is found, and what is said where it is not. */

import { execFileSync } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const NATIVE = pathToFileURL(fileURLToPath(new URL("../../../../lowering/llvm/native/index.ts", import.meta.url))).href;

/** Runs `source`, which has `native` in scope, in a process of its own; returns what it prints as JSON. */
function inProcess(source: string, libraryPath?: string): unknown {
  const script = `import * as native from ${JSON.stringify(NATIVE)};\n${source}`;
  const env = { ...process.env, ...(libraryPath === undefined ? {} : { ADOPT_LIBLLVM: libraryPath }) };
  const output = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    env,
    encoding: "utf8",
  });
  return JSON.parse(output);
}

const ASK = `
let error;
try { native.NativeModule.compile(""); } catch (e) { error = [e.name, e.message]; }
console.log(JSON.stringify([native.isNativeAvailable(), native.nativeUnavailableReason() ?? null, error ?? null]));`;

describe("availability of libLLVM", () => {
  it("is denied with a reason if ADOPT_LIBLLVM is wrong", () => {
    const [available, reason, error] = inProcess(ASK, "/nonexistent") as [boolean, string, [string, string]];
    expect(available).toBe(false);
    expect(reason).toMatch(
      /^\/nonexistent cannot be used: .*No such file.*; adopt needs a libLLVM of version 19 or newer/,
    );
    expect(reason).toContain("set ADOPT_LIBLLVM to the path of libLLVM");
    expect(error).toEqual(["LlvmError", reason]);
  });

  it("is denied for a library that is not LLVM", () => {
    const other = process.platform === "darwin" ? "/usr/lib/libSystem.B.dylib" : "libc.so.6";
    const [available, reason] = inProcess(ASK, other) as [boolean, string];
    expect(available).toBe(false);
    expect(reason).toContain("LLVMGetVersion");
  });

  it.skipIf(process.platform !== "linux")("loads nothing before it is asked for", () => {
    const source = `
const { readFileSync } = await import("node:fs");
const isLoaded = (name) => readFileSync("/proc/self/maps", "utf8").includes(name);
const before = [isLoaded("libLLVM"), isLoaded("koffi")];
const available = native.isNativeAvailable();
console.log(JSON.stringify([before, isLoaded("libLLVM") === available, isLoaded("koffi")]));`;
    expect(inProcess(source)).toEqual([[false, false], true, true]);
  });
});
