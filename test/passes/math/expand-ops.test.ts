/** `math-expand-ops`: what operations are expanded to computes what they compute, on the js engine. */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/library.ts";
import { RandomFloats, specialFloats } from "../../support/float-errors.ts";
import { hasOracle } from "../../support/oracles.ts";
import { failureOf, transformedText } from "../../support/pipeline.ts";
import { mlirOptEach } from "../../support/programs.ts";

type Run = (...args: readonly (number | bigint)[]) => number | bigint;

/** The function before and after the pass. */
function bothWays(program: string): readonly [original: Run, expanded: Run] {
  const text = transformedText(program, "math-expand-ops");
  return [program, text].map((each) => compile<any>(each, { engine: "js" }).f as Run) as [Run, Run];
}

const unary = (op: string, type: string): string =>
  `func.func @f(%x: ${type}) -> ${type} {
    %r = math.${op} %x : ${type}
    return %r : ${type}
  }`;
const binary = (op: string, type: string, types: string): string =>
  `func.func @f(%x: ${type}, %y: ${types.split(", ").at(-1)}) -> ${type} {
    %r = math.${op} %x, %y : ${types}
    return %r : ${type}
  }`;

const random = new RandomFloats();
const sample = (low: number, high: number): number[] => Array.from({ length: 200 }, () => random.between(low, high));

/** Both are no numbers, or infinite, or no further from each other than `bound`. */
function expectClose(actual: number, expected: number, bound: number, what: string): void {
  const isSame = Object.is(actual, expected) || actual === expected;
  expect(isSame || Math.abs(actual - expected) <= bound, `${what}: ${actual} instead of ${expected}`).toBe(true);
}

const epsilons = { f32: 2 ** -23, f64: 2 ** -52 } as const;

describe.each(["f32", "f64"] as const)("functions of %s", (type) => {
  const epsilon = epsilons[type];
  it.each([
    ["tan", sample(-1.4, 1.4)],
    ["sinh", [...sample(-80, 80), ...sample(-1, 1)]],
    ["cosh", [...sample(-80, 80), ...sample(-1, 1)]],
    ["tanh", [...sample(-20, 20), ...sample(-1, 1)]],
    ["asinh", [...sample(-1e6, 1e6), ...sample(-3, 3), -1e30, 1e30]],
    ["acosh", [...sample(1, 1e6), ...sample(1, 3), 1e30]],
    ["atanh", [...sample(-0.99, 0.99)]],
    ["exp2", sample(-30, 30)],
    ["rsqrt", sample(0, 1e6)],
  ])("%s", (op, inputs) => {
    const [original, expanded] = bothWays(unary(op, type));
    const special = specialFloats.filter((x) => op !== "tan" || Math.abs(x) < 100);
    for (const x of [...inputs, ...special, Number.NaN]) {
      const expected = original(x) as number;
      // The last binade before infinity is out of reach for halves of exponentials.
      if (["sinh", "cosh"].includes(op) && Math.abs(expected) > 2 ** 126) continue;
      const bound = 16 * epsilon * Math.max(1, Math.abs(expected)) * Math.max(1, op === "exp2" ? Math.abs(x) : 1);
      const condition =
        op === "atanh" ? 1 / (1 - x * x) : op === "sinh" || op === "cosh" ? Math.max(1, Math.abs(x)) : 1;
      expectClose(expanded(x) as number, expected, bound * condition, `${op}(${x})`);
    }
  });
});

describe("powers", () => {
  const bases = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3.25, 1e10, -1e10, Infinity, -Infinity, NaN];
  const exponents = [0, -0, 1, -1, 2, 3, -3, 0.5, 2.5, -2.5, 7, 8, Infinity, -Infinity, NaN];
  const bound = (x: number, y: number, expected: number, epsilon: number): number =>
    8 * epsilon * Math.max(1, Math.abs(y * Math.log(Math.abs(x)))) * Math.abs(expected);

  it.each(["f32", "f64"] as const)("powf on %s", (type) => {
    const [original, expanded] = bothWays(binary("powf", type, type));
    const pairs = bases.flatMap((x) => exponents.map((y) => [x, y] as const));
    pairs.push(...sample(0, 5).map((x) => [x, random.between(-10, 10)] as const));
    for (const [x, y] of pairs) {
      const expected = original(x, y) as number;
      const actual = expanded(x, y) as number;
      if (!Number.isNaN(expected) && (expected === 0 || !Number.isFinite(expected))) {
        expect(Object.is(actual, expected), `${x} ** ${y}: ${actual} instead of ${expected}`).toBe(true);
      } else expectClose(actual, expected, bound(x, y, expected, epsilons[type]), `${x} ** ${y}`);
    }
  });

  it.each([0, 1, -1, 0.5, -0.5, 2, -2, 3, 4.5])("powf with the constant exponent %d", (exponent) => {
    const [original, expanded] = bothWays(`func.func @f(%x: f64) -> f64 {
      %c = arith.constant ${exponent.toFixed(1)} : f64
      %r = math.powf %x, %c : f64
      return %r : f64
    }`);
    const isRoot = Math.abs(exponent) === 0.5;
    for (const x of bases) {
      const expected = original(x) as number;
      // Roots are no numbers for minus infinity, and keep the sign of zero.
      if (isRoot && x === -Infinity) expect(expanded(x)).toBeNaN();
      else if (isRoot && x === 0) expect(Math.abs(expanded(x) as number)).toBe(Math.abs(expected));
      else expectClose(expanded(x) as number, expected, 1e-14 * Math.abs(expected), `${x} ** ${exponent}`);
    }
  });

  it("fpowi", () => {
    const [original, expanded] = bothWays(binary("fpowi", "f64", "f64, i32"));
    for (const x of bases) {
      for (const n of [0, 1, -1, 2, 3, -3, 10, -10, 1001, 2 ** 31 - 1, -(2 ** 31)]) {
        const expected = original(x, n) as number;
        expectClose(expanded(x, n) as number, expected, bound(x, n, expected, epsilons.f64), `${x} ** ${n}`);
      }
    }
  });

  it.each([0, 1, 2, 5, -1, -2, -7])("fpowi with the constant exponent %i", (exponent) => {
    const [original, expanded] = bothWays(`func.func @f(%x: f64) -> f64 {
      %c = arith.constant ${exponent} : i32
      %r = math.fpowi %x, %c : f64, i32
      return %r : f64
    }`);
    for (const x of bases) {
      const expected = original(x) as number;
      expectClose(expanded(x) as number, expected, 1e-14 * Math.abs(expected), `${x} ** ${exponent}`);
    }
  });
});

describe("rounding gives exactly the same", () => {
  const halves = Array.from({ length: 40 }, (_, i) => (i - 20) / 2);
  const near = [0.5, 1.5, 2.5, 3.5, 4194303.5, 4194304.5, 8388607.5, 8388608.5, 16777215].flatMap((x) =>
    [x, x * (1 - 2 ** -24), x * (1 + 2 ** -23), -x, -x * (1 - 2 ** -24)].map(Math.fround),
  );
  const inputs = [...halves, ...near, ...specialFloats, ...sample(-10, 10), ...sample(-1e7, 1e7), Number.NaN];
  it.each([
    ["ceil", "f32"],
    ["ceil", "f64"],
    ["round", "f32"],
    ["roundeven", "f32"],
    ["roundeven", "f64"],
  ])("%s of %s", (op, type) => {
    const [original, expanded] = bothWays(unary(op, type));
    for (const x of inputs) expect(expanded(x), `${op}(${x})`).toBe(original(x));
  });

  it.each(["ceil", "roundeven"])("%s of every f16", (op) => {
    const program = `func.func @f(%x: i16) -> f32 {
      %h = arith.bitcast %x : i16 to f16
      %r = math.${op} %h : f16
      %w = arith.extf %r : f16 to f32
      return %w : f32
    }`;
    const [original, expanded] = bothWays(program);
    for (let bits = -32768; bits < 32768; bits++) {
      if (!Object.is(expanded(bits), original(bits))) expect(expanded(bits), `${op} of ${bits}`).toBe(original(bits));
    }
  });
});

describe("others", () => {
  it.each([8, 16, 24, 32, 7])("ctlz of i%i", (width) => {
    const [original, expanded] = bothWays(unary("ctlz", `i${width}`));
    for (let bit = 0; bit < width; bit++) {
      for (const low of [0, 1, 2 ** bit - 1]) {
        const x = Number(BigInt.asIntN(width, BigInt(2 ** bit + (low % 2 ** bit))));
        expect(expanded(x), `${x}`).toEqual(original(x));
      }
    }
    expect(expanded(0)).toEqual(original(0));
  });

  it("ctlz of i64", () => {
    const [original, expanded] = bothWays(unary("ctlz", "i64"));
    for (const x of [0n, 1n, -1n, 1n << 62n, 12345678901n]) expect(expanded(x)).toEqual(original(x));
  });

  it("clampf and fma", () => {
    const [clampBefore, clampAfter] = bothWays(`func.func @f(%x: f64, %a: f64, %b: f64) -> f64 {
      %r = math.clampf %x to [%a, %b] : f64
      return %r : f64
    }`);
    const [fmaBefore, fmaAfter] = bothWays(`func.func @f(%x: f64, %a: f64, %b: f64) -> f64 {
      %r = math.fma %x, %a, %b : f64
      return %r : f64
    }`);
    for (const x of [-3, 0.5, 7, Number.NaN, Infinity, -0]) {
      expect(clampAfter(x, -1, 2)).toBe(clampBefore(x, -1, 2));
      expect(clampAfter(x, 0, 0)).toBe(clampBefore(x, 0, 0));
      expect(fmaAfter(x, 2, 3)).toBe(fmaBefore(x, 2, 3));
    }
  });

  it("vectors and tensors", () => {
    const program = `func.func @f(%x: tensor<3xf32>) -> tensor<3xf32> {
      %r = math.tanh %x : tensor<3xf32>
      %c = arith.constant dense<2.0> : tensor<3xf32>
      %s = math.powf %r, %c : tensor<3xf32>
      return %s : tensor<3xf32>
    }`;
    expect(transformedText(program, "math-expand-ops")).not.toContain("tanh");
    expect(transformedText(program, "math-expand-ops")).not.toContain("powf");
  });
});

it("only the operations that are asked for", () => {
  const program = `func.func @f(%x: f32) -> f32 {
    %r = math.tan %x : f32
    %s = math.exp2 %r : f32
    return %s : f32
  }`;
  const text = transformedText(program, "math-expand-ops{ops=tan,ceil}");
  expect(text).toContain("math.exp2");
  expect(text).not.toContain("math.tan");
  expect(failureOf(program, "math-expand-ops{ops=tan,foo}")[0]).toMatch(
    /^there is no expansion of 'math.foo'; there are: ctlz/,
  );
});

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  const same = [
    ...["tan", "sinh", "cosh", "tanh", "atanh", "exp2", "rsqrt"].map((op) => unary(op, "f32")),
    ...["sinh", "tanh", "rsqrt", "roundeven"].map((op) => unary(op, "vector<4xf64>")),
    ...["i8", "i32", "i64", "vector<2xi16>"].map((type) => unary("ctlz", type)),
    unary("roundeven", "f64"),
    unary("tan", "tensor<?xf32>"),
    ...[0, 1, -1, 0.5, -0.5, 2, -2, 3].map(
      (exponent) => `func.func @f(%x: f32) -> f32 {
        %c = arith.constant ${exponent.toFixed(1)} : f32
        %r = math.powf %x, %c : f32
        return %r : f32
      }`,
    ),
    `func.func @f(%x: f32) -> f32 {
      %c = arith.constant 13 : i8
      %r = math.fpowi %x, %c : f32, i8
      return %r : f32
    }`,
    `func.func @f(%x: f32) -> f32 {
      %r = math.fma %x, %x, %x : f32
      return %r : f32
    }`,
  ];
  it("where that computes the function", () => {
    mlirOptEach(same, "--math-expand-ops").forEach(({ text, errors }, i) => {
      expect(errors).toEqual([]);
      expect(transformedText(same[i]!, "math-expand-ops").trimEnd()).toBe(text);
    });
  });
});
