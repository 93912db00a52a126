/** Where buffers are allocated: as mlir-opt decides it, and programs compute the same as before. */

import { describe, expect, it } from "vitest";
import { isEngineAvailable } from "../../../tools/compile.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { randomBufferProgram } from "../../support/random-buffer-programs.ts";
import { watched } from "../../support/watched-memory.ts";

const passes = ["buffer-hoisting", "buffer-loop-hoisting", "promote-buffers-to-stack"] as const;

const functions: Readonly<Record<string, string>> = {
  branches: `
func.func @f(%c: i1, %m: memref<4xf32>, %n: index, %u: memref<?xf32>) {
  %a = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
  %x:2 = scf.if %c -> (memref<4xf32>, memref<?xf32>) {
    %b = memref.alloc() : memref<4xf32>
    %d = memref.alloc(%n) : memref<?xf32>
    %inner = memref.alloc(%n) : memref<?xf32>
    memref.copy %inner, %d : memref<?xf32> to memref<?xf32>
    scf.yield %b, %d : memref<4xf32>, memref<?xf32>
  } else {
    %k = arith.addi %n, %n : index
    %d = memref.alloc(%k) : memref<?xf32>
    scf.yield %a, %d : memref<4xf32>, memref<?xf32>
  }
  memref.copy %x#0, %m : memref<4xf32> to memref<4xf32>
  memref.copy %x#1, %u : memref<?xf32> to memref<?xf32>
  return
}`,
  loops: `
func.func @f(%m: memref<4xf32>, %u: memref<?xf32>, %n: index, %c0: index, %c1: index) {
  scf.for %i = %c0 to %n step %c1 {
    %a = memref.alloc() : memref<4xf32>
    %b = memref.alloc(%i) : memref<?xf32>
    %s = memref.alloca() : memref<4xf32>
    memref.copy %a, %m : memref<4xf32> to memref<4xf32>
    memref.copy %s, %m : memref<4xf32> to memref<4xf32>
    memref.copy %b, %u : memref<?xf32> to memref<?xf32>
    scf.for %j = %c0 to %n step %c1 {
      %x = memref.alloc() : memref<4xf32>
      %y = memref.alloc(%j) : memref<?xf32>
      %z = memref.alloc(%i) : memref<?xf32>
      memref.copy %x, %m : memref<4xf32> to memref<4xf32>
      memref.copy %y, %u : memref<?xf32> to memref<?xf32>
      memref.copy %z, %u : memref<?xf32> to memref<?xf32>
    }
  }
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %m, %b = %m) -> (memref<4xf32>, memref<4xf32>) {
    %x = memref.alloc() : memref<4xf32>
    %y = memref.alloc() : memref<4xf32>
    memref.copy %b, %y : memref<4xf32> to memref<4xf32>
    scf.yield %x, %a : memref<4xf32>, memref<4xf32>
  }
  memref.copy %r#1, %m : memref<4xf32> to memref<4xf32>
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    %x = memref.alloc() : memref<4xf32>
    memref.copy %m, %x : memref<4xf32> to memref<4xf32>
  }
  scf.for %i = %c0 to %n step %c1 {
    %c = arith.cmpi slt, %i, %c1 : index
    scf.if %c {
      %x = memref.alloc() : memref<4xf32>
      memref.copy %m, %x : memref<4xf32> to memref<4xf32>
    }
  }
  return
}`,
  blocks: `
func.func @f(%c: i1, %m: memref<4xf32>, %n: index) {
  cf.cond_br %c, ^a, ^b
^a:
  %x = memref.alloc() : memref<4xf32>
  %w = memref.alloc() : memref<4xf32>
  memref.copy %w, %x : memref<4xf32> to memref<4xf32>
  cf.br ^d(%x : memref<4xf32>)
^b:
  %z = memref.alloc(%n) : memref<?xf32>
  %zz = memref.cast %z : memref<?xf32> to memref<4xf32>
  cf.br ^d(%zz : memref<4xf32>)
^d(%y: memref<4xf32>):
  memref.copy %y, %m : memref<4xf32> to memref<4xf32>
  return
}`,
  sizes: `
func.func @f(%u: memref<*xf32>, %o: memref<4xi1>) -> memref<4xf32> {
  %rank = memref.rank %u : memref<*xf32>
  %0 = memref.alloc() : memref<257xf32>
  %1 = memref.alloc() : memref<256xf32>
  %2 = memref.alloc() : memref<16x8xindex>
  %3 = memref.alloc() : memref<64xcomplex<f64>>
  %4 = memref.alloc() : memref<65xcomplex<f64>>
  %5 = memref.alloc(%rank) : memref<?xindex>
  %6 = memref.alloc(%rank, %rank) : memref<?x?xindex>
  %7 = memref.alloc() : memref<4xf32, 1>
  %8 = memref.alloc() : memref<8192xi1>
  %9 = memref.alloc() : memref<4xf32>
  memref.dealloc %9 : memref<4xf32>
  %10 = memref.alloc() : memref<4xf32>
  return %10 : memref<4xf32>
}`,
};

describe.skipIf(!hasOracle("mlir-opt")).each(passes)("%s as mlir-opt does it", (pass) => {
  it.each(Object.entries(functions))("%s", (_, text) => {
    const pipeline = `func.func(${pass})`;
    const expected = runOracle("mlir-opt", [`--pass-pipeline=builtin.module(${pipeline})`], text);
    expect(expected.stderr).toBe("");
    // Names are given anew.
    const { stdout } = runOracle("mlir-opt", [], transformedText(text, pipeline));
    const renamed = runOracle("mlir-opt", [], expected.stdout);
    expect(stdout).toBe(renamed.stdout);
  });
});

const returning = `
func.func private @a(%n: index) -> (memref<4xf32>, i32, memref<?xf32>) {
  %a = memref.alloc() : memref<4xf32>
  %c = arith.constant 1 : i32
  %b = memref.alloc(%n) {alignment = 64 : i64}: memref<?xf32>
  return %a, %c, %b : memref<4xf32>, i32, memref<?xf32>
}
func.func @main(%n: index, %out: memref<?xf32>) -> memref<4xf32> {
  %x:3 = call @a(%n) : (index) -> (memref<4xf32>, i32, memref<?xf32>)
  memref.copy %x#2, %out : memref<?xf32> to memref<?xf32>
  return %x#0 : memref<4xf32>
}
func.func private @layout(%m: memref<4xf32, strided<[?], offset: ?>>) -> (memref<4xf32, strided<[?], offset: ?>>) {
  return %m : memref<4xf32, strided<[?], offset: ?>>
}
func.func private @outside() -> memref<4xf32>
func.func @calls(%m: memref<4xf32, strided<[?], offset: ?>>) -> memref<4xf32, strided<[?], offset: ?>> {
  %x = call @layout(%m) : (memref<4xf32, strided<[?], offset: ?>>) -> memref<4xf32, strided<[?], offset: ?>>
  %y = call @outside() : () -> memref<4xf32>
  return %x : memref<4xf32, strided<[?], offset: ?>>
}
func.func private @several(%n: index, %c: i1, %m: memref<3xf32>) -> (memref<4xf32> {test.x}, memref<3xf32>) {
  %a = memref.alloc() : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  cf.cond_br %c, ^a, ^b
^a:
  return %a, %m : memref<4xf32>, memref<3xf32>
^b:
  return %b, %m : memref<4xf32>, memref<3xf32>
}
func.func @unused(%n: index, %c: i1, %m: memref<3xf32>) {
  %x:2 = call @several(%n, %c, %m) : (index, i1, memref<3xf32>) -> (memref<4xf32>, memref<3xf32>)
  return
}`;

describe.skipIf(!hasOracle("mlir-opt"))("buffer-results-to-out-params as mlir-opt does it", () => {
  it.each([
    "hoist-dynamic-allocs",
    "hoist-static-allocs hoist-dynamic-allocs",
    "hoist-dynamic-allocs modify-public-functions",
    "hoist-dynamic-allocs modify-public-functions add-result-attr",
  ])("%s", (options) => {
    const pipeline = `buffer-results-to-out-params{${options}}`;
    const { stdout, stderr } = runOracle("mlir-opt", [`--pass-pipeline=builtin.module(${pipeline})`], returning);
    expect(stderr).toBe("");
    expect(transformedText(returning, pipeline).trim()).toBe(stdout.trim());
  });
});

describe.skipIf(!isEngineAvailable("llvm"))("random programs compute the same", () => {
  const pipelines = [...passes, "buffer-loop-hoisting,promote-buffers-to-stack"].map((list) => `func.func(${list})`);
  const outParams = "buffer-results-to-out-params{hoist-static-allocs hoist-dynamic-allocs}";
  const all = [...pipelines, outParams];
  it.each(Array.from({ length: 30 }, (_, seed) => [seed] as const))("seed %i", (seed) => {
    const pipeline = all[seed % all.length]!;
    const text = randomBufferProgram(seed + 300);
    const [before, after] = [watched(text, ""), watched(text, pipeline)];
    for (const bits of [0n, 0xffffn, 0x5555n, 0x1234n]) {
      for (const n of [0, 1, 2]) {
        expect(after(bits, n).sum, `${pipeline}, bits ${bits}, n ${n}\n${text}`).toEqual(before(bits, n).sum);
      }
    }
  });
});
