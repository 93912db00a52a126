/** How far the functions that are folded are from those of the C library that mlir-opt folds with. */

import { describe, expect, it } from "vitest";
import { pow, unaryFunctions } from "../../../dialects/math/functions/index.ts";
import { decode, encode, floatFormats } from "../../../ir/builtin/float-format.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";

/** Numbers between 0 and 1, the same ones in every run. Source: the "minimal standard" generator of Park and Miller. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

type Kind = "f32" | "f64";

/** What mlir-opt folds an operation of constants to, in bits, for each set of operands. */
function foldedByMlirOpt(op: string, kind: Kind, operands: readonly (readonly number[])[]): (bigint | undefined)[] {
  const format = floatFormats[kind];
  const names = operands[0]!.map((_, i) => `%x${i}`);
  const functions = operands.map((values, i) => {
    const constants = values.map(
      (value, k) => `%x${k} = arith.constant 0x${encode(value, format).toString(16)} : ${kind}`,
    );
    return `func.func @f${i}() -> i${format.width} {
      ${constants.join("\n")}
      %r = math.${op} ${names.join(", ")} : ${kind}
      %b = arith.bitcast %r : ${kind} to i${format.width}
      return %b : i${format.width}
    }`;
  });
  const { stdout } = runOracle("mlir-opt", ["--canonicalize"], functions.join("\n"));
  return [...stdout.matchAll(/func\.func @f\d+[^{]*\{([^}]*)\}/g)].map(([, body]) => {
    const constant = /arith\.constant (-?\d+) : i/.exec(body!);
    return body!.includes("math.") || constant === null
      ? undefined
      : BigInt.asUintN(format.width, BigInt(constant[1]!));
  });
}

/** The number of steps between two numbers of a format; 0 between two NaNs. */
function distance(a: bigint, b: bigint, kind: Kind): number {
  const format = floatFormats[kind];
  const [x, y] = [decode(a, format), decode(b, format)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) && Number.isNaN(y) ? 0 : Number.POSITIVE_INFINITY;
  const sign = 1n << BigInt(format.width - 1);
  const ordinal = (bits: bigint): bigint => ((bits & sign) === 0n ? bits : sign - bits);
  const steps = Number(ordinal(a) - ordinal(b));
  return Math.abs(steps);
}

const count = 400;
const random = randomNumbers(7);
const uniform = (low: number, high: number): number => low + (high - low) * random();
const sample = (low: number, high: number): number[] => Array.from({ length: count }, () => uniform(low, high));
/** Of all magnitudes, both signs. */
const sampleExponents = (low: number, high: number): number[] =>
  Array.from({ length: count }, (_, i) => 2 ** uniform(low, high) * (i % 2 === 0 ? 1 : -1));
const positive = (values: readonly number[]): number[] => values.map(Math.abs);

/** Where each function is tried. */
const domains: Readonly<Record<string, () => number[]>> = {
  acos: () => sample(-1, 1),
  acosh: () => [...sample(1, 10), ...sample(10, 1e6)],
  asin: () => sample(-1, 1),
  asinh: () => [...sample(-5, 5), ...sampleExponents(-20, 20)],
  atan: () => [...sample(-5, 5), ...sampleExponents(-20, 20)],
  atanh: () => sample(-1, 1),
  cos: () => [...sample(-10, 10), ...sample(-1e4, 1e4)],
  cosh: () => sample(-80, 80),
  erf: () => [...sample(-6, 6), ...sampleExponents(-30, 2)],
  erfc: () => sample(-6, 9),
  exp: () => sample(-80, 80),
  exp2: () => sample(-120, 120),
  expm1: () => [...sample(-80, 80), ...sampleExponents(-30, 2)],
  log: () => [...sample(0.5, 2), ...positive(sampleExponents(-100, 100))],
  log10: () => [...sample(0.5, 2), ...positive(sampleExponents(-100, 100))],
  log1p: () => [...sample(-1, 2), ...positive(sampleExponents(-30, 100))],
  log2: () => [...sample(0.5, 2), ...positive(sampleExponents(-100, 100))],
  sin: () => [...sample(-10, 10), ...sample(-1e4, 1e4)],
  sinh: () => [...sample(-80, 80), ...sampleExponents(-30, 2)],
  sqrt: () => positive(sampleExponents(-100, 100)),
  tan: () => [...sample(-10, 10), ...sample(-1e4, 1e4)],
  tanh: () => [...sample(-10, 10), ...sampleExponents(-30, 2)],
};

/** The largest distance that is allowed, in units in the last place; 2 where nothing is said. */
const tolerances: Readonly<Record<string, number>> = { erfc: 4 };

type UnaryName = keyof typeof unaryFunctions;

describe.skipIf(!hasOracle("mlir-opt"))("functions of math, compared with the C library of mlir-opt", () => {
  const kinds: readonly Kind[] = ["f32", "f64"];
  const cases = kinds.flatMap((kind) => Object.keys(domains).map((name) => ({ kind, name: name as UnaryName })));

  /** Numbers of the format that are nearest to these. */
  const rounded = (values: readonly number[], kind: Kind): number[] =>
    values.map((value) => decode(encode(value, floatFormats[kind]), floatFormats[kind]));

  function largestDistance(
    op: string,
    kind: Kind,
    operands: readonly (readonly number[])[],
    compute: (...operands: number[]) => number,
  ): number {
    const folded = foldedByMlirOpt(op, kind, operands);
    expect(folded).toHaveLength(operands.length);
    const distances = operands.map((values, i) => {
      const theirs = folded[i];
      return theirs === undefined ? 0 : distance(encode(compute(...values), floatFormats[kind]), theirs, kind);
    });
    expect(folded.filter((bits) => bits !== undefined).length).toBeGreaterThan(operands.length / 4);
    return Math.max(...distances);
  }

  it.each(cases)("math.$name on $kind", ({ kind, name }) => {
    const operands = rounded(domains[name]!(), kind).map((x) => [x]);
    expect(largestDistance(name, kind, operands, unaryFunctions[name])).toBeLessThanOrEqual(tolerances[name] ?? 2);
  });

  it.each(cases)("math.$name on $kind at zeros, infinities and NaN", ({ kind, name }) => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    const operands = [0, -0, 1, -1, infinity, -infinity, nan].map((x) => [x]);
    expect(largestDistance(name, kind, operands, unaryFunctions[name])).toBeLessThanOrEqual(1);
  });

  it.each(kinds)("math.powf and math.atan2 on %s", (kind) => {
    const pairs = (low: number, high: number): number[][] =>
      sample(low, high).map((x) => rounded([x, uniform(-20, 20)], kind));
    expect(largestDistance("powf", kind, pairs(0.01, 10), pow)).toBeLessThanOrEqual(2);
    expect(largestDistance("atan2", kind, pairs(-20, 20), Math.atan2)).toBeLessThanOrEqual(2);
  });

  it.each(kinds)("math.powf and math.atan2 on %s at zeros, ones, infinities and NaN", (kind) => {
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    const values = [0, -0, 1, -1, 2, -2, 0.5, -3, infinity, -infinity, nan];
    const pairs = values.flatMap((x) => values.map((y) => [x, y]));
    expect(largestDistance("powf", kind, pairs, pow)).toBeLessThanOrEqual(1);
    // At the origin mlir-opt folds to NaN, while C and IEEE 754 have an angle for every combination of signs.
    const awayFromOrigin = pairs.filter(([x, y]) => x !== 0 || y !== 0);
    expect(largestDistance("atan2", kind, awayFromOrigin, Math.atan2)).toBeLessThanOrEqual(1);
  });
});
