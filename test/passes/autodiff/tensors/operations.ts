/** Programs on tensors whose derivatives are checked in both modes and against differences. */

import type { Argument, NamedSubject, Shaped } from "../../../support/derivatives.ts";

/** A function `@f` of a type `arguments -> results`; the arguments are `%a`, `%b`, ... in its body. */
export function program(
  name: string,
  type: string,
  args: readonly Argument[],
  body: string,
  others = "",
): NamedSubject {
  const [types, resultTypes] = type.split(" -> ").map((list) => list.split("; ").filter((each) => each !== "")) as [
    string[],
    string[],
  ];
  const params = types.map((arg, i) => `%${"abcdefgh"[i]}: ${arg}`).join(", ");
  const text = `func.func @f(${params}) -> (${resultTypes.join(", ")}) {\n${body}\n}\n${others}`;
  return { name, types, resultTypes, args, text };
}

export const shaped = (shape: readonly number[], ...data: readonly number[]): Shaped => ({ shape, data });
export const matrix = shaped([2, 3], 0.3, -1.2, 0.5, 0.8, 1.1, -0.4);
const vector = [0.7, -0.3, 1.1, 0.4];

export const operations: readonly NamedSubject[] = [
  program(
    "cast",
    "tensor<?x3xf64> -> tensor<2x?xf64>",
    [matrix],
    `%0 = tensor.cast %a : tensor<?x3xf64> to tensor<2x?xf64>
    %1 = arith.mulf %0, %0 : tensor<2x?xf64>
    return %1 : tensor<2x?xf64>`,
  ),
  program(
    "extract",
    "tensor<?x?xf64>; index -> f64",
    [matrix, 1],
    `%0 = tensor.extract %a[%b, %b] : tensor<?x?xf64>
    %1 = arith.mulf %0, %0 : f64
    return %1 : f64`,
  ),
  program(
    "the same element twice",
    "tensor<4xf64>; index -> f64",
    [vector, 1],
    `%0 = tensor.extract %a[%b] : tensor<4xf64>
    %1 = tensor.extract %a[%b] : tensor<4xf64>
    %2 = arith.mulf %0, %1 : f64
    return %2 : f64`,
  ),
  program(
    "extract from a tensor without dimensions",
    "tensor<f64> -> f64",
    [[0.3]],
    `%0 = tensor.extract %a[] : tensor<f64>
    %1 = math.sin %0 : f64
    return %1 : f64`,
  ),
  program(
    "insert",
    "f64; tensor<?xf64>; index -> tensor<?xf64>",
    [0.7, [0.1, 0.2, 0.3], 1],
    `%0 = tensor.insert %a into %b[%c] : tensor<?xf64>
    %1 = arith.mulf %0, %0 : tensor<?xf64>
    return %1 : tensor<?xf64>`,
  ),
  program(
    "insert of an element that is read from there, twice over",
    "tensor<?xf64>; index -> tensor<?xf64>; f64",
    [vector, 2],
    `%0 = tensor.extract %a[%b] : tensor<?xf64>
    %1 = math.exp %0 : f64
    %2 = tensor.insert %1 into %a[%b] : tensor<?xf64>
    %3 = tensor.extract %2[%b] : tensor<?xf64>
    %4 = arith.mulf %0, %3 : f64
    %5 = tensor.insert %4 into %2[%b] : tensor<?xf64>
    return %5, %3 : tensor<?xf64>, f64`,
  ),
  program(
    "from_elements",
    "f64; f64 -> tensor<3xf64>; tensor<1x2xf64>; tensor<f64>",
    [0.7, -0.2],
    `%0 = tensor.from_elements %a, %b, %a : tensor<3xf64>
    %1 = math.sin %b : f64
    %2 = tensor.from_elements %1, %1 : tensor<1x2xf64>
    %3 = tensor.from_elements %1 : tensor<f64>
    return %0, %2, %3 : tensor<3xf64>, tensor<1x2xf64>, tensor<f64>`,
  ),
  program(
    "splat",
    "f64; index -> tensor<2x?xf64>; tensor<f64>",
    [0.7, 3],
    `%0 = tensor.splat %a[%b] : tensor<2x?xf64>
    %1 = tensor.splat %a : tensor<f64>
    return %0, %1 : tensor<2x?xf64>, tensor<f64>`,
  ),
  program(
    "splat of nothing",
    "f64; index -> tensor<?xf64>; f64",
    [0.7, 0],
    `%0 = tensor.splat %a[%b] : tensor<?xf64>
    return %0, %a : tensor<?xf64>, f64`,
  ),
  program(
    "extract_slice",
    "tensor<?x3xf64>; index -> tensor<2xf64>; tensor<?x1xf64>",
    [matrix, 1],
    `%0 = tensor.extract_slice %a[%b, 0] [1, 2] [1, 2] : tensor<?x3xf64> to tensor<2xf64>
    %1 = tensor.extract_slice %a[0, 2] [%b, 1] [%b, 1] : tensor<?x3xf64> to tensor<?x1xf64>
    return %0, %1 : tensor<2xf64>, tensor<?x1xf64>`,
  ),
  program(
    "extract_slice backwards",
    "tensor<4xf64>; index -> tensor<?xf64>",
    [vector, 2],
    `%0 = tensor.extract_slice %a[3] [%b] [-2] : tensor<4xf64> to tensor<?xf64>
    return %0 : tensor<?xf64>`,
  ),
  program(
    "extract_slice that drops one of two dimensions of size 1",
    "tensor<2x1x3xf64>; index -> tensor<1x?xf64>",
    [shaped([2, 1, 3], 1, 2, 3, 4, 5, 6), 2],
    `%0 = tensor.extract_slice %a[1, 0, 1] [1, 1, %b] [1, 1, 1] : tensor<2x1x3xf64> to tensor<1x?xf64>
    return %0 : tensor<1x?xf64>`,
  ),
  program(
    "insert_slice",
    "tensor<2xf64>; tensor<?x3xf64>; index -> tensor<?x3xf64>",
    [[2.5, -1.5], matrix, 1],
    `%0 = tensor.insert_slice %a into %b[%c, 0] [1, 2] [1, 2] : tensor<2xf64> into tensor<?x3xf64>
    %1 = arith.mulf %0, %b : tensor<?x3xf64>
    return %1 : tensor<?x3xf64>`,
  ),
  program(
    "insert_slice of a slice of itself",
    "tensor<?x?xf64>; index -> tensor<?x?xf64>",
    [matrix, 2],
    `%0 = tensor.extract_slice %a[0, 1] [1, %b] [1, 1] : tensor<?x?xf64> to tensor<?xf64>
    %1 = arith.mulf %0, %0 : tensor<?xf64>
    %2 = tensor.insert_slice %1 into %a[1, 0] [1, %b] [1, 1] : tensor<?xf64> into tensor<?x?xf64>
    return %2 : tensor<?x?xf64>`,
  ),
  program(
    "concat",
    "tensor<2x?xf64>; tensor<?x1xf64> -> tensor<2x?xf64>",
    [matrix, shaped([2, 1], 0.2, 0.9)],
    `%0 = tensor.concat dim(1) %a, %b, %a : (tensor<2x?xf64>, tensor<?x1xf64>, tensor<2x?xf64>) -> tensor<2x?xf64>
    return %0 : tensor<2x?xf64>`,
  ),
  program(
    "concat of what is constant",
    "tensor<1x3xf64> -> tensor<3x3xf64>",
    [shaped([1, 3], 0.1, 0.2, 0.3)],
    `%k = arith.constant dense<2.0> : tensor<2x3xf64>
    %0 = tensor.concat dim(0) %k, %a : (tensor<2x3xf64>, tensor<1x3xf64>) -> tensor<3x3xf64>
    return %0 : tensor<3x3xf64>`,
  ),
  program(
    "collapse_shape",
    "tensor<?x3x?xf64>; tensor<1x1xf64> -> tensor<?x?xf64>; tensor<f64>",
    [shaped([1, 3, 2], 1, 2, 3, 4, 5, 6), shaped([1, 1], 0.5)],
    `%0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<?x3x?xf64> into tensor<?x?xf64>
    %1 = tensor.collapse_shape %b [] : tensor<1x1xf64> into tensor<f64>
    return %0, %1 : tensor<?x?xf64>, tensor<f64>`,
  ),
  program(
    "expand_shape",
    "tensor<?x?xf64>; index; tensor<f64> -> tensor<?x3x?xf64>; tensor<1xf64>",
    [shaped([3, 2], 1, 2, 3, 4, 5, 6), 1, [0.5]],
    `%c1 = arith.constant 1 : index
    %d = tensor.dim %a, %c1 : tensor<?x?xf64>
    %0 = tensor.expand_shape %a [[0, 1], [2]] output_shape [%b, 3, %d] : tensor<?x?xf64> into tensor<?x3x?xf64>
    %1 = tensor.expand_shape %c [] output_shape [1] : tensor<f64> into tensor<1xf64>
    return %0, %1 : tensor<?x3x?xf64>, tensor<1xf64>`,
  ),
  program(
    "reshape",
    "tensor<?x3xf64>; tensor<2xi32> -> tensor<?x?xf64>",
    [matrix, [3, 2]],
    `%0 = tensor.reshape %a(%b) : (tensor<?x3xf64>, tensor<2xi32>) -> tensor<?x?xf64>
    return %0 : tensor<?x?xf64>`,
  ),
  program(
    "gather with indices that occur twice",
    "tensor<2x3xf64>; index; index -> tensor<3x2xf64>; tensor<3x1x3xf64>",
    [matrix, 0, 1],
    `%i = tensor.from_elements %c, %b, %c : tensor<3x1xindex>
    %0 = tensor.gather %a[%i] gather_dims([1]) : (tensor<2x3xf64>, tensor<3x1xindex>) -> tensor<3x2xf64>
    %1 = tensor.gather %a[%i] gather_dims([0]) : (tensor<2x3xf64>, tensor<3x1xindex>) -> tensor<3x1x3xf64>
    return %0, %1 : tensor<3x2xf64>, tensor<3x1x3xf64>`,
  ),
  program(
    "gather of elements, with two tuples of integers in a dynamic number",
    "tensor<?x?xf64>; tensor<?x2xi64> -> tensor<?xf64>",
    [matrix, shaped([3, 2], 1, 2, 0, 1, 1, 2)],
    `%0 = tensor.gather %a[%b] gather_dims([0, 1]) : (tensor<?x?xf64>, tensor<?x2xi64>) -> tensor<?xf64>
    return %0 : tensor<?xf64>`,
  ),
  program(
    "scatter",
    "tensor<2x3xf64>; tensor<?x3xf64>; tensor<2x1xi64> -> tensor<?x3xf64>",
    [matrix, shaped([3, 3], 1, 2, 3, 4, 5, 6, 7, 8, 9), shaped([2, 1], 2, 0)],
    `%0 = tensor.scatter %a into %b[%c] scatter_dims([0]) unique : (tensor<2x3xf64>, tensor<?x3xf64>, tensor<2x1xi64>) -> tensor<?x3xf64>
    %1 = arith.mulf %0, %b : tensor<?x3xf64>
    return %1 : tensor<?x3xf64>`,
  ),
  program(
    "pad with a constant",
    "tensor<?x3xf64>; index -> tensor<?x6xf64>",
    [matrix, 2],
    `%z = arith.constant 3.0 : f64
    %0 = tensor.pad %a low[%b, 1] high[0, 2] {
    ^bb0(%i: index, %j: index):
      tensor.yield %z : f64
    } : tensor<?x3xf64> to tensor<?x6xf64>
    return %0 : tensor<?x6xf64>`,
  ),
  program(
    "pad with a value",
    "tensor<2x3xf64>; f64; index -> tensor<?x?xf64>",
    [matrix, 0.6, 1],
    `%0 = tensor.pad %a low[%c, 0] high[1, %c] {
    ^bb0(%i: index, %j: index):
      tensor.yield %b : f64
    } : tensor<2x3xf64> to tensor<?x?xf64>
    return %0 : tensor<?x?xf64>`,
  ),
  program(
    "pad with what depends on the place",
    "tensor<?xf64>; f64; index -> tensor<?xf64>",
    [vector, 0.6, 2],
    `%0 = tensor.pad %a low[%c] high[1] {
    ^bb0(%i: index):
      %k = arith.index_cast %i : index to i64
      %x = arith.sitofp %k : i64 to f64
      %y = arith.mulf %x, %b : f64
      %z = math.sin %y : f64
      tensor.yield %z : f64
    } : tensor<?xf64> to tensor<?xf64>
    return %0 : tensor<?xf64>`,
  ),
  program(
    "generate",
    "index; f64; tensor<?xf64> -> tensor<?x2xf64>",
    [3, 0.4, vector],
    `%0 = tensor.generate %a {
    ^bb0(%i: index, %j: index):
      %x = tensor.extract %c[%i] : tensor<?xf64>
      %y = tensor.extract %c[%j] : tensor<?xf64>
      %u = arith.mulf %x, %y : f64
      %v = arith.mulf %u, %b : f64
      tensor.yield %v : f64
    } : tensor<?x2xf64>
    return %0 : tensor<?x2xf64>`,
  ),
  program(
    "generate with a loop inside",
    "tensor<?x3xf64> -> tensor<?xf64>",
    [matrix],
    `%c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %one = arith.constant 1.0 : f64
    %n = tensor.dim %a, %c0 : tensor<?x3xf64>
    %0 = tensor.generate %n {
    ^bb0(%i: index):
      %p = scf.for %j = %c0 to %c3 step %c1 iter_args(%q = %one) -> (f64) {
        %x = tensor.extract %a[%i, %j] : tensor<?x3xf64>
        %y = arith.mulf %q, %x : f64
        scf.yield %y : f64
      }
      tensor.yield %p : f64
    } : tensor<?xf64>
    return %0 : tensor<?xf64>`,
  ),
  program(
    "calls in what generates and maps elements",
    "tensor<?xf64>; f64 -> tensor<?xf64>",
    [vector, 0.5],
    `%c0 = arith.constant 0 : index
    %n = tensor.dim %a, %c0 : tensor<?xf64>
    %0 = tensor.generate %n {
    ^bb0(%i: index):
      %x = tensor.extract %a[%i] : tensor<?xf64>
      %y = func.call @outer(%x, %b) : (f64, f64) -> f64
      tensor.yield %y : f64
    } : tensor<?xf64>
    %e = tensor.empty(%n) : tensor<?xf64>
    %1 = linalg.map ins(%0, %a : tensor<?xf64>, tensor<?xf64>) outs(%e : tensor<?xf64>)
      (%x: f64, %y: f64, %old: f64) {
        %z = func.call @outer(%x, %y) : (f64, f64) -> f64
        linalg.yield %z : f64
      }
    return %1 : tensor<?xf64>`,
    `func.func private @outer(%x: f64, %y: f64) -> f64 {
      %c = arith.cmpf olt, %x, %y : f64
      %s = scf.if %c -> f64 {
        %t = func.call @inner(%x, %y) : (f64, f64) -> f64
        scf.yield %t : f64
      } else {
        %t = math.sin %x : f64
        scf.yield %t : f64
      }
      %r = math.cos %s : f64
      return %r : f64
    }
    func.func private @inner(%x: f64, %y: f64) -> f64 {
      %p = arith.mulf %x, %y : f64
      %q = math.exp %p : f64
      return %q : f64
    }`,
  ),
  program(
    "elementwise operations on tensors of dynamic shape",
    "tensor<?x?xf64>; tensor<?x?xf64> -> tensor<?x?xf64>; tensor<?x?xf64>",
    [matrix, shaped([2, 3], 1.5, 0.7, 2.1, 0.3, 1.9, 0.8)],
    `%0 = arith.mulf %a, %b : tensor<?x?xf64>
    %1 = math.sin %0 : tensor<?x?xf64>
    %2 = arith.divf %1, %b : tensor<?x?xf64>
    %3 = math.powf %b, %a : tensor<?x?xf64>
    %4 = arith.maximumf %a, %b : tensor<?x?xf64>
    %5 = arith.cmpf ogt, %2, %a : tensor<?x?xf64>
    %6 = arith.select %5, %3, %4 : tensor<?x?xi1>, tensor<?x?xf64>
    %7 = math.tanh %6 : tensor<?x?xf64>
    %8 = math.absf %a : tensor<?x?xf64>
    %9 = math.log %8 : tensor<?x?xf64>
    return %7, %9 : tensor<?x?xf64>, tensor<?x?xf64>`,
  ),
  program(
    "elementwise operations on constants",
    "tensor<3xf64> -> tensor<3xf64>",
    [[0.3, -0.5, 1.2]],
    `%k = arith.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf64>
    %s = arith.constant dense<2.0> : tensor<3xf64>
    %n = arith.constant dense<[2, 3, 0]> : tensor<3xi32>
    %0 = math.fma %a, %k, %s : tensor<3xf64>
    %1 = math.fpowi %0, %n : tensor<3xf64>, tensor<3xi32>
    %2 = math.absf %1 : tensor<3xf64>
    %3 = math.sqrt %2 : tensor<3xf64>
    return %3 : tensor<3xf64>`,
  ),
  program(
    "a size decides",
    "tensor<?xf64>; f64 -> f64",
    [vector, 0.5],
    `%c0 = arith.constant 0 : index
    %n = tensor.dim %a, %c0 : tensor<?xf64>
    %r = tensor.rank %a : tensor<?xf64>
    %s = arith.addi %n, %r : index
    %k = arith.index_cast %s : index to i32
    %0 = math.fpowi %b, %k : f64, i32
    return %0 : f64`,
  ),
  program(
    "empty, filled",
    "f64; index -> tensor<?xf64>",
    [0.6, 2],
    `%c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %0 = tensor.empty(%b) : tensor<?xf64>
    %1 = tensor.insert %a into %0[%c0] : tensor<?xf64>
    %2 = math.sin %a : f64
    %3 = tensor.insert %2 into %1[%c1] : tensor<?xf64>
    return %3 : tensor<?xf64>`,
  ),
];
