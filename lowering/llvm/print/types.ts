/** Types of LLVM IR, and the definitions of the structs that have names. */

import {
  LLVMArrayType,
  LLVMFunctionType,
  LLVMLabelType,
  LLVMMetadataType,
  LLVMPointerType,
  LLVMPPCFP128Type,
  LLVMStructType,
  LLVMTokenType,
  LLVMVoidType,
  LLVMX86AMXType,
} from "../../../dialects/llvm/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { FloatKind } from "../../../ir/builtin/float-format.ts";
import { FloatType, IntegerType, VectorType } from "../../../ir/builtin/types.ts";
import { getOrMake } from "../../../ir/maps.ts";
import { identifier } from "./identifiers.ts";

/** What LLVM calls the builtin float types, and what it calls them inside the names of intrinsics. */
const floatNames: Partial<Readonly<Record<FloatKind, readonly [text: string, mangled: string]>>> = {
  f16: ["half", "f16"],
  bf16: ["bfloat", "bf16"],
  f32: ["float", "f32"],
  f64: ["double", "f64"],
  f80: ["x86_fp80", "f80"],
  f128: ["fp128", "f128"],
};

const simpleNames = [
  [LLVMVoidType, "void", "isVoid"],
  [LLVMTokenType, "token", "token"],
  [LLVMLabelType, "label", "label"],
  [LLVMMetadataType, "metadata", "Metadata"],
  [LLVMPPCFP128Type, "ppc_fp128", "ppcf128"],
  [LLVMX86AMXType, "x86_amx", "x86amx"],
] as const;

export class TypeTable {
  readonly #texts: Map<Type, string>;
  /** Definitions of the named structs, in the order in which they were met. */
  readonly #definitions: string[];
  readonly #structNames: Set<string>;

  constructor() {
    this.#texts = new Map();
    this.#definitions = [];
    this.#structNames = new Set();
  }

  /** The definitions of all named structs that were mentioned. */
  get definitions(): readonly string[] {
    return this.#definitions;
  }

  /** @throws Error for a type that LLVM does not have */
  text(type: Type): string {
    return getOrMake(this.#texts, type, () => this.#make(type));
  }

  #make(type: Type): string {
    if (type instanceof IntegerType && type.isSignless && type.width > 0) return `i${type.width}`;
    if (type instanceof FloatType) {
      const names = floatNames[type.kind];
      if (names !== undefined) return names[0];
    }
    if (type instanceof VectorType && type.rank === 1) {
      return `<${type.isScalable ? "vscale x " : ""}${type.shape[0]} x ${this.text(type.elementType)}>`;
    }
    if (LLVMPointerType.is(type)) return type.addressSpace === 0 ? "ptr" : `ptr addrspace(${type.addressSpace})`;
    if (LLVMArrayType.is(type)) return `[${type.numElements} x ${this.text(type.elementType)}]`;
    if (LLVMStructType.is(type)) return type.name === undefined ? this.#body(type) : this.#named(type);
    if (LLVMFunctionType.is(type)) return this.functionType(type);
    const simple = simpleNames.find(([definition]) => definition.is(type));
    if (simple === undefined) throw new Error(`type '${type}' does not exist in LLVM IR`);
    return simple[1];
  }

  /** `i32 (ptr, ...)` */
  functionType({ returnType, params, varArg }: LLVMFunctionType): string {
    const parts = params.map((param) => this.text(param));
    if (varArg) parts.push("...");
    return `${this.text(returnType)} (${parts.join(", ")})`;
  }

  #body({ body, packed }: LLVMStructType): string {
    const elements = body!.map((element) => this.text(element)).join(", ");
    const inside = elements === "" ? "{}" : `{ ${elements} }`;
    return packed ? `<${inside}>` : inside;
  }

  /** Structs of one name but different bodies, which LLVM does not allow, get different names. */
  #named(type: LLVMStructType): string {
    if (type.isSelfReference) throw new Error(`struct '${type.name}' contains itself`);
    let name = type.name!;
    for (let suffix = 1; this.#structNames.has(name); suffix++) name = `${type.name}.${suffix}`;
    this.#structNames.add(name);
    const text = `%${identifier(name)}`;
    const body = type.body === undefined ? "opaque" : this.#body(type);
    this.#definitions.push(`${text} = type ${body}`);
    return text;
  }

  /** How the names of intrinsics mention the type. */
  mangled(type: Type): string {
    if (type instanceof IntegerType) return `i${type.width}`;
    if (type instanceof FloatType) return floatNames[type.kind]![1];
    if (type instanceof VectorType) {
      return `${type.isScalable ? "nx" : ""}v${type.shape[0]}${this.mangled(type.elementType)}`;
    }
    if (LLVMPointerType.is(type)) return `p${type.addressSpace}`;
    if (LLVMArrayType.is(type)) return `a${type.numElements}${this.mangled(type.elementType)}`;
    if (LLVMStructType.is(type)) {
      if (type.name !== undefined) return `s_${this.text(type).slice(1)}s`;
      return `sl_${type.body!.map((element) => this.mangled(element)).join("")}s`;
    }
    const simple = simpleNames.find(([definition]) => definition.is(type));
    if (simple === undefined) throw new Error(`type '${type}' cannot be part of an intrinsic's name`);
    return simple[2];
  }
}
