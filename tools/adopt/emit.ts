/** What `adopt` writes at the end: MLIR, LLVM IR or bitcode. */

import { type PrintOptions, printModule } from "../../ir/assembly/asm-printer.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Timing } from "../../passes/instrumentation/timing.ts";

/** A text, or bytes. */
export type Emission = string | Uint8Array;

export async function emit(
  module: Operation,
  _format: string,
  options: PrintOptions,
  timing: Timing | undefined,
): Promise<Emission> {
  const print = (): string => printModule(module, options);
  return timing === undefined ? print() : timing.measure("Output", print);
}
