/** The engines by name. Functions of the engine `webgpu` return promises, since devices answer later. */

import type { Context } from "../../ir/context.ts";
import type { Operation } from "../../ir/operation.ts";
import type { HostFunction } from "../../lowering/host/memref.ts";
import { compileToJs, type Print } from "../../lowering/js/index.ts";
import { compileToNative } from "../../lowering/llvm/engine.ts";
import { isNativeAvailable } from "../../lowering/llvm/native/index.ts";
import { type AsyncHostFunction, compileToWebGpu, isDeviceAvailable } from "../../lowering/wgsl/engine.ts";

/** The engines whose functions return when they are done. */
export type EngineName = "js" | "llvm";
export type EngineChoice = EngineName | "webgpu" | "auto";

export interface EngineOptions {
  /** Takes the lines that a program prints, without their ends; `console.log` by default. */
  readonly print?: Print;
}

/**
 * Compiles functions of a module. Errors are reported through the context, with undefined as the result, or thrown.
 *
 * @throws {DiagnosticError} at what is not supported
 */
export type Engine = (
  module: Operation,
  names: readonly string[],
  context: Context,
  options: EngineOptions,
) => Readonly<Record<string, HostFunction | AsyncHostFunction>> | undefined;

/** An engine that was decided on. */
export type ResolvedEngine = Exclude<EngineChoice, "auto">;

export const engines: Readonly<Record<ResolvedEngine, Engine>> = {
  js: (module, names, _context, { print }) => compileToJs(module, names, print),
  llvm: compileToNative,
  webgpu: (module, names, context, { print }) => compileToWebGpu(module, names, context, print),
};

/** Whether an engine can run here. Loads libLLVM if that is the question. */
export const isEngineAvailable = (name: EngineName): boolean => name === "js" || isNativeAvailable();

/** Whether there is a device for the engine `webgpu`. */
export const isWebGpuAvailable = isDeviceAvailable;

/**
 * "auto" is the fastest engine that can run the program here.
 *
 * @throws {RangeError} for what is no engine
 */
export const resolveEngine = (choice: EngineChoice, module: Operation): ResolvedEngine => {
  if (choice !== "auto") {
    if (Object.hasOwn(engines, choice)) return choice;
    throw new RangeError(`there is no engine '${choice}'; there are ${Object.keys(engines).join(", ")} and auto`);
  }
  return isEngineAvailable("llvm") && !hasLaunches(module) ? "llvm" : "js";
};

/** Whether the program has parts for a GPU, for which only the js engine stands in. */
const hasLaunches = (module: Operation): boolean =>
  module.walk((op) => (op.def.dialectName === "gpu" ? "interrupt" : undefined), "pre") === "interrupt";
