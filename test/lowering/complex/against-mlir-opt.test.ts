/** Conversions of complex operations that leave no choice are those of mlir-opt. */

import { describe, expect, it } from "vitest";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { mlirOpt } from "../../support/round-trip.ts";
import { expectSameLowering } from "../to-llvm/compare.ts";

const func = (name: string, args: string, result: string, format: string): string =>
  `func.func @${name}(${args}) -> ${result} {
    %0 = complex.${name} ${format}
    return %0 : ${result}
  }`;

const ofOne = (name: string, type = "f32", flags = ""): string =>
  func(name, `%z: complex<${type}>`, `complex<${type}>`, `%z${flags} : complex<${type}>`);
const ofTwo = (name: string, type = "f32", flags = ""): string =>
  func(name, `%z: complex<${type}>, %w: complex<${type}>`, `complex<${type}>`, `%z, %w${flags} : complex<${type}>`);
const comparison = (name: string): string =>
  func(name, "%z: complex<f32>, %w: complex<f32>", "i1", "%z, %w : complex<f32>");
const toReal = (name: string, type = "f32"): string =>
  func(name, `%z: complex<${type}>`, type, `%z : complex<${type}>`);

const parts = [
  toReal("re"),
  toReal("im"),
  func("create", "%x: f16, %y: f16", "complex<f16>", "%x, %y : complex<f16>"),
  func("constant", "", "complex<f64>", "[1.0, -2.0] : complex<f64>"),
];

/** What each function returns, as one expression: the order of operations does not matter. */
function expressions(text: string): string[] {
  const values = new Map<string, string>();
  const results: string[] = [];
  for (const line of mlirOpt(text, "--mlir-print-op-generic").split("\n")) {
    const inlined = (part: string): string => part.replace(/%\w+/g, (name) => values.get(name) ?? name);
    const [, result, expression] = /^ *(%\w+) = (.*)$/.exec(line) ?? [];
    if (result !== undefined) values.set(result, `{${inlined(expression!)}}`);
    else if (/return/.test(line)) results.push(inlined(line));
  }
  return results;
}

function expectSameExpressions(program: string, pass: string): void {
  const { stdout } = runOracle("mlir-opt", [`--pass-pipeline=builtin.module(${pass})`], program);
  const theirs = expressions(stdout);
  expect(theirs).not.toEqual([]);
  expect(expressions(transformedText(program, pass))).toEqual(theirs);
}

describe.skipIf(!hasOracle("mlir-opt"))("complex operations are converted as by mlir-opt", () => {
  it.each(["f16", "f32", "f64"])("to arith, %s", (type) => {
    const flags = " fastmath<nnan,contract>";
    const program = [
      ofOne("neg", type),
      ofOne("conj", type),
      ...["add", "sub", "mul"].map((name) => ofTwo(name, type, flags)),
      ofTwo("div", type),
      toReal("angle", type),
    ];
    expectSameExpressions(program.join("\n"), "convert-complex-to-standard{complex-range=basic}");
  });

  it("to arith, comparisons; parts and constants stay", () => {
    const program = [comparison("eq"), comparison("neq"), ...parts];
    expectSameLowering(program.join("\n"), "convert-complex-to-standard");
  });

  it.each(["basic", "none"])("to llvm, complex-range %s", (range) => {
    const program = [...parts, ...["add", "sub", "div"].map((name) => ofTwo(name, "f64", " fastmath<ninf>"))];
    expectSameExpressions(program.join("\n"), `convert-complex-to-llvm{complex-range=${range}}`);
  });

  it("to llvm, with functions and memrefs", () => {
    const program = `func.func @f(%m: memref<?xcomplex<f32>>, %i: index, %z: complex<f32>) -> complex<f32> {
      %0 = memref.load %m[%i] : memref<?xcomplex<f32>>
      %re = complex.re %0 : complex<f32>
      %1 = complex.create %re, %re : complex<f32>
      memref.store %1, %m[%i] : memref<?xcomplex<f32>>
      %new = memref.alloc(%i) : memref<?xcomplex<f32>>
      return %1 : complex<f32>
    }`;
    expectSameLowering(program, "convert-to-llvm", "reconcile-unrealized-casts");
  });

  it.each(["f32", "f64"])("to calls, %s", (type) => {
    const names = ["conj", "cos", "log", "sin", "sqrt", "tan", "tanh"];
    const program = [
      ...names.map((name) => ofOne(name, type)),
      ofTwo("pow", type),
      toReal("abs", type),
      toReal("angle", type),
      ofOne("exp", type),
      ofTwo("mul", type),
    ];
    expectSameLowering(program.join("\n"), "convert-complex-to-libm");
  });
});
