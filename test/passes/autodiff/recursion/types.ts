/** Functions that call themselves with other things than buffers and floats of f64. */

import type { NamedSubject } from "../../../support/derivatives.ts";
import { buffer } from "./buffers.ts";

export const types: readonly NamedSubject[] = [
  {
    name: "integers that change, and f32",
    text: `func.func private @count(%a: memref<?xf32>, %k: memref<?xi32>, %x: f32, %n: i32) -> (f32, i32) {
      %c0 = arith.constant 0 : i32
      %c1 = arith.constant 1 : i32
      %i0 = arith.constant 0 : index
      %done = arith.cmpi eq, %n, %c0 : i32
      %r:2 = scf.if %done -> (f32, i32) {
        scf.yield %x, %n : f32, i32
      } else {
        %m = arith.subi %n, %c1 : i32
        %old = memref.load %k[%i0] : memref<?xi32>
        %new = arith.xori %old, %c1 : i32
        memref.store %new, %k[%i0] : memref<?xi32>
        %at = arith.index_cast %old : i32 to index
        %y = memref.load %a[%at] : memref<?xf32>
        %p = arith.mulf %y, %x : f32
        %s = math.sin %p : f32
        memref.store %s, %a[%at] : memref<?xf32>
        %q:2 = func.call @count(%a, %k, %s, %m) : (memref<?xf32>, memref<?xi32>, f32, i32) -> (f32, i32)
        %t = arith.mulf %q#0, %y : f32
        scf.yield %t, %q#1 : f32, i32
      }
      return %r#0, %r#1 : f32, i32
    }
    func.func @f(%a: memref<?xf32>, %k: memref<?xi32>, %x: f32, %n: i32) -> f32 {
      %r:2 = func.call @count(%a, %k, %x, %n) : (memref<?xf32>, memref<?xi32>, f32, i32) -> (f32, i32)
      return %r#0 : f32
    }`,
    types: ["memref<?xf32>", "memref<?xi32>", "f32", "i32"],
    resultTypes: ["f32"],
    args: [[1.25, 0.75], [1], 0.5, 5],
  },
  {
    name: "tensors of known and of unknown size",
    text: `func.func private @grow(%a: ${buffer}, %t: tensor<?xf64>, %s: tensor<2xf64>, %n: index) -> tensor<?xf64> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> tensor<?xf64> {
        scf.yield %t : tensor<?xf64>
      } else {
        %m = arith.subi %n, %c1 : index
        %x = memref.load %a[%m] : ${buffer}
        %y = tensor.extract %t[%m] : tensor<?xf64>
        %z = tensor.extract %s[%c1] : tensor<2xf64>
        %p = arith.mulf %x, %y : f64
        %q = arith.mulf %p, %z : f64
        memref.store %q, %a[%m] : ${buffer}
        %more = tensor.concat dim(0) %t, %s : (tensor<?xf64>, tensor<2xf64>) -> tensor<?xf64>
        %squares = arith.mulf %more, %more : tensor<?xf64>
        %u = tensor.insert %q into %s[%c0] : tensor<2xf64>
        %v = math.sin %u : tensor<2xf64>
        %g = func.call @grow(%a, %squares, %v, %m) : (${buffer}, tensor<?xf64>, tensor<2xf64>, index) -> tensor<?xf64>
        %b = tensor.extract %g[%c0] : tensor<?xf64>
        %d = tensor.insert %b into %t[%m] : tensor<?xf64>
        %e = arith.mulf %d, %t : tensor<?xf64>
        scf.yield %e : tensor<?xf64>
      }
      return %r : tensor<?xf64>
    }
    func.func @f(%a: ${buffer}, %s: tensor<2xf64>, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %x = memref.load %a[%c0] : ${buffer}
      %m = arith.addi %n, %c1 : index
      %t = tensor.splat %x[%m] : tensor<?xf64>
      %r = func.call @grow(%a, %t, %s, %n) : (${buffer}, tensor<?xf64>, tensor<2xf64>, index) -> tensor<?xf64>
      %y = tensor.extract %r[%c0] : tensor<?xf64>
      %z = tensor.extract %r[%c1] : tensor<?xf64>
      %w = arith.mulf %y, %z : f64
      return %w : f64
    }`,
    types: [buffer, "tensor<2xf64>", "index"],
    resultTypes: ["f64"],
    args: [[1.1, 0.8, 0.9], [0.9, 1.2], 2],
  },
];
