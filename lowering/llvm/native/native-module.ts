/** Compiled LLVM IR in this process: JavaScript calls its functions. */

import { type CallGuard, callbackAddress, functionAt } from "./call.ts";
import { withContext } from "./context.ts";
import { LlvmError } from "./error.ts";
import { Jit } from "./jit.ts";
import { type LlvmLibrary, loadLibrary } from "./library.ts";
import type { LlvmModule } from "./module.ts";
import {
  checkSignature,
  type IrSignature,
  type NativeFunction,
  type NativeImport,
  type Signature,
} from "./signature.ts";
import { type OptLevel, Target } from "./target.ts";

export interface CompileOptions {
  /** 3 if left out. */
  readonly optLevel?: OptLevel;
  /** Stands for the module in messages. */
  readonly name?: string;
  /** Functions that the IR declares, by name. Beside them it may refer to the C and the mathematical library. */
  readonly imports?: Readonly<Record<string, NativeImport>>;
  /** Paths of shared libraries that the IR may refer to. */
  readonly sharedLibraries?: readonly string[];
}

// Linkages of the C API's enumeration whose functions no object file exports.
const AVAILABLE_EXTERNALLY = 1;
const INTERNAL = 8;
const PRIVATE = 9;
const UNEXPORTED_LINKAGES: ReadonlySet<number> = new Set([AVAILABLE_EXTERNALLY, INTERNAL, PRIVATE]);

/** The types of a function value. */
function irSignatureOf(library: LlvmLibrary, f: bigint): IrSignature {
  const { c } = library;
  const print = (type: bigint) => library.takeMessage(c.LLVMPrintTypeToString(type));
  const type = c.LLVMGlobalGetValueType(f);
  const parameters = new BigUint64Array(c.LLVMCountParamTypes(type));
  if (parameters.length > 0) c.LLVMGetParamTypes(type, parameters);
  return {
    parameters: Array.from(parameters, print),
    result: print(c.LLVMGetReturnType(type)),
    isVariadic: c.LLVMIsFunctionVarArg(type) !== 0,
  };
}

/** The types of the functions that the module exports, by name. */
function exportsOf(library: LlvmLibrary, module: LlvmModule): Map<string, IrSignature> {
  const { c, koffi } = library;
  const signatures = new Map<string, IrSignature>();
  for (const f of module.functions()) {
    if (c.LLVMIsDeclaration(f) !== 0 || UNEXPORTED_LINKAGES.has(c.LLVMGetLinkage(f))) continue;
    const length: [number | bigint] = [0];
    const name = c.LLVMGetValueName2(f, length);
    signatures.set(koffi.decode.string(name, Number(length[0])), irSignatureOf(library, f));
  }
  return signatures;
}

/** Compiles for this machine's CPU. Returns the object file in a memory buffer and what it exports. */
function compileObject(library: LlvmLibrary, irText: string, level: OptLevel, name: string | undefined) {
  return withContext((context) => {
    const module = context.parse(irText, name);
    module.verify();
    const target = new Target();
    module.optimize(target, level);
    // The optimizer evaluates what constructors it can; the C API has no way to run the others.
    if (library.c.LLVMGetNamedGlobal(module.handle, "llvm.global_ctors") !== null) {
      throw new LlvmError("the module has global constructors, which the native engine does not run");
    }
    const signatures = exportsOf(library, module);
    return { signatures, object: module.emit(target, level, "object") };
  });
}

export class NativeModule {
  private readonly library: LlvmLibrary;
  private readonly jit: Jit;
  private readonly signatures: ReadonlyMap<string, IrSignature>;
  private readonly guard: CallGuard & { disposed: boolean };
  private readonly callbacks: bigint[];

  private constructor(library: LlvmLibrary, signatures: ReadonlyMap<string, IrSignature>) {
    this.library = library;
    this.jit = new Jit(library);
    this.signatures = signatures;
    this.callbacks = [];
    this.guard = {
      disposed: false,
      thrown: undefined,
      throwDisposed() {
        throw new LlvmError("the native module has been disposed of");
      },
    };
  }

  /**
   * Compiles LLVM IR text for this machine and links it into the process. The code runs in the process: a fault in it
   * ends the process, and so do the few errors of code generation that LLVM calls fatal. Run what is not trusted in a
   * child process.
   *
   * @throws {LlvmError} where there is no libLLVM, if the IR is wrong, or if it refers to unknown functions
   */
  static compile(irText: string, options: CompileOptions = {}): NativeModule {
    const library = loadLibrary();
    const { signatures, object } = compileObject(library, irText, options.optLevel ?? 3, options.name);
    const module = new NativeModule(library, signatures);
    try {
      module.link(object, options);
    } catch (error) {
      module.dispose();
      throw error;
    }
    return module;
  }

  /** The names of the functions that can be called. */
  get functionNames(): readonly string[] {
    return [...this.signatures.keys()];
  }

  /**
   * The address of a function.
   *
   * @throws {LlvmError} if the module does not define it
   */
  address(name: string): bigint {
    if (this.guard.disposed) this.guard.throwDisposed();
    if (!this.signatures.has(name)) {
      const names = this.functionNames.slice(0, 10).map((known) => `'${known}'`);
      const known =
        names.length > 0 ? `defines ${names.join(", ")}${this.signatures.size > 10 ? ", ..." : ""}` : "defines none";
      throw new LlvmError(`no function '${name}' in the native module, which ${known}`);
    }
    return this.jit.lookup(name);
  }

  /**
   * A function of the module as a JavaScript function. It throws a `TypeError` for an argument that does not fit, and
   * an `LlvmError` once the module has been disposed of.
   *
   * @throws {LlvmError} if the module does not define it or defines it with other types
   */
  function<const S extends Signature>(name: string, signature: S): NativeFunction<S> {
    const address = this.address(name);
    checkSignature(name, this.signatures.get(name)!, signature);
    return functionAt(this.library, address, signature, name, this.guard);
  }

  /** Frees the code. Addresses of its functions and of its data become invalid. */
  dispose(): void {
    if (this.guard.disposed) return;
    this.guard.disposed = true;
    this.jit.dispose();
    for (const callback of this.callbacks) this.library.koffi.unregister(callback);
  }

  private link(object: bigint, { imports = {}, sharedLibraries = [] }: CompileOptions): void {
    const { jit, library, guard } = this;
    const symbols = Object.entries(imports).map(([name, imported]) => {
      const address = callbackAddress(library, imported, name, guard);
      this.callbacks.push(address);
      return { name, address };
    });
    jit.addObject(object);
    jit.addSymbols(symbols);
    for (const path of sharedLibraries) jit.addSharedLibrary(path);
    jit.addProcessSymbols();
    // Looking up one symbol links all of the object file: what it lacks is found out here, not at the first call.
    const [first] = this.signatures.keys();
    if (first !== undefined) jit.lookup(first);
  }
}
