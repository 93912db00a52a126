/** The function `compile` of the library. */

import { describe, expect, it } from "vitest";
import { parseModule } from "../../../ir/assembly/parse.ts";
import { CompileError, compile, isEngineAvailable } from "../../../tools/compile.ts";
import { defaultContext } from "../../../tools/registry.ts";

const program = `
func.func @twice(%x: f64) -> f64 {
  %0 = call @add(%x, %x) : (f64, f64) -> f64
  return %0 : f64
}
func.func private @add(%x: f64, %y: f64) -> f64 {
  %0 = arith.addf %x, %y : f64
  return %0 : f64
}
func.func @slope(%x: f64) -> f64 {
  %0 = ad.grad @square(%x) : (f64) -> f64
  return %0 : f64
}
func.func private @square(%x: f64) -> f64 {
  %0 = arith.mulf %x, %x : f64
  return %0 : f64
}`;

describe("compile", () => {
  it("gives the public functions, with derivatives expanded", () => {
    const module = compile<{ twice(x: number): number; slope(x: number): number }>(program);
    expect(Object.keys(module)).toEqual(["twice", "slope"]);
    expect([module.twice(3), module.slope(3)]).toEqual([6, 6]);
  });

  it("gives the functions that it is asked for", () => {
    const module = compile(program, { entries: ["add"], engine: "js" });
    expect(Object.keys(module)).toEqual(["add"]);
    expect(module.add!(1, 2)).toBe(3);
    expect(() => compile(program, { entries: ["slop"] })).toThrow(
      "no function 'slop' with a body in the program; did you mean 'slope'?",
    );
  });

  it("takes a module in its context, and runs a pipeline", () => {
    const context = defaultContext();
    const module = parseModule(program, context)!;
    expect(compile(module, { context, pipeline: "builtin.module(canonicalize,cse)" }).twice!(4)).toBe(8);
    expect(context.diagnostics).toEqual([]);
  });

  it("throws every error of a text, with its lines", () => {
    const wrong =
      "func.func @f(%x: f64) {\n  %0 = arith.addf %x, %y : f64\n  %1 = arith.nonsense %x : f64\n  return\n}";
    let error: unknown;
    try {
      compile(wrong, { name: "wrong.mlir" });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(CompileError);
    const { message, diagnostics } = error as CompileError;
    expect(diagnostics.length).toBe(2);
    expect(message).toMatch(/wrong\.mlir:2:\d+: error: .*\n {2}%0 = arith\.addf %x, %y : f64\n +\^/);
    expect(message).toContain("wrong.mlir:3:");
  });

  it("throws what is wrong with a pipeline", () => {
    expect(() => compile(program, { pipeline: "builtin.module(canonicalise)" })).toThrow("did you mean 'canonicalize'");
  });

  it("tells callers without types what they gave", () => {
    expect(() => compile(program, { engine: "cuda" as "js" })).toThrow("there is no engine 'cuda'");
    expect(() => compile(program, { engine: "toString" as "js" })).toThrow("there is no engine 'toString'");
    expect(() => compile(42 as unknown as string)).toThrow("a program must be a text or a module");
  });

  it("always has the js engine", () => {
    expect(isEngineAvailable("js")).toBe(true);
  });
});
