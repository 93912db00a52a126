/** The part of WebGPU that is used, the same in browsers and in the npm package webgpu. Source: the WebGPU specification. */

export interface Gpu {
  requestAdapter(): Promise<GpuAdapter | null>;
}

export interface GpuAdapter {
  readonly features: ReadonlySet<string>;
  readonly limits: Readonly<Record<string, number>>;
  readonly info: { readonly vendor: string; readonly architecture: string; readonly description: string };
  requestDevice(options: {
    readonly requiredFeatures: readonly string[];
    readonly requiredLimits?: Readonly<Record<string, number>>;
  }): Promise<GpuDevice>;
}

export interface GpuDevice {
  readonly features: ReadonlySet<string>;
  readonly limits: Readonly<Record<string, number>>;
  readonly queue: GpuQueue;
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  createBuffer(options: { readonly size: number; readonly usage: number }): GpuBuffer;
  createShaderModule(options: { readonly code: string }): GpuShaderModule;
  createComputePipelineAsync(options: {
    readonly layout: "auto";
    readonly compute: {
      readonly module: GpuShaderModule;
      readonly entryPoint: string;
      readonly constants?: Readonly<Record<string, number>>;
    };
  }): Promise<GpuPipeline>;
  createBindGroup(options: { readonly layout: object; readonly entries: readonly GpuBinding[] }): object;
  createCommandEncoder(): GpuCommandEncoder;
  pushErrorScope(filter: "validation" | "out-of-memory" | "internal"): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
  destroy(): void;
}

export interface GpuBinding {
  readonly binding: number;
  readonly resource: { readonly buffer: GpuBuffer };
}

export interface GpuQueue {
  writeBuffer(buffer: GpuBuffer, offset: number, data: ArrayBufferView): void;
  submit(commands: readonly object[]): void;
  onSubmittedWorkDone(): Promise<void>;
}

export interface GpuBuffer {
  readonly size: number;
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

export interface GpuShaderModule {
  getCompilationInfo(): Promise<{
    readonly messages: readonly {
      readonly type: "error" | "warning" | "info";
      readonly lineNum: number;
      readonly linePos: number;
      readonly message: string;
    }[];
  }>;
}

export interface GpuPipeline {
  getBindGroupLayout(index: number): object;
}

export interface GpuCommandEncoder {
  beginComputePass(): GpuComputePass;
  copyBufferToBuffer(from: GpuBuffer, fromOffset: number, to: GpuBuffer, toOffset: number, size: number): void;
  finish(): object;
}

export interface GpuComputePass {
  setPipeline(pipeline: GpuPipeline): void;
  setBindGroup(index: number, group: object): void;
  dispatchWorkgroups(x: number, y: number, z: number): void;
  end(): void;
}

/** `GPUBufferUsage` and `GPUMapMode`. */
export const usage = { mapRead: 1, copySource: 4, copyDestination: 8, uniform: 64, storage: 128 } as const;
export const mapMode = { read: 1 } as const;

/** What the npm package `webgpu` exports. It is optional, so nothing may depend on its types. */
export interface WebGpuPackage {
  readonly globals: Readonly<Record<string, unknown>>;
  create(options: readonly string[]): Gpu;
}

/** Loads the package. Rejects if it is not installed. */
export const importWebGpu = async (): Promise<WebGpuPackage> => {
  const name: string = "webgpu";
  return (await import(name)) as WebGpuPackage;
};
