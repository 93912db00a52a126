/** Structured operations on buffers run: the loops that they become compute what they say. */

import { expect, it } from "vitest";
import { describeEngines } from "../../support/engines.ts";

const range = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => Math.sin(i + 1));

describeEngines("linalg", ({ run }) => {
  it("multiplies matrices", () => {
    const { f } = run(`
      func.func @f(%a: memref<2x3xf64>, %b: memref<3x4xf64>, %c: memref<2x4xf64>) {
        linalg.matmul ins(%a, %b : memref<2x3xf64>, memref<3x4xf64>) outs(%c : memref<2x4xf64>)
        return
      }`) as { f(...args: unknown[]): void };
    const [a, b, c] = [range(6), range(12), range(8)];
    const expected = Array.from(c, (value, at) => {
      const [m, n] = [Math.floor(at / 4), at % 4];
      return [0, 1, 2].reduce((sum, k) => sum + a[m * 3 + k]! * b[k * 4 + n]!, value);
    });
    f(a, b, c);
    expect(Array.from(c)).toEqual(expected);
  });

  it("convolves with strides and dilations", () => {
    const { f } = run(`
      func.func @f(%i: memref<1x9x2xf64>, %k: memref<3x2x2xf64>, %o: memref<1x3x2xf64>) {
        linalg.conv_1d_nwc_wcf {strides = dense<2> : tensor<1xi64>, dilations = dense<2> : tensor<1xi64>}
          ins(%i, %k : memref<1x9x2xf64>, memref<3x2x2xf64>) outs(%o : memref<1x3x2xf64>)
        return
      }`) as { f(...args: unknown[]): void };
    const [input, kernel, output] = [range(18), range(12), new Float64Array(6)];
    f(input, kernel, output);
    for (const w of [0, 1, 2]) {
      for (const channel of [0, 1]) {
        let sum = 0;
        for (const k of [0, 1, 2]) {
          for (const c of [0, 1]) sum += input[(w * 2 + k * 2) * 2 + c]! * kernel[(k * 2 + c) * 2 + channel]!;
        }
        expect(output[w * 2 + channel]).toBeCloseTo(sum, 12);
      }
    }
  });

  it("finds maxima under a window, and knows the indices of loops", () => {
    const { f } = run(`
      func.func @f(%n: index, %i: memref<?xf64>, %k: memref<3xf64>, %o: memref<?xf64>) {
        %low = arith.constant -1.0e9 : f64
        linalg.fill ins(%low : f64) outs(%o : memref<?xf64>)
        linalg.generic {indexing_maps = [affine_map<(w, k) -> (w + k)>, affine_map<(w, k) -> (k)>, affine_map<(w, k) -> (w)>], iterator_types = ["parallel", "reduction"]}
          ins(%i, %k : memref<?xf64>, memref<3xf64>) outs(%o : memref<?xf64>) {
        ^bb0(%x: f64, %y: f64, %z: f64):
          %m = arith.maximumf %x, %z : f64
          linalg.yield %m : f64
        }
        linalg.generic {indexing_maps = [affine_map<(w) -> (w)>], iterator_types = ["parallel"]} outs(%o : memref<?xf64>) {
        ^bb0(%x: f64):
          %w = linalg.index 0 : index
          %l = arith.index_cast %w : index to i64
          %v = arith.sitofp %l : i64 to f64
          %s = arith.addf %x, %v : f64
          linalg.yield %s : f64
        }
        return
      }`) as { f(...args: unknown[]): void };
    const output = new Float64Array(4);
    f(0, Float64Array.of(1, 5, 2, 0, 3, -1), new Float64Array(3), output);
    expect(Array.from(output)).toEqual([5, 6, 5, 6]);
  });
});
