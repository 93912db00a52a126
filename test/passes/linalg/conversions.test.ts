/** The passes that make structured operations of others, or change their inputs, do what mlir-opt does. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformed } from "../../support/pipeline.ts";
import { mlirOpt } from "../../support/round-trip.ts";

interface Case {
  readonly pass: string;
  /** Passes that come behind, so that constants which nothing uses do not matter. */
  readonly behind?: readonly string[];
  readonly text: string;
}

const cases: readonly Case[] = [
  {
    pass: "convert-elementwise-to-linalg",

    text: `func.func @f(%a: tensor<4x?xf32>, %b: tensor<4x?xf32>, %c: tensor<4x?xi1>, %s: i1, %x: f32, %t: tensor<f32>) -> (tensor<4x?xf32>, tensor<4x?xi1>, tensor<4x?xf32>, tensor<4x?xf32>, tensor<f32>, f32) {
  %0 = arith.addf %a, %b fastmath<fast> {foo} : tensor<4x?xf32>
  %1 = arith.cmpf olt, %a, %b : tensor<4x?xf32>
  %2 = arith.select %c, %a, %b : tensor<4x?xi1>, tensor<4x?xf32>
  %3 = arith.select %s, %a, %b : tensor<4x?xf32>
  %4 = math.exp %t : tensor<f32>
  %5 = arith.addf %x, %x : f32
  %c1 = arith.constant dense<1.0> : tensor<4xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<4x?xf32>, tensor<4x?xi1>, tensor<4x?xf32>, tensor<4x?xf32>, tensor<f32>, f32
}`,
  },
  {
    pass: "convert-elementwise-to-linalg",

    text: `func.func @f(%a: tensor<4xf32>, %b: vector<4xf32>, %u: tensor<*xf32>) -> (tensor<4xf64>, tensor<*xf32>) {
 %0 = arith.extf %a : tensor<4xf32> to tensor<4xf64>
 %1 = arith.addf %u, %u : tensor<*xf32>
 %c = arith.constant dense<1.0> : tensor<4xf64>
 %2 = arith.mulf %0, %c : tensor<4xf64>
 %3 = tensor.empty() : tensor<4xf32>
 %4 = arith.addf %3, %3 : tensor<4xf32>
 return %2, %1 : tensor<4xf64>, tensor<*xf32> }`,
  },
  {
    pass: "linalg-inline-scalar-operands",

    text: `func.func @f(%a: tensor<4xf32>, %s: f32, %t: tensor<f32>, %u: tensor<2xf32>) -> tensor<4xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i)->(i)>, affine_map<(i)->()>, affine_map<(i)->()>, affine_map<(i)->(1)>, affine_map<(i)->(i)>], iterator_types = ["parallel"]} ins(%a, %s, %t, %u : tensor<4xf32>, f32, tensor<f32>, tensor<2xf32>) outs(%a : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32, %p: f32, %w: f32):
    %1 = arith.addf %x, %y : f32
    %2 = arith.addf %1, %z : f32
    %3 = arith.addf %2, %p : f32
    linalg.yield %3 : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}`,
  },
  {
    pass: "convert-tensor-to-linalg",
    behind: ["canonicalize", "cse"],
    text: `func.func @f(%a: tensor<4x?xf32>, %s: f32, %l: index) -> tensor<7x?xf32> {
  %0 = tensor.pad %a low[1, %l] high[2, 3] {
  ^bb0(%i: index, %j: index):
    tensor.yield %s : f32
  } : tensor<4x?xf32> to tensor<7x?xf32>
  return %0 : tensor<7x?xf32>
}
func.func @g(%a: tensor<4x4xf32>, %l: index) -> tensor<7x?xf32> {
  %0 = tensor.pad %a low[1, %l] high[2, 3] {
  ^bb0(%i: index, %j: index):
    %k = arith.addi %i, %j : index
    %l2 = arith.index_cast %k : index to i32
    %m = arith.sitofp %l2 : i32 to f32
    tensor.yield %m : f32
  } : tensor<4x4xf32> to tensor<7x?xf32>
  return %0 : tensor<7x?xf32>
}`,
  },
  {
    pass: "convert-tensor-to-linalg",
    behind: ["canonicalize", "cse"],
    text: `func.func @f(%a: tensor<?x?xf32>, %l: index) -> tensor<?x?xf32> {
  %0 = tensor.pad %a low[0, 1] high[%l, 0] {
  ^bb0(%i: index, %j: index):
    %s = arith.constant 1.0 : f32
    tensor.yield %s : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
func.func @g(%a: tensor<2x3xf32>, %l: index) -> tensor<4x?xf32> {
  %s = arith.constant 1.0 : f32
  %0 = tensor.pad %a nofold low[0, 1] high[2, %l] {
  ^bb0(%i: index, %j: index):
    tensor.yield %s : f32
  } {foo} : tensor<2x3xf32> to tensor<4x?xf32>
  return %0 : tensor<4x?xf32>
}
func.func @h(%a: tensor<2x3xf32>, %l: index) -> tensor<?x4xf32> {
  %s = arith.constant 1.0 : f32
  %c2 = arith.constant 2 : index
  %0 = tensor.pad %a low[%c2, 1] high[%l, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %s : f32
  } : tensor<2x3xf32> to tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}`,
  },
];

describe.skipIf(!hasOracle("mlir-opt"))("passes on structured operations", () => {
  it.each(cases)("$pass", ({ pass, behind = [], text }) => {
    const passes = [pass, ...behind];
    const expected = mlirOpt(text, ...passes.map((name) => `--${name}`));
    expect(mlirOpt(printModule(transformed(text, passes.join(","))))).toBe(expected);
  });
});
