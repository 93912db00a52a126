/** The math dialect: its syntax and canonical forms are those of mlir-opt. */

import { describe, expect, it } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { mathDialect, mathOps } from "../../../dialects/math/index.ts";
import { type FloatKind, floatFormats } from "../../../ir/builtin/float-format.ts";
import { hasOracle } from "../../support/oracles.ts";
import { canonicalized, errorsOf, expectRoundTrip, expectSameCanonicalForm } from "../../support/round-trip.ts";

const dialects = [mathDialect, arithDialect, funcDialect];

const names = (constraint: string): string[] =>
  mathOps
    .filter(({ spec }) => Object.keys(spec.operands).join() === constraint)
    .map(({ name }) => name.slice("math.".length));

const isQuestion = (name: string): boolean => name.startsWith("is");
const integerFunctions = ["absi", "ctlz", "cttz", "ctpop"];
const unary = names("operand").filter((name) => !isQuestion(name) && !integerFunctions.includes(name));
const functions = unary.filter((name) => name !== "sincos");
const questions = names("operand").filter(isQuestion);

describe("the math dialect", () => {
  it("has all operations of MLIR 22", () => {
    expect(mathOps).toHaveLength(46);
    expect(new Set(mathOps.map(({ name }) => name)).size).toBe(46);
  });

  it.skipIf(!hasOracle("mlir-opt"))("reads and prints what mlir-opt does", () => {
    const types = ["f16", "f32", "f64", "vector<4xf32>", "vector<[4]xbf16>", "tensor<4x?xf8E5M2>", "tensor<*xf64>"];
    const bodies = types.map((type, i) => {
      const bits = type.includes("x")
        ? type.replace(/x?[b]?f\d.*(?=>)/, (element) => (element[0] === "x" ? "xi1" : "i1"))
        : "i1";
      const powers = bits.replace("i1", "i32");
      return `
func.func @floats${i}(%x: ${type}, %y: ${type}, %z: ${type}, %n: ${powers}) {
  ${functions
    .map((name) => `math.${name} %x : ${type}`)
    .map((op, k) => `%u${k} = ${op}`)
    .join("\n  ")}
  ${questions.map((name, k) => `%q${k} = math.${name} %x : ${type}`).join("\n  ")}
  %0 = math.atan2 %x, %y fastmath<fast> : ${type}
  %1 = math.copysign %x, %y {note} : ${type}
  %2 = math.powf %x, %y fastmath<nnan,ninf> {note = 1 : i32} : ${type}
  %3 = math.fma %x, %y, %z fastmath<contract> : ${type}
  %4 = math.clampf %x to [%y, %z] fastmath<nsz> : ${type}
  %5, %6 = math.sincos %x fastmath<afn> : ${type}
  %7 = math.fpowi %x, %n fastmath<arcp> : ${type}, ${powers}
  %8 = math.sin %x fastmath<reassoc> : ${type}
  %9 = math.isnan %x {fastmath = #arith.fastmath<fast>} : ${type}
  return
}`;
    });
    const integers = ["i1", "i32", "index", "vector<2xi8>", "tensor<?xindex>"].map(
      (type, i) => `
func.func @integers${i}(%x: ${type}) {
  ${integerFunctions.map((name, k) => `%u${k} = math.${name} %x : ${type}`).join("\n  ")}
  %0 = math.ipowi %x, %x {note} : ${type}
  return
}`,
    );
    expectRoundTrip([...bodies, ...integers].join("\n"), ...dialects);
  });

  it("reports errors in upstream's words", () => {
    const prefix = `%a, %i, %t, %v = "test.values"() : () -> (f32, i32, tensor<?xf32>, vector<2xi32>)\n`;
    const error = (op: string): string[] => errorsOf(prefix + op, ...dialects);
    expect(error("%0 = math.sin %i : i32")).toEqual([
      "'math.sin' op operand #0 must be floating-point-like, but got 'i32'",
    ]);
    expect(error("%0 = math.absi %a : f32")).toEqual([
      "'math.absi' op operand #0 must be signless-integer-like, but got 'f32'",
    ]);
    expect(error(`%0 = "math.sin"(%a) : (f32) -> f64`)).toEqual([
      "'math.sin' op requires the same type for all operands and results",
    ]);
    expect(error(`%0 = "math.sin"(%t) : (tensor<?xf32>) -> tensor<2xf32>`)).toEqual([
      "'math.sin' op inferred type(s) 'tensor<?xf32>' are incompatible with return type(s) of operation 'tensor<2xf32>'",
    ]);
    expect(error(`%0 = "math.isnan"(%a) : (f32) -> i32`)).toEqual([
      "'math.isnan' op result #0 must be bool-like, but got 'i32'",
    ]);
    expect(error(`%0 = "math.isnan"(%t) : (tensor<?xf32>) -> tensor<2xi1>`)).toEqual([
      "'math.isnan' op failed to verify that result type has i1 element type and same shape as operands",
    ]);
    expect(error("%0 = math.fpowi %a, %v : f32, vector<2xi32>")).toEqual([
      "'math.fpowi' op requires the same shape for all operands and results",
    ]);
    expect(error(`%0 = "math.fpowi"(%a, %i) : (f32, i32) -> f64`)).toEqual([
      "'math.fpowi' op failed to verify that all of {lhs, result} have same type",
    ]);
    expect(error(`%0:2 = "math.sincos"(%a) : (f32) -> (f32, f64)`)).toEqual([
      "'math.sincos' op failed to verify that all of {operand, sin, cos} have same type",
    ]);
    expect(error(`%0 = "math.clampf"(%a, %a) : (f32, f32) -> f32`)).toEqual([
      "'math.clampf' op expected 3 operands, but found 2",
    ]);
  });
});

/** A function for each body, which defines `%r`. */
const module = (cases: readonly { readonly body: string; readonly type: string }[]): string =>
  cases.map(({ body, type }, i) => `func.func @f${i}() -> ${type} {\n${body}\nreturn %r : ${type}\n}`).join("\n");

const constantOf = (type: string, value: string): string => `arith.constant ${value} : ${type}`;

it("rounds in formats where mlir-opt does not", () => {
  const rounded = (kind: string, name: string, value: string): string | undefined =>
    /constant (.*) :/.exec(
      canonicalized(
        `%a = ${constantOf(kind, value)}\n%r = math.${name} %a : ${kind}
      "test.use"(%r) : (${kind}) -> ()`,
        ...dialects,
      ),
    )?.[1];
  expect(rounded("f8E3M4", "ceil", "2.5")).toBe("3.000000e+00");
  expect(rounded("f8E3M4", "floor", "-2.5")).toBe("-3.000000e+00");
  expect(rounded("f6E2M3FN", "roundeven", "2.5")).toBe("2.000000e+00");
});

describe.skipIf(!hasOracle("mlir-opt"))("canonicalization of math operations, as mlir-opt does it", () => {
  const exact = ["absf", "ceil", "floor", "roundeven", ...questions];
  const floats = Object.values(floatFormats).filter(({ hasSignAndZero }) => hasSignAndZero);

  /** Formats that do not have the power of two by which mlir-opt rounds. */
  const isRoundedWrongly = (kind: FloatKind): boolean => kind === "f6E2M3FN" || kind === "f8E3M4";

  it.each(floats)("folds what is exact for $kind", ({ kind, width, nonFinite }) => {
    const values = ["0.5", "1.5", "2.5", "-0.5", "-1.5", "-2.5", "3.0", "-0.0"];
    const sign = 1n << BigInt(width - 1);
    // What has no number, or (in the wide formats) one that mlir-opt cannot read, is written as bits.
    const patterns = width > 64 ? [] : [1n, 2n * sign - 1n, sign, sign - 1n, sign / 2n, sign | 3n];
    if (nonFinite !== "finiteOnly") values.push(...patterns.map((bits) => `0x${bits.toString(16)}`));
    const cases = (isRoundedWrongly(kind) ? ["absf", ...questions] : exact).flatMap((name) =>
      values.map((value) => ({
        body: `%a = ${constantOf(kind, value)}\n%r = math.${name} %a : ${kind}`,
        type: isQuestion(name) ? "i1" : kind,
      })),
    );
    expectSameCanonicalForm(module(cases), ...dialects);
  });

  it("folds signs", () => {
    const values = ["1.5", "-1.5", "0.0", "-0.0"];
    const cases = ["bf16", "f64", "f128", "f8E4M3FNUZ"].flatMap((type) =>
      values.flatMap((a) =>
        values.map((b) => ({
          body: `%a = ${constantOf(type, a)}\n%b = ${constantOf(type, b)}\n%r = math.copysign %a, %b : ${type}`,
          type,
        })),
      ),
    );
    expectSameCanonicalForm(module(cases), ...dialects);
  });

  it("folds integers", () => {
    const cases = ["i1", "i8", "i32", "i64", "i128", "index"].flatMap((type) => {
      const values =
        type === "i1" ? ["true", "false"] : ["0", "1", "-1", "5", "-5", "-128", "127"].map((v) => `${v} : ${type}`);
      const constant = (name: string, value: string): string => `%${name} = arith.constant ${value}`;
      return [
        ...integerFunctions.flatMap((name) =>
          values.map((a) => ({ body: `${constant("a", a)}\n%r = math.${name} %a : ${type}`, type })),
        ),
        ...values.flatMap((a) =>
          values.map((b) => ({
            body: `${constant("a", a)}\n${constant("b", b)}\n%r = math.ipowi %a, %b : ${type}`,
            type,
          })),
        ),
      ];
    });
    expectSameCanonicalForm(module(cases), ...dialects);
  });

  it("leaves alone what is out of the domain, not constant, or of another format", () => {
    const outside = ["log", "log2", "log10", "sqrt"].flatMap((name) =>
      ["-1.0", "-0.0"].map((value) => ({
        body: `%a = ${constantOf("f64", value)}\n%r = math.${name} %a : f64`,
        type: "f64",
      })),
    );
    const log1p = { body: `%a = ${constantOf("f64", "-2.0")}\n%r = math.log1p %a : f64`, type: "f64" };
    const formats = ["f16", "bf16", "f80", "f128"].flatMap((type) =>
      functions
        .filter((name) => !exact.includes(name))
        .map((name) => ({ body: `%a = ${constantOf(type, "0.5")}\n%r = math.${name} %a : ${type}`, type })),
    );
    const several = ["math.fma %a, %a, %a", "math.clampf %a to [%a, %a]", "math.powf %p, %a"].map((op) => ({
      body: `%p = "test.value"() : () -> f32\n%a = ${constantOf("f32", "0.5")}\n%r = ${op} : f32`,
      type: "f32",
    }));
    expectSameCanonicalForm(module([...outside, log1p, ...formats, ...several]), ...dialects);
  });

  it("passes poison on", () => {
    const float = ["sin", "absf", "ceil", "isnan", "log", "round"].map((name) => ({
      body: `%p = ub.poison : f32\n%r = math.${name} %p : f32`,
      type: isQuestion(name) ? "i1" : "f32",
    }));
    const others = [
      { body: "%p = ub.poison : i32\n%r = math.ctlz %p : i32", type: "i32" },
      { body: `%p = ub.poison : f32\n%x = "test.value"() : () -> f32\n%r = math.powf %x, %p : f32`, type: "f32" },
      { body: "%p = ub.poison : i32\n%r = math.ipowi %p, %p : i32", type: "i32" },
    ];
    expectSameCanonicalForm(module([...float, ...others]), ...dialects);
  });

  it("folds elements of vectors and tensors", () => {
    const dense = (type: string, elements: string): string => `%a = arith.constant dense<${elements}> : ${type}`;
    const cases = [
      { type: "vector<3xf32>", elements: "[4.0, 9.0, 2.25]", op: "sqrt" },
      { type: "tensor<2xf64>", elements: "4.0", op: "sqrt" },
      { type: "tensor<2xf64>", elements: "[4.0, -4.0]", op: "sqrt" },
      { type: "vector<2xf16>", elements: "[1.5, -1.5]", op: "absf" },
      { type: "vector<2xi32>", elements: "[4, 5]", op: "ctlz" },
      { type: "tensor<2x2xi8>", elements: "[[1, 2], [3, -1]]", op: "ctpop" },
      { type: "tensor<0xf32>", elements: "", op: "absf" },
    ].map(({ type, elements, op }) => ({ body: `${dense(type, elements)}\n%r = math.${op} %a : ${type}`, type }));
    expectSameCanonicalForm(module(cases), ...dialects);
  });
});
