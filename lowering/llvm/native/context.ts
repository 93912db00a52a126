/** LLVM contexts: they own the modules parsed into them and collect the errors that LLVM reports about these. */

import { LlvmError, parserError } from "./error.ts";
import { type LlvmLibrary, loadLibrary } from "./library.ts";
import { LlvmModule } from "./module.ts";

const SEVERITY_ERROR = 0;

export class LlvmContext {
  readonly library: LlvmLibrary;
  private readonly handle: bigint;
  private readonly handler: bigint;
  private readonly modules: Set<LlvmModule>;
  private readonly errors: string[];
  private disposed: boolean;

  /** @throws {LlvmError} where there is no libLLVM */
  constructor() {
    this.library = loadLibrary();
    this.modules = new Set();
    this.errors = [];
    this.disposed = false;
    const { c } = this.library;
    this.handle = c.LLVMContextCreate();
    // Without a handler, LLVM ends the process at the first error it reports.
    const handler = (diagnostic: bigint) => this.collect(diagnostic);
    this.handler = this.library.registerCallback(handler, "void", ["void *", "void *"]);
    c.LLVMContextSetDiagnosticHandler(this.handle, this.handler, null);
  }

  /**
   * Parses a module from LLVM IR text or bitcode. `name` stands for it in messages.
   *
   * @throws {LlvmError} with line and column if the text is wrong
   */
  parse(source: string | Uint8Array, name = "module"): LlvmModule {
    const { c } = this.library;
    const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
    const buffer = c.LLVMCreateMemoryBufferWithMemoryRangeCopy(bytes, bytes.length, name);
    const module: [bigint | null] = [null];
    const message: [bigint | null] = [null];
    if (c.LLVMParseIRInContext(this.handle, buffer, module, message) !== 0) {
      throw parserError(this.library.takeMessage(message[0]));
    }
    const parsed = new LlvmModule(this, module[0]!, typeof source === "string" ? source : "");
    this.modules.add(parsed);
    return parsed;
  }

  /**
   * Ends a step of work on the context's modules.
   *
   * @throws {LlvmError} with the errors that LLVM reported meanwhile, if any
   */
  throwReported(): void {
    if (this.errors.length > 0) throw new LlvmError(this.errors.splice(0).join("\n"));
  }

  /** Called by a module that is freed or linked into another. */
  forget(module: LlvmModule): void {
    this.modules.delete(module);
  }

  /** Frees the context and its modules. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    for (const module of this.modules) module.dispose();
    this.library.c.LLVMContextDispose(this.handle);
    this.library.koffi.unregister(this.handler);
  }

  private collect(diagnostic: bigint): void {
    const { c } = this.library;
    if (c.LLVMGetDiagInfoSeverity(diagnostic) !== SEVERITY_ERROR) return;
    this.errors.push(this.library.takeMessage(c.LLVMGetDiagInfoDescription(diagnostic)));
  }
}

/** Runs `work` with a context that is freed afterwards. */
export function withContext<T>(work: (context: LlvmContext) => T): T {
  const context = new LlvmContext();
  try {
    return work(context);
  } finally {
    context.dispose();
  }
}
