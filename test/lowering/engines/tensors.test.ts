/** Functions on tensors run: arrays come and go with their shapes, and what is passed is not written to. */

import { describe, expect, it } from "vitest";
import { compile, isEngineAvailable, type NdArray } from "../../../tools/compile.ts";
import { describeEngines } from "../../support/engines.ts";
import { expectValues, randomTensorProgram } from "../../support/random-tensor-programs.ts";

type Run = { f(...args: unknown[]): unknown };

/** The elements of an array that is dense in row-major order, and its shape. */
const contents = ({ data, shape, offset = 0 }: NdArray) => ({
  shape,
  elements: [...data.subarray(offset, offset + shape.reduce((a, b) => a * b, 1))],
});

describeEngines("tensors", ({ run }) => {
  it("come back with the shapes that they have", () => {
    const { f } = run(`
      func.func @f(%a: tensor<2x?xf32>) -> (tensor<?x2xf32>, tensor<f32>, tensor<?xf32>) {
        %c1 = arith.constant 1 : index
        %n = tensor.dim %a, %c1 : tensor<2x?xf32>
        %e = tensor.empty(%n) : tensor<?x2xf32>
        %t = linalg.transpose ins(%a : tensor<2x?xf32>) outs(%e : tensor<?x2xf32>) permutation = [1, 0]
        %k = arith.constant dense<0.0> : tensor<f32>
        %s = linalg.reduce ins(%a : tensor<2x?xf32>) outs(%k : tensor<f32>) dimensions = [0, 1]
          (%x: f32, %y: f32) { %z = arith.addf %x, %y : f32 linalg.yield %z : f32 }
        %flat = tensor.collapse_shape %a [[0, 1]] : tensor<2x?xf32> into tensor<?xf32>
        return %t, %s, %flat : tensor<?x2xf32>, tensor<f32>, tensor<?xf32>
      }`) as Run;
    const [t, s, flat] = f(Float32Array.of(1, 2, 3, 4, 5, 6)) as [NdArray, NdArray, Float32Array];
    expect(contents(t)).toEqual({ shape: [3, 2], elements: [1, 4, 2, 5, 3, 6] });
    expect(contents(s)).toEqual({ shape: [], elements: [21] });
    expect(flat).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
  });

  it("are not written to where the caller passes them", () => {
    const { f, g } = run(`
      func.func @f(%t: tensor<4xi64>, %v: i64, %i: index) -> tensor<4xi64> {
        %r = tensor.insert %v into %t[%i] : tensor<4xi64>
        return %r : tensor<4xi64>
      }
      func.func @g(%t: tensor<4xi64>, %v: i64, %i: index) -> (tensor<4xi64>, tensor<4xi64>, i64) {
        %r = call @f(%t, %v, %i) : (tensor<4xi64>, i64, index) -> tensor<4xi64>
        %x = tensor.extract %t[%i] : tensor<4xi64>
        return %r, %t, %x : tensor<4xi64>, tensor<4xi64>, i64
      }`) as { f(...args: unknown[]): unknown; g(...args: unknown[]): unknown };
    const t = BigInt64Array.of(1n, 2n, 3n, 4n);
    expect(f(t, 9n, 2)).toEqual(BigInt64Array.of(1n, 2n, 9n, 4n));
    expect(g(t, 7n, 0)).toEqual([BigInt64Array.of(7n, 2n, 3n, 4n), t, 1n]);
    expect(t).toEqual(BigInt64Array.of(1n, 2n, 3n, 4n));
  });

  it("are constants that no caller can change", () => {
    const { f } = run(`
      func.func @f(%v: f64) -> (tensor<3xf64>, tensor<3xf64>) {
        %k = arith.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf64>
        %c = arith.constant 1 : index
        %r = tensor.insert %v into %k[%c] : tensor<3xf64>
        return %k, %r : tensor<3xf64>, tensor<3xf64>
      }`) as { f(v: number): [Float64Array, Float64Array] };
    const [k] = f(5);
    k[0] = 100;
    expect(f(6)).toEqual([Float64Array.of(1, 2, 3), Float64Array.of(1, 6, 3)]);
  });

  it("are constants that no caller can change, beside structured operations", () => {
    const { f } = run(`
      func.func @f(%v: f64) -> (tensor<3xf64>, tensor<3xf64>) {
        %k = arith.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf64>
        %e = tensor.empty() : tensor<3xf64>
        %r = linalg.fill ins(%v : f64) outs(%e : tensor<3xf64>) -> tensor<3xf64>
        return %k, %r : tensor<3xf64>, tensor<3xf64>
      }`) as { f(v: number): [Float64Array, Float64Array] };
    const [k] = f(5);
    k[0] = 100;
    expect(f(6)).toEqual([Float64Array.of(1, 2, 3), Float64Array.of(6, 6, 6)]);
  });

  it("stand beside buffers that the program frees itself", () => {
    const { f } = run(`
      func.func private @make(%x: f32) -> memref<4xf32> {
        %m = memref.alloc() : memref<4xf32>
        linalg.fill ins(%x : f32) outs(%m : memref<4xf32>)
        return %m : memref<4xf32>
      }
      func.func private @twice(%t: tensor<4xf32>, %m: memref<4xf32>) -> (tensor<4xf32>, memref<4xf32>) {
        %s = arith.addf %t, %t : tensor<4xf32>
        return %s, %m : tensor<4xf32>, memref<4xf32>
      }
      func.func @f(%t: tensor<4xf32>, %x: f32, %given: memref<4xf32>) -> (tensor<4xf32>, f32, memref<4xf32>) {
        %c1 = arith.constant 1 : index
        %m = call @make(%x) : (f32) -> memref<4xf32>
        %r, %n = call @twice(%t, %m) : (tensor<4xf32>, memref<4xf32>) -> (tensor<4xf32>, memref<4xf32>)
        %y = memref.load %n[%c1] : memref<4xf32>
        memref.store %y, %given[%c1] : memref<4xf32>
        memref.dealloc %m : memref<4xf32>
        return %r, %y, %given : tensor<4xf32>, f32, memref<4xf32>
      }`) as Run;
    const given = new Float32Array(4);
    const [r, y, same] = f(Float32Array.of(1, 2, 3, 4), 7, given) as [Float32Array, number, Float32Array];
    expect([r, y]).toEqual([Float32Array.of(2, 4, 6, 8), 7]);
    expect(given).toEqual(Float32Array.of(0, 7, 0, 0));
    expect(same.buffer).toBe(given.buffer);
  });

  it("go through loops of blocks and recursive calls", () => {
    const { f } = run(`
      func.func @power(%t: tensor<2xf32>, %n: i32) -> tensor<2xf32> {
        %c0 = arith.constant 0 : i32
        %c1 = arith.constant 1 : i32
        %done = arith.cmpi eq, %n, %c0 : i32
        cf.cond_br %done, ^end(%t : tensor<2xf32>), ^more
      ^more:
        %m = arith.subi %n, %c1 : i32
        %r = func.call @power(%t, %m) : (tensor<2xf32>, i32) -> tensor<2xf32>
        %s = arith.mulf %r, %t : tensor<2xf32>
        cf.br ^end(%s : tensor<2xf32>)
      ^end(%x: tensor<2xf32>):
        return %x : tensor<2xf32>
      }
      func.func @f(%t: tensor<2xf32>, %n: i32) -> tensor<2xf32> {
        %c0 = arith.constant 0 : i32
        %c1 = arith.constant 1 : i32
        cf.br ^head(%c0, %t : i32, tensor<2xf32>)
      ^head(%i: i32, %a: tensor<2xf32>):
        %more = arith.cmpi slt, %i, %n : i32
        cf.cond_br %more, ^body, ^end
      ^body:
        %j = arith.addi %i, %c1 : i32
        %b = func.call @power(%a, %c1) : (tensor<2xf32>, i32) -> tensor<2xf32>
        cf.br ^head(%j, %b : i32, tensor<2xf32>)
      ^end:
        return %a : tensor<2xf32>
      }`) as Run;
    expect(f(Float32Array.of(2, 3), 0)).toEqual(Float32Array.of(2, 3));
    expect(f(Float32Array.of(2, 3), 2)).toEqual(Float32Array.of(16, 81));
  });

  it("have elements of every kind", () => {
    const { f } = run(`
      func.func @f(%b: tensor<3xi1>, %i: tensor<3xindex>, %z: tensor<2xcomplex<f32>>, %h: tensor<2xf16>)
          -> (tensor<3xi1>, tensor<3xindex>, tensor<2xcomplex<f32>>, tensor<2xf16>) {
        %t = arith.constant dense<true> : tensor<3xi1>
        %nb = arith.xori %b, %t : tensor<3xi1>
        %ni = arith.addi %i, %i : tensor<3xindex>
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %x = tensor.extract %z[%c0] : tensor<2xcomplex<f32>>
        %y = complex.mul %x, %x : complex<f32>
        %nz = tensor.insert %y into %z[%c1] : tensor<2xcomplex<f32>>
        %nh = arith.mulf %h, %h : tensor<2xf16>
        return %nb, %ni, %nz, %nh : tensor<3xi1>, tensor<3xindex>, tensor<2xcomplex<f32>>, tensor<2xf16>
      }`) as Run;
    expect(
      f(
        Uint8Array.of(1, 0, 1),
        BigInt64Array.of(1n, -2n, 3n),
        Float32Array.of(1, 2, 0, 0),
        Uint16Array.of(0x3e00, 0x4000),
      ),
    ).toEqual([
      Uint8Array.of(0, 1, 0),
      BigInt64Array.of(2n, -4n, 6n),
      Float32Array.of(1, 2, -3, 4),
      Uint16Array.of(0x4080, 0x4400),
    ]);
  });

  it("are carried by loops, also if they grow", () => {
    const { f } = run(`
      func.func @f(%n: index) -> tensor<?xf32> {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %one = arith.constant dense<1.0> : tensor<1xf32>
        %start = tensor.empty(%c0) : tensor<?xf32>
        %r = scf.for %i = %c0 to %n step %c1 iter_args(%t = %start) -> (tensor<?xf32>) {
          %longer = tensor.concat dim(0) %t, %one : (tensor<?xf32>, tensor<1xf32>) -> tensor<?xf32>
          %doubled = arith.addf %longer, %longer : tensor<?xf32>
          scf.yield %doubled : tensor<?xf32>
        }
        return %r : tensor<?xf32>
      }`) as Run;
    expect(f(0)).toEqual(Float32Array.of());
    expect(f(3)).toEqual(Float32Array.of(8, 4, 2));
  });

  it("have derivatives", () => {
    const { df } = run(`
      func.func @f(%a: tensor<2x2xf64>, %x: tensor<2xf64>) -> f64 {
        %k = arith.constant dense<0.0> : tensor<2xf64>
        %y = linalg.matvec ins(%a, %x : tensor<2x2xf64>, tensor<2xf64>) outs(%k : tensor<2xf64>) -> tensor<2xf64>
        %s = arith.constant dense<0.0> : tensor<f64>
        %d = linalg.dot ins(%x, %y : tensor<2xf64>, tensor<2xf64>) outs(%s : tensor<f64>) -> tensor<f64>
        %r = tensor.extract %d[] : tensor<f64>
        return %r : f64
      }
      func.func @df(%a: tensor<2x2xf64>, %x: tensor<2xf64>) -> tensor<2xf64> {
        %d = ad.grad @f(%a, %x) wrt [1] : (tensor<2x2xf64>, tensor<2xf64>) -> tensor<2xf64>
        return %d : tensor<2xf64>
      }`) as unknown as { df(...args: unknown[]): unknown };
    expect(df(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 1))).toEqual(Float64Array.of(7, 13));
  });

  it.each(Array.from({ length: 30 }, (_, seed) => [seed]))("are values in random program %i", (seed) => {
    const program = randomTensorProgram(seed + 7000);
    const { f } = run(program.text) as Run;
    expectValues(f, program, true);
  });
});

it.skipIf(!isEngineAvailable("llvm"))("takes no memory on the llvm engine for what nobody holds any more", () => {
  const { f } = compile(
    `func.func @f(%x: f64, %n: index) -> tensor<1000000xf64> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %e = tensor.empty() : tensor<1000000xf64>
      %t = linalg.fill ins(%x : f64) outs(%e : tensor<1000000xf64>) -> tensor<1000000xf64>
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %t) -> (tensor<1000000xf64>) {
        %o = tensor.empty() : tensor<1000000xf64>
        %b = linalg.add ins(%a, %t : tensor<1000000xf64>, tensor<1000000xf64>) outs(%o : tensor<1000000xf64>)
          -> tensor<1000000xf64>
        scf.yield %b : tensor<1000000xf64>
      }
      return %r : tensor<1000000xf64>
    }`,
    { engine: "llvm" },
  );
  // Each tensor takes 8 MB, so that 2.5 GB would be needed.
  const before = process.memoryUsage().rss;
  for (let call = 0; call < 10; call++) expect((f!(1, 30) as Float64Array)[0]).toBe(31);
  expect(process.memoryUsage().rss - before).toBeLessThan(1e9);
});

it.skipIf(!isEngineAvailable("llvm"))("says on the llvm engine which operation has no form on buffers", () => {
  const text = `func.func @f(%t: tensor<4xf32>) -> tensor<4xui32> {
    %r = tensor.bitcast %t : tensor<4xf32> to tensor<4xui32>
    return %r : tensor<4xui32>
  }`;
  expect(() => compile(text, { engine: "llvm", name: "test.mlir" })).toThrow(
    "test.mlir:2:10: error: 'tensor.bitcast' op can be bufferized only for tensors that have a rank and elements without a sign",
  );
});

describe.each(["js", "llvm"] as const)("bits of elements as those of another type on %s", (engine) => {
  it.skipIf(!isEngineAvailable(engine))("of any shape", () => {
    const { f } = compile(
      `func.func @f(%t: tensor<?x2xf32>, %n: index) -> (tensor<?x2xi32>, tensor<2x?xf32>) {
        %r = tensor.bitcast %t : tensor<?x2xf32> to tensor<?x2xi32>
        %s = tensor.bitcast %t : tensor<?x2xf32> to tensor<2x?xi32>
        %one = arith.constant dense<1> : tensor<2x2xi32>
        %d = tensor.cast %one : tensor<2x2xi32> to tensor<2x?xi32>
        %x = arith.addi %s, %d : tensor<2x?xi32>
        %b = tensor.bitcast %x : tensor<2x?xi32> to tensor<2x?xf32>
        return %r, %b : tensor<?x2xi32>, tensor<2x?xf32>
      }`,
      { engine },
    );
    const elements = Float32Array.of(1, -0, Number.POSITIVE_INFINITY, 2);
    const [bits, next] = f!({ data: elements, shape: [2, 2] }, 2) as [NdArray<Int32Array>, NdArray<Float32Array>];
    expect([...bits.data]).toEqual([...new Int32Array(elements.buffer)]);
    expect([...next.data]).toEqual([...new Float32Array(new Int32Array(elements.buffer).map((x) => x + 1).buffer)]);
  });
});
