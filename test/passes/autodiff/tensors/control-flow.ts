/** Programs in which loops, branches and calls carry tensors; their derivatives are checked like those of operations. */

import type { NamedSubject } from "../../../support/derivatives.ts";
import { matrix, program, shaped } from "./operations.ts";

const vector = [0.7, -0.3, 1.1, 0.4];

const indices = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index`;

/** A body that carries a tensor of the type and multiplies, which must be kept. */
const step = (type: string): string => `
    %s = math.sin %t : ${type}
    %u = arith.mulf %s, %t : ${type}
    %v = arith.addf %u, %a : ${type}`;

export const controlFlow: readonly NamedSubject[] = [
  ...["tensor<4xf64>", "tensor<?xf64>"].map((type) =>
    program(
      `a loop that carries a ${type}`,
      `${type} -> ${type}`,
      [vector],
      `${indices}
      %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%t = %a) -> (${type}) {
        ${step(type)}
        scf.yield %v : ${type}
      }
      return %r : ${type}`,
    ),
  ),
  program(
    "a loop that is not entered",
    "tensor<?xf64>; tensor<?xf64> -> tensor<?xf64>; f64",
    [vector, [2, 3, 4, 5]],
    `${indices}
    %z = arith.constant 0.0 : f64
    %r:2 = scf.for %i = %c0 to %c0 step %c1 iter_args(%t = %a, %x = %z) -> (tensor<?xf64>, f64) {
      %u = arith.mulf %t, %b : tensor<?xf64>
      %y = tensor.extract %b[%i] : tensor<?xf64>
      %w = arith.addf %x, %y : f64
      scf.yield %u, %w : tensor<?xf64>, f64
    }
    return %r#0, %r#1 : tensor<?xf64>, f64`,
  ),
  program(
    "loops that share a tape",
    "tensor<?x?xf64>; index -> tensor<?x?xf64>",
    [matrix, 2],
    `${indices}
    %r = scf.for %i = %c0 to %b step %c1 iter_args(%o = %a) -> (tensor<?x?xf64>) {
      %q = scf.for %j = %c0 to %c3 step %c1 iter_args(%t = %o) -> (tensor<?x?xf64>) {
        ${step("tensor<?x?xf64>")}
        scf.yield %v : tensor<?x?xf64>
      }
      scf.yield %q : tensor<?x?xf64>
    }
    return %r : tensor<?x?xf64>`,
  ),
  program(
    "an inner loop whose length changes",
    "tensor<?xf64>; index -> tensor<?xf64>",
    [vector, 3],
    `${indices}
    %r = scf.for %i = %c0 to %b step %c1 iter_args(%o = %a) -> (tensor<?xf64>) {
      %q = scf.for %j = %c0 to %i step %c1 iter_args(%t = %o) -> (tensor<?xf64>) {
        ${step("tensor<?xf64>")}
        scf.yield %v : tensor<?xf64>
      }
      %w = math.cos %q : tensor<?xf64>
      scf.yield %w : tensor<?xf64>
    }
    return %r : tensor<?xf64>`,
  ),
  ...["tensor<4xf64>", "tensor<?xf64>"].map((type) =>
    program(
      `branches in a loop that give a ${type}`,
      `${type} -> ${type}`,
      [vector],
      `${indices}
      %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%t = %a) -> (${type}) {
        %k = arith.cmpi eq, %i, %c1 : index
        %q = scf.if %k -> (${type}) {
          ${step(type)}
          %w = math.exp %v : ${type}
          scf.yield %w : ${type}
        } else {
          %x = arith.mulf %t, %t : ${type}
          scf.yield %x : ${type}
        }
        scf.yield %q : ${type}
      }
      return %r : ${type}`,
    ),
  ),
  program(
    "a branch without another",
    "tensor<?xf64>; i1; f64 -> tensor<?xf64>; f64",
    [vector, true, 0.3],
    `${indices}
    %r = scf.if %b -> (f64) {
      %x = tensor.extract %a[%c1] : tensor<?xf64>
      %y = math.sin %x : f64
      %z = arith.mulf %y, %c : f64
      scf.yield %z : f64
    } else {
      scf.yield %c : f64
    }
    return %a, %r : tensor<?xf64>, f64`,
  ),
  program(
    "a switch",
    "tensor<?xf64>; tensor<?xf64>; index -> tensor<?xf64>",
    [vector, [2, 3, 4, 5], 7],
    `%r = scf.index_switch %c -> tensor<?xf64>
    case 3 {
      %x = arith.mulf %a, %b : tensor<?xf64>
      scf.yield %x : tensor<?xf64>
    }
    case 7 {
      %x = math.sin %a : tensor<?xf64>
      %y = arith.divf %x, %b : tensor<?xf64>
      scf.yield %y : tensor<?xf64>
    }
    default {
      scf.yield %b : tensor<?xf64>
    }
    return %r : tensor<?xf64>`,
  ),
  ...["tensor<4xf64>", "tensor<?xf64>"].map((type) =>
    program(
      `a while loop whose tapes of ${type} grow`,
      `${type}; index -> ${type}`,
      [vector, 40],
      `${indices}
      %half = arith.constant 0.5 : f64
      %r:2 = scf.while (%t = %a, %k = %c0) : (${type}, index) -> (${type}, index) {
        %s = math.sin %t : ${type}
        %q = arith.mulf %s, %t : ${type}
        %go = arith.cmpi ult, %k, %b : index
        scf.condition(%go) %q, %k : ${type}, index
      } do {
      ^bb0(%t: ${type}, %k: index):
        %c = math.cos %t : ${type}
        %v = arith.mulf %c, %a : ${type}
        %n = arith.addi %k, %c1 : index
        scf.yield %v, %n : ${type}, index
      }
      return %r#0 : ${type}`,
    ),
  ),
  program(
    "a loop that carries a tensor which grows",
    "tensor<?xf64> -> tensor<?xf64>",
    [[0.7, -0.3]],
    `${indices}
    %r = scf.for %i = %c0 to %c2 step %c1 iter_args(%t = %a) -> (tensor<?xf64>) {
      %s = math.sin %t : tensor<?xf64>
      %u = arith.mulf %s, %t : tensor<?xf64>
      %v = tensor.concat dim(0) %u, %s : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
      scf.yield %v : tensor<?xf64>
    }
    return %r : tensor<?xf64>`,
  ),
  program(
    "a while loop that carries a tensor which grows",
    "tensor<?xf64>; index -> tensor<?xf64>",
    [[0.7], 20],
    `${indices}
    %r = scf.while (%t = %a) : (tensor<?xf64>) -> (tensor<?xf64>) {
      %s = math.sin %t : tensor<?xf64>
      %q = arith.mulf %s, %t : tensor<?xf64>
      %n = tensor.dim %t, %c0 : tensor<?xf64>
      %go = arith.cmpi ult, %n, %b : index
      scf.condition(%go) %q : tensor<?xf64>
    } do {
    ^bb0(%t: tensor<?xf64>):
      %e = math.exp %t : tensor<?xf64>
      %x = tensor.extract %t[%c0] : tensor<?xf64>
      %f = tensor.from_elements %x : tensor<1xf64>
      %v = tensor.concat dim(0) %e, %f : (tensor<?xf64>, tensor<1xf64>) -> tensor<?xf64>
      scf.yield %v : tensor<?xf64>
    }
    return %r : tensor<?xf64>`,
  ),
  program(
    "slices of changing sizes, in branches",
    "tensor<?xf64>; index -> tensor<?xf64>",
    [vector, 4],
    `${indices}
    %r = scf.for %i = %c0 to %b step %c1 iter_args(%t = %a) -> (tensor<?xf64>) {
      %x = tensor.extract_slice %t[0] [%i] [1] : tensor<?xf64> to tensor<?xf64>
      %odd = arith.cmpi ne, %i, %c2 : index
      %y = scf.if %odd -> (tensor<?xf64>) {
        %s = math.sin %x : tensor<?xf64>
        %u = arith.mulf %s, %x : tensor<?xf64>
        scf.yield %u : tensor<?xf64>
      } else {
        %u = arith.mulf %x, %x : tensor<?xf64>
        scf.yield %u : tensor<?xf64>
      }
      %v = tensor.insert_slice %y into %t[0] [%i] [1] : tensor<?xf64> into tensor<?xf64>
      scf.yield %v : tensor<?xf64>
    }
    return %r : tensor<?xf64>`,
  ),
  program(
    "elements that are inserted one after the other",
    "tensor<?xf64> -> tensor<?xf64>",
    [vector],
    `${indices}
    %n = tensor.dim %a, %c0 : tensor<?xf64>
    %r = scf.for %i = %c1 to %n step %c1 iter_args(%t = %a) -> (tensor<?xf64>) {
      %j = arith.subi %i, %c1 : index
      %x = tensor.extract %t[%j] : tensor<?xf64>
      %y = tensor.extract %t[%i] : tensor<?xf64>
      %z = arith.mulf %x, %y : f64
      %v = tensor.insert %z into %t[%i] : tensor<?xf64>
      scf.yield %v : tensor<?xf64>
    }
    return %r : tensor<?xf64>`,
  ),
  program(
    "values that change places",
    "tensor<?xf64>; tensor<?xf64>; index -> tensor<?xf64>; tensor<?xf64>",
    [vector, [2, 3], 3],
    `${indices}
    %r:2 = scf.for %i = %c0 to %c step %c1 iter_args(%t = %a, %u = %b) -> (tensor<?xf64>, tensor<?xf64>) {
      %v = math.sin %t : tensor<?xf64>
      %w = arith.mulf %u, %u : tensor<?xf64>
      scf.yield %w, %v : tensor<?xf64>, tensor<?xf64>
    }
    return %r#0, %r#1 : tensor<?xf64>, tensor<?xf64>`,
  ),
  program(
    "a loop that reads a tensor in two ways",
    "tensor<?x3xf64> -> f64; tensor<3xf64>",
    [matrix],
    `${indices}
    %z = arith.constant 0.0 : f64
    %e = arith.constant dense<1.0> : tensor<3xf64>
    %n = tensor.dim %a, %c0 : tensor<?x3xf64>
    %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%s = %z, %t = %e) -> (f64, tensor<3xf64>) {
      %row = tensor.extract_slice %a[%i, 0] [1, 3] [1, 1] : tensor<?x3xf64> to tensor<3xf64>
      %u = arith.mulf %row, %t : tensor<3xf64>
      %q = scf.for %j = %c0 to %c3 step %c1 iter_args(%p = %s) -> (f64) {
        %x = tensor.extract %a[%i, %j] : tensor<?x3xf64>
        %y = arith.mulf %x, %x : f64
        %w = arith.addf %p, %y : f64
        scf.yield %w : f64
      }
      scf.yield %q, %u : f64, tensor<3xf64>
    }
    return %r#0, %r#1 : f64, tensor<3xf64>`,
  ),
  program(
    "a gather in a loop",
    "tensor<?x3xf64>; tensor<2x1xindex> -> tensor<2x3xf64>",
    [matrix, shaped([2, 1], 1, 1)],
    `${indices}
    %e = arith.constant dense<1.0> : tensor<2x3xf64>
    %r = scf.for %i = %c0 to %c2 step %c1 iter_args(%t = %e) -> (tensor<2x3xf64>) {
      %g = tensor.gather %a[%b] gather_dims([0]) : (tensor<?x3xf64>, tensor<2x1xindex>) -> tensor<2x3xf64>
      %u = arith.mulf %g, %t : tensor<2x3xf64>
      scf.yield %u : tensor<2x3xf64>
    }
    return %r : tensor<2x3xf64>`,
  ),
  program(
    "a function that is called in a loop",
    "tensor<?xf64>; f64 -> tensor<?xf64>; f64",
    [vector, 0.4],
    `${indices}
    %r:2 = scf.for %i = %c0 to %c3 step %c1 iter_args(%t = %a, %x = %b) -> (tensor<?xf64>, f64) {
      %u:2 = func.call @g(%t, %x) : (tensor<?xf64>, f64) -> (tensor<?xf64>, f64)
      scf.yield %u#0, %u#1 : tensor<?xf64>, f64
    }
    return %r#0, %r#1 : tensor<?xf64>, f64`,
    `func.func private @g(%t: tensor<?xf64>, %x: f64) -> (tensor<?xf64>, f64) {
      %c0 = arith.constant 0 : index
      %n = tensor.dim %t, %c0 : tensor<?xf64>
      %s = tensor.splat %x[%n] : tensor<?xf64>
      %u = arith.mulf %s, %t : tensor<?xf64>
      %y = tensor.extract %t[%c0] : tensor<?xf64>
      %z = math.sin %y : f64
      return %u, %z : tensor<?xf64>, f64
    }`,
  ),
  program(
    "a region that is executed once",
    "tensor<?xf64> -> tensor<?xf64>",
    [vector],
    `%r = scf.execute_region -> tensor<?xf64> {
      %s = math.sin %a : tensor<?xf64>
      %u = arith.mulf %s, %a : tensor<?xf64>
      scf.yield %u : tensor<?xf64>
    }
    return %r : tensor<?xf64>`,
  ),
  program(
    "generate inside generate, of tensors that it makes",
    "tensor<?xf64>; f64 -> tensor<?xf64>",
    [vector, 0.9],
    `%c0 = arith.constant 0 : index
    %n = tensor.dim %a, %c0 : tensor<?xf64>
    %0 = tensor.generate %n {
    ^bb0(%i: index):
      %x = tensor.extract %a[%i] : tensor<?xf64>
      %1 = tensor.generate %n {
      ^bb0(%j: index):
        %y = tensor.extract %a[%j] : tensor<?xf64>
        %z = arith.mulf %x, %y : f64
        %s = math.sin %z : f64
        tensor.yield %s : f64
      } : tensor<?xf64>
      %2 = arith.mulf %1, %a : tensor<?xf64>
      %3 = tensor.extract %2[%c0] : tensor<?xf64>
      %4 = arith.mulf %3, %b : f64
      tensor.yield %4 : f64
    } : tensor<?xf64>
    return %0 : tensor<?xf64>`,
  ),
  program(
    "a derivative of its own",
    "tensor<?xf64> -> tensor<?xf64>",
    [vector],
    `%0 = func.call @square(%a) : (tensor<?xf64>) -> tensor<?xf64>
    %1 = math.sin %0 : tensor<?xf64>
    return %1 : tensor<?xf64>`,
    `func.func private @square(%x: tensor<?xf64>) -> tensor<?xf64> attributes {ad.vjp = @square_vjp, ad.jvp = @square_jvp} {
      %0 = arith.mulf %x, %x : tensor<?xf64>
      return %0 : tensor<?xf64>
    }
    func.func private @square_vjp(%x: tensor<?xf64>, %c: tensor<?xf64>) -> tensor<?xf64> {
      %0 = arith.addf %x, %x : tensor<?xf64>
      %1 = arith.mulf %0, %c : tensor<?xf64>
      return %1 : tensor<?xf64>
    }
    func.func private @square_jvp(%x: tensor<?xf64>, %t: tensor<?xf64>) -> (tensor<?xf64>, tensor<?xf64>) {
      %0 = arith.mulf %x, %x : tensor<?xf64>
      %1 = arith.addf %x, %x : tensor<?xf64>
      %2 = arith.mulf %1, %t : tensor<?xf64>
      return %0, %2 : tensor<?xf64>, tensor<?xf64>
    }`,
  ),
];
