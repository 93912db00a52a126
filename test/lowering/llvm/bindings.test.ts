/** The package llvm-bindings: whether it is there, and what it does for adopt. */

import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { describe, expect, it } from "vitest";
import {
  areBindingsAvailable,
  bindingsUnavailableReason,
  verifyAndLink,
  writeBitcode,
} from "../../../lowering/llvm/bindings.ts";
import { LlvmError } from "../../../lowering/llvm/native/error.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";

const SQUARE = "define double @square(double %x) {\n  %y = fmul fast double %x, %x\n  ret double %y\n}\n";
const FOURTH =
  "declare double @square(double)\n\ndefine double @fourth(double %x) {\n  %y = call double @square(double %x)\n" +
  "  %z = call double @square(double %y)\n  ret double %z\n}\n";

const disassemble = (bitcode: Uint8Array) => runOracle("llvm-dis", ["-o", "-"], bitcode).stdout;

describe("availability of llvm-bindings", () => {
  it("is explained where it is missing", () => {
    if (areBindingsAvailable()) expect(bindingsUnavailableReason()).toBeUndefined();
    else expect(bindingsUnavailableReason()).toContain("npm rebuild llvm-bindings");
  });
});

describe.skipIf(!areBindingsAvailable())("llvm-bindings", () => {
  it("links modules into one", () => {
    expect(verifyAndLink([FOURTH, SQUARE], "linked.ll")).toBe(
      `; ModuleID = 'linked.ll'\nsource_filename = "linked.ll"\n\n${FOURTH.split("\n\n")[1]}\n${SQUARE}`,
    );
  });

  it("keeps the source file's name", () => {
    expect(verifyAndLink([`source_filename = "a.c"\n${SQUARE}`])).toContain('source_filename = "a.c"');
  });

  it("makes an empty module of nothing", () => {
    expect(verifyAndLink([])).toBe(`; ModuleID = 'module'\nsource_filename = "module"\n`);
  });

  it.skipIf(!hasOracle("llvm-dis"))("writes bitcode that llvm-dis reads", () => {
    expect(disassemble(writeBitcode(SQUARE))).toContain(SQUARE);
  });

  it("places syntax errors", () => {
    const attempt = () => verifyAndLink([SQUARE, "define i32 @f() {\n  ret double\n}"], "bad.ll");
    expect(attempt).toThrow(LlvmError);
    expect(attempt).toThrow("bad.ll:3:1: error: expected value token");
    expect(attempt).toThrow(expect.objectContaining({ line: 3, column: 1 }));
  });

  it("places what the verifier finds", () => {
    const ir = "define i32 @f(i32 %x) {\n  %b = add i32 %a, 1\n  %a = add i32 %x, 1\n  ret i32 %b\n}";
    expect(() => writeBitcode(ir)).toThrow("3:3: Instruction does not dominate all uses!");
  });

  it.each([
    ["noise", "\u0001\u0002%%%"],
    ["half a function", "define i32 @f("],
    ["MLIR", "module {\n}"],
  ])("reports %s", (_, ir) => {
    expect(() => writeBitcode(ir)).toThrow(LlvmError);
  });

  it("reports modules that do not fit and goes on working", () => {
    expect(() => verifyAndLink([SQUARE, SQUARE])).toThrow("Linking globals named 'square': symbol multiply defined!");
    expect(verifyAndLink([SQUARE])).toContain("@square");
  });
});

describe("llvm-bindings in a worker", () => {
  it("is refused, as it would break the main thread", async () => {
    const { outputFiles } = buildSync({
      stdin: {
        contents: `import { bindingsUnavailableReason } from "./bindings.ts";
          import { parentPort } from "node:worker_threads";
          parentPort.postMessage(bindingsUnavailableReason());`,
        resolveDir: fileURLToPath(new URL("../../../lowering/llvm", import.meta.url)),
      },
      bundle: true,
      platform: "node",
      write: false,
      logLevel: "error",
      logOverride: { "empty-import-meta": "silent" },
    });
    const worker = new Worker(outputFiles[0]!.text, { eval: true });
    const reason = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    await worker.terminate();
    expect(reason).toBe("llvm-bindings cannot be used in a worker thread");
  });
});
