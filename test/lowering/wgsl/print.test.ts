/** WGSL as text: Dawn accepts everything that is printed. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { translateToWgsl } from "../../../lowering/wgsl/print/index.ts";
import { dawnValidator } from "../../support/dawn.ts";
import { failureOf, transformed } from "../../support/pipeline.ts";

const validate = await dawnValidator();

/** The printed kernels of a text, with what Dawn says of them. */
async function validated(text: string, passes: string): Promise<string[]> {
  const { text: wgsl, kernels } = translateToWgsl(transformed(text, `gpu.module(${passes})`));
  return validate!(
    wgsl,
    kernels.map(({ entryPoint }) => entryPoint),
  );
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

describe.skipIf(validate === undefined)("Dawn accepts", () => {
  it.each(["accurate", "builtin"])("every operation, with %s functions", async (math) => {
    const text = read("every-operation.mlir");
    expect(await validated(text, `convert-gpu-to-wgsl{math=${math}}`)).toEqual([]);
    expect(await validated(text, `convert-gpu-to-wgsl{math=${math}},canonicalize,cse`)).toEqual([]);
  });

  const folder = "../../lit/lowering/convert-gpu-to-wgsl/";
  const files = readdirSync(new URL(folder, import.meta.url)).filter((name) => !/invalid/.test(name));
  it.each(files)("the kernels of %s", async (name) => {
    for (const part of read(folder + name).split("// -----")) {
      if (/expected-error/.test(part)) continue;
      expect(await validated(part, "convert-gpu-to-wgsl"), part).toEqual([]);
    }
  });
});

describe("a text", () => {
  it("gives each kernel a name of WGSL, and tells it", () => {
    const module = transformed(read("every-operation.mlir"), "gpu.module(convert-gpu-to-wgsl)");
    const { kernels, features } = translateToWgsl(module);
    const names = Object.fromEntries(kernels.map(({ module, name, entryPoint }) => [`${module}/${name}`, entryPoint]));
    expect(names).toMatchObject({
      "operations/ints": "ints",
      "names/fn": "fn_0",
      "names/max": "max_0",
      "names/v0": "v0_0",
      "names/__a.b-c": "a_b_c",
      "names/1": "k1",
      "names/__a_b_c": "a_b_c_0",
      "more_names/fn": "fn_1",
    });
    expect([...features].sort()).toEqual(["shader-f16", "subgroups"]);
  });

  it("tells what to bind", () => {
    const text = `
      gpu.module @k {
        gpu.func @f(%unused: memref<4xf32>, %x: memref<?xf32, strided<[?]>>, %h: f16, %y: memref<4xf16>) kernel {
          %i = gpu.global_id x
          %0 = memref.load %x[%i] : memref<?xf32, strided<[?]>>
          %1 = arith.truncf %0 : f32 to f16
          %2 = arith.mulf %1, %h : f16
          memref.store %2, %y[%i] : memref<4xf16>
          gpu.return
        }
      }`;
    const { kernels, features } = translateToWgsl(transformed(text, "gpu.module(convert-gpu-to-wgsl)"));
    expect(features).toEqual(["shader-f16"]);
    expect(kernels).toEqual([
      {
        name: "f",
        module: "k",
        entryPoint: "f",
        buffers: [
          { binding: 0, argument: { part: "buffer", operand: 1 }, access: "read" },
          { binding: 1, argument: { part: "buffer", operand: 3 }, access: "read_write" },
        ],
        parameterBinding: 2,
        parameters: [
          { type: "i32", argument: { part: "stride", operand: 1, dimension: 0 } },
          { type: "i32", argument: { part: "block_offset", dimension: 0 } },
          { type: "f32", argument: { part: "value", operand: 2 } },
        ],
        blockSize: undefined,
        blockSizeConstants: ["f_block_size_x", "f_block_size_y", "f_block_size_z"],
      },
    ]);
  });

  it("is not made of kernels that are not converted", () => {
    const text = "gpu.module @k { gpu.func @f() kernel { gpu.return } }";
    const module = transformed(text, "gpu.module(canonicalize)");
    expect(() => translateToWgsl(module)).toThrow("has no form in WGSL: run 'convert-gpu-to-wgsl' first");
    expect(failureOf(text, "gpu.module(convert-gpu-to-wgsl)")).toEqual([]);
  });
});
