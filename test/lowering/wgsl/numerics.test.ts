/** What kernels compute: with WebGPU, on the js engine, and what it should be. */

import { describe, expect, it } from "vitest";
import { pow, unaryFunctions } from "../../../dialects/math/functions/index.ts";
import { type AsyncCompiledModule, compile } from "../../../tools/compile.ts";
import { errorOf, RandomFloats, specialFloats } from "../../support/float-errors.ts";
import { each } from "../../support/numbers.ts";
import { hasDevice, onEngines } from "../../support/webgpu.ts";

const isAvailable = await hasDevice();
const random = new RandomFloats();

/** A function @name that applies `body`, which makes %r of %x and %y, to the elements of two arrays. */
const elementwise = (name: string, body: string, type: string, resultType = type): string => `
  func.func @${name}(%a: memref<?x${type}>, %b: memref<?x${type}>, %o: memref<?x${resultType}>) {
    %zero = arith.constant 0 : index
    %unit = arith.constant 1 : index
    %block = arith.constant 64 : index
    %n = memref.dim %o, %zero : memref<?x${resultType}>
    %blocks = arith.ceildivui %n, %block : index
    gpu.launch blocks(%bx, %by, %bz) in (%gx = %blocks, %gy = %unit, %gz = %unit)
        threads(%tx, %ty, %tz) in (%sx = %block, %sy = %unit, %sz = %unit) {
      %i = gpu.global_id x
      %isIn = arith.cmpi ult, %i, %n : index
      scf.if %isIn {
        %x = memref.load %a[%i] : memref<?x${type}>
        %y = memref.load %b[%i] : memref<?x${type}>
        ${body}
        memref.store %r, %o[%i] : memref<?x${resultType}>
      }
      gpu.terminator
    }
    return
  }`;

/** Devices may take denormal numbers for zeros, in what they are given and in what they give. */
const isNormal = (x: number): boolean => x === 0 || Number.isNaN(x) || Math.abs(x) >= 2 ** -126;

const isTiny = (actual: number, exact: number): boolean => exact !== 0 && Math.abs(actual - exact) < 2 ** -125;

describe.skipIf(!isAvailable)("floats on the device", () => {
  const functions = [
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atanh",
    "cbrt",
    "ceil",
    "cos",
    "cosh",
    "erf",
    "erfc",
    "exp",
    "exp2",
    "expm1",
    "floor",
    "log",
    "log10",
    "log1p",
    "log2",
    "round",
    "roundeven",
    "rsqrt",
    "sin",
    "sinh",
    "sqrt",
    "tan",
    "tanh",
    "trunc",
  ] as const satisfies readonly (keyof typeof unaryFunctions)[];
  // Square roots and quotients may be off by a few units themselves.
  const bound = 8;
  const program = functions.map((name) => elementwise(name, `%r = math.${name} %x : f32`, "f32")).join("");
  const inputs = [
    ...specialFloats,
    Number.NaN,
    ...each(400, () => random.any()),
    ...each(400, () => random.between(-1, 1)),
    ...each(400, () => random.between(-100, 100)),
    ...each(200, () => random.between(-20000, 20000)),
  ].filter(isNormal);
  const compiled = isAvailable ? compile(program, { engine: "webgpu" }) : {};

  it.each(functions)("math.%s", async (name) => {
    const x = Float32Array.from(inputs);
    const result = new Float32Array(x.length);
    await compiled[name]!(x, x, result);
    for (const [i, value] of x.entries()) {
      const exact = unaryFunctions[name](value);
      if (!isTiny(result[i]!, exact))
        expect(errorOf(result[i]!, exact), `${name}(${value}) = ${result[i]}`).toBeLessThanOrEqual(bound);
    }
  });

  const binary: readonly [string, (x: number, y: number) => number, number][] = [
    ["arith.addf", (x, y) => x + y, 0.5],
    ["arith.mulf", (x, y) => x * y, 0.5],
    ["arith.divf", (x, y) => x / y, 3],
    ["arith.remf", (x, y) => x % y, 0],
    ["arith.maximumf", Math.max, 0],
    ["arith.minimumf", Math.min, 0],
    ["math.powf", pow, 8],
    ["math.atan2", Math.atan2, 8],
    ["math.copysign", (x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x)), 0],
  ];
  it.each(binary)("%s", async (name, exact, unit) => {
    const pairs = [
      ...[...specialFloats, Number.NaN].flatMap((x) =>
        [0, -0, 1, 2.5, -3, Number.POSITIVE_INFINITY].map((y) => [x, y]),
      ),
      ...each(400, () => 0).map(() => [random.between(-10, 10), random.between(-10, 10)]),
      ...each(400, () => 0).map(() => [random.between(0, 3), Math.round(random.between(-40, 40))]),
    ].filter(([x, y]) => isNormal(x!) && isNormal(y!));
    const [x, y] = [Float32Array.from(pairs, ([a]) => a!), Float32Array.from(pairs, ([, b]) => b!)];
    const result = new Float32Array(x.length);
    const { f } = compile(elementwise("f", `%r = ${name} %x, %y : f32`, "f32"), { engine: "webgpu" });
    await f!(x, y, result);
    for (const [i, value] of result.entries()) {
      const expected = exact(x[i]!, y[i]!);
      // The sign of a NaN is not told apart.
      if (isTiny(value, expected) || (name === "math.copysign" && Number.isNaN(expected))) continue;
      expect(errorOf(value, expected), `${name}(${x[i]}, ${y[i]}) = ${value}`).toBeLessThanOrEqual(unit);
    }
  });

  it("math.fma rounds once", async () => {
    const body = "%p = arith.mulf %x, %y : f32\n%q = arith.negf %p : f32\n%r = math.fma %x, %y, %q : f32";
    const { f } = compile(elementwise("f", body, "f32"), { engine: "webgpu" });
    const x = Float32Array.from(each(500, () => random.between(-2, 2)));
    const y = Float32Array.from(each(500, () => random.between(-2, 2)));
    const result = new Float32Array(500);
    await f!(x, y, result);
    for (const [i, value] of result.entries()) expect(value).toBe(x[i]! * y[i]! - Math.fround(x[i]! * y[i]!));
  });
});

describe.skipIf(!isAvailable)("integers are the same on both engines", () => {
  const operations = [
    "addi",
    "subi",
    "muli",
    "divsi",
    "divui",
    "remsi",
    "remui",
    "ceildivsi",
    "floordivsi",
    "ceildivui",
    "andi",
    "ori",
    "xori",
    "maxsi",
    "minsi",
    "maxui",
    "minui",
    "shli",
    "shrsi",
    "shrui",
  ];
  it.each(["i8", "i16", "i32"])("%s", async (type) => {
    const width = Number(type.slice(1));
    const program = operations.map((name) => {
      // Shift counts are less than the width, and divisors are positive.
      const mask = name.startsWith("sh") ? width - 1 : 2 ** (width - 2) - 1;
      const isLimited = name.startsWith("sh") || name.includes("div") || name.includes("rem");
      const limit = isLimited
        ? `%m = arith.constant ${mask} : ${type}\n%u = arith.andi %y, %m : ${type}\n%k = arith.constant ${name.startsWith("sh") ? 0 : 1} : ${type}\n%z = arith.ori %u, %k : ${type}`
        : `%c = arith.constant 0 : ${type}\n%z = arith.addi %y, %c : ${type}`;
      return elementwise(name, `${limit}\n%r = arith.${name} %x, %z : ${type}`, type);
    });
    const TypedArray = { i8: Int8Array, i16: Int16Array, i32: Int32Array }[type]!;
    const x = TypedArray.from(each(500, () => random.integer()));
    const y = TypedArray.from(each(500, () => random.integer()));
    const [[, js], [, webgpu]] = onEngines(program.join("")) as [
      [string, AsyncCompiledModule],
      [string, AsyncCompiledModule],
    ];
    for (const name of operations) {
      const [expected, actual] = [new TypedArray(500), new TypedArray(500)];
      await js[name]!(x, y, expected);
      await webgpu[name]!(x, y, actual);
      expect([...actual], name).toEqual([...expected]);
    }
  });
});
