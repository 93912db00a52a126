/** Folding of random constants, operation by operation and type by type the same as mlir-opt's. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { type FloatKind, floatFormats } from "../../../ir/builtin/float-format.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { canonicalized } from "../../support/round-trip.ts";
import { floatOps, floatPredicates, fn, integerOps, integerPredicates, moduleOf } from "./functions.ts";

const widths = { i1: 1, i8: 8, i32: 32, i64: 64, i128: 128, index: 64 } as const;
type IntegerName = keyof typeof widths;
const integerNames = Object.keys(widths) as IntegerName[];
/** Upstream folds the formats without infinities and with one NaN differently; see differences.test.ts. */
const floatNames: readonly FloatKind[] = [
  ...(["f16", "bf16", "tf32", "f32", "f64", "f80", "f128"] as const),
  ...(["f8E5M2", "f8E4M3", "f8E3M4", "f8E4M3FN"] as const),
];
const seed = 20260727;
const runs = 12;

/** A constant of an integer type: edges, small and large numbers. */
function integers(type: IntegerName): fc.Arbitrary<string> {
  const width = BigInt(widths[type]);
  const [min, max] = [-(1n << (width - 1n)), (1n << (width - 1n)) - 1n];
  const edges = [0n, 1n, -1n, 2n, -2n, width - 1n, width, width + 1n, max, min, min + 1n];
  const values = fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: -9n, max: 9n }), fc.bigInt({ min, max }));
  return values.map((value) => {
    const wrapped = BigInt.asIntN(Number(width), value);
    return type === "i1" ? String(wrapped !== 0n) : `${wrapped} : ${type}`;
  });
}

/** A constant of a float type, in bits: edges with infinities and NaNs, numbers around one, any. */
function floats(kind: FloatKind): fc.Arbitrary<string> {
  const { width, mantissaBits, exponentBits, bias, hasIntegerBit } = floatFormats[kind];
  const bits = (negative: boolean, exponent: number, mantissa: bigint): bigint => {
    const upper = hasIntegerBit ? (BigInt(exponent) << 1n) | (exponent === 0 ? 0n : 1n) : BigInt(exponent);
    return (negative ? 1n << BigInt(width - 1) : 0n) | (upper << BigInt(mantissaBits)) | mantissa;
  };
  const maxExponent = 2 ** exponentBits - 1;
  const maxMantissa = (1n << BigInt(mantissaBits)) - 1n;
  const quiet = 1n << BigInt(mantissaBits - 1);
  const parts = fc.tuple(
    fc.boolean(),
    fc.integer({ min: 0, max: maxExponent }),
    fc.bigInt({ min: 0n, max: maxMantissa }),
  );
  const nearOne = fc.tuple(
    fc.boolean(),
    fc.integer({ min: Math.max(0, bias - 4), max: bias + 4 }),
    fc.oneof(fc.bigInt({ min: 0n, max: maxMantissa }), fc.constantFrom(0n, quiet, 1n)),
  );
  const edges = fc.tuple(
    fc.boolean(),
    fc.constantFrom(0, 1, maxExponent - 1, maxExponent),
    fc.constantFrom(0n, 1n, quiet, quiet | 1n, maxMantissa),
  );
  return fc.oneof(parts, nearOne, nearOne, edges).map(
    ([negative, exponent, mantissa]) =>
      `0x${bits(negative, exponent, mantissa)
        .toString(16)
        .toUpperCase()
        .padStart(Math.ceil(width / 4), "0")} : ${kind}`,
  );
}

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns = runs): T[] => fc.sample(arbitrary, { numRuns, seed });
const pairs = (values: fc.Arbitrary<string>, numRuns = runs): [string, string][] =>
  sample(fc.tuple(values, values), numRuns);

/** `op` on pairs of constants. */
const binary = (op: string, constants: readonly (readonly string[])[], type: string, result = type): string[] =>
  constants.map(([a, b]) => fn("", `%a = ${a}; %b = ${b}; %r = @${op} %a, %b : ${type}`, `%r: ${result}`));
/** `op`, with two results, on pairs of constants. */
const extended = (op: string, constants: readonly (readonly string[])[], type: string, second: string): string[] =>
  constants.map(([a, b]) => {
    const types = op === "addui_extended" ? `${type}, ${second}` : type;
    return fn("", `%a = ${a}; %b = ${b}; %r, %s = @${op} %a, %b : ${types}`, `%r: ${type}`, `%s: ${second}`);
  });
const cast = (op: string, constants: readonly string[], from: string, to: string): string[] =>
  constants.map((c) => fn("", `%a = ${c}; %r = @${op} %a : ${from} to ${to}`, `%r: ${to}`));

/**
 * Both canonical forms of a module of these functions are the same text. mlir-opt does not read adopt's form again, since
 * it loses digits of f80 and f128.
 */
function expectSame(functions: readonly string[]): void {
  const text = moduleOf(functions);
  const upstream = runOracle("mlir-opt", ["--canonicalize"], text);
  expect(upstream.stderr).toBe("");
  const expected = functionsOf(upstream.stdout.trimEnd());
  expect(expected).toHaveLength(functions.length);
  expect(functionsOf(canonicalized(text, arithDialect, funcDialect).trimEnd())).toEqual(expected);
}

const functionsOf = (module: string): string[] => module.split(/^(?= {2}func\.func)/m).slice(1);

describe.skipIf(!hasOracle("mlir-opt"))("constants fold as in mlir-opt", { timeout: 60_000 }, () => {
  it.each(integerNames)("%s", (type) => {
    const constants = pairs(integers(type));
    const min = BigInt.asIntN(widths[type], 1n << BigInt(widths[type] - 1));
    // Upstream negates the operands of a rounding division, and does not fold if that overflows.
    const negatable = constants.filter((pair) => !pair.includes(`${min} : ${type}`));
    expectSame([
      ...integerOps.flatMap((op) => binary(op, op === "ceildivsi" ? negatable : constants, type)),
      ...integerPredicates.flatMap((predicate) => binary(`cmpi ${predicate},`, constants, type, "i1")),
      ...extended("addui_extended", constants, type, "i1"),
      ...extended("mulsi_extended", constants, type, type),
      ...extended("mului_extended", constants, type, type),
    ]);
  });

  it.each(floatNames)("%s", (type) => {
    const constants = pairs(floats(type), 3 * runs);
    expectSame([
      ...floatOps.flatMap((op) => binary(op, constants, type)),
      ...floatPredicates.flatMap((predicate) => binary(`cmpf ${predicate},`, constants.slice(0, runs), type, "i1")),
      ...constants.map(([c]) => fn("", `%a = ${c}; %r = @negf %a : ${type}`, `%r: ${type}`)),
    ]);
  });

  it("casts between integers", () => {
    const fixed = integerNames.filter((type) => type !== "index");
    expectSame(
      fixed.flatMap((from) => {
        const constants = sample(integers(from));
        return [
          ...fixed.flatMap((to) => {
            if (widths[from] > widths[to]) return cast("trunci", constants, from, to);
            if (widths[from] === widths[to]) return [];
            return [...cast("extsi", constants, from, to), ...cast("extui", constants, from, to)];
          }),
          ...["index_cast", "index_castui"].flatMap((op) => [
            ...cast(op, constants, from, "index"),
            ...cast(op, sample(integers("index")), "index", from),
          ]),
        ];
      }),
    );
  });

  it("casts between floats", () => {
    expectSame(
      floatNames.flatMap((from) =>
        floatNames.flatMap((to) => {
          const difference = floatFormats[to].width - floatFormats[from].width;
          return difference === 0 ? [] : cast(difference > 0 ? "extf" : "truncf", sample(floats(from)), from, to);
        }),
      ),
    );
  });

  it("conversions between integers and floats", () => {
    expectSame(
      floatNames.flatMap((float) =>
        integerNames
          .filter((type) => type !== "index")
          .flatMap((integer) => [
            ...["sitofp", "uitofp"].flatMap((op) => cast(op, sample(integers(integer)), integer, float)),
            ...["fptosi", "fptoui"].flatMap((op) => cast(op, sample(floats(float)), float, integer)),
          ]),
      ),
    );
  });

  it("bitcasts", () => {
    const sameWidth = [
      ["i32", "f32"],
      ["i64", "f64"],
      ["i128", "f128"],
      ["i8", "f8E5M2"],
    ] as const;
    expectSame(
      sameWidth.flatMap(([integer, float]) => [
        ...cast("bitcast", sample(integers(integer)), integer, float),
        ...cast("bitcast", sample(floats(float)), float, integer),
      ]),
    );
  });

  it("elements of vectors", () => {
    // Where an element has no result, upstream folds some operations and adopt none; see differences.test.ts.
    const partial = ["ceildivsi", "floordivsi", "shli", "shrui", "shrsi"];
    const total = integerOps.filter((op) => !partial.includes(op));
    const elements = (values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc
        .array(values, { minLength: 3, maxLength: 3 })
        .map((list) => list.map((value) => value.replace(/ : .*/, "")).join(", "));
    const vectors = (type: string, values: fc.Arbitrary<string>): [string, string][] =>
      pairs(
        elements(values).map((list) => `dense<[${list}]> : vector<3x${type}>`),
        5,
      );
    expectSame([
      ...(["i1", "i8", "i128"] as const).flatMap((type) => {
        const constants = vectors(type, integers(type));
        return [
          ...total.flatMap((op) => binary(op, constants, `vector<3x${type}>`)),
          ...integerPredicates.flatMap((p) => binary(`cmpi ${p},`, constants, `vector<3x${type}>`, "vector<3xi1>")),
          ...extended("mului_extended", constants, `vector<3x${type}>`, `vector<3x${type}>`),
          ...extended("addui_extended", constants, `vector<3x${type}>`, "vector<3xi1>"),
        ];
      }),
      ...(["f16", "f64", "f80"] as const).flatMap((type) => {
        const constants = vectors(type, floats(type));
        return [
          ...floatOps.flatMap((op) => binary(op, constants, `vector<3x${type}>`)),
          ...cast(
            "fptosi",
            constants.map(([c]) => c),
            `vector<3x${type}>`,
            "vector<3xi128>",
          ),
        ];
      }),
    ]);
  });
});
