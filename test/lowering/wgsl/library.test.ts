/**
 * The functions that take the place of operations which WGSL lacks, run on the js engine: its f32 are exact, so what is
 * measured is the error of the functions themselves.
 */
import { describe, expect, it } from "vitest";
import { fmaToOdd, pow, unaryFunctions } from "../../../dialects/math/functions/index.ts";
import { parseModule } from "../../../ir/assembly/parse.ts";
import type { HostFunction } from "../../../lowering/host/memref.ts";
import { compileToJs } from "../../../lowering/js/index.ts";
import { expansionOf, Library } from "../../../lowering/wgsl/library/index.ts";
import { defaultContext } from "../../../tools/registry.ts";
import { errorOf, RandomFloats, specialFloats } from "../../support/float-errors.ts";

/** A function whose body is one operation, expanded. */
function expanded(operation: string, operandTypes: readonly string[], resultType = "f32"): HostFunction {
  const args = operandTypes.map((type, i) => `%${"abc"[i]}: ${type}`).join(", ");
  const text = `func.func @f(${args}) -> ${resultType} {\n${operation}\nreturn %r : ${resultType}\n}`;
  const module = parseModule(text, defaultContext())!;
  const library = new Library(module, (op) => expansionOf(op, false));
  library.expand(module.regions[0]!.front.first!);
  return compileToJs(module, ["f"]).f!;
}

const random = new RandomFloats();
const between = (low: number, high: number): number => random.between(low, high);
const any = (): number => random.any();
const values = [...specialFloats, Number.NaN];

/** The largest error, with where it is. */
function worst(
  actual: HostFunction,
  exact: (...args: number[]) => number,
  inputs: Iterable<readonly number[]>,
): { error: number; at: readonly number[] } {
  let result: { error: number; at: readonly number[] } = { error: 0, at: [] };
  for (const at of inputs) {
    const error = errorOf(actual(...at) as number, exact(...at));
    if (error > result.error) result = { error, at };
  }
  return result;
}

function* unaryInputs(): Generator<readonly number[]> {
  for (const x of values) yield [x];
  for (let i = 0; i < 1500; i++) {
    yield [any()];
    for (const range of [1, 12, 100, 20000]) yield [between(-range, range)];
    yield [between(0, 1e-3)];
    yield [between(0.99, 1.01)];
  }
}

function* binaryInputs(): Generator<readonly number[]> {
  for (const x of values) for (const y of values) yield [x, y];
  for (let i = 0; i < 3000; i++) {
    yield [any(), any()];
    yield [any(), between(-2, 2)];
    yield [between(0, 10), between(-40, 40)];
    yield [between(0.995, 1.005), between(-10000, 10000)];
    yield [between(-50, 50), between(-50, 50)];
    yield [between(-5, 5), Math.round(between(-25, 25))];
  }
}

describe("functions are as good as f32", () => {
  const bounds = {
    acos: 1.5,
    acosh: 3,
    asin: 2.5,
    asinh: 3,
    atan: 3,
    atanh: 3,
    cbrt: 1.5,
    cos: 3,
    cosh: 2,
    erf: 2,
    erfc: 5,
    exp: 1.5,
    exp2: 1.5,
    expm1: 2,
    log: 1,
    log10: 2,
    log1p: 3,
    log2: 2,
    round: 0,
    sin: 3,
    sinh: 3,
    tan: 5,
    tanh: 2,
  } as const;

  it.each(Object.entries(bounds))("math.%s", (name, bound) => {
    const actual = expanded(`%r = math.${name} %a : f32`, ["f32"]);
    const exact = unaryFunctions[name as keyof typeof bounds];
    const { error, at } = worst(actual, exact, unaryInputs());
    expect(error, `at ${at}`).toBeLessThanOrEqual(bound);
  });

  const maxNum = (a: number, b: number): number => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b));
  const binary: readonly [string, (a: number, b: number) => number, number][] = [
    ["math.powf", pow, 1.5],
    ["math.atan2", Math.atan2, 3],
    ["arith.remf", (a, b) => a % b, 0],
    ["arith.maximumf", Math.max, 0],
    ["arith.minimumf", Math.min, 0],
    ["arith.maxnumf", maxNum, 0],
    ["arith.minnumf", (a, b) => -maxNum(-a, -b), 0],
  ];
  it.each(binary)("%s", (name, exact, bound) => {
    const actual = expanded(`%r = ${name} %a, %b : f32`, ["f32", "f32"]);
    const { error, at } = worst(actual, exact, binaryInputs());
    expect(error, `at ${at}`).toBeLessThanOrEqual(bound);
  });

  it("math.fpowi", () => {
    const actual = expanded("%r = math.fpowi %a, %b : f32, i32", ["f32", "i32"]);
    function* inputs(): Generator<readonly number[]> {
      for (const x of values) for (const n of [0, 1, -1, 2, 3, -3, 2 ** 31 - 1, -(2 ** 31)]) yield [x, n];
      for (let i = 0; i < 5000; i++) {
        yield [between(-2, 2), Math.round(between(-30, 30))];
        yield [between(1 - 1e-6, 1 + 1e-6), random.integer()];
        yield [any(), Math.round(between(-5, 5))];
      }
    }
    const { error, at } = worst(actual, (x, n) => (n === 0 ? 1 : x ** n), inputs());
    expect(error, `at ${at}`).toBeLessThanOrEqual(2);
  });

  it("math.fma", () => {
    const actual = expanded("%r = math.fma %a, %b, %c : f32", ["f32", "f32", "f32"]);
    function* inputs(): Generator<readonly number[]> {
      const few = [0, 1, 1e-45, 3.4e38, 1.1, Number.POSITIVE_INFINITY].flatMap((x) => [
        Math.fround(x),
        Math.fround(-x),
      ]);
      for (const a of [...few, Number.NaN]) for (const b of few) for (const c of [...few, Number.NaN]) yield [a, b, c];
      for (let i = 0; i < 5000; i++) {
        const [a, b] = [between(-1, 1), between(-1, 1)];
        yield [any(), any(), any()];
        yield [a, b, Math.fround(-a * b)];
        yield [a, b, Math.fround(-a * b * between(1 - 1e-6, 1 + 1e-6))];
        yield [a, b, between(-1, 1) * 2 ** Math.round(between(-30, 30))];
        yield [a * 2 ** -60, b * 2 ** -66, Math.fround(between(-1, 1) * 2 ** -126)];
      }
    }
    expect(worst(actual, (a, b, c) => Math.fround(fmaToOdd(a, b, c)), inputs())).toEqual({ error: 0, at: [] });
  });
});

describe("results that are no floats", () => {
  const predicates: Readonly<Record<string, (a: number, b: number) => boolean>> = {
    oeq: (a, b) => a === b,
    one: (a, b) => a < b || a > b,
    ord: (a, b) => !Number.isNaN(a) && !Number.isNaN(b),
    ueq: (a, b) => !(a < b || a > b),
    ugt: (a, b) => !(a <= b),
    uge: (a, b) => !(a < b),
    ult: (a, b) => !(a >= b),
    ule: (a, b) => !(a > b),
    une: (a, b) => a !== b,
    uno: (a, b) => Number.isNaN(a) || Number.isNaN(b),
    true: () => true,
    false: () => false,
  };
  it.each(Object.entries(predicates))("arith.cmpf %s", (name, exact) => {
    const actual = expanded(`%r = arith.cmpf ${name}, %a, %b : f32`, ["f32", "f32"], "i1");
    for (const a of values) for (const b of values) expect(actual(a, b), `${a} ${b}`).toBe(exact(a, b));
  });

  it.each([
    ["isnan", Number.isNaN],
    ["isfinite", Number.isFinite],
    ["isinf", (x: number) => Math.abs(x) === Number.POSITIVE_INFINITY],
    ["isnormal", (x: number) => Math.abs(x) >= 2 ** -126 && Number.isFinite(x)],
  ] as const)("math.%s", (name, exact) => {
    const actual = expanded(`%r = math.${name} %a : f32`, ["f32"], "i1");
    for (const x of values) expect(actual(x), `${x}`).toBe(exact(x));
  });

  const integers = [0, 1, -1, 2, -2, 3, 7, -7, 10, 100, -100, 65535, 65536, 123456789, 2 ** 31 - 1, -(2 ** 31)];
  const onIntegers: readonly [string, (a: bigint, b: bigint) => bigint][] = [
    ["arith.ceildivsi", (a, b) => -floorQuotient(-a, b)],
    ["arith.floordivsi", floorQuotient],
    ["arith.ceildivui", (a, b) => -floorQuotient(-BigInt.asUintN(32, a), BigInt.asUintN(32, b))],
  ];
  function floorQuotient(a: bigint, b: bigint): bigint {
    const quotient = a / b;
    return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
  }
  it.each(onIntegers)("%s", (name, exact) => {
    const actual = expanded(`%r = ${name} %a, %b : i32`, ["i32", "i32"], "i32");
    for (const a of integers) {
      for (const b of integers) {
        const isOverflow = a === -(2 ** 31) && b === -1 && name !== "arith.ceildivui";
        if (b === 0 || isOverflow) continue;
        expect(actual(a, b), `${a} ${b}`).toBe(Number(BigInt.asIntN(32, exact(BigInt(a), BigInt(b)))));
      }
    }
  });

  it("math.ipowi", () => {
    const actual = expanded("%r = math.ipowi %a, %b : i32", ["i32", "i32"], "i32");
    for (const a of integers) {
      for (const n of [0, 1, 2, 3, 5, 31]) {
        expect(actual(a, n), `${a} ${n}`).toBe(Number(BigInt.asIntN(32, BigInt(a) ** BigInt(n))));
      }
      for (const n of [-1, -2]) {
        const expected = Math.abs(a) === 1 ? a ** n : 0;
        if (a !== 0) expect(actual(a, n), `${a} ${n}`).toBe(expected);
      }
    }
  });

  it.each([
    ["mului_extended", 0n, (a: number) => BigInt(a >>> 0)],
    ["mulsi_extended", 0n, BigInt],
  ] as const)("arith.%s", (name, _, convert) => {
    for (const [result, shift] of [
      ["%r, %x", 0n],
      ["%x, %r", 32n],
    ] as const) {
      const actual = expanded(`${result} = arith.${name} %a, %b : i32`, ["i32", "i32"], "i32");
      for (const a of integers) {
        for (const b of integers) {
          const expected = Number(BigInt.asIntN(32, (convert(a) * convert(b)) >> shift));
          expect(actual(a, b), `${a} ${b}`).toBe(expected);
        }
      }
    }
  });
});
