/**
 * Programs as JavaScript functions: `compile(module).f(x, y)`.
 *
 * Floats and integers of up to 32 bits are numbers, wider integers bigints, `index` is a number, `i1` a boolean, memrefs
 * are typed arrays or `NdArray`s on them, which are not copied (lowering/host/arguments.ts). A function with several
 * results returns an array, one without results undefined.
 */
import { suggestion } from "../ir/nearest-name.ts";
import { Operation } from "../ir/operation.ts";
import type { Callable } from "./compile/callable.ts";
import type { EngineChoice, EngineOptions } from "./compile/engines.ts";
import { LoadedProgram, type ProgramOptions } from "./compile/program.ts";

export type { NdArray } from "../lowering/host/array-arguments.ts";
export { type Callable, ProgramError } from "./compile/callable.ts";
export { type EngineName, isEngineAvailable, isWebGpuAvailable } from "./compile/engines.ts";
export { CompileError } from "./compile/errors.ts";

export interface CompileOptions extends ProgramOptions, EngineOptions {
  /** "auto", the default, is "llvm" where libLLVM is installed and the program launches no kernels, and "js" elsewhere. */
  readonly engine?: EngineChoice;
}

/** The functions of a module by name. */
export type CompiledModule = Readonly<Record<string, Callable>>;
export type AsyncCompiledModule = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

/**
 * Compiles functions of a module, which is not changed, or of a text. With the engine "webgpu" kernels run on the device
 * that WebGPU gives, and all functions return promises: memrefs must be left alone until those are fulfilled.
 *
 * @typeParam M the functions' types, where the caller knows them: `{ f(x: number): number }`
 * @throws {CompileError} if the program is wrong or holds what the engine does not support
 * @throws {RangeError} if one of `entries` is no function with a body, or `engine` is none
 * @throws {TypeError} if `program` is neither a text nor a module
 * @throws {LlvmError} if `engine` is "llvm" and libLLVM is not installed
 */
export function compile<M extends object = AsyncCompiledModule>(
  program: string | Operation,
  options: CompileOptions & { readonly engine: "webgpu" },
): M;
export function compile<M extends object = CompiledModule>(program: string | Operation, options?: CompileOptions): M;
export function compile(program: string | Operation, options: CompileOptions = {}): object {
  if (typeof program !== "string" && !(program instanceof Operation)) {
    throw new TypeError("a program must be a text or a module");
  }
  const loaded = new LoadedProgram(program, options);
  const { functionNames, publicNames } = loaded;
  const { entries = publicNames, engine = "auto" } = options;
  const unknown = entries.find((name) => !functionNames.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`no function '${unknown}' with a body in the program${suggestion(unknown, functionNames)}`);
  }
  return loaded.compile(entries, engine, options);
}
