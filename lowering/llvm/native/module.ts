/** One LLVM module in memory: verify, link, optimize, print, and generate code. */

import type { LlvmContext } from "./context.ts";
import { LlvmError, verifierError } from "./error.ts";
import type { OptLevel, Target } from "./target.ts";

/**
 * Code generation takes time quadratic in the length of a basic block. In one of 40,000 instructions it takes 3 to 17 s
 * at any level above 0 and 0.1 s at level 0, which costs the running code little: such blocks have no loops in them.
 */
const LONGEST_OPTIMIZED_BLOCK = 10_000;

// Numbers of the C API's enumerations.
const RETURN_STATUS_ACTION = 2;
const FILE_TYPE = { assembly: 0, object: 1 };

export class LlvmModule {
  readonly context: LlvmContext;
  private readonly irText: string;
  private live: bigint | undefined;

  /** For `LlvmContext.parse` alone. `irText` is what verifier errors are looked up in. */
  constructor(context: LlvmContext, handle: bigint, irText: string) {
    this.context = context;
    this.irText = irText;
    this.live = handle;
  }

  /** @throws {LlvmError} if the module has been freed or linked into another */
  get handle(): bigint {
    if (this.live === undefined) throw new LlvmError("the module has been disposed of");
    return this.live;
  }

  /** @throws {LlvmError} saying what is wrong with the module, if something is */
  verify(): void {
    const { c, library } = this;
    const message: [bigint | null] = [null];
    const broken = c.LLVMVerifyModule(this.handle, RETURN_STATUS_ACTION, message) !== 0;
    const text = library.takeMessage(message[0]);
    if (broken) throw verifierError(text, this.irText);
  }

  /**
   * Moves all of `source`, a module of the same context, into this one.
   *
   * @throws {LlvmError} if the two do not fit, for example if both define a symbol
   */
  link(source: LlvmModule): void {
    const handle = source.handle;
    source.release();
    const failed = this.c.LLVMLinkModules2(this.handle, handle) !== 0;
    this.context.throwReported();
    if (failed) throw new LlvmError("the modules cannot be linked");
  }

  /** Writes the target's triple and data layout into the module, which the optimizer needs as much as code generation. */
  setTarget(target: Target): void {
    const { c } = this;
    target.withMachine(0, (machine) => {
      const layout = c.LLVMCreateTargetDataLayout(machine);
      c.LLVMSetTarget(this.handle, target.triple);
      c.LLVMSetModuleDataLayout(this.handle, layout);
      c.LLVMDisposeTargetData(layout);
    });
  }

  /** Runs LLVM's pipeline of that level for `target`, whose triple and data layout the module gets. */
  optimize(target: Target, level: OptLevel): void {
    this.setTarget(target);
    this.runPasses(`default<O${level}>`, target, level);
  }

  /**
   * Runs a pipeline in the syntax of `opt -passes`.
   *
   * @throws {LlvmError} for an unknown pass
   */
  runPasses(pipeline: string, target: Target, level: OptLevel): void {
    const { c, library } = this;
    const options = c.LLVMCreatePassBuilderOptions();
    c.LLVMPassBuilderOptionsSetSLPVectorization(options, level >= 2 ? 1 : 0);
    try {
      target.withMachine(level, (machine) => library.check(c.LLVMRunPasses(this.handle, pipeline, machine, options)));
    } finally {
      c.LLVMDisposePassBuilderOptions(options);
    }
    this.context.throwReported();
  }

  /** An object file. Leaves the module changed: write bitcode or print it before. */
  emitObject(target: Target, level: OptLevel): Uint8Array {
    return this.context.library.takeBuffer(this.emit(target, level, "object"));
  }

  /** Assembly text: PTX for NVPTX. Leaves the module changed, like `emitObject`. */
  emitAssembly(target: Target, level: OptLevel): string {
    return new TextDecoder().decode(this.context.library.takeBuffer(this.emit(target, level, "assembly")));
  }

  /**
   * Generates code into a memory buffer of LLVM's that the caller frees or hands on.
   *
   * @throws {LlvmError} for what the back end cannot do, where it does not end the process
   */
  emit(target: Target, level: OptLevel, fileType: keyof typeof FILE_TYPE): bigint {
    const { c, library } = this;
    const effective = this.longestBlock() > LONGEST_OPTIMIZED_BLOCK ? 0 : level;
    const message: [bigint | null] = [null];
    const buffer: [bigint | null] = [null];
    const failed = target.withMachine(effective, (machine) =>
      c.LLVMTargetMachineEmitToMemoryBuffer(machine, this.handle, FILE_TYPE[fileType], message, buffer),
    );
    if (failed) throw new LlvmError(library.takeMessage(message[0]));
    try {
      this.context.throwReported();
    } catch (error) {
      c.LLVMDisposeMemoryBuffer(buffer[0]!);
      throw error;
    }
    return buffer[0]!;
  }

  toBitcode(): Uint8Array {
    return this.context.library.takeBuffer(this.c.LLVMWriteBitcodeToMemoryBuffer(this.handle));
  }

  /** The module as LLVM IR text. */
  toString(): string {
    return this.library.takeMessage(this.c.LLVMPrintModuleToString(this.handle));
  }

  /** The functions that the module defines or declares. */
  *functions(): Generator<bigint> {
    const { c } = this;
    for (let f = c.LLVMGetFirstFunction(this.handle); f !== null; f = c.LLVMGetNextFunction(f)) yield f;
  }

  /** The number of instructions in the longest basic block. */
  longestBlock(): number {
    const { c } = this;
    let longest = 0;
    for (const f of this.functions()) {
      for (let block = c.LLVMGetFirstBasicBlock(f); block !== null; block = c.LLVMGetNextBasicBlock(block)) {
        let length = 0;
        for (let i = c.LLVMGetFirstInstruction(block); i !== null; i = c.LLVMGetNextInstruction(i)) length++;
        longest = Math.max(longest, length);
      }
    }
    return longest;
  }

  /** Frees the module. */
  dispose(): void {
    if (this.live === undefined) return;
    const handle = this.live;
    this.release();
    this.c.LLVMDisposeModule(handle);
  }

  private get library() {
    return this.context.library;
  }

  private get c() {
    return this.context.library.c;
  }

  /** Gives up the LLVM module without freeing it. */
  private release(): void {
    this.live = undefined;
    this.context.forget(this);
  }
}
