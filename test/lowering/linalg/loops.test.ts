/** Loops made of structured operations are those that mlir-opt makes. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { everyNamedOp, type ProgramOptions } from "../../dialects/linalg/programs.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { transformed } from "../../support/pipeline.ts";
import { mlirOpt } from "../../support/round-trip.ts";

const isRandomFill = ({ name }: { readonly name: string }): boolean => name === "fill_rng_2d";

const floats: ProgramOptions = { container: "memref", input: "f32", output: "f32" };
const integers: ProgramOptions = { container: "memref", input: "i8", output: "i32" };
const randomFill = everyNamedOp({ ...floats, includes: isRandomFill });

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

// Upstream folds the body of fill_rng_2d in another order in parallel and affine loops, which orders the constants.
const programsFor = (pass: string): Readonly<Record<string, string>> => {
  const includes: ProgramOptions["includes"] = (op) => pass === "convert-linalg-to-loops" || !isRandomFill(op);
  return {
    "named operations on floats": everyNamedOp({ ...floats, includes }),
    "named operations on integers": everyNamedOp({ ...integers, includes }),
    others,
  };
};

const passes = ["convert-linalg-to-loops", "convert-linalg-to-parallel-loops", "convert-linalg-to-affine-loops"];

/** The lines of a text in custom form, in which constants have the same names wherever they stand. */
function sortedLines(text: string, ...flags: readonly string[]): string[] {
  const { stdout, stderr, status } = runOracle("mlir-opt", flags, text);
  if (status !== 0) throw new Error(`mlir-opt: ${stderr}`);
  return stdout.split("\n").sort();
}

describe.skipIf(!hasOracle("mlir-opt"))("loops", () => {
  it.each(passes)("%s: fill_rng_2d, but for the order of constants", (pass) => {
    expect(sortedLines(printModule(transformed(randomFill, pass)))).toEqual(sortedLines(randomFill, `--${pass}`));
  });
  for (const pass of passes) {
    for (const [name, program] of Object.entries(programsFor(pass))) {
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
