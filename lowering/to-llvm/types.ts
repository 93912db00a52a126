/** What the types of higher levels are in LLVM. As MLIR's LLVMTypeConverter has it. */

import {
  arrayType,
  identifiedStruct,
  isCompatibleType,
  LLVMArrayType,
  LLVMStructType,
  literalStruct,
  ptr,
} from "../../dialects/llvm/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import {
  type BaseMemRefType,
  ComplexType,
  FloatType,
  FunctionType,
  IndexType,
  IntegerType,
  MemRefType,
  UnrankedMemRefType,
  VectorType,
} from "../../ir/builtin/types.ts";
import { intOption } from "../../ir/pass.ts";
import { TypeConverter } from "../../ir/type-converter.ts";

export interface LLVMTypeOptions {
  /** Width of `index`, and of sizes and strides. */
  readonly indexBitwidth: number;
}

/** The machine word of the targets that are supported. */
const defaultIndexBitwidth = 64;

/** The option that the passes share. */
export const indexBitwidthOption = {
  "index-bitwidth": intOption(0, "Bitwidth of the index type, 0 to use size of machine word"),
};
export const typeOptions = (options: { readonly "index-bitwidth": number }): LLVMTypeOptions => ({
  indexBitwidth: options["index-bitwidth"] === 0 ? defaultIndexBitwidth : options["index-bitwidth"],
});

/** Converts types to those of LLVM. Tuples, tensors and memrefs that are not strided have none. */
export function llvmTypeConverter({ indexBitwidth }: LLVMTypeOptions): TypeConverter {
  const index = IntegerType.get(indexBitwidth);
  return new TypeConverter((type, types) => {
    if (isCompatibleType(type)) return type;
    if (type instanceof IndexType) return index;
    if (type instanceof IntegerType) return IntegerType.get(type.width);
    // Floats that LLVM does not have are stored as their bits.
    if (type instanceof FloatType) return type.kind === "tf32" ? null : IntegerType.get(type.width);
    if (type instanceof ComplexType) return structOf([type.elementType, type.elementType], types);
    if (type instanceof FunctionType) return ptr();
    if (type instanceof VectorType) return convertVector(type, types);
    if (type instanceof MemRefType) return descriptorType(type, types);
    if (type instanceof UnrankedMemRefType) return unrankedDescriptorType(type, types);
    return convertLLVMType(type, types);
  });
}

/** The type of `index`. */
export const indexTypeOf = (types: TypeConverter): IntegerType => types.convert(IndexType.get()) as IntegerType;

function structOf(elements: readonly Type[], types: TypeConverter): Type | null {
  const converted = elements.map((element) => types.convert(element));
  return converted.every((element) => element !== undefined) ? literalStruct(converted) : null;
}

/** LLVM has vectors of one dimension; what stands around the innermost one becomes arrays. */
function convertVector({ shape, elementType, scalableDims }: VectorType, types: TypeConverter): Type | null {
  const element = types.convert(elementType);
  if (element === undefined || scalableDims.slice(0, -1).includes(true)) return null;
  const innermost = VectorType.get([shape.at(-1) ?? 1], element, scalableDims.slice(-1));
  return shape.slice(0, -1).reduceRight<Type>(arrayType, innermost);
}

/** Types of the dialect with other types inside. */
function convertLLVMType(type: Type, types: TypeConverter): Type | null | undefined {
  if (LLVMArrayType.is(type)) {
    const elementType = types.convert(type.elementType);
    return elementType === undefined ? null : arrayType(elementType, type.numElements);
  }
  if (LLVMStructType.is(type) && type.body !== undefined) {
    const body = type.body.map((element) => types.convert(element));
    if (!body.every((element) => element !== undefined)) return null;
    return type.name === undefined ? literalStruct(body, type.packed) : identifiedStruct(type.name, body, type.packed);
  }
  return undefined;
}

// Memrefs.

/** The number of the address space that a memory space stands for; undefined if it is no number. */
export function addressSpaceOf({ memorySpace }: BaseMemRefType): number | undefined {
  if (memorySpace === undefined) return 0;
  return memorySpace instanceof IntegerAttr ? memorySpace.number : undefined;
}

/** Allocated pointer, aligned pointer, offset, and for memrefs with dimensions the sizes and the strides. */
function descriptorType(type: MemRefType, types: TypeConverter): Type | null {
  const addressSpace = addressSpaceOf(type);
  const element = types.convert(type.elementType);
  if (addressSpace === undefined || element === undefined || stridesAndOffset(type) === undefined) return null;
  const index = indexTypeOf(types);
  const sizes = arrayType(index, type.rank);
  const pointer = ptr(addressSpace);
  return literalStruct([pointer, pointer, index, ...(type.rank === 0 ? [] : [sizes, sizes])]);
}

/** The rank, and a pointer to a descriptor of that rank. */
function unrankedDescriptorType(type: UnrankedMemRefType, types: TypeConverter): Type | null {
  return addressSpaceOf(type) === undefined ? null : literalStruct([indexTypeOf(types), ptr()]);
}
