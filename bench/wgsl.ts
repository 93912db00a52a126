/**
 * Kernels on the device that WebGPU gives: programs compiled by adopt, beside kernels written by hand in WGSL and driven by
 * hand. Both copy their arrays to the device, launch the kernel some times, and copy the result back: `npm run bench -- wgsl`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDevice } from "../lowering/wgsl/runtime/open-device.ts";
import { type GpuBuffer, type GpuDevice, mapMode, usage } from "../lowering/wgsl/runtime/webgpu.ts";
import { compile, isWebGpuAvailable } from "../tools/compile.ts";
import type { Comparison } from "./processes.ts";

/** Computes y from a, x and y, some times, in place. */
type Run = (times: number, a: number, x: Float32Array, y: Float32Array) => Promise<unknown>;

const programs = ["saxpy", "chain"];
const elements = 1 << 20;
const threads = 64;
const launches = 20;
const rounds = 9;

/**
 * Milliseconds of the clock; of the processor, which other programs disturb less, where a renderer in software does the
 * work of the device in this process.
 */
function now(): number {
  if (process.env.VK_DRIVER_FILES === undefined) return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const source = (file: string): string => readFileSync(join(import.meta.dirname, "wgsl", file), "utf8");

const byAdopt = (program: string): Run =>
  compile<{ run: Run }>(source(`${program}.mlir`), { engine: "webgpu", name: `${program}.mlir` }).run;

function filledBuffer(device: GpuDevice, data: Float32Array, kind: number): GpuBuffer {
  const buffer = device.createBuffer({ size: Math.max(16, data.byteLength), usage: kind });
  device.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

async function byHand(program: string): Promise<Run> {
  const device = await openDevice();
  const module = device.createShaderModule({ code: source(`${program}.wgsl`) });
  const pipeline = await device.createComputePipelineAsync({ layout: "auto", compute: { module, entryPoint: "run" } });
  return async (times, a, x, y) => {
    const input = usage.storage | usage.copyDestination;
    const buffers = [
      filledBuffer(device, x, input),
      filledBuffer(device, y, input | usage.copySource),
      filledBuffer(device, Float32Array.of(a), usage.uniform | usage.copyDestination),
    ];
    const result = device.createBuffer({ size: y.byteLength, usage: usage.mapRead | usage.copyDestination });
    const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    const encoder = device.createCommandEncoder();
    for (let k = 0; k < times; k++) {
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(Math.ceil(y.length / threads), 1, 1);
      pass.end();
    }
    encoder.copyBufferToBuffer(buffers[1]!, 0, result, 0, y.byteLength);
    device.queue.submit([encoder.finish()]);
    await result.mapAsync(mapMode.read);
    y.set(new Float32Array(result.getMappedRange()));
    result.unmap();
    for (const buffer of [...buffers, result]) buffer.destroy();
  };
}

/** What both have computed must agree but for rounding. */
function compareResults(program: string, actual: Float32Array, expected: Float32Array): void {
  actual.forEach((value, i) => {
    const error = Math.abs(value - expected[i]!);
    if (!(error <= 1e-5 * Math.max(1, Math.abs(value)))) {
      throw new Error(`${program}: element ${i} is ${value} instead of ${expected[i]}`);
    }
  });
}

async function compareRuns(program: string): Promise<Comparison> {
  const runs = [byAdopt(program), await byHand(program)];
  const x = Float32Array.from({ length: elements }, (_, i) => Math.sin(i));
  const ys = runs.map(() => Float32Array.from({ length: elements }, (_, i) => Math.cos(i)));
  for (const [i, run] of runs.entries()) await run(launches, 0.5, x, ys[i]!);
  compareResults(program, ys[0]!, ys[1]!);
  const least = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of runs.entries()) {
      const start = now();
      await run(launches, 0.5, x, ys[i]!);
      least[i] = Math.min(least[i]!, now() - start);
    }
  }
  return { what: `${program}, ${elements} elements, ${launches} launches`, oursMs: least[0]!, theirsMs: least[1]! };
}

/**
 * Measures all programs. Times are the least of all rounds.
 *
 * @throws {Error} if there is no device, or if the results disagree
 */
export async function compareKernels(): Promise<Comparison[]> {
  if (!(await isWebGpuAvailable())) throw new Error("there is no device; docs/gpu.md tells how to get one in software");
  const comparisons: Comparison[] = [];
  for (const program of programs) comparisons.push(await compareRuns(program));
  return comparisons;
}
