/**
 * LLVM in this process: libLLVM's C API, called through koffi. Independent of adopt's IR: what goes in is LLVM IR text.
 * Nothing is loaded until one of these is called. Without libLLVM all of them throw, but for the two questions.
 */

export * from "./emit.ts";
export { LlvmError } from "./error.ts";
export { isNativeAvailable, nativeUnavailableReason } from "./library.ts";
export { addressOf, copyMemory, freeMemory } from "./memory.ts";
export { type CompileOptions, NativeModule } from "./native-module.ts";
export {
  type NativeCallback,
  type NativeFunction,
  type NativeImport,
  type NativeMemory,
  nativeImport,
  type ParameterKind,
  type ResultKind,
  type Signature,
} from "./signature.ts";
export type { OptLevel, TargetOptions } from "./target.ts";
