/** One LLJIT: object code linked into this process, and what it may refer to. */

import { LlvmError } from "./error.ts";
import type { LlvmLibrary } from "./library.ts";

// Flags of the C API: exported and callable.
const SYMBOL_FLAGS = 0b101n;

/** A symbol of this process by its address. */
export interface SymbolAddress {
  readonly name: string;
  readonly address: bigint;
}

export class Jit {
  private readonly library: LlvmLibrary;
  private readonly handle: bigint;
  private readonly dylib: bigint;
  private readonly reporter: bigint;
  private readonly errors: string[];

  constructor(library: LlvmLibrary) {
    const { c } = library;
    this.library = library;
    this.errors = [];
    const jit: [bigint | null] = [null];
    library.check(c.LLVMOrcCreateLLJIT(jit, null));
    this.handle = jit[0]!;
    this.dylib = c.LLVMOrcLLJITGetMainJITDylib(this.handle);
    // Without a reporter, the reason why linking failed goes to stderr.
    const report = (_: unknown, error: bigint) => void this.errors.push(library.takeError(error));
    this.reporter = library.registerCallback(report, "void", ["void *", "void *"]);
    c.LLVMOrcExecutionSessionSetErrorReporter(c.LLVMOrcLLJITGetExecutionSession(this.handle), this.reporter, null);
  }

  /** Lets code refer to what this process has loaded: the C and the mathematical library. */
  addProcessSymbols(): void {
    const { c } = this.library;
    const generator: [bigint | null] = [null];
    const prefix = c.LLVMOrcLLJITGetGlobalPrefix(this.handle);
    this.library.check(c.LLVMOrcCreateDynamicLibrarySearchGeneratorForProcess(generator, prefix, null, null));
    c.LLVMOrcJITDylibAddGenerator(this.dylib, generator[0]!);
  }

  /**
   * Lets code refer to a shared library, which is loaded.
   *
   * @throws {LlvmError} if it cannot be
   */
  addSharedLibrary(path: string): void {
    const { c } = this.library;
    const generator: [bigint | null] = [null];
    const prefix = c.LLVMOrcLLJITGetGlobalPrefix(this.handle);
    this.library.check(c.LLVMOrcCreateDynamicLibrarySearchGeneratorForPath(generator, path, prefix, null, null));
    c.LLVMOrcJITDylibAddGenerator(this.dylib, generator[0]!);
  }

  /** Lets code refer to functions by name that stand at these addresses. */
  addSymbols(symbols: readonly SymbolAddress[]): void {
    if (symbols.length === 0) return;
    const { c } = this.library;
    const words = symbols.flatMap(({ name, address }) => {
      return [c.LLVMOrcLLJITMangleAndIntern(this.handle, name), address, SYMBOL_FLAGS];
    });
    const unit = c.LLVMOrcAbsoluteSymbols(BigUint64Array.from(words), symbols.length);
    this.library.check(c.LLVMOrcJITDylibDefine(this.dylib, unit));
  }

  /** Adds an object file in a memory buffer, which is taken over. It is linked when one of its symbols is looked up. */
  addObject(buffer: bigint): void {
    this.library.check(this.library.c.LLVMOrcLLJITAddObjectFile(this.handle, this.dylib, buffer));
  }

  /**
   * The address of a symbol.
   *
   * @throws {LlvmError} if it is not defined, or if something its object file refers to is not
   */
  lookup(name: string): bigint {
    const { c } = this.library;
    const address: [bigint | null] = [null];
    const error = c.LLVMOrcLLJITLookup(this.handle, address, name);
    if (error !== null) {
      const message = this.library.takeError(error);
      // What was reported meanwhile is the reason; the message says only that looking up failed.
      throw new LlvmError(this.errors.splice(0).join("\n") || message);
    }
    return address[0]!;
  }

  /** Frees the code. */
  dispose(): void {
    this.library.check(this.library.c.LLVMOrcDisposeLLJIT(this.handle));
    this.library.koffi.unregister(this.reporter);
  }
}
