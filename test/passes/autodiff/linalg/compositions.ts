/** Programs with several structured operations, whose derivatives are checked. */

import type { NamedSubject } from "../../../support/derivatives.ts";
import { numbers } from "../../../support/numbers.ts";
import { program, shaped } from "../tensors/operations.ts";

const random = (seed: number, ...shape: readonly number[]) =>
  shaped(
    shape,
    ...numbers(
      shape.reduce((product, size) => product * size, 1),
      seed,
    ),
  );

const elementwise = (count: number): string =>
  `indexing_maps = [${new Array(count).fill("affine_map<(i) -> (i)>").join(", ")}], iterator_types = ["parallel"]`;

export const tensorPrograms: readonly NamedSubject[] = [
  program(
    "a layer with a softmax",
    "tensor<?x?xf64>; tensor<?x?xf64>; tensor<?xf64> -> tensor<?x?xf64>",
    [random(1, 2, 3), random(2, 3, 4), random(3, 4)],
    `%zero = arith.constant 0.0 : f64
    %low = arith.constant 0xFFF0000000000000 : f64
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %n = tensor.dim %a, %c0 : tensor<?x?xf64>
    %m = tensor.dim %b, %c1 : tensor<?x?xf64>
    %e = tensor.empty(%n, %m) : tensor<?x?xf64>
    %row = tensor.empty(%n) : tensor<?xf64>
    %bias = linalg.broadcast ins(%c : tensor<?xf64>) outs(%e : tensor<?x?xf64>) dimensions = [0]
    %x = linalg.matmul ins(%a, %b : tensor<?x?xf64>, tensor<?x?xf64>) outs(%bias : tensor<?x?xf64>) -> tensor<?x?xf64>
    %lows = linalg.fill ins(%low : f64) outs(%row : tensor<?xf64>) -> tensor<?xf64>
    %max = linalg.reduce { arith.maximumf } ins(%x : tensor<?x?xf64>) outs(%lows : tensor<?xf64>) dimensions = [1]
    %max2 = linalg.broadcast ins(%max : tensor<?xf64>) outs(%e : tensor<?x?xf64>) dimensions = [1]
    %d = linalg.sub ins(%x, %max2 : tensor<?x?xf64>, tensor<?x?xf64>) outs(%e : tensor<?x?xf64>) -> tensor<?x?xf64>
    %exp = linalg.exp ins(%d : tensor<?x?xf64>) outs(%e : tensor<?x?xf64>) -> tensor<?x?xf64>
    %zeros = linalg.fill ins(%zero : f64) outs(%row : tensor<?xf64>) -> tensor<?xf64>
    %sum = linalg.reduce { arith.addf } ins(%exp : tensor<?x?xf64>) outs(%zeros : tensor<?xf64>) dimensions = [1]
    %sum2 = linalg.broadcast ins(%sum : tensor<?xf64>) outs(%e : tensor<?x?xf64>) dimensions = [1]
    %r = linalg.div ins(%exp, %sum2 : tensor<?x?xf64>, tensor<?x?xf64>) outs(%e : tensor<?x?xf64>) -> tensor<?x?xf64>
    return %r : tensor<?x?xf64>`,
  ),
  program(
    "elements taken from a tensor that is captured",
    "tensor<?xf64>; tensor<4xindex>; tensor<4xf64> -> tensor<4xf64>",
    [random(1, 3), [2, 0, 2, 1], random(2, 4)],
    `%r = linalg.generic {${elementwise(2)}} ins(%b : tensor<4xindex>) outs(%c : tensor<4xf64>) {
    ^bb0(%i: index, %o: f64):
      %0 = tensor.extract %a[%i] : tensor<?xf64>
      %1 = arith.mulf %0, %0 : f64
      %2 = arith.addf %1, %o : f64
      linalg.yield %2 : f64
    } -> tensor<4xf64>
    return %r : tensor<4xf64>`,
  ),
  program(
    "elements of a captured tensor beside those of the same tensor as an input",
    "tensor<3xf64> -> f64",
    [random(1, 3)],
    `%zero = arith.constant 0.0 : f64
    %c1 = arith.constant 1 : index
    %z = tensor.from_elements %zero : tensor<f64>
    %r = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>], iterator_types = ["reduction"]}
      ins(%a : tensor<3xf64>) outs(%z : tensor<f64>) {
    ^bb0(%i: f64, %o: f64):
      %0 = tensor.extract %a[%c1] : tensor<3xf64>
      %1 = arith.mulf %0, %i : f64
      %2 = arith.addf %1, %o : f64
      linalg.yield %2 : f64
    } -> tensor<f64>
    %x = tensor.extract %r[] : tensor<f64>
    return %x : f64`,
  ),
  program(
    "adjoints that come together from several sides",
    "tensor<2x2xf64>; f64 -> tensor<2x2xf64>",
    [random(1, 2, 2), 0.7],
    `%e = tensor.empty() : tensor<2x2xf64>
    %f = linalg.fill ins(%b : f64) outs(%e : tensor<2x2xf64>) -> tensor<2x2xf64>
    %t = linalg.transpose ins(%a : tensor<2x2xf64>) outs(%e : tensor<2x2xf64>) permutation = [1, 0]
    %0 = linalg.mul ins(%a, %t : tensor<2x2xf64>, tensor<2x2xf64>) outs(%e : tensor<2x2xf64>) -> tensor<2x2xf64>
    %1 = linalg.matmul ins(%a, %a : tensor<2x2xf64>, tensor<2x2xf64>) outs(%0 : tensor<2x2xf64>) -> tensor<2x2xf64>
    %2 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%1, %1 : tensor<2x2xf64>, tensor<2x2xf64>) outs(%f : tensor<2x2xf64>) {
    ^bb0(%x: f64, %y: f64, %o: f64):
      %3 = arith.mulf %x, %y : f64
      %4 = arith.addf %3, %x : f64
      %5 = arith.mulf %4, %o : f64
      linalg.yield %5 : f64
    } -> tensor<2x2xf64>
    return %2 : tensor<2x2xf64>`,
  ),
  program(
    "in a branch",
    "tensor<3xf64>; i1 -> tensor<3xf64>",
    [random(1, 3), true],
    `%r = scf.if %b -> tensor<3xf64> {
      %0 = linalg.square ins(%a : tensor<3xf64>) outs(%a : tensor<3xf64>) -> tensor<3xf64>
      scf.yield %0 : tensor<3xf64>
    } else {
      scf.yield %a : tensor<3xf64>
    }
    return %r : tensor<3xf64>`,
  ),
  program(
    "products so far, whose last ones nobody uses",
    "tensor<3xf64>; tensor<3xf64> -> tensor<2x3xf64>",
    [random(1, 3), random(2, 3)],
    `%first = arith.constant dense<1.5> : tensor<2xf64>
    %e = tensor.empty() : tensor<2x3xf64>
    %r:2 = linalg.generic {
      indexing_maps = [affine_map<(i, k) -> (k)>, affine_map<(i, k) -> (k)>, affine_map<(i, k) -> (i)>, affine_map<(i, k) -> (i, k)>],
      iterator_types = ["parallel", "reduction"]
    } ins(%a, %b : tensor<3xf64>, tensor<3xf64>) outs(%first, %e : tensor<2xf64>, tensor<2x3xf64>) {
    ^bb0(%x: f64, %y: f64, %product: f64, %o: f64):
      %0 = arith.mulf %x, %y : f64
      %1 = arith.mulf %product, %0 : f64
      linalg.yield %1, %product : f64, f64
    } -> (tensor<2xf64>, tensor<2x3xf64>)
    return %r#1 : tensor<2x3xf64>`,
  ),
];

export const bufferPrograms: readonly NamedSubject[] = [
  program(
    "in place",
    "memref<?xf64> -> ",
    [random(1, 3)],
    `linalg.square ins(%a : memref<?xf64>) outs(%a : memref<?xf64>)
    linalg.exp ins(%a : memref<?xf64>) outs(%a : memref<?xf64>)
    linalg.generic {${elementwise(2)}} ins(%a : memref<?xf64>) outs(%a : memref<?xf64>) {
    ^bb0(%i: f64, %o: f64):
      %0 = arith.mulf %i, %o : f64
      %1 = math.sin %0 : f64
      linalg.yield %1 : f64
    }
    return`,
  ),
  program(
    "buffers that are overwritten",
    "memref<3xf64>; memref<3xf64> -> ",
    [random(1, 3), random(2, 3)],
    `linalg.mul ins(%a, %b : memref<3xf64>, memref<3xf64>) outs(%b : memref<3xf64>)
    linalg.exp ins(%b : memref<3xf64>) outs(%a : memref<3xf64>)
    linalg.mul ins(%a, %b : memref<3xf64>, memref<3xf64>) outs(%b : memref<3xf64>)
    linalg.mul ins(%b, %a : memref<3xf64>, memref<3xf64>) outs(%a : memref<3xf64>)
    return`,
  ),
  program(
    "two buffers that change places",
    "memref<3xf64>; memref<3xf64> -> ",
    [random(1, 3), random(2, 3)],
    `linalg.generic {${elementwise(4)}} ins(%a, %b : memref<3xf64>, memref<3xf64>) outs(%a, %b : memref<3xf64>, memref<3xf64>) {
    ^bb0(%x: f64, %y: f64, %p: f64, %q: f64):
      %0 = arith.mulf %x, %y : f64
      %1 = arith.mulf %0, %q : f64
      linalg.yield %y, %1 : f64, f64
    }
    return`,
  ),
  program(
    "in a loop, with memory of its own",
    "memref<3x3xf64>; memref<3xf64>; index -> ",
    [random(1, 3, 3), random(2, 3), 3],
    `%zero = arith.constant 0.0 : f64
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    scf.for %i = %c0 to %c step %c1 {
      %t = memref.alloc() : memref<3xf64>
      linalg.fill ins(%zero : f64) outs(%t : memref<3xf64>)
      linalg.matvec ins(%a, %b : memref<3x3xf64>, memref<3xf64>) outs(%t : memref<3xf64>)
      linalg.tanh ins(%t : memref<3xf64>) outs(%b : memref<3xf64>)
      memref.dealloc %t : memref<3xf64>
    }
    return`,
  ),
  program(
    "in a parallel loop",
    "memref<2xf64>; memref<3xf64> -> ",
    [random(2, 2), random(3, 3)],
    `%c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    scf.parallel (%i) = (%c0) to (%c3) step (%c1) {
      %t = memref.alloc() : memref<f64>
      %s = memref.load %b[%i] : memref<3xf64>
      memref.store %s, %t[] : memref<f64>
      linalg.generic {indexing_maps = [affine_map<(k) -> (k)>, affine_map<(k) -> ()>], iterator_types = ["reduction"]}
        ins(%a : memref<2xf64>) outs(%t : memref<f64>) {
      ^bb0(%x: f64, %o: f64):
        %0 = arith.mulf %x, %s : f64
        %1 = arith.mulf %0, %o : f64
        linalg.yield %1 : f64
      }
      linalg.dot ins(%a, %a : memref<2xf64>, memref<2xf64>) outs(%t : memref<f64>)
      %r = memref.load %t[] : memref<f64>
      memref.store %r, %b[%i] : memref<3xf64>
      memref.dealloc %t : memref<f64>
    }
    return`,
  ),
  program(
    "elements loaded from a buffer that is captured",
    "memref<3xf64>; memref<4xindex> -> f64",
    [random(1, 3), [2, 0, 2, 1]],
    `%one = arith.constant 1.0 : f64
    %t = memref.alloc() : memref<4xf64>
    %s = memref.alloc() : memref<f64>
    linalg.fill ins(%one : f64) outs(%t : memref<4xf64>)
    linalg.fill ins(%one : f64) outs(%s : memref<f64>)
    linalg.generic {${elementwise(2)}} ins(%b : memref<4xindex>) outs(%t : memref<4xf64>) {
    ^bb0(%i: index, %o: f64):
      %0 = memref.load %a[%i] : memref<3xf64>
      %1 = arith.mulf %0, %0 : f64
      %2 = arith.addf %1, %o : f64
      linalg.yield %2 : f64
    }
    linalg.reduce { arith.mulf } ins(%t : memref<4xf64>) outs(%s : memref<f64>) dimensions = [0]
    %r = memref.load %s[] : memref<f64>
    return %r : f64`,
  ),
  program(
    "a buffer and its transpose",
    "memref<2x2xf64>; memref<2x2xf64>; f64 -> ",
    [random(1, 2, 2), random(2, 2, 2), 0.3],
    `linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a, %a : memref<2x2xf64>, memref<2x2xf64>) outs(%b : memref<2x2xf64>) {
    ^bb0(%x: f64, %y: f64, %o: f64):
      %0 = arith.mulf %x, %y : f64
      %1 = arith.mulf %0, %c : f64
      linalg.yield %1 : f64
    }
    return`,
  ),
  program(
    "weights that are freed",
    "memref<3xf64>; memref<f64> -> ",
    [random(1, 3), random(2)],
    `%two = arith.constant 2.0 : f64
    %w = memref.alloc() : memref<3xf64>
    linalg.fill ins(%two : f64) outs(%w : memref<3xf64>)
    linalg.dot ins(%a, %w : memref<3xf64>, memref<3xf64>) outs(%b : memref<f64>)
    memref.dealloc %w : memref<3xf64>
    return`,
  ),
  program(
    "a maximum that is taken twice",
    "memref<4xf64>; memref<4xf64>; memref<f64> -> ",
    [random(1, 4), random(2, 4), random(3)],
    `linalg.reduce { arith.maximumf } ins(%a : memref<4xf64>) outs(%c : memref<f64>) dimensions = [0]
    linalg.square ins(%a : memref<4xf64>) outs(%a : memref<4xf64>)
    linalg.reduce { arith.maximumf } ins(%b : memref<4xf64>) outs(%c : memref<f64>) dimensions = [0]
    linalg.reduce { arith.mulf } ins(%a : memref<4xf64>) outs(%c : memref<f64>) dimensions = [0]
    return`,
  ),
  program(
    "constants written over what was there",
    "memref<3xf64>; memref<3xf64> -> ",
    [random(1, 3), random(2, 3)],
    `%two = arith.constant 2.0 : f64
    linalg.mul ins(%a, %b : memref<3xf64>, memref<3xf64>) outs(%b : memref<3xf64>)
    linalg.fill ins(%two : f64) outs(%a : memref<3xf64>)
    linalg.mul ins(%a, %b : memref<3xf64>, memref<3xf64>) outs(%a : memref<3xf64>)
    return`,
  ),
];
