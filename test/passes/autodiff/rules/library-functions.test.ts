/** Derivatives of calls of functions that are only declared: those of <math.h>, and others with rules in a file. */

import { describe, expect, test } from "vitest";
import { functionFormulas } from "../../../../dialects/llvm/generated/functions.ts";
import { loadDerivativeRules } from "../../../../ir/derivatives/rule-file.ts";
import { isEngineAvailable } from "../../../../tools/compile.ts";
import { defaultContext } from "../../../../tools/registry.ts";
import { derivativesOf, distance } from "../../../support/derivatives.ts";
import { transformedText } from "../../../support/pipeline.ts";

type Points = readonly (readonly number[])[];

const everywhere: Points = [[-2.5], [-0.75], [0.25], [1.5]];
const positive: Points = [[0.25], [1.5], [10]];
const inside: Points = [[-0.75], [0.25], [0.5]];
const pairs: Points = [
  [1.5, 0.75],
  [-1.5, 0.75],
  [0.625, -2.5],
  [-0.625, -2.5],
];
const quotients: Points = [
  [5.5, 2],
  [-5.5, 2],
  [5.5, -1.75],
];

const points: Readonly<Record<string, Points>> = {
  exp: everywhere,
  exp2: everywhere,
  exp10: everywhere,
  expm1: everywhere,
  log: positive,
  log2: positive,
  log10: positive,
  log1p: [[-0.5], [0.25], [1.5]],
  sqrt: positive,
  cbrt: everywhere,
  hypot: pairs,
  pow: [
    [1.5, 2.5],
    [0.75, -1.5],
    [2, 0],
    [3, 1],
  ],
  sin: everywhere,
  cos: everywhere,
  tan: [[-0.75], [0.25], [1.25]],
  asin: inside,
  acos: inside,
  atan: everywhere,
  atan2: pairs,
  sinh: everywhere,
  cosh: everywhere,
  tanh: everywhere,
  asinh: everywhere,
  acosh: [[1.25], [3.5], [100]],
  atanh: inside,
  erf: everywhere,
  erfc: everywhere,
  lgamma: [[-2.5], [-0.25], [0.25], [1.5], [10]],
  j0: everywhere,
  j1: everywhere,
  y0: positive,
  y1: positive,
  tgamma: [[-2.5], [-0.25], [0.25], [1.5], [5]],
  fma: [
    [1.5, -0.75, 2.5],
    [-0.5, -3, 1.25],
  ],
  fabs: everywhere,
  copysign: pairs,
  fmax: pairs,
  fmin: pairs,
  fdim: pairs,
  fmod: quotients,
  remainder: quotients,
  nextafter: pairs,
  ldexp: everywhere,
  scalbn: everywhere,
};

/** Functions whose last argument is an int. */
const withInt = new Set(["ldexp", "scalbn"]);

function subject(name: string, type: string, args: readonly number[]) {
  const types = args.map(() => type);
  const operands = args.map((_, i) => `%x${i}`);
  const full = withInt.has(name);
  return {
    text: `llvm.func @${name}${type === "f32" ? "f" : ""}(${[...types, ...(full ? ["i32"] : [])].join(", ")}) -> ${type}
      func.func @f(${operands.map((operand, i) => `${operand}: ${types[i]}`).join(", ")}) -> ${type} {
        %n = llvm.mlir.constant(-3 : i32) : i32
        %y = llvm.call @${name}${type === "f32" ? "f" : ""}(${[...operands, ...(full ? ["%n"] : [])].join(", ")})
          : (${[...types, ...(full ? ["i32"] : [])].join(", ")}) -> ${type}
        %z = llvm.fmul %y, %y : ${type}
        return %z : ${type}
      }`,
    types,
    resultTypes: [type],
    args,
  };
}

describe.skipIf(!isEngineAvailable("llvm"))("<math.h>", () => {
  test.each(Object.entries(points))("%s", (name, at) => {
    for (const point of at) {
      const exact = derivativesOf(subject(name, "f64", point), { engine: "llvm" });
      expect(distance(exact.reverse, exact.forward), `${name} at ${point}`).toBeLessThan(1e-14);
      expect(distance(exact.reverse, exact.differences), `${name} at ${point}`).toBeLessThan(1e-7);
      const single = derivativesOf(subject(name, "f32", point), { engine: "llvm" });
      expect(distance(single.reverse, single.forward), `${name}f at ${point}`).toBeLessThan(1e-6);
      expect(distance(single.reverse, exact.reverse), `${name}f at ${point}`).toBeLessThan(1e-5);
    }
  });
});

test("every function with a derivative is in the table", () => {
  const hasDerivative = functionFormulas.filter(
    (rule) => rule.kind === "formulas" && Object.values(rule.operands).some((formula) => formula !== null),
  );
  expect(hasDerivative.map((rule) => rule.function!.name).filter((name) => points[name] === undefined)).toEqual([]);
});

describe("rules in a file", () => {
  const calls = `func.func private @twice(f64) -> f64
    func.func private @log(i64)
    func.func @f(%x: f64, %n: i64) -> f64 {
      %y = call @twice(%x) {note = "kept"} : (f64) -> f64
      call @log(%n) : (i64) -> ()
      return %y : f64
    }
    func.func @ask(%x: f64, %n: i64) -> f64 {
      %0 = ad.grad @f(%x, %n) : (f64, i64) -> f64
      return %0 : f64
    }`;

  test("hold for any kind of call, which keeps its attributes", () => {
    const context = defaultContext();
    const rules = loadDerivativeRules("rules.yaml", "func.call @twice(x): { x: grad + grad }", context);
    for (const rule of rules!) context.addDerivative(rule);
    const text = transformedText(calls, "autodiff,canonicalize", context);
    expect(text).toContain("arith.addf");
    // The derivative needs no value of it; the function itself keeps its call.
    expect(text.match(/call @twice\(%arg0\) \{note = "kept"\} : \(f64\) -> f64/g)).toHaveLength(1);
    // What it does besides is done.
    expect(text.match(/call @log/g)).toHaveLength(2);
  });
});
