/** What libLLVM makes of LLVM IR: text, bitcode, assembly and object files. */

import { describe, expect, it } from "vitest";
import {
  emitAssembly,
  emitBitcode,
  emitObject,
  isNativeAvailable,
  LlvmError,
  linkIr,
  optimizeIr,
  verifyIr,
} from "../../../../lowering/llvm/native/index.ts";
import { hasOracle, runOracle } from "../../../support/oracles.ts";

const SQUARE = "define double @square(double %x) {\n  %y = fmul double %x, %x\n  ret double %y\n}\n";
const FOURTH =
  "declare double @square(double)\ndefine double @fourth(double %x) {\n  %y = call double @square(double %x)\n" +
  "  %z = call double @square(double %y)\n  ret double %z\n}\n";

/** LLVM IR text without the lines that name the module. */
const withoutHeader = (ir: string) => ir.replace(/^(?:; ModuleID|source_filename).*\n/gm, "").trim();

describe.skipIf(!isNativeAvailable())("output of LLVM", () => {
  it("verifies", () => {
    expect(verifyIr(SQUARE)).toBeUndefined();
    expect(() => verifyIr("define i32 @f() {\n}", "a.ll")).toThrow("a.ll:2:1: error: function body requires");
  });

  it("optimizes", () => {
    const ir = "define i32 @f(i32 %x) {\n  %a = sub i32 %x, %x\n  %b = add i32 %a, 42\n  ret i32 %b\n}\n";
    expect(optimizeIr(ir)).toContain("ret i32 42");
    expect(optimizeIr(ir, { optLevel: 0 })).toContain("sub i32 %x, %x");
    expect(optimizeIr(ir)).toMatch(/^target datalayout = ".+"$/m);
  });

  it.skipIf(!hasOracle("llvm-dis"))("writes bitcode that llvm-dis reads", () => {
    const bitcode = emitBitcode(SQUARE + FOURTH.split("\n").slice(1).join("\n"));
    const { stdout, status } = runOracle("llvm-dis", ["-o", "-"], bitcode);
    expect(status).toBe(0);
    expect(withoutHeader(stdout)).toBe(`${SQUARE}\n${FOURTH.split("\n").slice(1).join("\n")}`.trim());
  });

  it("writes objects for this machine", () => {
    const object = emitObject(SQUARE);
    const magic = { linux: "\u007fELF", darwin: "\u00cf\u00fa\u00ed\u00fe" }[process.platform as string];
    expect(String.fromCharCode(...object.subarray(0, 4))).toBe(magic);
    expect(new TextDecoder("latin1").decode(object)).toContain("square");
  });

  it.each([
    ["x86_64-unknown-linux-gnu", "", "mulsd"],
    ["aarch64-unknown-linux-gnu", "", "fmul\td0, d0, d0"],
    ["nvptx64-nvidia-cuda", "sm_90", ".target sm_90"],
    ["amdgcn-amd-amdhsa", "gfx90a", "v_mul_f64"],
    ["riscv64-unknown-linux-gnu", "", "__muldf3"],
  ])("writes assembly for %s %s", (triple, cpu, text) => {
    expect(emitAssembly(SQUARE, { target: { triple, cpu } })).toContain(text);
  });

  it("obeys features of the CPU", () => {
    const target = { triple: "x86_64-unknown-linux-gnu", cpu: "generic", features: "+avx" };
    expect(emitAssembly(SQUARE, { target })).toContain("vmulsd");
  });

  it("reports unknown targets", () => {
    expect(() => emitObject(SQUARE, { target: { triple: "abacus-unknown-none" } })).toThrow(
      "no back end for the target triple 'abacus-unknown-none'",
    );
  });

  it("links modules", () => {
    const linked = linkIr([FOURTH, SQUARE]);
    expect(linked).toContain("define double @square(double %x)");
    expect(linked).toContain("define double @fourth(double %x)");
    expect(linked).not.toContain("declare");
    expect(withoutHeader(linkIr([]))).toBe("");
  });

  it("reports modules that do not fit and goes on working", () => {
    expect(() => linkIr([SQUARE, SQUARE])).toThrow("Linking globals named 'square': symbol multiply defined!");
    expect(() => linkIr([SQUARE, "define"])).toThrow(LlvmError);
    expect(linkIr([SQUARE])).toContain("@square");
  });
});
