/**
 * The loaded libLLVM. Nothing is loaded before `loadLibrary` or one of the two questions is called for the first time;
 * the answer then holds for the life of the process.
 */

import { createRequire } from "node:module";
import type { LibraryHandle, TypeObject } from "koffi";
import { getOrMake } from "../../../ir/maps.ts";
import { bindFunctions, type CFunctions, callByName, type Koffi } from "./c-functions.ts";
import { LlvmError } from "./error.ts";
import { findLibrary, INSTALL_HINT, OLDEST_VERSION } from "./search.ts";

/** The C stack on which libLLVM and jitted code run, in bytes: koffi's maximum, as LLVM recurses deeply. */
const STACK_SIZE = 16 << 20;

export class LlvmLibrary {
  readonly path: string;
  /** Major, minor, patch. */
  readonly version: readonly [number, number, number];
  readonly koffi: Koffi;
  readonly c: CFunctions;
  private readonly handle: LibraryHandle;
  private readonly initialized: Set<string>;
  private readonly prototypes: Map<string, TypeObject>;

  /** @throws {Error} if the library cannot be loaded or lacks a function of the C API */
  constructor(koffi: Koffi, path: string) {
    this.path = path;
    this.koffi = koffi;
    this.handle = koffi.load(path, { lazy: true });
    this.c = bindFunctions(koffi, this.handle);
    this.initialized = new Set();
    this.prototypes = new Map();
    const [major, minor, patch]: [number][] = [[0], [0], [0]];
    this.c.LLVMGetVersion(major!, minor!, patch!);
    this.version = [major![0], minor![0], patch![0]];
  }

  /** A prototype of C functions, from koffi's names of types. koffi keeps each until the process ends: they are shared. */
  prototype(result: string, parameters: readonly string[]): TypeObject {
    const key = `${result}(${parameters.join()})`;
    return getOrMake(this.prototypes, key, () => this.koffi.proto(result, [...parameters]));
  }

  /** The address of a C function that calls `callback`, valid until it is handed to `koffi.unregister`. */
  registerCallback(callback: (...args: never[]) => unknown, result: string, parameters: readonly string[]): bigint {
    return this.koffi.register(callback, this.koffi.pointer(this.prototype(result, parameters)));
  }

  /** The text of a message that LLVM handed over, which is freed. */
  takeMessage(message: bigint | null): string {
    if (message === null) return "";
    const text = this.koffi.decode.string(message);
    this.c.LLVMDisposeMessage(message);
    return text;
  }

  /** The text of an `LLVMErrorRef`, which is freed. */
  takeError(error: bigint): string {
    const message = this.c.LLVMGetErrorMessage(error);
    const text = this.koffi.decode.string(message);
    this.c.LLVMDisposeErrorMessage(message);
    return text;
  }

  /** @throws {LlvmError} if `error`, an `LLVMErrorRef`, is one */
  check(error: bigint | null): void {
    if (error !== null) throw new LlvmError(this.takeError(error));
  }

  /** The bytes of a memory buffer, which is freed. */
  takeBuffer(buffer: bigint): Uint8Array {
    const size = Number(this.c.LLVMGetBufferSize(buffer));
    const bytes = new Uint8Array(this.koffi.view(this.c.LLVMGetBufferStart(buffer), size)).slice();
    this.c.LLVMDisposeMemoryBuffer(buffer);
    return bytes;
  }

  /**
   * Makes a back end such as `X86` ready for use.
   *
   * @throws {LlvmError} if this libLLVM was built without it
   */
  initializeBackend(name: string): void {
    if (this.initialized.has(name)) return;
    for (const part of ["TargetInfo", "Target", "TargetMC", "AsmPrinter", "AsmParser"]) {
      this.initializePart(name, part);
    }
    this.initialized.add(name);
  }

  private initializePart(backend: string, part: string): void {
    const name = `LLVMInitialize${backend}${part}`;
    try {
      callByName(this.handle, name);
    } catch {
      // Back ends without an assembly parser, such as NVPTX, have no such function.
      if (part === "AsmParser") return;
      throw new LlvmError(`${this.path} was built without the back end ${backend}`);
    }
  }
}

/** Why there is no library: the sentence that `nativeUnavailableReason` returns. */
class Unavailable {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

const firstLine = (error: unknown) => String(error instanceof Error ? error.message : error).split("\n")[0]!;

function loadKoffi(): Koffi {
  const koffi: Koffi = createRequire(import.meta.url)("koffi");
  try {
    koffi.config({ ...koffi.config(), sync_stack_size: STACK_SIZE });
  } catch {
    // The program that uses adopt has loaded another library through koffi: its stack size holds.
  }
  return koffi;
}

function open(): LlvmLibrary | Unavailable {
  let koffi: Koffi;
  try {
    koffi = loadKoffi();
  } catch (error) {
    return new Unavailable(`the npm package koffi cannot be loaded: ${firstLine(error)}`);
  }
  const path = findLibrary();
  if (path === undefined) return new Unavailable(`libLLVM is not installed: ${INSTALL_HINT}`);
  try {
    return new LlvmLibrary(koffi, path);
  } catch (error) {
    const reason = `${firstLine(error)}; adopt needs a libLLVM of version ${OLDEST_VERSION} or newer`;
    return new Unavailable(`${path} cannot be used: ${reason}: ${INSTALL_HINT}`);
  }
}

let opened: LlvmLibrary | Unavailable | undefined;

function openOnce(): LlvmLibrary | Unavailable {
  opened ??= open();
  return opened;
}

/** Whether libLLVM can be used here. Loads it. */
export const isNativeAvailable = (): boolean => openOnce() instanceof LlvmLibrary;

/** Why libLLVM cannot be used and what to do about it; undefined where it can. Loads it. */
export function nativeUnavailableReason(): string | undefined {
  const result = openOnce();
  return result instanceof Unavailable ? result.reason : undefined;
}

/** @throws {LlvmError} with the reason where libLLVM cannot be used */
export function loadLibrary(): LlvmLibrary {
  const result = openOnce();
  if (result instanceof Unavailable) throw new LlvmError(result.reason);
  return result;
}
