/** The functions of math become intrinsics as with mlir-opt, and calls of libm. */

import { describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import { failureOf, transformedText } from "../../support/pipeline.ts";
import { expectSameLowering, foldedResult, mlirOptFailure, optimized } from "./compare.ts";

const unary =
  `absf acos acosh asin asinh atan atanh cbrt ceil cos cosh erf erfc exp exp2 expm1 floor log log10 log1p log2
  round roundeven rsqrt sin sinh sqrt tan tanh trunc`.split(/\s+/);
const binary = ["atan2", "copysign", "powf"];
const integer = ["absi", "ctlz", "ctpop", "cttz"];

const func = (name: string, body: string, from: string, to = from): string =>
  `func.func @f_${name}(%a: ${from}, %b: ${from}, %c: ${from}) -> ${to} {\n  %0 = ${body}\n  return %0 : ${to}\n}\n`;

const floatPrograms = (type: string): [name: string, text: string][] => [
  ...unary.map((name): [string, string] => [name, func(name, `math.${name} %a fastmath<nnan,afn> : ${type}`, type)]),
  ...binary.map((name): [string, string] => [name, func(name, `math.${name} %a, %b fastmath<fast> : ${type}`, type)]),
  ["fma", func("fma", `math.fma %a, %b, %c {x.y} : ${type}`, type)],
];
const all = (programs: readonly (readonly [string, string])[]): string => programs.map(([, text]) => text).join("");

const scalars = ["f16", "bf16", "f32", "f64", "f80", "f128"];
const vectors = ["vector<4xf32>", "vector<[4]xf64>", "vector<f32>", "vector<2x3xf32>", "vector<2x2x1xf16>"];

/** The type with another element. */
const withElement = (type: string, element: string): string => type.replace(/b?f\d+/, element);

describe.skipIf(!hasOracle("mlir-opt"))("convert-math-to-llvm", () => {
  it.each([...scalars, ...vectors])("converts functions of %s", (type) => {
    expectSameLowering(all(floatPrograms(type)), "convert-math-to-llvm");
  });

  it.each(["i8", "i32", "i64", "index", "vector<4xi16>", "vector<3xindex>"])("converts functions of %s", (type) => {
    const programs = integer.map((name): [string, string] => [name, func(name, `math.${name} %a : ${type}`, type)]);
    expectSameLowering(all(programs), "convert-math-to-llvm");
  });

  it.each([...scalars, "vector<4xf32>", "vector<[2]xf32>"])("converts the classes of %s", (type) => {
    const result = withElement(type, "i1");
    const text = ["isnan", "isfinite"].map((name) => func(name, `math.${name} %a : ${type}`, type, result)).join("");
    expectSameLowering(text, "convert-math-to-llvm");
  });

  it.each(scalars)("converts sincos and fpowi of %s", (type) => {
    expectSameLowering(
      `func.func @f(%a: ${type}, %n: i32) -> (${type}, ${type}, ${type}) {
        %s, %c = math.sincos %a fastmath<nsz> : ${type}
        %p = math.fpowi %a, %n fastmath<reassoc> : ${type}, i32
        return %s, %c, %p : ${type}, ${type}, ${type}
      }`,
      "convert-math-to-llvm",
    );
  });

  it("leaves log1p alone if told to", () => {
    const text = func("log1p", "math.log1p %a : f32", "f32");
    expectSameLowering(text, "convert-math-to-llvm{approximate-log1p=false}");
    expect(transformedText(text, "convert-math-to-llvm{approximate-log1p=false}")).toContain("math.log1p");
  });

  it("leaves tensors and floats that LLVM does not have alone", () => {
    const text =
      func("t", "math.exp %a : tensor<2xf32>", "tensor<2xf32>") + func("e", "math.exp %a : f8E4M3FN", "f8E4M3FN");
    expectSameLowering(text, "convert-math-to-llvm");
  });
});

/** What mlir-opt leaves alone is computed by LLVM. */
describe.skipIf(!hasOracle("opt"))("convert-math-to-llvm", () => {
  const constant = (name: string, value: string): string =>
    `%${name} = llvm.mlir.constant(${value}) : ${typeOf(value)}\n`;
  const typeOf = (value: string): string => value.slice(value.indexOf(":") + 1).trim();
  const folded = (constants: readonly string[], body: string, type: string): string | undefined => {
    const definitions = constants.map((value, i) => constant("abc"[i]!, value)).join("");
    const text = `llvm.func @f() -> ${type} {\n${definitions}%0 = ${body}\nllvm.return %0 : ${type}\n}`;
    return foldedResult(text, "convert-math-to-llvm");
  };

  it.each([
    ["-1.0", "0.000000e+00"],
    ["0.5", "5.000000e-01"],
    ["7.0", "2.000000e+00"],
    ["0x7FF8000000000000", "0x7FF8000000000000"],
  ])("clamps %s", (value, result) => {
    const constants = [`${value} : f64`, "0.0 : f64", "2.0 : f64"];
    expect(folded(constants, "math.clampf %a to [%b, %c] : f64", "f64")).toBe(`double ${result}`);
  });

  it.each([
    ["isinf", "0x7FF0000000000000", true],
    ["isinf", "0xFFF0000000000000", true],
    ["isinf", "0x7FF8000000000000", false],
    ["isinf", "1.0", false],
    ["isnormal", "-1.0", true],
    ["isnormal", "1.0", true],
    ["isnormal", "0.0", false],
    ["isnormal", "5.0e-324", false],
    ["isnormal", "0x7FF0000000000000", false],
  ])("knows what %s of %s is", (name, value, result) => {
    expect(folded([`${value} : f64`], `math.${name} %a : f64`, "i1")).toBe(`i1 ${result}`);
  });

  it("raises each element of a vector to its own power", () => {
    const constants = ["dense<[2.0, 3.0, 4.0]> : vector<3xf32>", "dense<[3, 2, -1]> : vector<3xi32>"];
    const result = folded(constants, "math.fpowi %a, %b : vector<3xf32>, vector<3xi32>", "vector<3xf32>");
    expect(result).toBe("<3 x float> <float 8.000000e+00, float 9.000000e+00, float 2.500000e-01>");
  });
});

describe("convert-math-to-llvm", () => {
  it.each(integer)("converts %s of vectors of several dimensions", (name) => {
    const type = "vector<2x2xi32>";
    const text = transformedText(func(name, `math.${name} %a : ${type}`, type), "convert-math-to-llvm");
    expect(text.match(/llvm\.intr\.\w+/g)).toHaveLength(2);
    expect(text).not.toContain("math.");
  });

  it("leaves powers of vectors alone whose length is not known", () => {
    const body = "%0 = math.fpowi %a, %n : vector<[2]xf32>, vector<[2]xi32>";
    const text = `func.func @f(%a: vector<[2]xf32>, %n: vector<[2]xi32>) -> vector<[2]xf32> {
      ${body}
      return %0 : vector<[2]xf32>
    }`;
    expect(transformedText(text, "convert-math-to-llvm")).toContain("math.fpowi");
  });
});

/** All of math leaves, as intrinsics where LLVM has them and as calls otherwise. */
describe("both conversions of math", () => {
  const passes = [
    "convert-math-to-llvm",
    "convert-math-to-libm",
    "convert-arith-to-llvm",
    "convert-func-to-llvm",
    "reconcile-unrealized-casts",
  ];

  it.skipIf(!hasOracle("mlir-opt")).each(["f16", "bf16", "f32", "f64"])("lower functions of %s", (type) => {
    expectSameLowering(all(floatPrograms(type)), ...passes);
  });

  it.skipIf(!hasOracle("opt")).each(["vector<4xf32>", "vector<2x3xf64>", "vector<f16>"])(
    "give valid LLVM IR for functions of %s",
    (type) => {
      expect(optimized(all(floatPrograms(type)), ...passes)).toContain("@f_atanh(");
    },
  );
});

describe.skipIf(!hasOracle("mlir-opt"))("convert-math-to-libm", () => {
  const programs = (type: string) => floatPrograms(type).filter(([name]) => name !== "copysign");

  it.each(["f16", "bf16", "f32", "f64"])("calls functions of %s", (type) => {
    expectSameLowering(all(programs(type)), "convert-math-to-libm");
  });

  it("declares a function once in each module", () => {
    expectSameLowering(
      `func.func private @cosf(f32) -> f32
      func.func @f(%a: f32, %b: f16) -> (f32, f32, f16) {
        %0 = math.sin %a : f32
        %1 = math.sin %0 : f32
        %2 = math.cos %1 : f32
        %3 = math.sin %b : f16
        return %1, %2, %3 : f32, f32, f16
      }
      module @inner {
        func.func @g(%a: f32) -> f32 {
          %0 = math.sin %a : f32
          return %0 : f32
        }
      }`,
      "convert-math-to-libm",
    );
  });

  const refused: [string, string][] = [
    ...floatPrograms("f32").filter(([name]) => name === "copysign"),
    ["clampf", func("clampf", "math.clampf %a to [%b, %c] : f32", "f32")],
    ...floatPrograms("f80").slice(0, 3),
    ["fpowi", "func.func @f(%a: f32, %n: i32) -> f32 { %0 = math.fpowi %a, %n : f32, i32 return %0 : f32 }"],
    ["ctpop", func("ctpop", "math.ctpop %a : i32", "i32")],
    ["isnan", func("isnan", "math.isnan %a : f32", "f32", "i1")],
    ["a tensor", func("tensor", "math.erf %a : tensor<2xf32>", "tensor<2xf32>")],
  ];
  it.each(refused)("refuses %s", (_, text) => {
    expect(failureOf(text, "convert-math-to-libm")[0]).toBe(mlirOptFailure(text, "convert-math-to-libm"));
  });
});

describe("convert-math-to-libm", () => {
  it("calls the function for each element of a vector", () => {
    const type = "vector<2x2xf16>";
    const text = transformedText(func("v", `math.atan2 %a, %b : ${type}`, type), "convert-math-to-libm");
    expect(text.match(/call @atan2f\(%\d+, %\d+\) : \(f32, f32\) -> f32/g)).toHaveLength(4);
    expect(text.match(/arith.truncf/g)).toHaveLength(4);
  });

  it("refuses vectors whose length is not known", () => {
    const text = func("v", "math.erf %a : vector<[4]xf32>", "vector<[4]xf32>");
    expect(failureOf(text, "convert-math-to-libm")[0]).toMatch(/^failed to legalize operation 'math.erf'/);
  });

  const erf = func("erf", "math.erf %a : f32", "f32");
  it("refuses a function of that name with another type", () => {
    const messages = failureOf(`func.func private @erff(f64) -> f64\n${erf}`, "convert-math-to-libm");
    expect(messages[0]).toBe(
      "'func.func' op redefinition of function 'erff' of different type '(f32) -> f32' is prohibited",
    );
  });

  it("refuses another symbol of that name", () => {
    const messages = failureOf(`llvm.func @erff(f32) -> f32\n${erf}`, "convert-math-to-libm");
    expect(messages[0]).toBe("redefinition of symbol named 'erff'");
  });
});
