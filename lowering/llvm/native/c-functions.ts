/**
 * The functions of libLLVM's C API that the driver calls, as one table: result, then parameters. Their TypeScript types
 * and their bindings through koffi both follow from it.
 */

import type { LibraryHandle } from "koffi";

/** koffi's interface. Only its type is imported: the package itself is loaded when a library is asked for. */
export type Koffi = typeof import("koffi");

/** What a C function takes or returns: the TypeScript type of each kind. */
interface CTypes {
  void: undefined;
  /** A pointer that is never null. */
  handle: bigint;
  pointer: bigint | null;
  string: string;
  int: number;
  char: number;
  size: number | bigint;
  bytes: Uint8Array;
  /** An array of pointers or of structures of 64-bit words. */
  words: BigUint64Array;
  /** A `T **` that the function writes to, as an array of one element; likewise the others. */
  outPointer: [bigint | null];
  outInt: [number];
  outSize: [number | bigint];
}

type CKind = keyof CTypes;

const FUNCTIONS = {
  LLVMGetVersion: ["void", "outInt", "outInt", "outInt"],
  LLVMDisposeMessage: ["void", "handle"],
  LLVMGetErrorMessage: ["handle", "handle"],
  LLVMDisposeErrorMessage: ["void", "handle"],

  LLVMContextCreate: ["handle"],
  LLVMContextDispose: ["void", "handle"],
  LLVMContextSetDiagnosticHandler: ["void", "handle", "handle", "pointer"],
  LLVMGetDiagInfoDescription: ["handle", "handle"],
  LLVMGetDiagInfoSeverity: ["int", "handle"],

  LLVMCreateMemoryBufferWithMemoryRangeCopy: ["handle", "bytes", "size", "string"],
  LLVMDisposeMemoryBuffer: ["void", "handle"],
  LLVMGetBufferStart: ["handle", "handle"],
  LLVMGetBufferSize: ["size", "handle"],

  LLVMParseIRInContext: ["int", "handle", "handle", "outPointer", "outPointer"],
  LLVMDisposeModule: ["void", "handle"],
  LLVMVerifyModule: ["int", "handle", "int", "outPointer"],
  LLVMLinkModules2: ["int", "handle", "handle"],
  LLVMPrintModuleToString: ["handle", "handle"],
  LLVMWriteBitcodeToMemoryBuffer: ["handle", "handle"],
  LLVMSetTarget: ["void", "handle", "string"],
  LLVMSetModuleDataLayout: ["void", "handle", "handle"],
  LLVMGetNamedGlobal: ["pointer", "handle", "string"],

  LLVMGetFirstFunction: ["pointer", "handle"],
  LLVMGetNextFunction: ["pointer", "handle"],
  LLVMGetFirstBasicBlock: ["pointer", "handle"],
  LLVMGetNextBasicBlock: ["pointer", "handle"],
  LLVMGetFirstInstruction: ["pointer", "handle"],
  LLVMGetNextInstruction: ["pointer", "handle"],
  LLVMGetValueName2: ["handle", "handle", "outSize"],
  LLVMIsDeclaration: ["int", "handle"],
  LLVMGetLinkage: ["int", "handle"],
  LLVMGlobalGetValueType: ["handle", "handle"],
  LLVMGetReturnType: ["handle", "handle"],
  LLVMCountParamTypes: ["int", "handle"],
  LLVMGetParamTypes: ["void", "handle", "words"],
  LLVMIsFunctionVarArg: ["int", "handle"],
  LLVMPrintTypeToString: ["handle", "handle"],

  LLVMGetDefaultTargetTriple: ["handle"],
  LLVMGetHostCPUName: ["handle"],
  LLVMGetHostCPUFeatures: ["handle"],
  LLVMGetTargetFromTriple: ["int", "string", "outPointer", "outPointer"],
  LLVMCreateTargetMachine: ["pointer", "handle", "string", "string", "string", "int", "int", "int"],
  LLVMDisposeTargetMachine: ["void", "handle"],
  LLVMCreateTargetDataLayout: ["handle", "handle"],
  LLVMDisposeTargetData: ["void", "handle"],
  LLVMTargetMachineEmitToMemoryBuffer: ["int", "handle", "handle", "int", "outPointer", "outPointer"],

  LLVMCreatePassBuilderOptions: ["handle"],
  LLVMDisposePassBuilderOptions: ["void", "handle"],
  LLVMPassBuilderOptionsSetSLPVectorization: ["void", "handle", "int"],
  LLVMRunPasses: ["pointer", "handle", "string", "handle", "handle"],

  LLVMOrcCreateLLJIT: ["pointer", "outPointer", "pointer"],
  LLVMOrcDisposeLLJIT: ["pointer", "handle"],
  LLVMOrcLLJITGetExecutionSession: ["handle", "handle"],
  LLVMOrcExecutionSessionSetErrorReporter: ["void", "handle", "handle", "pointer"],
  LLVMOrcLLJITGetMainJITDylib: ["handle", "handle"],
  LLVMOrcLLJITGetGlobalPrefix: ["char", "handle"],
  LLVMOrcLLJITMangleAndIntern: ["handle", "handle", "string"],
  LLVMOrcCreateDynamicLibrarySearchGeneratorForProcess: ["pointer", "outPointer", "char", "pointer", "pointer"],
  LLVMOrcCreateDynamicLibrarySearchGeneratorForPath: ["pointer", "outPointer", "string", "char", "pointer", "pointer"],
  LLVMOrcJITDylibAddGenerator: ["void", "handle", "handle"],
  LLVMOrcAbsoluteSymbols: ["handle", "words", "size"],
  LLVMOrcJITDylibDefine: ["pointer", "handle", "handle"],
  LLVMOrcLLJITAddObjectFile: ["pointer", "handle", "handle", "handle"],
  LLVMOrcLLJITLookup: ["pointer", "handle", "outPointer", "string"],
} as const satisfies Record<string, readonly [CKind, ...CKind[]]>;

type FunctionTable = typeof FUNCTIONS;
type Arguments<Kinds extends readonly CKind[]> = { -readonly [I in keyof Kinds]: CTypes[Kinds[I]] };

/** The bound C functions. */
export type CFunctions = {
  readonly [Name in keyof FunctionTable]: FunctionTable[Name] extends readonly [
    infer Result extends CKind,
    ...infer Kinds extends CKind[],
  ]
    ? (...args: Arguments<Kinds>) => CTypes[Result]
    : never;
};

/**
 * Binds all functions of the table in `library`.
 *
 * @throws {Error} koffi's, where the library lacks one of them
 */
export function bindFunctions(koffi: Koffi, library: LibraryHandle): CFunctions {
  const out = (type: string) => koffi.out(koffi.pointer(type));
  const types: Record<CKind, ReturnType<typeof out> | string> = {
    void: "void",
    handle: "void *",
    pointer: "void *",
    string: "str",
    int: "int",
    char: "char",
    size: "size_t",
    bytes: "void *",
    words: "void *",
    outPointer: out("void *"),
    outInt: out("int"),
    outSize: out("size_t"),
  };
  const functions: Record<string, unknown> = {};
  for (const [name, [result, ...parameters]] of Object.entries(FUNCTIONS)) {
    functions[name] = library.func(
      name,
      types[result],
      parameters.map((kind) => types[kind]),
    );
  }
  return functions as CFunctions;
}

/** Calls a function of no parameters and no result that is not in the table, such as the initializer of a back end. */
export const callByName = (library: LibraryHandle, name: string): void => library.func(name, "void", [])();
