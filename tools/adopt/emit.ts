/**
 * What `adopt` writes at the end: MLIR, LLVM IR, bitcode or WGSL. The printers of other languages and llvm-bindings are
 * loaded only when they are asked for.
 */
import { type PrintOptions, printModule } from "../../ir/assembly/asm-printer.ts";
import type { Operation } from "../../ir/operation.ts";
import { LlvmError } from "../../lowering/llvm/native/error.ts";
import { UsageError } from "./options.ts";

/** A text, or bytes. */
export type Emission = string | Uint8Array;

type Emitter = (module: Operation, options: PrintOptions) => Promise<Emission>;

const llvmIRText = async (module: Operation): Promise<string> => {
  const { translateToLLVMIR } = await import("../../lowering/llvm/print/index.ts");
  return translateToLLVMIR(module);
};

export const emitters: Readonly<Record<string, Emitter>> = {
  mlir: async (module, options) => printModule(module, options),
  "llvm-ir": llvmIRText,
  async bitcode(module) {
    const text = await llvmIRText(module);
    const { writeBitcode } = await import("../../lowering/llvm/bindings.ts");
    try {
      return writeBitcode(text);
    } catch (error) {
      if (error instanceof LlvmError) throw new UsageError(error.message);
      throw error;
    }
  },
  async wgsl(module) {
    const { translateToWgsl } = await import("../../lowering/wgsl/print/index.ts");
    return translateToWgsl(module).text;
  },
};
