/** Loops made of structured operations are those that mlir-opt makes. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { everyNamedOp, type ProgramOptions } from "../../dialects/linalg/programs.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformed } from "../../support/pipeline.ts";
import { mlirOpt } from "../../support/round-trip.ts";

const floats: ProgramOptions = { container: "memref", input: "f32", output: "f32" };
const integers: ProgramOptions = { container: "memref", input: "i8", output: "i32" };

const others = `
  func.func @generic(%a: memref<?x8xf32>, %b: memref<8x?xf32>, %c: memref<4xf32, strided<[2], offset: ?>>) {
    linalg.generic {
      indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i mod 4)>],
      iterator_types = ["parallel", "reduction"]}
      ins(%a, %b : memref<?x8xf32>, memref<8x?xf32>) outs(%c : memref<4xf32, strided<[2], offset: ?>>) {
    ^bb0(%x: f32, %y: f32, %z: f32):
      %i = linalg.index 0 : index
      %j = linalg.index 1 : index
      %k = arith.subi %i, %j : index
      %l = arith.index_cast %k : index to i32
      %m = arith.sitofp %l : i32 to f32
      %p = arith.mulf %x, %m : f32
      %q = arith.addf %p, %z : f32
      linalg.yield %q : f32
    }
    return
  }
  func.func @two_outputs(%a: memref<?xf32>, %b: memref<f32>, %s: f32) {
    linalg.generic {
      indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>],
      iterator_types = ["reduction"]}
      ins(%a, %s : memref<?xf32>, f32) outs(%a, %b : memref<?xf32>, memref<f32>) {
    ^bb0(%x: f32, %y: f32, %z: f32, %w: f32):
      %p = arith.mulf %x, %y : f32
      %q = arith.addf %p, %w : f32
      linalg.yield %p, %q : f32, f32
    }
    return
  }
  func.func @mixed_loops(%a: memref<?x?x?xf32>, %b: memref<?x?xf32>, %c: memref<?x?xf32>) {
    linalg.reduce { arith.addf } ins(%a : memref<?x?x?xf32>) outs(%b : memref<?x?xf32>) dimensions = [1]
    linalg.transpose ins(%b : memref<?x?xf32>) outs(%c : memref<?x?xf32>) permutation = [1, 0]
    linalg.broadcast ins(%b : memref<?x?xf32>) outs(%a : memref<?x?x?xf32>) dimensions = [0]
    linalg.map { math.exp } ins(%b : memref<?x?xf32>) outs(%c : memref<?x?xf32>)
    return
  }
  func.func @tensors_stay(%a: tensor<4xf32>) -> tensor<4xf32> {
    %0 = linalg.exp ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) -> tensor<4xf32>
    return %0 : tensor<4xf32>
  }
  func.func @no_loops(%a: memref<f32>, %b: memref<f32>) {
    linalg.exp ins(%a : memref<f32>) outs(%b : memref<f32>)
    return
  }
`;

const programs = {
  "named operations on floats": everyNamedOp(floats),
  "named operations on integers": everyNamedOp(integers),
  others,
};

describe.skipIf(!hasOracle("mlir-opt"))("loops", () => {
  for (const pass of [
    "convert-linalg-to-loops",
    "convert-linalg-to-parallel-loops",
    "convert-linalg-to-affine-loops",
  ]) {
    for (const [name, program] of Object.entries(programs)) {
      it(`${pass}: ${name}`, () => {
        // The affine dialect's own canonicalization is no matter here.
        const cleanup = pass.includes("affine") ? ["cse"] : ["canonicalize", "cse"];
        const ours = printModule(transformed(program, [pass, ...cleanup].join()));
        const upstream = mlirOpt(program, ...[pass, ...cleanup].map((name) => `--${name}`));
        // The default that upstream's builders write down.
        expect(mlirOpt(ours)).toBe(upstream.replaceAll(" <{nontemporal = false}>", ""));
      });
    }
  }
});
