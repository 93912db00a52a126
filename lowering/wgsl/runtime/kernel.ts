/** Kernels on the device: pipelines, their inputs, and dispatches. */

import type { HostValue, MemRef } from "../../host/memref.ts";
import type { Sizes } from "../../js/index.ts";
import type { KernelArgument } from "../arguments.ts";
import type { WgslKernel, WgslModule } from "../kernel-interface.ts";
import type { Copy } from "./device-memory.ts";
import { DeviceError } from "./open-device.ts";
import { type GpuBuffer, type GpuDevice, type GpuPipeline, type GpuShaderModule, usage } from "./webgpu.ts";

/** What a launch gives. */
export interface LaunchInputs {
  readonly grid: Sizes;
  readonly block: Sizes;
  readonly args: readonly HostValue[];
  /** The copies that hold the arrays of memrefs among the arguments. */
  readonly copies: ReadonlyMap<number, Copy>;
  /** The number of elements from where the copy begins to the memref's element 0. */
  readonly offsetOf: (operand: number) => number;
}

/** A device dispatches so many blocks along each dimension. */
const largestGrid = 65535;
const axes = ["x", "y", "z"] as const;

export class DeviceKernel {
  readonly wgsl: WgslKernel;
  readonly #device: GpuDevice;
  readonly #module: GpuShaderModule;
  /** By the size of the blocks. */
  readonly #pipelines: Map<string, Promise<GpuPipeline>>;
  #parameters: GpuBuffer | undefined;
  /** What the buffer of the parameters holds. */
  #written: Uint8Array | undefined;

  constructor(device: GpuDevice, module: GpuShaderModule, wgsl: WgslKernel) {
    this.wgsl = wgsl;
    this.#device = device;
    this.#module = module;
    this.#pipelines = new Map();
    this.#parameters = undefined;
    this.#written = undefined;
  }

  /** Dispatches the kernel, in parts if the grid is large. */
  async launch(inputs: LaunchInputs): Promise<void> {
    const { grid, block } = inputs;
    this.#checkBlock(block);
    const pipeline = await this.#pipeline(block);
    const group = this.#bindGroup(pipeline, inputs);
    for (let z = 0; z < grid[2]; z += largestGrid) {
      for (let y = 0; y < grid[1]; y += largestGrid) {
        for (let x = 0; x < grid[0]; x += largestGrid) this.#dispatch(pipeline, group, inputs, [x, y, z]);
      }
    }
  }

  #checkBlock(block: Sizes): void {
    const { name, blockSize } = this.wgsl;
    if (blockSize?.some((size, d) => size !== block[d])) {
      throw new RangeError(`'${name}' is made for blocks of ${blockSize.join("x")} threads, not ${block.join("x")}`);
    }
    const { limits } = this.#device;
    const largest = limits.maxComputeInvocationsPerWorkgroup!;
    const isTooLong = block.some((size, d) => size > limits[`maxComputeWorkgroupSize${"XYZ"[d]}`]!);
    if (isTooLong || block[0] * block[1] * block[2] > largest) {
      throw new DeviceError(
        `'${name}' is launched with blocks of ${block.join("x")} threads; the device has ${largest}`,
      );
    }
  }

  #pipeline(block: Sizes): Promise<GpuPipeline> {
    const { entryPoint, blockSizeConstants } = this.wgsl;
    const key = block.join();
    let pipeline = this.#pipelines.get(key);
    if (pipeline === undefined) {
      const constants = Object.fromEntries((blockSizeConstants ?? []).map((name, d) => [name, block[d]!]));
      const compute = { module: this.#module, entryPoint, constants };
      pipeline = this.#device.createComputePipelineAsync({ layout: "auto", compute });
      this.#pipelines.set(key, pipeline);
    }
    return pipeline;
  }

  #bindGroup(pipeline: GpuPipeline, { copies }: LaunchInputs): object | undefined {
    const { name, buffers, parameterBinding, parameters } = this.wgsl;
    const largest = this.#device.limits.maxStorageBuffersPerShaderStage!;
    if (buffers.length > largest) {
      throw new DeviceError(`'${name}' uses ${buffers.length} buffers; the device has ${largest} for a kernel`);
    }
    const entries = buffers.map(({ binding, argument }) => {
      const { buffer } = copies.get(argument.operand!)!;
      return { binding, resource: { buffer } };
    });
    if (parameterBinding !== undefined) {
      const size = Math.ceil((parameters.length * 4) / 16) * 16;
      this.#parameters ??= this.#device.createBuffer({ size, usage: usage.uniform | usage.copyDestination });
      entries.push({ binding: parameterBinding, resource: { buffer: this.#parameters } });
    }
    if (entries.length === 0) return undefined;
    return this.#device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  }

  /** The blocks from `first` on, as many as there can be. */
  #dispatch(pipeline: GpuPipeline, group: object | undefined, inputs: LaunchInputs, first: Sizes): void {
    const { queue } = this.#device;
    if (this.#parameters !== undefined) this.#writeParameters(this.#parameters, this.#parameterData(inputs, first));
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    if (group !== undefined) pass.setBindGroup(0, group);
    const [x, y, z] = inputs.grid.map((size, d) => Math.min(size - first[d]!, largestGrid)) as unknown as Sizes;
    pass.dispatchWorkgroups(x, y, z);
    pass.end();
    queue.submit([encoder.finish()]);
  }

  /** Writes what is not there already: loops often launch a kernel with the same parameters again. */
  #writeParameters(buffer: GpuBuffer, data: Uint8Array): void {
    if (this.#written?.every((byte, i) => byte === data[i]) === true) return;
    this.#device.queue.writeBuffer(buffer, 0, data);
    this.#written = data;
  }

  #parameterData(inputs: LaunchInputs, first: Sizes): Uint8Array {
    const { parameters } = this.wgsl;
    const data = new DataView(new ArrayBuffer(parameters.length * 4));
    for (const [i, { type, argument }] of parameters.entries()) {
      const value = inputOf(argument, inputs, first);
      if (type === "f32") data.setFloat32(4 * i, value as number, true);
      else data.setInt32(4 * i, this.#word(value, argument), true);
    }
    return new Uint8Array(data.buffer);
  }

  /** @throws {RangeError} if the value has more than 32 bits */
  #word(value: HostValue, argument: KernelArgument): number {
    const number = Number(value);
    if (number >= -(2 ** 31) && number < 2 ** 31) return number;
    throw new RangeError(`${describe(argument)} of '${this.wgsl.name}' is ${value}, but WGSL computes with 32 bits`);
  }
}

function inputOf({ part, operand, dimension }: KernelArgument, inputs: LaunchInputs, first: Sizes): HostValue {
  const { grid, args, offsetOf } = inputs;
  switch (part) {
    case "value":
      return args[operand!]!;
    case "offset":
      return offsetOf(operand!);
    case "size":
      return (args[operand!] as MemRef).shape[dimension!]!;
    case "stride":
      return (args[operand!] as MemRef).strides[dimension!]!;
    case "grid_size":
      return grid[dimension!]!;
    case "block_offset":
      return first[dimension!]!;
    case "buffer":
      throw new Error("a buffer is no number");
  }
}

const describe = ({ part, operand, dimension }: KernelArgument): string => {
  if (operand === undefined) return `the size of the grid in ${axes[dimension!]}`;
  return part === "value" ? `argument ${operand}` : `the ${part} of argument ${operand}`;
};

/** The shaders of a text. @throws {DeviceError} if the device does not have what they need */
export async function loadShaders(device: GpuDevice, { text, features }: WgslModule): Promise<GpuShaderModule> {
  const missing = features.find((name) => !device.features.has(name));
  if (missing !== undefined) {
    const what = { "shader-f16": "numbers of type f16", subgroups: "subgroups" }[missing];
    throw new DeviceError(`the program needs ${what}, which the device does not have`);
  }
  const module = device.createShaderModule({ code: text });
  const { messages } = await module.getCompilationInfo();
  const error = messages.find(({ type }) => type === "error");
  if (error !== undefined) throw new Error(`the device refuses the program: ${error.message}`);
  return module;
}
