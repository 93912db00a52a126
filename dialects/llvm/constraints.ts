/** What the llvm dialect asks of types. The summaries are what the verifier says. */

import type { Type } from "../../ir/attribute.ts";
import { AnySignlessInteger, I1 } from "../../ir/builtin/constraints.ts";
import { FloatType, isSignlessInteger, VectorType } from "../../ir/builtin/types.ts";
import { anyTypeOf, type TypeConstraint, typeConstraint } from "../../ir/constraint.ts";
import { definitionOf } from "../../ir/define-attribute.ts";
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
} from "./types.ts";

const compatibleFloats: ReadonlySet<string> = new Set(["bf16", "f16", "f32", "f64", "f80", "f128"]);

/** A float type that LLVM has. */
export const isCompatibleFloatType = (type: Type): boolean =>
  (type instanceof FloatType && compatibleFloats.has(type.kind)) || LLVMPPCFP128Type.is(type);

/** A vector of one dimension whose elements are integers, floats or pointers. */
const isCompatibleVectorType = (type: Type): type is VectorType =>
  type instanceof VectorType &&
  type.rank === 1 &&
  (isSignlessInteger(type.elementType) ||
    isCompatibleFloatType(type.elementType) ||
    LLVMPointerType.is(type.elementType));

/** A type of the dialect or a builtin one that LLVM has. Does not look inside aggregates. */
export const isCompatibleOuterType = (type: Type): boolean =>
  definitionOf(type)?.name.startsWith("llvm.") === true ||
  isSignlessInteger(type) ||
  isCompatibleFloatType(type) ||
  isCompatibleVectorType(type);

/** Like `isCompatibleOuterType`, and so are the types inside it. */
export function isCompatibleType(type: Type): boolean {
  if (LLVMStructType.is(type)) return type.body === undefined || type.body.every(isCompatibleType);
  if (LLVMArrayType.is(type)) return isCompatibleType(type.elementType);
  if (LLVMFunctionType.is(type)) return [type.returnType, ...type.params].every(isCompatibleType);
  return isCompatibleOuterType(type);
}

const isAggregate = (type: Type): boolean => LLVMStructType.is(type) || LLVMArrayType.is(type);
const hasValue = (type: Type): boolean =>
  isCompatibleOuterType(type) && !(LLVMVoidType.is(type) || LLVMFunctionType.is(type));

/** A type that a global variable can have. */
export const isValidGlobalType = (type: Type): boolean =>
  hasValue(type) && !(LLVMTokenType.is(type) || LLVMMetadataType.is(type) || LLVMLabelType.is(type));

export const AnyLLVMType = typeConstraint("LLVM dialect-compatible type", (type): type is Type =>
  isCompatibleOuterType(type),
);
export const PrimitiveType = typeConstraint("primitive LLVM type", (type): type is Type => hasValue(type));
/** Not void, a function, or a struct whose body is unknown. */
export const LoadableType = typeConstraint(
  "LLVM type with size",
  (type): type is Type => hasValue(type) && !(LLVMStructType.is(type) && type.body === undefined),
);
export const AnyFloat = typeConstraint("floating point LLVM type", (type): type is FloatType =>
  isCompatibleFloatType(type),
);
export const AnyPointer = typeConstraint("LLVM pointer type", LLVMPointerType.is);
export const DefaultPointer = typeConstraint(
  "LLVM pointer in address space 0",
  (type): type is LLVMPointerType => LLVMPointerType.is(type) && type.addressSpace === 0,
  () => LLVMPointerType.get({ addressSpace: 0 }),
);
export const AnyStruct = typeConstraint("LLVM structure type", LLVMStructType.is);
export const AnyAggregate = typeConstraint("LLVM aggregate type", (type): type is LLVMStructType | LLVMArrayType =>
  isAggregate(type),
);
export const AnyNonAggregate = typeConstraint(
  "LLVM-compatible non-aggregate type",
  (type): type is Type => isCompatibleOuterType(type) && !isAggregate(type),
);
export const AnyLLVMVector = typeConstraint("LLVM dialect-compatible vector type", isCompatibleVectorType);
export const AnyFixedVector = typeConstraint(
  "LLVM dialect-compatible fixed-length vector type",
  (type): type is VectorType => type instanceof VectorType && !type.isScalable,
);
export const FunctionTypeConstraint = typeConstraint("LLVM function type", LLVMFunctionType.is);
export const TokenType = typeConstraint("LLVM token type", LLVMTokenType.is, () => LLVMTokenType.get({}));

export const vectorOf = (element: TypeConstraint): TypeConstraint<VectorType> =>
  typeConstraint(
    `LLVM dialect-compatible vector of ${element.summary}`,
    (type): type is VectorType => isCompatibleVectorType(type) && element.is(type.elementType),
  );
const scalarOrVectorOf = (element: TypeConstraint): TypeConstraint => anyTypeOf([element, vectorOf(element)]);

export const IntegerLike = scalarOrVectorOf(AnySignlessInteger);
export const FloatLike = scalarOrVectorOf(AnyFloat);
export const PointerLike = scalarOrVectorOf(AnyPointer);
export const BoolLike = scalarOrVectorOf(I1);
export const IntegerOrPointerLike = anyTypeOf([IntegerLike, PointerLike]);
