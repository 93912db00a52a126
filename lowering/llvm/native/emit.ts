/** From LLVM IR text to what a file holds: each function does one job with libLLVM and leaves nothing behind. */

import { type LlvmContext, withContext } from "./context.ts";
import type { LlvmModule } from "./module.ts";
import { type OptLevel, Target, type TargetOptions } from "./target.ts";

export interface EmitOptions {
  /** This machine if left out. */
  readonly target?: TargetOptions;
  /** 3 if left out. */
  readonly optLevel?: OptLevel;
  /** Stands for the module in messages. */
  readonly name?: string;
}

function verified(context: LlvmContext, irText: string, name: string | undefined): LlvmModule {
  const module = context.parse(irText, name);
  module.verify();
  return module;
}

function optimized<T>(irText: string, options: EmitOptions, use: (module: LlvmModule, target: Target) => T): T {
  return withContext((context) => {
    const module = verified(context, irText, options.name);
    const target = new Target(options.target);
    module.optimize(target, options.optLevel ?? 3);
    return use(module, target);
  });
}

/** @throws {LlvmError} saying what is wrong with the module, if something is */
export const verifyIr = (irText: string, name?: string): void =>
  withContext((context) => void verified(context, irText, name));

/** The module after LLVM's optimizer, as LLVM IR text. @throws {LlvmError} for wrong IR or an unknown target */
export const optimizeIr = (irText: string, options: EmitOptions = {}): string =>
  optimized(irText, options, (module) => module.toString());

/** An object file. @throws {LlvmError} for wrong IR or an unknown target */
export const emitObject = (irText: string, options: EmitOptions = {}): Uint8Array =>
  optimized(irText, options, (module, target) => module.emitObject(target, options.optLevel ?? 3));

/** Assembly text, PTX for NVPTX. @throws {LlvmError} for wrong IR or an unknown target */
export const emitAssembly = (irText: string, options: EmitOptions = {}): string =>
  optimized(irText, options, (module, target) => module.emitAssembly(target, options.optLevel ?? 3));

/** The module as it is, as bitcode. @throws {LlvmError} for wrong IR */
export const emitBitcode = (irText: string, name?: string): Uint8Array =>
  withContext((context) => verified(context, irText, name).toBitcode());

/** All modules as one, as LLVM IR text. @throws {LlvmError} for wrong IR or modules that do not fit */
export const linkIr = (irTexts: readonly string[]): string =>
  withContext((context) => {
    const linked = context.parse("");
    for (const irText of irTexts) linked.link(verified(context, irText, undefined));
    return linked.toString();
  });
