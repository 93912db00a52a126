/** Launches on the js engine, as they stand and with their kernels outlined. */

import { describe } from "vitest";
import { type CompiledModule, compile } from "../../../../tools/compile.ts";

const pipelines = { "in place": "builtin.module()", outlined: "builtin.module(gpu-kernel-outlining)" };

/** A function on `%m` that launches `body` on one block of `threads` threads, with further attributions. */
export const kernel = (
  body: string,
  { threads = 64, type = "memref<64xi32>", attributions = "", rest = "" } = {},
): string => `
func.func @f(%m: ${type}) {
  %unit = arith.constant 1 : index
  %threads = arith.constant ${threads} : index
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %unit, %gy = %unit, %gz = %unit)
      threads(%t, %ty, %tz) in (%n = %threads, %sy = %unit, %sz = %unit) ${attributions} {
    %i = arith.index_cast %t : index to i32
    ${body}
    gpu.terminator
  }
  return
}
${rest}`;

interface Launches {
  load(text: string): CompiledModule;
  /** What the kernel leaves in a buffer of so many numbers, which is zero before. */
  run(text: string, count?: number): number[];
}

/** A suite for launches in place, and one for outlined ones. */
export function describeLaunches(title: string, define: (launches: Launches) => void): void {
  for (const [name, pipeline] of Object.entries(pipelines)) {
    const load = (text: string): CompiledModule => compile(text, { engine: "js", name: "test.mlir", pipeline });
    const run = (text: string, count = 64): number[] => {
      const buffer = new Int32Array(count);
      load(text).f!(buffer);
      return [...buffer];
    };
    describe(`${title} ${name}`, () => define({ load, run }));
  }
}
