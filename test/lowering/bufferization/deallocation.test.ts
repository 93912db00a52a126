/** Every buffer is freed once, and never used after that. */

import { describe, expect, it } from "vitest";
import { isEngineAvailable } from "../../../tools/compile.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { randomBufferProgram } from "../../support/random-buffer-programs.ts";
import { watched } from "../../support/watched-memory.ts";

const ownership = "ownership-based-buffer-deallocation";
const toMemRef = "convert-bufferization-to-memref";

const pipelines: Readonly<Record<string, string>> = {
  "as it comes": `${ownership},${toMemRef}`,
  "with dynamic ownership": `${ownership}{private-function-dynamic-ownership},buffer-deallocation-simplification,${toMemRef}`,
  "by the pipeline": `buffer-deallocation-pipeline,${toMemRef}`,
  "as early as can be": `buffer-deallocation-pipeline,${toMemRef},func.func(optimize-allocation-liveness)`,
};

describe.skipIf(!isEngineAvailable("llvm"))("buffers", () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => [seed] as const);
  it.each(seeds)("of random program %i are freed once, after their last use", (seed) => {
    const names = Object.keys(pipelines);
    const name = names[seed % names.length]!;
    const text = randomBufferProgram(seed);
    const [before, after] = [watched(text, ""), watched(text, pipelines[name]!)];
    for (const bits of [0n, 0xffffn, 0x5555n, 0xaaaan, 0x1234n]) {
      for (const n of [0, 1, 2]) {
        const { sum, left } = before(bits, n);
        expect(left).toBeGreaterThan(0);
        expect(after(bits, n), `${name}, bits ${bits}, n ${n}\n${text}`).toEqual({ sum, wronglyFreed: 0, left: 0 });
      }
    }
  });
});

/** Buffers through every kind of control flow; upstream prints its result in the same way. */
const structured = `
func.func private @outside(%x: memref<?xf32>) -> memref<?xf32>
func.func @carried(%m: memref<4xf32>, %lo: index, %n: index, %step: index) {
  %c = "test.condition"() : () -> i1
  %r:2 = scf.for %i = %lo to %n step %step iter_args(%a = %m, %b = %m) -> (memref<4xf32>, memref<4xf32>) {
    %t = memref.alloc() : memref<4xf32>
    scf.yield %b, %t : memref<4xf32>, memref<4xf32>
  }
  memref.copy %r#0, %m : memref<4xf32> to memref<4xf32>
  %w = scf.while (%x = %m) : (memref<4xf32>) -> (memref<4xf32>) {
    %t = memref.alloc() : memref<4xf32>
    memref.copy %x, %t : memref<4xf32> to memref<4xf32>
    %go = arith.cmpi slt, %lo, %n : index
    scf.condition (%go) %t : memref<4xf32>
  } do {
  ^bb0(%y: memref<4xf32>):
    scf.yield %y : memref<4xf32>
  }
  memref.copy %w, %m : memref<4xf32> to memref<4xf32>
  return
}
func.func @branches(%c: i1, %m: memref<4xf32>) -> memref<4xf32> {
  %a = memref.alloc() : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  cf.cond_br %c, ^bb1, ^bb2(%b : memref<4xf32>)
^bb1:
  memref.copy %a, %m : memref<4xf32> to memref<4xf32>
  cf.br ^bb2(%a : memref<4xf32>)
^bb2(%w: memref<4xf32>):
  memref.copy %w, %m : memref<4xf32> to memref<4xf32>
  return %m : memref<4xf32>
}
func.func @calls(%x: memref<?xf32>, %c: i1) -> memref<?xf32> {
  %0 = func.call @outside(%x) : (memref<?xf32>) -> memref<?xf32>
  %1 = scf.if %c -> (memref<?xf32>) {
    scf.yield %0 : memref<?xf32>
  } else {
    %2 = func.call @outside(%0) : (memref<?xf32>) -> memref<?xf32>
    scf.yield %2 : memref<?xf32>
  }
  return %1 : memref<?xf32>
}
func.func @manual(%x: memref<3xf32>) {
  %0 = memref.alloc() {bufferization.manual_deallocation} : memref<3xf32>
  %1 = memref.alloc() : memref<3xf32>
  memref.copy %x, %0 : memref<3xf32> to memref<3xf32>
  memref.copy %0, %1 : memref<3xf32> to memref<3xf32>
  memref.copy %1, %x : memref<3xf32> to memref<3xf32>
  memref.dealloc %0 {bufferization.manual_deallocation} : memref<3xf32>
  return
}`.replace('"test.condition"() : () -> i1', "arith.cmpi eq, %lo, %n : index");

describe.skipIf(!hasOracle("mlir-opt"))("deallocation as mlir-opt has it", () => {
  /** With constants in one order and no names in it. */
  const normalized = (text: string): string => {
    const { stdout, stderr } = runOracle("mlir-opt", ["--cse", "--canonicalize=test-convergence"], text);
    expect(stderr).toBe("");
    return stdout
      .split("\n")
      .map((line) => line.replace(/%(true|false)\w*/g, "%$1"))
      .filter((line) => !/%(true|false) = arith.constant/.test(line))
      .join("\n");
  };
  const theirs = (text: string, args: readonly string[]): string => {
    const { stdout, stderr } = runOracle("mlir-opt", args, text);
    expect(stderr).toBe("");
    return stdout;
  };

  it.each([ownership, `${ownership}{private-function-dynamic-ownership=true}`])("by %s", (pass) => {
    const passes = `${pass},canonicalize,cse`;
    const expected = theirs(structured, [`--pass-pipeline=builtin.module(${passes})`]);
    expect(normalized(transformedText(structured, passes))).toBe(normalized(expected));
  });

  it("simplified", () => {
    const passes = `${ownership},canonicalize,buffer-deallocation-simplification,canonicalize,cse`;
    const expected = theirs(structured, [`--pass-pipeline=builtin.module(${passes})`]);
    expect(normalized(transformedText(structured, passes))).toBe(normalized(expected));
  });
});
