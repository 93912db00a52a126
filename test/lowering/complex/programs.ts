/** Programs with every operation on complex numbers, and numbers to call them with. */

import fc from "fast-check";
import type { Complex } from "../../support/complex-numbers.ts";
import * as reference from "../../support/complex-numbers.ts";

export const unary = [
  "neg",
  "conj",
  "sign",
  "sqrt",
  "rsqrt",
  "exp",
  "expm1",
  "log",
  "log1p",
  "sin",
  "cos",
  "tan",
  "tanh",
];
export const toReal = ["abs", "angle"];
export const binary = ["add", "sub", "mul", "div", "pow", "atan2"];
const comparisons = ["eq", "neq"];

/** A function for every operation on numbers of this type. */
export const program = (part: string): string => {
  const type = `complex<${part}>`;
  const func = (name: string, operands: number, result: string, suffix = ""): string => {
    const args = ["%z", "%w"].slice(0, operands);
    return `func.func @${name}(${args.map((arg) => `${arg}: ${type}`).join(", ")}) -> ${result} {
      %0 = complex.${name} ${args.join(", ")}${suffix} : ${type}
      return %0 : ${result}
    }`;
  };
  return [
    ...unary.map((name) => func(name, 1, type)),
    ...toReal.map((name) => func(name, 1, part)),
    ...binary.map((name) => func(name, 2, type)),
    ...comparisons.map((name) => func(name, 2, "i1")),
    `func.func @powi(%z: ${type}, %n: i32) -> ${type} {
      %0 = complex.powi %z, %n : ${type}, i32
      return %0 : ${type}
    }`,
  ].join("\n");
};

const asComplex = (value: unknown): Complex => (typeof value === "number" ? [value, 0] : (value as Complex));

/** The distance of two numbers, by the size of the second one. */
export const distance = (actual: unknown, expected: unknown): number =>
  reference.abs(reference.sub(asComplex(actual), asComplex(expected))) / reference.abs(asComplex(expected));

const part = fc.double({ min: 0.1, max: 3, noNaN: true }).chain((x) => fc.constantFrom(x, -x));

/** Numbers of moderate size. */
export const numbers = (round: (x: number) => number = (x) => x, seed = 11): Complex[] =>
  fc.sample(fc.tuple(part, part), { numRuns: 200, seed }).map(([re, im]): Complex => [round(re), round(im)]);

/** All pairs of numbers at which something may go wrong. */
export const exceptions: readonly Complex[] = [0, -0, 1, -2.5, 1e300, Infinity, -Infinity, NaN].flatMap((re, _, all) =>
  all.map((im): Complex => [re, im]),
);
