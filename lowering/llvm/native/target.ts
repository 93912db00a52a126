/** What code is generated for: a triple, a CPU and its features; and LLVM's target machines for it. */

import { LlvmError } from "./error.ts";
import { type LlvmLibrary, loadLibrary } from "./library.ts";

/** How much the optimizer and the code generator do, as in `-O0` to `-O3`. */
export type OptLevel = 0 | 1 | 2 | 3;

/** The back ends, by what the triples of their architectures begin with. */
const BACKENDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:x86_64|amd64|i[3-9]86)/, "X86"],
  [/^(?:aarch64|arm64)/, "AArch64"],
  [/^(?:arm|thumb)/, "ARM"],
  [/^riscv(?:32|64)/, "RISCV"],
  [/^(?:powerpc|ppc)/, "PowerPC"],
  [/^s390x/, "SystemZ"],
  [/^loongarch(?:32|64)/, "LoongArch"],
  [/^nvptx/, "NVPTX"],
  [/^(?:amdgcn|r600)/, "AMDGPU"],
  [/^wasm(?:32|64)/, "WebAssembly"],
];

// Numbers of the C API's enumerations.
const RELOC_PIC = 2;
const CODE_MODEL_DEFAULT = 0;

export interface TargetOptions {
  /** For example `nvptx64-nvidia-cuda`; this machine's if left out. */
  readonly triple?: string;
  /** For example `sm_90`; this machine's CPU if the triple is left out, else the triple's generic one. */
  readonly cpu?: string;
  /** For example `+avx2,-fma`. */
  readonly features?: string;
}

export class Target {
  readonly triple: string;
  readonly cpu: string;
  readonly features: string;
  private readonly library: LlvmLibrary;
  private readonly handle: bigint;

  /** @throws {LlvmError} for a triple that LLVM or this libLLVM does not know, or where there is no libLLVM */
  constructor(options: TargetOptions = {}) {
    const library = loadLibrary();
    const { c } = library;
    const isHost = options.triple === undefined;
    this.library = library;
    this.triple = options.triple ?? library.takeMessage(c.LLVMGetDefaultTargetTriple());
    this.cpu = options.cpu ?? (isHost ? library.takeMessage(c.LLVMGetHostCPUName()) : "");
    this.features = options.features ?? (isHost ? library.takeMessage(c.LLVMGetHostCPUFeatures()) : "");
    const backend = BACKENDS.find(([pattern]) => pattern.test(this.triple));
    if (!backend) throw new LlvmError(`no back end for the target triple '${this.triple}'`);
    library.initializeBackend(backend[1]);
    const target: [bigint | null] = [null];
    const message: [bigint | null] = [null];
    if (c.LLVMGetTargetFromTriple(this.triple, target, message) !== 0) {
      throw new LlvmError(library.takeMessage(message[0]));
    }
    this.handle = target[0]!;
  }

  /**
   * Runs `work` with a target machine that generates code at `level`.
   *
   * @throws {LlvmError} if LLVM cannot generate code for the triple
   */
  withMachine<T>(level: OptLevel, work: (machine: bigint) => T): T {
    const { c } = this.library;
    const { handle, triple, cpu, features } = this;
    const machine = c.LLVMCreateTargetMachine(handle, triple, cpu, features, level, RELOC_PIC, CODE_MODEL_DEFAULT);
    if (machine === null) throw new LlvmError(`cannot generate code for the target triple '${triple}'`);
    try {
      return work(machine);
    } finally {
      c.LLVMDisposeTargetMachine(machine);
    }
  }
}
