/** What callers get from compiled functions, by the type in MLIR; see arguments.ts. */

import type { Type } from "../../ir/attribute.ts";
import {
  ComplexType,
  FloatType,
  IndexType,
  IntegerType,
  MemRefType,
  RankedTensorType,
  VectorType,
} from "../../ir/builtin/types.ts";
import { arrayResult } from "./array-arguments.ts";
import type { HostValue } from "./memref.ts";

export type ResultConverter = (value: HostValue) => unknown;

/** The converter for a type; undefined for a type whose values cannot be returned. */
export function resultConverter(type: Type): ResultConverter | undefined {
  if (type instanceof IntegerType && type.signedness === "unsigned") return unsignedResult(type.width);
  if (type instanceof IntegerType) return (value) => value;
  if (type instanceof FloatType) return type.width <= 64 ? (value) => value : undefined;
  // Arithmetic on indices may give -0.
  if (type instanceof IndexType) return (value) => (value as number) + 0;
  if (type instanceof MemRefType || type instanceof RankedTensorType)
    return arrayResult(type) as ResultConverter | undefined;
  if (type instanceof VectorType || type instanceof ComplexType) {
    const element = resultConverter(type.elementType);
    return element && ((value) => (value as readonly HostValue[]).map(element));
  }
  return undefined;
}

const unsignedResult =
  (width: number): ResultConverter =>
  (value) => {
    if (typeof value === "bigint") return BigInt.asUintN(width, value);
    return typeof value === "boolean" ? value : Number(BigInt.asUintN(width, BigInt(value as number)));
  };
