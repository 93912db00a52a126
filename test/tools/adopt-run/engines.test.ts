/** The command adopt-run on its engines. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isEngineAvailable } from "../../../tools/compile.ts";
import { hasDevice } from "../../support/webgpu.ts";

const command = join(import.meta.dirname, "../../../tools/adopt-run.ts");
const program = `func.func @f(%x: f64) -> (f64, i64) {
  %0 = math.sqrt %x : f64
  %1 = arith.fptosi %0 : f64 to i64
  return %0, %1 : f64, i64
}`;

const launching = `func.func @f(%x: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = memref.dim %x, %c0 : memref<?xf32>
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %c1, %gz = %c1) threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) {
    %v = memref.load %x[%bx] : memref<?xf32>
    %w = arith.mulf %v, %v : f32
    memref.store %w, %x[%bx] : memref<?xf32>
    gpu.terminator
  }
  return
}`;

/** Runs the command as a process of its own. */
function run(engine: string, env: Readonly<Record<string, string>> = {}, text = program, value = "6.25") {
  const args = ["--import", "tsx", command, `--args=${value}`, "--print-args", `--engine=${engine}`];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    input: text,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { stdout, stderr, status };
}

const success = { stdout: "2.5\n2\n", stderr: "", status: 0 };
const withoutLibrary = { ADOPT_LIBLLVM: "/nonexistent" };

describe("the command adopt-run", async () => {
  it("runs on the js engine", () => {
    expect(run("js")).toEqual(success);
  });
  it.skipIf(!isEngineAvailable("llvm"))("runs as native code", () => {
    expect(run("llvm")).toEqual(success);
  });
  it("falls back to the js engine where libLLVM is missing", () => {
    expect(run("auto", withoutLibrary)).toEqual(success);
  });
  it("says what to install if native code is asked for", () => {
    const { stdout, stderr, status } = run("llvm", withoutLibrary);
    expect([stdout, status]).toEqual(["", 1]);
    expect(stderr).toMatch(/^adopt-run: error: .*install LLVM 22.*ADOPT_LIBLLVM.*\n$/);
  });

  const isAvailable = await hasDevice();
  it.skipIf(!isAvailable)("runs kernels on the device that WebGPU gives", () => {
    const { stdout, status } = run("webgpu", {}, launching, "[1,2,3]");
    expect({ stdout, status }).toEqual({ stdout: "arg0 = [1.0, 4.0, 9.0]\n", status: 0 });
  });
  it.runIf(process.platform === "linux")("says what to do if there is no device", () => {
    const { stdout, stderr, status } = run("webgpu", { VK_DRIVER_FILES: "/nonexistent" }, launching, "[1]");
    expect([stdout, status]).toEqual(["", 1]);
    expect(stderr).toMatch(
      /adopt-run: error: 'f': there is no device for WebGPU: .*\. The engine 'js' runs kernels without one\n$/,
    );
  });
});
