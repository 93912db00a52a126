/**
 * What derivatives are where functions have a kink, a pole or the end of their domain, as dialects/arith/derivatives.yaml
 * and dialects/math/derivatives.yaml say.
 */
import { describe, expect, it } from "vitest";
import { arithDialect } from "../../dialects/arith/index.ts";
import { mathDialect } from "../../dialects/math/index.ts";
import { f64 } from "../../ir/builtin/types.ts";
import { constraintOf, type OperandSpec } from "../../ir/constraint.ts";
import type { OpDefinition, OpSpec } from "../../ir/define-op.ts";
import { compile } from "../../tools/compile.ts";
import { defaultContext } from "../../tools/registry.ts";

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

/** The gradient of an operation on f64 at a point, in reverse mode; `op` stands before its operands. */
function gradientAt(op: string, point: readonly number[]): number[] {
  const names = point.map((_, i) => `%x${i}`);
  const args = names.map((name) => `${name}: f64`).join(", ");
  const types = names.map(() => "f64").join(", ");
  const module = compile(
    `func.func @f(${args}) -> f64 {
      %r = ${op.replace(/%(\d)/g, "%x$1")} : f64
      return %r : f64
    }
    func.func @gradient(${args}) -> (${types}) {
      %d:${point.length} = ad.grad @f(${names.join(", ")}) : (${types}) -> (${types})
      return ${names.map((_, i) => `%d#${i}`).join(", ")} : ${types}
    }`,
    { engine: "js" },
  );
  return [module.gradient!(...point)].flat() as number[];
}

describe("derivatives at kinks", () => {
  it.each([
    ["arith.maximumf", [2, 1], [1, 0]],
    ["arith.maximumf", [1, 1], [0, 1]],
    ["arith.maximumf", [nan, 1], [1, 0]],
    ["arith.minimumf", [1, 2], [1, 0]],
    ["arith.minimumf", [1, 1], [0, 1]],
    ["arith.maxnumf", [1, 1], [0, 1]],
    ["arith.maxnumf", [nan, 1], [0, 1]],
    ["arith.maxnumf", [1, nan], [1, 0]],
    ["arith.minnumf", [1, 1], [0, 1]],
    ["arith.minnumf", [nan, 1], [0, 1]],
    ["arith.minnumf", [1, nan], [1, 0]],
    ["arith.remf", [5, 2], [1, -2]],
    ["arith.remf", [-5, 2], [1, 2]],
    ["arith.remf", [4, 2], [1, -2]],
    ["arith.remf", [4, infinity], [1, 0]],
    ["math.copysign", [3, -2], [-1, 0]],
    ["math.copysign", [-3, -2], [1, 0]],
    ["math.copysign", [0, -2], [1, 0]],
  ])("%s at %j", (op, point, gradient) => {
    expect(gradientAt(`${op} %0, %1`, point)).toEqual(gradient);
  });

  it.each([
    [0, 1],
    [-0, 1],
    [2, 1],
    [-2, -1],
  ])("math.absf at %d", (x, slope) => {
    expect(gradientAt("math.absf %0", [x])).toEqual([slope]);
  });

  it.each([
    [
      [0.5, 0, 1],
      [1, 0, 0],
    ],
    [
      [-1, 0, 1],
      [0, 1, 0],
    ],
    [
      [2, 0, 1],
      [0, 0, 1],
    ],
    [
      [0, 0, 1],
      [1, 0, 0],
    ],
    [
      [1, 0, 1],
      [1, 0, 0],
    ],
  ])("math.clampf at %j", (point, gradient) => {
    expect(gradientAt("math.clampf %0 to [%1, %2]", point)).toEqual(gradient);
  });
});

describe("derivatives of powers", () => {
  it.each([
    // At base 0 and at exponent 0 neither derivative is NaN.
    [
      [0, 2],
      [0, 0],
    ],
    [
      [0, 1],
      [1, 0],
    ],
    [
      [0, 0.5],
      [infinity, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [2, 0],
      [0, Math.log(2)],
    ],
    [
      [0, -1],
      [-infinity, -infinity],
    ],
    [
      [-2, 3],
      [12, nan],
    ],
    [
      [1, 5],
      [5, 0],
    ],
  ])("math.powf at %j", (point, gradient) => {
    expect(gradientAt("math.powf %0, %1", point)).toEqual(gradient);
  });

  it.each([
    [3, 2, 6],
    [0, 2, 0],
    [0, 1, 1],
    [0, 0, 0],
    [2, 0, 0],
    [2, -1, -0.25],
    [-2, 3, 12],
  ])("math.fpowi of %d to the power %d", (base, power, slope) => {
    for (const type of ["i32", "i8", "index"]) {
      const { gradient } = compile(
        `func.func @f(%x: f64) -> f64 {
          %n = arith.constant ${power} : ${type}
          %r = math.fpowi %x, %n : f64, ${type}
          return %r : f64
        }
        func.func @gradient(%x: f64) -> f64 {
          %d = ad.grad @f(%x) : (f64) -> f64
          return %d : f64
        }`,
        { engine: "js" },
      );
      expect(gradient!(base)).toBe(slope);
    }
  });
});

describe("derivatives at poles and the ends of domains", () => {
  it.each([
    ["math.sqrt", 0, infinity],
    ["math.cbrt", 0, infinity],
    ["math.rsqrt", 0, -infinity],
    ["math.log", 0, infinity],
    ["math.log1p", -1, infinity],
    ["math.asin", 1, infinity],
    ["math.acos", -1, -infinity],
    ["math.acosh", 1, infinity],
    ["math.atanh", -1, infinity],
    ["math.atan", infinity, 0],
    ["math.tanh", infinity, 0],
    ["math.erf", infinity, 0],
    ["math.exp", -infinity, 0],
  ])("%s at %d", (op, x, slope) => {
    expect(gradientAt(`${op} %0`, [x])).toEqual([slope]);
  });

  it("has no derivative of an angle at the origin", () => {
    expect(gradientAt("math.atan2 %0, %1", [0, 0])).toEqual([nan, nan]);
    expect(gradientAt("math.atan2 %0, %1", [0, 2])).toEqual([0.5, -0]);
    expect(gradientAt("math.atan2 %0, %1", [3, 0])).toEqual([0, -1 / 3]);
  });
});

describe("the rules of arith and math", () => {
  const takesFloats = (specs: Readonly<Record<string, OperandSpec>> | undefined): boolean =>
    Object.values(specs ?? {}).some((spec) => constraintOf(spec).is(f64()));

  it.each([arithDialect, mathDialect])("of $name are there for all operations on floats", ({ ops }) => {
    const context = defaultContext();
    const missing = (ops as readonly OpDefinition[]).filter((op) => {
      const { operands, results } = op.spec as OpSpec;
      return (takesFloats(operands) || takesFloats(results)) && context.derivative(op) === undefined;
    });
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
