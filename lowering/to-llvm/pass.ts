/** What the passes to the llvm dialect have in common. */

import { llvmDialect } from "../../dialects/llvm/index.ts";
import type { Context } from "../../ir/context.ts";
import type { ConversionPattern } from "../../ir/conversion.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass, type Pass } from "../../ir/pass.ts";
import type { Pattern } from "../../ir/pattern.ts";
import { applyPartialConversion, ConversionTarget } from "../../passes/dialect-conversion.ts";
import { indexBitwidthOption, type LLVMTypeOptions, llvmTypeConverter, typeOptions } from "./types.ts";

export type AnyPattern = ConversionPattern | Pattern;

/** Converts what the patterns know, and leaves the rest as it is. */
export function convertToLLVM(
  root: Operation,
  patterns: readonly AnyPattern[],
  context: Context,
  options: LLVMTypeOptions,
): void {
  const target = new ConversionTarget().addLegalDialect(llvmDialect.name);
  applyPartialConversion(root, target, patterns, context, { types: llvmTypeConverter(options) });
}

/** A pass that converts the operations of one dialect. */
export const dialectToLLVMPass = (name: string, summary: string, patterns: readonly AnyPattern[]): Pass =>
  definePass(name, { summary, options: indexBitwidthOption, dependentDialects: [llvmDialect] }, (op, run) =>
    convertToLLVM(op, patterns, run.context, typeOptions(run.options)),
  );
