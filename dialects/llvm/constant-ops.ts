/** Constants of the llvm dialect. In LLVM they are no instructions, but operands. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { ArrayAttr, FloatAttr, IntegerAttr, StringAttr, SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { AnyAttr, FlatSymbolRef } from "../../ir/builtin/constraints.ts";
import { DenseElementsAttr, type ElementsAttr, isElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { FloatType, IntegerType, VectorType } from "../../ir/builtin/types.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { encodeBytes } from "../../ir/string-bytes.ts";
import { ConstantLike, Pure } from "../../ir/traits.ts";
import { PoisonAttr, UndefAttr, ZeroAttr } from "./attributes.ts";
import { AnyLLVMType, AnyPointer, isCompatibleFloatType, isCompatibleOuterType, TokenType } from "./constraints.ts";
import { LLVMArrayType, LLVMPointerType, LLVMStructType } from "./types.ts";

export const ConstantOp = defineOp(
  "llvm.mlir.constant",
  {
    summary: "A constant number, vector, array, string or struct",
    attributes: { value: AnyAttr },
    results: { res: AnyLLVMType },
    traits: [Pure, ConstantLike],
    assemblyFormat: "`(` $value `)` attr-dict `:` type($res)",
  },
  {
    verify({ op, value, res }) {
      const wrong = whyNotConstant(value, res.type);
      if (wrong !== undefined) throw opError(op, wrong);
    },
    fold: ({ value }): FoldResult => value,
  },
);
export type ConstantOp = Op<typeof ConstantOp>;

/** What is wrong with a constant of this value and type; undefined if nothing is. */
function whyNotConstant(value: Attribute, type: Type): string | undefined {
  if (value instanceof StringAttr) return whyNotString(value, type);
  if (LLVMStructType.is(type)) return whyNotStruct(value, type);
  if (value instanceof IntegerAttr) return type instanceof IntegerType ? undefined : "expected integer type";
  if (value instanceof FloatAttr) return whyNotFloat(value, type);
  if (isElementsAttr(value)) return whyNotElements(value, type);
  if (value instanceof ArrayAttr) {
    return LLVMArrayType.is(type) ? whyNotArray(value, type, 0) : "expected array or struct type for array attribute";
  }
  return "only supports integer, float, string or elements attributes";
}

function whyNotString(value: StringAttr, type: Type): string | undefined {
  const { length } = encodeBytes(value.value);
  const fits = LLVMArrayType.is(type) && type.numElements === length && type.elementType === IntegerType.get(8);
  return fits ? undefined : `expected array type of ${length} i8 elements for the string constant`;
}

function whyNotStruct(value: Attribute, { body = [] }: LLVMStructType): string | undefined {
  if (!(value instanceof ArrayAttr)) return "expected array attribute for struct type";
  if (value.values.length !== body.length) return `expected array attribute of size ${body.length}`;
  for (const [i, type] of body.entries()) {
    const element = value.values[i]!;
    if (!(type instanceof FloatType || type instanceof IntegerType)) {
      return "expected struct element types to be floating point type or integer type";
    }
    if (!(element instanceof FloatAttr || element instanceof IntegerAttr)) {
      return "expected element of array attribute to be floating point or integer";
    }
    if (element.type !== type) return `struct element at index ${i} is of wrong type`;
  }
  return undefined;
}

/** Floats that LLVM does not have become integers with the same bits. */
function whyNotFloat(value: FloatAttr, type: Type): string | undefined {
  if (type instanceof FloatType && type !== value.type) return "attribute and type have different float semantics";
  if (type instanceof IntegerType && type.width !== value.type.width) {
    return `expected integer type of width ${value.type.width}`;
  }
  return undefined;
}

function whyNotElements(value: ElementsAttr, type: Type): string | undefined {
  const count = elementCount(type);
  if (count === undefined) return "expected vector or array type";
  if (type instanceof VectorType && type.isScalable && !(value instanceof DenseElementsAttr && value.isSplat)) {
    return "scalable vector type requires a splat attribute";
  }
  const { numElements } = value.type;
  return count === numElements
    ? undefined
    : `type and attribute have a different number of elements: ${count} vs. ${numElements}`;
}

/** The number of scalars in nested arrays and vectors; undefined for other types. */
function elementCount(type: Type): number | undefined {
  if (type instanceof VectorType) return type.shape.reduce((product, size) => product * size, 1);
  if (!LLVMArrayType.is(type)) return undefined;
  return type.numElements * (elementCount(type.elementType) ?? 1);
}

/** Arrays of structs, whose parts may be zero or undefined as a whole. */
function whyNotArray(value: ArrayAttr, type: LLVMArrayType, dimension: number): string | undefined {
  const { length } = value.values;
  if (length !== type.numElements) {
    const sizes = `${length} vs. ${type.numElements}`;
    return `array attribute size does not match array type size in dimension ${dimension}: ${sizes}`;
  }
  const { elementType } = type;
  const isStruct = LLVMStructType.is(elementType);
  if (!isStruct && !LLVMArrayType.is(elementType))
    return "for array with an array attribute must have a struct element type";
  for (const [i, element] of value.values.entries()) {
    if (ZeroAttr.is(element) || UndefAttr.is(element)) continue;
    if (!(element instanceof ArrayAttr)) {
      const what = isStruct ? "struct element" : `sub-array in dimension ${dimension}`;
      return `nested attribute for ${what} at index ${i} must be a zero, or undef, or array attribute`;
    }
    const wrong = isStruct ? whyNotStruct(element, elementType) : whyNotArray(element, elementType, dimension + 1);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

const valueless = {
  results: { res: AnyLLVMType },
  traits: [Pure, ConstantLike],
  assemblyFormat: "attr-dict `:` type($res)",
} as const;

/** Zero in every bit: a number, a null pointer, or an aggregate of them. */
export const ZeroOp = defineOp(
  "llvm.mlir.zero",
  { ...valueless, summary: "A value of any type whose bits are all zero" },
  { fold: ({ res }): FoldResult => zeroAttr(res.type) },
);
export type ZeroOp = Op<typeof ZeroOp>;

/** The attribute of a type's zero: a number where the type has numbers. */
function zeroAttr(type: Type): Attribute {
  if (type instanceof IntegerType) return IntegerAttr.get(type, 0n);
  if (type instanceof FloatType) return FloatAttr.get(type, 0);
  if (
    type instanceof VectorType &&
    (type.elementType instanceof IntegerType || type.elementType instanceof FloatType)
  ) {
    return DenseElementsAttr.get(type, [0n]);
  }
  return ZeroAttr.get({});
}

export const UndefOp = defineOp(
  "llvm.mlir.undef",
  { ...valueless, summary: "A value whose bits are not known and may differ from use to use" },
  { fold: (): FoldResult => UndefAttr.get({}) },
);
export type UndefOp = Op<typeof UndefOp>;

export const PoisonOp = defineOp(
  "llvm.mlir.poison",
  { ...valueless, summary: "A value that must not matter" },
  { fold: (): FoldResult => PoisonAttr.get({}) },
);
export type PoisonOp = Op<typeof PoisonOp>;

export const NoneTokenOp = defineOp("llvm.mlir.none", {
  summary: "The token that stands for nothing",
  results: { res: TokenType },
  traits: [Pure],
  assemblyFormat: "attr-dict `:` type($res)",
});
export type NoneTokenOp = Op<typeof NoneTokenOp>;

export const AddressOfOp = defineOp(
  "llvm.mlir.addressof",
  {
    summary: "The address of a global variable or function",
    attributes: { global_name: FlatSymbolRef },
    results: { res: AnyPointer },
    traits: [Pure, ConstantLike],
    assemblyFormat: "$global_name attr-dict `:` qualified(type($res))",
  },
  { fold: ({ global_name }): FoldResult => global_name },
);
export type AddressOfOp = Op<typeof AddressOfOp>;

export const constantOps = [ConstantOp, ZeroOp, UndefOp, PoisonOp, NoneTokenOp, AddressOfOp] as const;

/** Makes the operation whose result is `value`; undefined if the dialect has none. */
export function materializeConstant(builder: OpBuilder, value: Attribute, type: Type): Operation | undefined {
  const resultTypes = [type];
  if (value instanceof SymbolRefAttr && value.isFlat && LLVMPointerType.is(type)) {
    return builder.create(AddressOfOp, { global_name: value, resultTypes }).op;
  }
  if (!isCompatibleOuterType(type)) return undefined;
  if (UndefAttr.is(value)) return builder.create(UndefOp, { resultTypes }).op;
  if (PoisonAttr.is(value)) return builder.create(PoisonOp, { resultTypes }).op;
  if (ZeroAttr.is(value)) return builder.create(ZeroOp, { resultTypes }).op;
  const isNumeric = value instanceof IntegerAttr || value instanceof FloatAttr || isElementsAttr(value);
  if (!isNumeric || value.type !== type) return undefined;
  return builder.create(ConstantOp, { value, resultTypes }).op;
}

/** A constant integer or float of a type of LLVM. */
export function createConstant(builder: OpBuilder, type: Type, value: number | bigint) {
  const attr = isCompatibleFloatType(type)
    ? FloatAttr.get(type as FloatType, Number(value))
    : IntegerAttr.get(type as IntegerType, value);
  return builder.create(ConstantOp, { value: attr, resultTypes: [type] }).res;
}
