/** Tiles of parallel loops: as mlir-opt makes them, and every iteration is executed once, on threads that fit a block. */

import { describe, expect, it } from "vitest";
import { LaunchFuncOp } from "../../../dialects/gpu/index.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { compile } from "../../../tools/compile.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { transformed, transformedText } from "../../support/pipeline.ts";
import { hasDevice } from "../../support/webgpu.ts";

const isAvailable = await hasDevice();

/** Adds to each element of a buffer a number that tells its place. */
const loopNest = (shape: readonly (number | "?")[]): string => {
  const type = `memref<${shape.map((size) => `${size}x`).join("")}f32>`;
  const dims = shape.map((_, i) => i);
  const names = (prefix: string): string => dims.map((i) => `%${prefix}${i}`).join(", ");
  const all = (name: string): string => dims.map(() => name).join(", ");
  return `func.func @f(%m: ${type}) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    ${dims.map((i) => `%d${i} = arith.constant ${i} : index\n%n${i} = memref.dim %m, %d${i} : ${type}`).join("\n")}
    scf.parallel (${names("i")}) = (${all("%c0")}) to (${names("n")}) step (${all("%c1")}) {
      ${dims.map((i) => `%p${i} = arith.muli %${i === 0 ? "c0" : `q${i - 1}`}, %n${i} : index\n%q${i} = arith.addi %p${i}, %i${i} : index`).join("\n")}
      %place = arith.index_cast %q${shape.length - 1} : index to i32
      %v = arith.sitofp %place : i32 to f32
      %old = memref.load %m[${names("i")}] : ${type}
      %new = arith.addf %old, %v : f32
      memref.store %new, %m[${names("i")}] : ${type}
    }
    return
  }`;
};

const shapes = [
  [1],
  [7],
  [64],
  [65],
  [100],
  [1000],
  [3, 5],
  [16, 64],
  [33, 100],
  [1, 70],
  [70, 1],
  [2, 3, 40],
  [5, 6, 7],
];
const moreShapes = [...shapes, [2, 3, 4, 50], [3, 2, 1, 2, 9], [0, 4]];

const toKernels =
  "gpu-tile-parallel-loops,func.func(gpu-map-parallel-loops{mapping-policy=innermost-first})," +
  "convert-parallel-loops-to-gpu,lower-affine,canonicalize,cse,gpu-launch-sink-index-computations,gpu-kernel-outlining";

const tilings = [
  "parallel-loop-tile-sizes=4",
  "parallel-loop-tile-sizes=2,8,3",
  "parallel-loop-tile-sizes=5,7 no-min-max-bounds",
];

describe.skipIf(!hasOracle("mlir-opt"))("scf-parallel-loop-tiling as mlir-opt does it", () => {
  const nests = [...shapes, ["?"] as const, ["?", "?"] as const, ["?", 10] as const].map(loopNest);
  const text = nests.map((nest, i) => nest.replace("@f", `@f${i}`)).join("\n");
  /** Their order is left to whoever makes them. */
  const withoutConstants = (module: string): string[] =>
    module.split("\n").filter((line) => !line.includes("arith.constant"));

  it.each(tilings)("with %s", (options) => {
    const pipeline = `func.func(scf-parallel-loop-tiling{${options}}),canonicalize,cse`;
    const { stdout, stderr } = runOracle("mlir-opt", [`--pass-pipeline=builtin.module(${pipeline})`], text);
    expect(stderr).toBe("");
    // Here indices have a sign where it compares them.
    const expected = runOracle("mlir-opt", [], stdout.replaceAll("arith.cmpi ult", "arith.cmpi slt")).stdout;
    const actual = runOracle("mlir-opt", [], transformedText(text, pipeline)).stdout;
    expect(withoutConstants(actual)).toEqual(withoutConstants(expected));
  });
});

const elements = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const isDynamic = [false, true];

describe("each iteration is executed once", () => {
  const expected = (shape: readonly number[]): number[] => Array.from({ length: elements(shape) }, (_, i) => i + 0.5);

  it.each(tilings)("on the js engine with %s", (options) => {
    for (const shape of shapes) {
      const pipeline = `builtin.module(func.func(scf-parallel-loop-tiling{${options}}))`;
      const { f } = compile(loopNest(shape), { engine: "js", pipeline });
      const m = new Float32Array(elements(shape)).fill(0.5);
      f!(shape.length === 1 ? m : { data: m, shape });
      expect([...m], shape.join("x")).toEqual(expected(shape));
    }
  });

  it.each(isDynamic)("by threads of the js engine (dynamic sizes: %s)", (dynamic) => {
    for (const shape of moreShapes) {
      const { f } = compile(loopNest(dynamic ? shape.map(() => "?") : shape), {
        engine: "js",
        pipeline: `builtin.module(${toKernels})`,
      });
      const m = new Float32Array(elements(shape)).fill(0.5);
      f!({ data: m, shape });
      expect([...m], shape.join("x")).toEqual(expected(shape));
    }
  });

  it.skipIf(!isAvailable).each(isDynamic)("by threads of the device (dynamic sizes: %s)", async (dynamic) => {
    for (const shape of moreShapes) {
      const { f } = compile(loopNest(dynamic ? shape.map(() => "?") : shape), {
        engine: "webgpu",
        pipeline: `builtin.module(${toKernels})`,
      });
      const m = new Float32Array(elements(shape)).fill(0.5);
      await f!({ data: m, shape });
      expect([...m], shape.join("x")).toEqual(expected(shape));
    }
  });
});

it("gives blocks at most as many threads as are asked for", () => {
  for (const blockSize of [1, 48, 256]) {
    for (const shape of moreShapes.filter((sizes) => !sizes.includes(0))) {
      const pipeline = toKernels.replace("gpu-tile-parallel-loops", `$&{block-size=${blockSize}}`);
      transformed(loopNest(shape.map(() => "?")), pipeline).walk((op) => {
        const launch = LaunchFuncOp.match(op);
        if (launch === undefined) return;
        const threads = [launch.blockSizeX, launch.blockSizeY, launch.blockSizeZ].map(
          (size) => constantInteger(size)!.value,
        );
        expect(threads.reduce((a, b) => a * b)).toBeLessThanOrEqual(BigInt(blockSize));
      });
    }
  }
});
