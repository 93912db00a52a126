/** What a program must know of a WGSL text to run its kernels. All resources are in group 0. */
import type { KernelArgument } from "./arguments.ts";

export type WgslFeature = "shader-f16" | "subgroups";

/** A buffer of words of 32 bits, or of 16 for f16. */
export interface BufferBinding {
  readonly binding: number;
  readonly argument: KernelArgument;
  readonly access: "read" | "read_write";
}

/** Four bytes in the buffer of parameters; `i32` stands for integers of all widths, and f32 for f16 as well. */
export interface Parameter {
  readonly type: "i32" | "f32";
  readonly argument: KernelArgument;
}

export interface WgslKernel {
  /** The symbol of the kernel, and that of its module. */
  readonly name: string;
  readonly module: string;
  readonly entryPoint: string;
  readonly buffers: readonly BufferBinding[];
  /** The uniform buffer of parameters, if there are any. */
  readonly parameterBinding: number | undefined;
  readonly parameters: readonly Parameter[];
  /** The number of threads in a block; where it is not known the names of the constants to set. */
  readonly blockSize: readonly [number, number, number] | undefined;
  readonly blockSizeConstants: readonly [string, string, string] | undefined;
}

export interface WgslModule {
  readonly text: string;
  readonly features: readonly WgslFeature[];
  readonly kernels: readonly WgslKernel[];
}
