/**
 * LLVM through the npm package llvm-bindings, an optional dependency that is compiled against LLVM 22 when it is
 * installed: reads LLVM IR text, verifies and links modules, and writes bitcode. The package is loaded when it is first
 * asked for. It never frees what it has read: a program that does this for many modules does it in child processes.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { LlvmError, parserError, verifierError } from "./native/error.ts";

const LLVM_MAJOR = 22;

/** What to do where the package cannot be used. */
const INSTALL_HINT =
  `install LLVM ${LLVM_MAJOR}'s headers and a C++ compiler (Debian: apt-get install llvm-${LLVM_MAJOR}-dev g++), ` +
  "then run: npm rebuild llvm-bindings";

type Opaque = object;

interface BindingsModule {
  getSourceFileName(): string;
  setSourceFileName(name: string): void;
  setModuleIdentifier(name: string): void;
  print(): string;
}

/** What is used of the package. */
interface Bindings {
  readonly config: { readonly LLVM_VERSION_MAJOR: number };
  readonly LLVMContext: new () => Opaque;
  readonly SMDiagnostic: new () => Opaque;
  readonly Linker: { linkModules(destination: BindingsModule, source: BindingsModule): boolean };
  parseIRFile(path: string, diagnostic: Opaque, context: Opaque): BindingsModule | null;
  verifyModule(module: BindingsModule): boolean;
  WriteBitcodeToFile(module: BindingsModule, path: string): void;
  /** What LLVM has reported since the last call; tools/cmake-js adds it when it compiles the package. */
  takeDiagnostics?(): string;
}

type LoadedBindings = Required<Bindings>;

/** The package, or why it cannot be used. */
function load(): LoadedBindings | string {
  // In a worker, loading the package breaks the main thread.
  if (!isMainThread) return "llvm-bindings cannot be used in a worker thread";
  let bindings: Bindings;
  try {
    bindings = createRequire(import.meta.url)("llvm-bindings");
  } catch {
    return `the npm package llvm-bindings is not installed or not built: ${INSTALL_HINT}`;
  }
  const { config, takeDiagnostics } = bindings;
  if (config.LLVM_VERSION_MAJOR !== LLVM_MAJOR || takeDiagnostics === undefined) {
    return `llvm-bindings is built against LLVM ${config.LLVM_VERSION_MAJOR} without adopt's patches: ${INSTALL_HINT}`;
  }
  return bindings as LoadedBindings;
}

let loaded: LoadedBindings | string | undefined;

function loadOnce(): LoadedBindings | string {
  loaded ??= load();
  return loaded;
}

/** Whether llvm-bindings can be used here. Loads it. */
export const areBindingsAvailable = (): boolean => typeof loadOnce() !== "string";

/** Why llvm-bindings cannot be used and what to install; undefined where it can. Loads it. */
export function bindingsUnavailableReason(): string | undefined {
  const result = loadOnce();
  return typeof result === "string" ? result : undefined;
}

/** Runs `work` with the package and a folder for its files, which is removed afterwards. */
function withBindings<T>(work: (bindings: LoadedBindings, folder: string) => T): T {
  const bindings = loadOnce();
  if (typeof bindings === "string") throw new LlvmError(bindings);
  const folder = mkdtempSync(join(tmpdir(), "adopt-"));
  try {
    return work(bindings, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function parse(bindings: LoadedBindings, folder: string, context: Opaque, irText: string, name: string) {
  const path = join(folder, "module.ll");
  writeFileSync(path, irText);
  const module = bindings.parseIRFile(path, new bindings.SMDiagnostic(), context);
  if (module === null) throw parserError(bindings.takeDiagnostics().replace(path, () => name));
  module.setModuleIdentifier(name);
  if (module.getSourceFileName() === path) module.setSourceFileName(name);
  if (bindings.verifyModule(module)) throw verifierError(bindings.takeDiagnostics(), irText);
  return module;
}

/**
 * Reads and verifies each module of LLVM IR text and links them into one, whose text is returned. `name` stands for
 * the modules in messages and in the text.
 *
 * @throws {LlvmError} where llvm-bindings cannot be used, if a module is wrong, or if two do not fit
 */
export const verifyAndLink = (irTexts: readonly string[], name = "module"): string =>
  withBindings((bindings, folder) => {
    const context = new bindings.LLVMContext();
    const [first = "", ...others] = irTexts;
    const linked = parse(bindings, folder, context, first, name);
    for (const irText of others) {
      const failed = bindings.Linker.linkModules(linked, parse(bindings, folder, context, irText, name));
      const message = bindings.takeDiagnostics();
      if (failed) throw new LlvmError(message);
    }
    return linked.print();
  });

/**
 * The module as bitcode. `name` stands for it in messages and in the bitcode.
 *
 * @throws {LlvmError} where llvm-bindings cannot be used, or if the module is wrong
 */
export const writeBitcode = (irText: string, name = "module"): Uint8Array =>
  withBindings((bindings, folder) => {
    const path = join(folder, "module.bc");
    bindings.WriteBitcodeToFile(parse(bindings, folder, new bindings.LLVMContext(), irText, name), path);
    return new Uint8Array(readFileSync(path));
  });
