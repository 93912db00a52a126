/** Complex functions where numbers are very large, very small, on an axis, or no numbers. */

import { describe, expect, it } from "vitest";
import { type CompiledModule, compile, isEngineAvailable } from "../../../tools/compile.ts";
import type { Complex } from "../../support/complex-numbers.ts";
import { describeEngines } from "../../support/engines.ts";
import { distance, exceptions, numbers, program } from "./programs.ts";

const [inf, nan, pi] = [Number.POSITIVE_INFINITY, Number.NaN, Math.PI];

const ofOne: readonly (readonly [name: string, z: Complex, expected: Complex | number])[] = [
  // No square overflows or underflows on the way.
  ["abs", [3e300, -4e300], 5e300],
  ["abs", [3e-320, 0], 3e-320],
  ["sqrt", [1e308, 1e308], [1.0986841134678098e154, 4.550898605622274e153]],
  ["sqrt", [-1e-320, 0], [0, Math.sqrt(1e-320)]],
  ["rsqrt", [0, 2e300], [5e-151, -5e-151]],
  ["sign", [3e300, 4e300], [0.6, 0.8]],
  ["exp", [710, pi / 2], [Math.exp(700) * 6.123233995736766e-17 * Math.exp(10), inf]],
  ["log", [1e300, 1e300], [Math.log(1e300) + Math.LN2 / 2, pi / 4]],
  ["tanh", [500, 1], [1, 0]],
  ["tanh", [20, 1], [1, 4 * Math.sin(1) * Math.cos(1) * Math.exp(-40)]],
  // Near zero nothing is lost.
  ["expm1", [1e-10, 1e-10], [1e-10, 1.0000000001e-10]],
  ["log1p", [1e-10, 1e-10], [1e-10, 0.9999999999e-10]],
  ["sin", [1e-10, 1e-10], [1e-10, 1e-10]],
  ["tan", [1e-10, -1e-10], [1e-10, -1e-10]],
  // Exact on the axes; the sign of a zero says on which side of a cut a number lies.
  ["sqrt", [-4, 0], [0, 2]],
  ["sqrt", [-4, -0], [0, -2]],
  ["sqrt", [9, 0], [3, 0]],
  ["sqrt", [0, -0], [0, -0]],
  ["log", [-1, 0], [0, pi]],
  ["log", [-1, -0], [0, -pi]],
  ["angle", [-0, 0], pi],
  ["exp", [1, -0], [Math.E, -0]],
  ["sign", [0, -0], [0, -0]],
  ["rsqrt", [4, 0], [0.5, -0]],
  // Zeros, infinities and NaNs.
  ["abs", [0, 0], 0],
  ["abs", [-inf, nan], inf],
  ["abs", [inf, inf], inf],
  ["abs", [nan, 3], nan],
  ["angle", [-inf, inf], (3 * pi) / 4],
  ["sign", [0, nan], [nan, nan]],
  ["sqrt", [nan, inf], [inf, inf]],
  ["sqrt", [-inf, -1], [0, -inf]],
  ["sqrt", [inf, -1], [inf, -0]],
  ["sqrt", [inf, nan], [inf, nan]],
  ["sqrt", [nan, 0], [nan, nan]],
  ["rsqrt", [0, 0], [inf, nan]],
  ["rsqrt", [-inf, 1], [0, -0]],
  ["rsqrt", [0, nan], [nan, nan]],
  ["exp", [-inf, 2], [-0, 0]],
  ["exp", [inf, 0], [inf, 0]],
  ["exp", [inf, 2], [-inf, inf]],
  ["expm1", [inf, -0], [inf, -0]],
  ["expm1", [-inf, 0], [-1, 0]],
  ["log", [0, 0], [-inf, 0]],
  ["log", [inf, nan], [inf, nan]],
  ["log", [nan, 0], [nan, nan]],
  ["log1p", [-1, 0], [-inf, 0]],
  ["sin", [0, inf], [0, inf]],
  ["cos", [0, inf], [inf, -0]],
  ["tanh", [-inf, 2], [-1, -0]],
  ["tanh", [nan, 0], [nan, 0]],
  ["tan", [1, inf], [0, 1]],
];

const ofTwo: readonly (readonly [name: string, z: Complex, w: Complex, expected: Complex])[] = [
  ["div", [1e300, 1e300], [2e300, 2e300], [0.5, 0]],
  ["div", [1e-300, 1e-300], [1e-300, -1e-300], [0, 1]],
  ["div", [1, -2], [0, 0], [inf, -inf]],
  ["div", [1, 1], [-0, 0], [-inf, -inf]],
  ["div", [inf, 1], [1, 1], [inf, -inf]],
  ["div", [1, 1], [inf, 1], [0, 0]],
  ["div", [1, 1], [inf, inf], [0, 0]],
  ["div", [0, 0], [0, 0], [nan, nan]],
  ["pow", [0, 0], [0, 0], [1, 0]],
  ["pow", [0, 0], [2, 1], [0, 0]],
  ["pow", [nan, 1], [0, 0], [1, 0]],
  ["pow", [1, 0], [inf, 1], [1, 0]],
  ["pow", [inf, 0], [2, 0], [inf, 0]],
  ["pow", [inf, 0], [-1, 0], [0, -0]],
];

/** Equal, with the signs of zeros, or as near as rounding allows. */
function expectNear(actual: unknown, expected: unknown, message: string): void {
  const [a, b] = [actual, expected].map((value) => [value].flat() as number[]) as [number[], number[]];
  b.forEach((value, i) => {
    if (value === 0 || !Number.isFinite(value)) expect(a[i], message).toBe(value);
    else expect(Math.abs(a[i]! / value - 1), `${message} = ${a}`).toBeLessThan(4e-15);
  });
}

describeEngines("complex functions at their limits", ({ run }) => {
  const module = run(program("f64"));
  it.each(ofOne)("%s of %o", (name, z, expected) => {
    expectNear(module[name]!(z), expected, name);
  });
  it.each(ofTwo)("%s of %o and %o", (name, z, w, expected) => {
    expectNear(module[name]!(z, w), expected, name);
  });
});

/** The functions of the C library are what annex G of the C standard asks for, with the signs of zeros. */
describe.skipIf(!isEngineAvailable("llvm"))("complex functions compared with the C library's", () => {
  const inC = ["abs", "angle", "sqrt", "log", "sin", "cos", "tan", "tanh"];
  const pipeline = "builtin.module(convert-complex-to-libm)";
  const [ours, library] = [{}, { pipeline }].map((options) =>
    compile(program("f64"), { engine: "llvm", ...options }),
  ) as [CompiledModule, CompiledModule];

  it.each(inC)("%s", (name) => {
    for (const z of numbers()) {
      expect(distance(ours[name]!(z), library[name]!(z)), `${name}(${z})`).toBeLessThan(2 ** -50);
    }
    for (const z of exceptions) {
      const expected = [library[name]!(z)].flat();
      // Where a part of the result is NaN, more is not told; nor which sign a zero has for what has no direction.
      const isKnown = expected.every((part) => !Number.isNaN(part));
      if (isKnown && z.some(Number.isFinite)) expectNear(ours[name]!(z), expected, `${name}(${z})`);
    }
  });
});
