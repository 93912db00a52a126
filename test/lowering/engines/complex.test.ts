/** Complex numbers as arguments and results, in memory, and carried by control flow. */

import { expect, it } from "vitest";
import { describeEngines } from "../../support/engines.ts";

describeEngines("complex numbers", ({ run, engine }) => {
  it.each([
    ["f64", Float64Array],
    ["f32", Float32Array],
    ["i32", Int32Array],
  ] as const)("come and go as pairs, %s", (part, ArrayClass) => {
    const type = `complex<${part}>`;
    const { f } = run(`
      func.func @f(%z: ${type}, %w: ${type}, %m: memref<?x${type}>) -> (${type}, ${type}, memref<?x${type}>) {
        %c1 = arith.constant 1 : index
        %0 = memref.load %m[%c1] : memref<?x${type}>
        memref.store %z, %m[%c1] : memref<?x${type}>
        return %w, %0, %m : ${type}, ${type}, memref<?x${type}>
      }`);
    const memory = ArrayClass.from([1, 2, 3, 4, 5, 6]);
    const results = f!([7, 8], [9, 10], memory) as unknown[];
    expect(results.slice(0, 2)).toEqual([
      [9, 10],
      [3, 4],
    ]);
    expect(results[2]).toBe(memory);
    expect([...memory]).toEqual([1, 2, 7, 8, 5, 6]);
  });

  it.each(["f16", "bf16"])("of %s lie in memory as bits", (part) => {
    const { f } = run(`
      func.func @f(%z: complex<${part}>, %m: memref<2xcomplex<${part}>>) -> complex<${part}> {
        %c1 = arith.constant 1 : index
        %0 = memref.load %m[%c1] : memref<2xcomplex<${part}>>
        %1 = complex.add %0, %z : complex<${part}>
        memref.store %1, %m[%c1] : memref<2xcomplex<${part}>>
        return %1 : complex<${part}>
      }`);
    const [one, two] = part === "f16" ? [0x3c00, 0x4000] : [0x3f80, 0x4000];
    const memory = Uint16Array.from([0, 0, one, two]);
    expect(f!([1, 0], memory)).toEqual([2, 2]);
    expect([...memory]).toEqual([0, 0, two, two]);
  });

  it("count as one element of an array with strides", () => {
    const type = "memref<2x2xcomplex<f64>, strided<[?, ?], offset: ?>>";
    const { f } = run(`
      func.func @f(%m: ${type}, %i: index, %j: index) -> complex<f64> {
        %0 = memref.load %m[%i, %j] : ${type}
        return %0 : complex<f64>
      }`);
    const data = Float64Array.from({ length: 20 }, (_, i) => i);
    const transposed = { data, shape: [2, 2], strides: [1, 3], offset: 2 };
    expect(f!(transposed, 1, 1)).toEqual([12, 13]);
    expect(() => f!({ ...transposed, offset: 6 }, 0, 0)).toThrow("reaches from element 6 to 10 of an array of 10");
  });

  it("are allocated, copied and returned", () => {
    const { f } = run(`
      func.func @f(%m: memref<?xcomplex<f64>>, %n: index) -> memref<?xcomplex<f64>> {
        %new = memref.alloc(%n) : memref<?xcomplex<f64>>
        memref.copy %m, %new : memref<?xcomplex<f64>> to memref<?xcomplex<f64>>
        return %new : memref<?xcomplex<f64>>
      }`);
    expect(f!(Float64Array.of(1, 2, 3, 4), 2)).toEqual(Float64Array.of(1, 2, 3, 4));
  });

  it("are carried by loops, chosen by branches, passed to functions", () => {
    const { mandelbrot } = run(`
      func.func private @step(%z: complex<f64>, %c: complex<f64>) -> complex<f64> attributes {no_inline} {
        %0 = complex.mul %z, %z : complex<f64>
        %1 = complex.add %0, %c : complex<f64>
        return %1 : complex<f64>
      }
      func.func @mandelbrot(%c: complex<f64>, %limit: index) -> (index, complex<f64>) {
        %zero = complex.constant [0.0, 0.0] : complex<f64>
        %two = arith.constant 2.0 : f64
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %0:2 = scf.while (%n = %c0, %z = %zero) : (index, complex<f64>) -> (index, complex<f64>) {
          %size = complex.abs %z : complex<f64>
          %isnear = arith.cmpf olt, %size, %two : f64
          %isleft = arith.cmpi ult, %n, %limit : index
          %goeson = arith.andi %isnear, %isleft : i1
          scf.condition(%goeson) %n, %z : index, complex<f64>
        } do {
        ^bb0(%n: index, %z: complex<f64>):
          %next = func.call @step(%z, %c) : (complex<f64>, complex<f64>) -> complex<f64>
          %more = arith.addi %n, %c1 : index
          scf.yield %more, %next : index, complex<f64>
        }
        %isout = arith.cmpi ult, %0#0, %limit : index
        %result = arith.select %isout, %0#1, %zero : complex<f64>
        return %0#0, %result : index, complex<f64>
      }`);
    expect(mandelbrot!([0, 1], 50)).toEqual([50, [0, 0]]);
    expect(mandelbrot!([1, 1], 50)).toEqual([2, [1, 3]]);
  });

  it.runIf(engine === "js")("are elements of tensors", () => {
    const { f } = run(`
      func.func @f(%t: tensor<2xcomplex<f64>>, %i: index) -> (tensor<2xcomplex<f64>>, complex<f64>, complex<f64>, tensor<?xcomplex<f64>>) {
        %0 = arith.constant dense<[(1.0, -0.0), (3.0, 4.0)]> : tensor<2xcomplex<f64>>
        %1 = tensor.extract %0[%i] : tensor<2xcomplex<f64>>
        %2 = arith.constant dense<(5.0, 6.0)> : tensor<2xcomplex<f64>>
        %3 = tensor.extract %2[%i] : tensor<2xcomplex<f64>>
        %4 = tensor.insert %1 into %t[%i] : tensor<2xcomplex<f64>>
        %5 = tensor.generate %i {
        ^bb0(%j: index):
          tensor.yield %3 : complex<f64>
        } : tensor<?xcomplex<f64>>
        return %4, %1, %3, %5 : tensor<2xcomplex<f64>>, complex<f64>, complex<f64>, tensor<?xcomplex<f64>>
      }`);
    const argument = Float64Array.of(7, 8, 9, 10);
    const results = [Float64Array.of(7, 8, 3, 4), [3, 4], [5, 6], Float64Array.of(5, 6)];
    expect(f!(argument, 1)).toEqual(results);
    expect([...argument]).toEqual([7, 8, 9, 10]);
  });

  it("are looked at as bits", () => {
    const { f } = run(`
      func.func @f(%z: complex<f32>, %x: f64) -> (i64, f64, complex<f32>) {
        %0 = complex.bitcast %z : complex<f32> to i64
        %1 = complex.bitcast %z : complex<f32> to f64
        %2 = complex.bitcast %x : f64 to complex<f32>
        return %0, %1, %2 : i64, f64, complex<f32>
      }`);
    const bits = new Float64Array(1);
    const parts = new Float32Array(bits.buffer);
    parts.set([1.5, -2.25]);
    const integer = new BigInt64Array(bits.buffer)[0];
    expect(f!([1.5, -2.25], bits[0])).toEqual([integer, bits[0], [1.5, -2.25]]);
  });

  it("are checked", () => {
    const { f } = run(`
      func.func @f(%z: complex<f64>, %m: memref<2xcomplex<f64>>) -> complex<f64> {
        return %z : complex<f64>
      }`);
    const memory = new Float64Array(4);
    expect(() => f!(1, memory)).toThrow("argument 0 of 'f' must be a pair [re, im] (complex<f64>), but is 1");
    expect(() => f!([1, 2, 3], memory)).toThrow("argument 0 of 'f' must be a pair [re, im] (complex<f64>)");
    expect(() => f!([1, "2"], memory)).toThrow(
      `the imaginary part of argument 0 of 'f' must be a number (f64), but is "2"`,
    );
    expect(() => f!([1, 2], new Float64Array(2))).toThrow(
      "argument 1 of 'f' must have 2 elements for memref<2xcomplex<f64>>, but has 1",
    );
    expect(() => f!([1, 2], new Float32Array(4))).toThrow("argument 1 of 'f' must be a Float64Array");
  });
});
