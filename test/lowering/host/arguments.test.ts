/** What compiled functions take and return, and which arguments are refused. */

import { describe, expect, it } from "vitest";
import { compile, type NdArray } from "../../../tools/compile.ts";
import { describeEngines } from "../../support/engines.ts";

const types = ["f64", "f32", "f16", "i1", "i8", "i32", "i64", "i100", "index", "vector<2xi8>", "vector<2xf32>"];
const names = types.map((type) => type.replace(/\W/g, "_"));
const module = compile(
  [
    ...types.map((type, i) => `func.func @${names[i]}(%a: ${type}) -> ${type} { return %a : ${type} }`),
    "func.func @none() { return }",
    "func.func @two(%a: i32, %b: f64) -> (f64, i32) { return %b, %a : f64, i32 }",
    "func.func @ui8(%a: ui8) -> ui8 { return %a : ui8 }",
  ].join("\n"),
  { engine: "js" },
);

describe("scalars", () => {
  it.each([
    ["f64", 0.1, 0.1],
    ["f32", 0.1, Math.fround(0.1)],
    ["f16", 0.1, 0.0999755859375],
    ["f16", 1e6, Infinity],
    ["i1", true, true],
    ["i1", 0, false],
    ["i8", -128, -128],
    ["i8", 255, -1],
    ["i8", 5n, 5],
    ["i32", 2 ** 32 - 1, -1],
    ["i32", 2n ** 31n, -(2 ** 31)],
    ["i64", 5, 5n],
    ["i64", -(2n ** 63n), -(2n ** 63n)],
    ["i64", 2n ** 64n - 1n, -1n],
    ["i100", 2n ** 99n, -(2n ** 99n)],
    ["index", -5, -5],
    ["index", -0, 0],
    ["index", 2n ** 53n - 1n, 2 ** 53 - 1],
    ["vector_2xi8_", [1, 255], [1, -1]],
    ["vector_2xf32_", Float64Array.of(0.1, 2), [Math.fround(0.1), 2]],
  ])("%s takes %s", (name, given, expected) => {
    expect(module[name]!(given)).toEqual(expected);
  });

  it.each([
    ["f64", "1", "argument 0 of 'f64' must be a number (f64), but is \"1\""],
    ["f64", 1n, "argument 0 of 'f64' must be a number (f64), but is 1n"],
    ["f32", undefined, "argument 0 of 'f32' must be a number (f32), but is undefined"],
    ["i1", 2, "argument 0 of 'i1' must be a boolean (i1), but is 2"],
    ["i8", 256, "argument 0 of 'i8' must be an integer from -128 to 255 (i8), but is 256"],
    ["i8", -129, "argument 0 of 'i8' must be an integer from -128 to 255 (i8), but is -129"],
    ["i32", 1.5, "argument 0 of 'i32' must be an integer from -2147483648 to 4294967295 (i32), but is 1.5"],
    ["i32", Number.NaN, "(i32), but is NaN"],
    ["i64", 2 ** 53, "argument 0 of 'i64' must be a bigint of 64 bits (i64), but is 9007199254740992"],
    ["i64", 2n ** 64n, "argument 0 of 'i64' must be a bigint of 64 bits (i64), but is 18446744073709551616n"],
    ["index", 2 ** 53, "argument 0 of 'index' must be an integer of magnitude up to 2^53 (index), but is"],
    ["index", null, "(index), but is null"],
    ["vector_2xi8_", 1, "argument 0 of 'vector_2xi8_' must be an array of 2 elements (vector<2xi8>), but is 1"],
    ["vector_2xi8_", [1, 2, 3], "argument 0 of 'vector_2xi8_' must have 2 elements (vector<2xi8>), but has 3"],
    ["vector_2xi8_", [1, 300], "element 1 of argument 0 of 'vector_2xi8_' must be an integer from -128 to 255"],
  ])("%s does not take %s", (name, given, message) => {
    expect(() => module[name]!(given)).toThrow(message);
  });

  it("as many as the function has", () => {
    expect(module.none!()).toBeUndefined();
    expect(module.two!(1, 2)).toEqual([2, 1]);
    expect(module.ui8!(200)).toBe(200);
    expect(() => module.two!(1)).toThrow("'two' takes 2 arguments, but is given 1");
    expect(() => module.f64!()).toThrow("'f64' takes 1 argument, but is given 0");
    expect(() => module.none!(1)).toThrow("'none' takes 0 arguments, but is given 1");
  });
});

describe("memrefs", () => {
  const { vector, matrix, fixed, scalar, strided, unsupported } = compile(
    `func.func @vector(%a: memref<?xf64>) -> memref<?xf64> { return %a : memref<?xf64> }
    func.func @matrix(%a: memref<?x4xi32>) -> memref<?x4xi32> { return %a : memref<?x4xi32> }
    func.func @fixed(%a: memref<2x3xindex>) -> memref<2x3xindex> { return %a : memref<2x3xindex> }
    func.func @scalar(%a: memref<f16>) -> memref<f16> { return %a : memref<f16> }
    func.func @strided(%a: memref<?xf32, strided<[2], offset: ?>>) -> memref<?xf32, strided<[2], offset: ?>> {
      return %a : memref<?xf32, strided<[2], offset: ?>>
    }
    func.func @unsupported(%a: memref<2xi5>) -> i32 {
      %0 = arith.constant 1 : i32
      return %0 : i32
    }`,
    { engine: "js" },
  );

  it("are typed arrays, which are not copied", () => {
    const array = Float64Array.of(1, 2, 3);
    expect(vector!(array)).toBe(array);
    const middle = array.subarray(1, 2);
    expect((vector!(middle) as Float64Array).byteOffset).toBe(8);
    expect((vector!({ data: array, shape: [2], offset: 1 }) as Float64Array).length).toBe(2);
    const whole = matrix!(new Int32Array(8)) as { shape: number[]; strides: number[]; offset: number };
    expect([whole.shape, whole.strides, whole.offset]).toEqual([[2, 4], [4, 1], 0]);
    const indices = BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n);
    const { data } = fixed!(indices) as { data: BigInt64Array };
    data[0] = 9n;
    expect(indices[0]).toBe(9n);
    expect((scalar!(Uint16Array.of(7)) as { shape: number[] }).shape).toEqual([]);
    const view = strided!({ data: new Float32Array(9), shape: [4], strides: [2], offset: 1 });
    expect(view).toMatchObject({ shape: [4], strides: [2], offset: 1 });
  });

  it.each([
    [
      vector,
      [1, 2],
      "argument 0 of 'vector' must be a Float64Array, or {data, shape} with one, for memref<?xf64>, but is",
    ],
    [vector, new Float32Array(2), "for memref<?xf64>, but is Float32Array"],
    [vector, null, "for memref<?xf64>, but is null"],
    [vector, { data: new Int8Array(2), shape: [2] }, "for memref<?xf64>, but is of Int8Array"],
    [vector, { data: new Float64Array(2) }, "argument 0 of 'vector' has data, but no shape"],
    [vector, { data: new Float64Array(2), shape: [1, 2] }, "the shape of argument 0 of 'vector' must be 1 integers"],
    [vector, { data: new Float64Array(2), shape: [1.5] }, "the shape of argument 0 of 'vector' must be 1 integers"],
    [
      vector,
      { data: new Float64Array(2), shape: [3] },
      "argument 0 of 'vector' reaches from element 0 to 2 of an array of 2",
    ],
    [
      vector,
      { data: new Float64Array(9), shape: [3], strides: [2] },
      "must be dense in row-major order for memref<?xf64>",
    ],
    [vector, { data: new Float64Array(9), shape: [3], offset: -1 }, "reaches from element -1 to 1 of an array of 9"],
    [vector, { data: new Float64Array(9), shape: [-1] }, "a memref cannot have a dimension of size -1"],
    [
      matrix,
      new Int32Array(7),
      "argument 0 of 'matrix' must have a multiple of 4 elements for memref<?x4xi32>, but has 7",
    ],
    [
      matrix,
      { data: new Int32Array(6), shape: [2, 3] },
      "dimension 1 of argument 0 of 'matrix' must be 4 for memref<?x4xi32>",
    ],
    [fixed, new BigInt64Array(5), "argument 0 of 'fixed' must have 6 elements for memref<2x3xindex>, but has 5"],
    [
      strided,
      { data: new Float32Array(9), shape: [3], strides: [3] },
      "stride 0 of argument 0 of 'strided' must be 2 for",
    ],
    [unsupported, new Int8Array(2), "argument 0 of 'unsupported' has the type 'memref<2xi5>', which JavaScript has no"],
  ])("are not %s", (f, given, message) => {
    expect(() => f!(given)).toThrow(message);
  });

  it("need a shape if several dimensions are dynamic", () => {
    const { f } = compile("func.func @f(%a: memref<?x?xf64>) { return }", { engine: "js" });
    expect(() => f!(new Float64Array(4))).toThrow("argument 0 of 'f' needs a shape: {data, shape} for memref<?x?xf64>");
    expect(f!({ data: new Float64Array(4), shape: [2, 2] })).toBeUndefined();
  });
});

describeEngines("a tensor that is returned", ({ run }) => {
  const { part } = run(`func.func @part(%a: tensor<?x?xf32>, %n: index) -> tensor<?x?xf32> {
    %b = arith.addf %a, %a : tensor<?x?xf32>
    %part = tensor.extract_slice %b[0, 0] [%n, %n] [1, 1] : tensor<?x?xf32> to tensor<?x?xf32>
    return %part : tensor<?x?xf32>
  }`);

  it("is dense", () => {
    const { data, shape } = part!({ data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] }, 2) as NdArray;
    expect([...(data as Float32Array)]).toEqual([2, 4, 8, 10]);
    expect(shape).toEqual([2, 2]);
  });

  it("is dense where a called function takes a part of it", () => {
    const { rows } = run(`func.func private @double(%a: tensor<3x2xf32>) -> tensor<?x?xf32> {
      %b = math.absf %a : tensor<3x2xf32>
      %part = tensor.extract_slice %b[0, 0] [2, 2] [2, 1] : tensor<3x2xf32> to tensor<2x2xf32>
      %cast = tensor.cast %part : tensor<2x2xf32> to tensor<?x?xf32>
      %twice = arith.addf %cast, %cast : tensor<?x?xf32>
      return %twice : tensor<?x?xf32>
    }
    func.func @rows(%a: tensor<3x2xf32>) -> tensor<?x?xf32> {
      %r = call @double(%a) : (tensor<3x2xf32>) -> tensor<?x?xf32>
      return %r : tensor<?x?xf32>
    }`);
    const { data } = rows!({ data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] }) as NdArray;
    expect([...(data as Float32Array)]).toEqual([2, 4, 10, 12]);
  });
});
