/** A program on a device: its kernels, and what the code of the host asks of the device. */

import { GPUFuncOp } from "../../../dialects/gpu/index.ts";
import { type FunctionType, IndexType, type MemRefType } from "../../../ir/builtin/types.ts";
import { getOrMake } from "../../../ir/maps.ts";
import type { Operation } from "../../../ir/operation.ts";
import { symbolName } from "../../../ir/symbol-table.ts";
import type { HostValue, MemRef } from "../../host/memref.ts";
import type { Device, Sizes } from "../../js/index.ts";
import { checkLaunch } from "../../js/runtime/threads.ts";
import { type BufferPlaces, separateBuffers } from "../arguments.ts";
import type { WgslKernel, WgslModule } from "../kernel-interface.ts";
import { type Copy, DeviceMemory } from "./device-memory.ts";
import { DeviceKernel, loadShaders } from "./kernel.ts";
import { DeviceError, openDevice, useAlone } from "./open-device.ts";
import type { GpuDevice, GpuShaderModule } from "./webgpu.ts";

type HostResult = HostValue | undefined;
type Data = MemRef["data"];
type TypedArray = Exclude<Data, readonly unknown[]>;

/** The kernels as WGSL. */
export interface Translation {
  readonly all: WgslModule;
  /** One kernel for buffers in other places. */
  again(kernel: Operation, places: BufferPlaces): WgslModule;
}

/** A program on one device. */
interface Session {
  readonly gpu: GpuDevice;
  readonly memory: DeviceMemory;
  readonly shaders: GpuShaderModule;
  /** By kernel and by where its buffers are. */
  readonly kernels: Map<string, Promise<DeviceKernel>>;
}

export class DeviceProgram implements Device {
  readonly #translation: Translation;
  #session: Session | undefined;
  /** Whether the call that is being executed has launched something. */
  #isActive: boolean;
  lastWritten: Data | undefined;

  constructor(translation: Translation) {
    this.#translation = translation;
    this.#session = undefined;
    this.#isActive = false;
    this.lastWritten = undefined;
  }

  /**
   * Executes a function of the host that may launch. When it has returned all arrays are as the kernels have left them.
   *
   * @throws {DeviceError} if there is no device, or it cannot do what the program asks
   */
  run(call: () => HostResult | Promise<HostResult>): Promise<HostResult> {
    return useAlone(async () => {
      let result: HostResult;
      try {
        result = await call();
        await this.download();
      } catch (error) {
        await this.#end();
        throw error;
      }
      const failure = await this.#end();
      if (failure !== undefined) throw new DeviceError(`the device has failed: ${failure}`);
      return result;
    });
  }

  // What the code of the host asks and tells.

  get ahead(): number {
    return this.#session?.memory.ahead ?? 0;
  }
  isAhead(data: Data): boolean {
    return this.#session?.memory.find(data)?.isAhead ?? false;
  }
  async download(data?: Data): Promise<void> {
    await this.#session?.memory.download(data);
  }
  written(data?: Data): void {
    this.#session?.memory.written(data);
    this.lastWritten = data;
  }
  allocated(data: Data): void {
    this.#session?.memory.allocated(data);
  }

  async launch(kernel: Operation, grid: Sizes, block: Sizes, args: readonly HostValue[]): Promise<void> {
    checkLaunch(grid, block);
    if (Math.min(...grid, ...block) <= 0) return;
    const session = await this.#begin();
    const { memory } = session;
    const wgsl = this.#find(this.#translation.all, kernel);
    const operands = wgsl.buffers.map(({ argument }) => argument.operand!);
    const dataOf = (operand: number): TypedArray => (args[operand] as MemRef).data as TypedArray;
    for (const operand of operands) await memory.hold(dataOf(operand));
    // Holding one array may have replaced the copy of another one.
    const copies = new Map(operands.map((operand) => [operand, memory.find(dataOf(operand))!]));
    const places = placesOf(wgsl, copies, dataOf);
    const loaded = await this.#kernel(session, kernel, places, operands);
    for (const copy of copies.values()) memory.upload(copy);
    const { inputs } = GPUFuncOp.view(kernel).function_type.value as FunctionType;
    const offsetOf = (operand: number): number => {
      const data = dataOf(operand);
      const isWide = (inputs[operand] as MemRefType).elementType instanceof IndexType;
      const bytes = data.BYTES_PER_ELEMENT * (isWide ? 2 : 1);
      return (args[operand] as MemRef).offset + (data.byteOffset - copies.get(operand)!.bytes.byteOffset) / bytes;
    };
    await loaded.launch({ grid, block, args, copies, offsetOf });
    for (const { argument, access } of loaded.wgsl.buffers) {
      if (access === "read_write") memory.changed(copies.get(argument.operand!)!);
    }
    this.lastWritten = undefined;
  }

  /** The device, from the first launch of a call on. */
  async #begin(): Promise<Session> {
    const gpu = await openDevice();
    if (this.#session?.gpu !== gpu) {
      const shaders = await loadShaders(gpu, this.#translation.all);
      this.#session = { gpu, memory: new DeviceMemory(gpu), shaders, kernels: new Map() };
    }
    if (!this.#isActive) {
      this.#isActive = true;
      for (const filter of errorFilters) gpu.pushErrorScope(filter);
    }
    return this.#session;
  }

  /** What the device has reported since the first launch. */
  async #end(): Promise<string | undefined> {
    this.lastWritten = undefined;
    if (!this.#isActive) return undefined;
    this.#isActive = false;
    const { gpu, memory } = this.#session!;
    memory.release();
    const errors = await Promise.all(errorFilters.map(() => gpu.popErrorScope()));
    return errors.find((error) => error !== null)?.message;
  }

  #find({ kernels }: WgslModule, kernel: Operation): WgslKernel {
    const [name, module] = [symbolName(kernel), symbolName(kernel.parentOp!)];
    return kernels.find((found) => found.name === name && found.module === module)!;
  }

  #kernel(
    session: Session,
    kernel: Operation,
    places: BufferPlaces,
    operands: readonly number[],
  ): Promise<DeviceKernel> {
    const where = operands.map((i) => `${places.representative(i)}${places.hasOwnOffset(i) ? "+" : ""}`).join();
    const key = `${symbolName(kernel.parentOp!)} ${symbolName(kernel)} ${where}`;
    return getOrMake(session.kernels, key, () => this.#load(session, kernel, places));
  }

  async #load({ gpu, shaders }: Session, kernel: Operation, places: BufferPlaces): Promise<DeviceKernel> {
    if (places === separateBuffers) return new DeviceKernel(gpu, shaders, this.#find(this.#translation.all, kernel));
    const module = this.#translation.again(kernel, places);
    return new DeviceKernel(gpu, await loadShaders(gpu, module), this.#find(module, kernel));
  }
}

const errorFilters = ["validation", "out-of-memory", "internal"] as const;

/** What is special about where the buffers are: memory that they share, or that one begins in the middle of it. */
function placesOf(
  { buffers }: WgslKernel,
  copies: ReadonlyMap<number, Copy>,
  dataOf: (operand: number) => TypedArray,
): BufferPlaces {
  const changed = new Set<Copy>();
  for (const { argument, access } of buffers) if (access === "read_write") changed.add(copies.get(argument.operand!)!);
  const first = new Map<Copy, number>();
  const representatives = new Map<number, number>();
  const inside = new Set<number>();
  for (const [operand, copy] of copies) {
    if (dataOf(operand).byteOffset !== copy.bytes.byteOffset) inside.add(operand);
    // What is only read may be bound several times.
    if (!changed.has(copy)) continue;
    if (first.has(copy)) representatives.set(operand, first.get(copy)!);
    else first.set(copy, operand);
  }
  if (inside.size === 0 && representatives.size === 0) return separateBuffers;
  return {
    representative: (operand) => representatives.get(operand) ?? operand,
    hasOwnOffset: (operand) => inside.has(operand),
  };
}
