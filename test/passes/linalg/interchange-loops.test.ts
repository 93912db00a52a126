/** With their loops in another order structured operations compute the same to the last bit. */

import { expect, it } from "vitest";
import { compile } from "../../../tools/compile.ts";

const programs: Readonly<Record<string, { readonly text: string; readonly sizes: readonly number[][] }>> = {
  matmul: {
    sizes: [
      [7, 9],
      [9, 11],
      [7, 11],
    ],
    text: `
      func.func @f(%a: memref<?x?xf64>, %b: memref<?x?xf64>, %c: memref<?x?xf64>) {
        linalg.matmul ins(%a, %b : memref<?x?xf64>, memref<?x?xf64>) outs(%c : memref<?x?xf64>)
        return
      }`,
  },
  "a product with a transpose": {
    sizes: [
      [9, 7],
      [9, 11],
      [7, 11],
    ],
    text: `
      func.func @f(%a: memref<?x?xf64>, %b: memref<?x?xf64>, %c: memref<?x?xf64>) {
        linalg.matmul indexing_maps = [affine_map<(i, j, k) -> (k, i)>, affine_map<(i, j, k) -> (k, j)>,
                                       affine_map<(i, j, k) -> (i, j)>]
          ins(%a, %b : memref<?x?xf64>, memref<?x?xf64>) outs(%c : memref<?x?xf64>)
        return
      }`,
  },
  "a convolution": {
    sizes: [
      [2, 8, 8, 3],
      [3, 3, 3, 5],
      [2, 6, 6, 5],
    ],
    text: `
      func.func @f(%a: memref<2x8x8x3xf64>, %b: memref<3x3x3x5xf64>, %c: memref<2x6x6x5xf64>) {
        linalg.conv_2d_nhwc_hwcf ins(%a, %b : memref<2x8x8x3xf64>, memref<3x3x3x5xf64>) outs(%c : memref<2x6x6x5xf64>)
        return
      }`,
  },
  "a body with indices that takes the last and what was there": {
    sizes: [
      [4, 6],
      [4, 6],
      [1, 6],
    ],
    text: `
      func.func @f(%a: memref<4x6xf64>, %b: memref<4x6xf64>, %c: memref<1x6xf64>) {
        linalg.generic {indexing_maps = [affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (0, i)>],
                        iterator_types = ["parallel", "reduction"]}
            ins(%a, %b : memref<4x6xf64>, memref<4x6xf64>) outs(%c : memref<1x6xf64>) {
        ^body(%x: f64, %y: f64, %old: f64):
          %j = linalg.index 1 : index
          %n = arith.index_cast %j : index to i64
          %f = arith.sitofp %n : i64 to f64
          %p = arith.mulf %x, %f : f64
          %q = arith.mulf %old, %y : f64
          %r = arith.addf %p, %q : f64
          linalg.yield %r : f64
        }
        return
      }`,
  },
};

it.each(Object.entries(programs))("%s", (_, { text, sizes }) => {
  const [ordered, reordered] = ["", "linalg-interchange-loops,"].map((pass) => {
    const { f } = compile(text, { engine: "js", pipeline: `builtin.module(${pass}convert-linalg-to-loops)` });
    const arrays = sizes.map((shape, k) => ({
      data: Float64Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i + k)),
      shape,
    }));
    f!(...arrays);
    return arrays[2]!.data;
  });
  expect(reordered).toEqual(ordered);
});
