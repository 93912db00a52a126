/**
 * What values are in the emitted JavaScript, by their type:
 *
 * - `i1`: a boolean
 * - integers of up to 32 bits: a number, with the sign of the type's highest bit
 * - wider integers: a bigint, likewise
 * - `index`, 64 bits wide: a number. It is exact up to 2^53; what leaves that range throws, it is never rounded.
 * - floats of up to 64 bits: a number that the format has; operations round after each step
 * - memrefs: a `MemRef`
 * - tensors: a `MemRef`, dense in row-major order, which is never written to
 * - complex numbers: an array of the real and the imaginary part, which is never written to
 * - vectors: an array of their elements in row-major order, which is never written to
 * - functions: a function
 * - `!gpu.async.token`: 0, since everything has happened when the next operation is executed
 */
import { AsyncTokenType } from "../../dialects/gpu/index.ts";
import type { Type } from "../../ir/attribute.ts";
import {
  BaseMemRefType,
  ComplexType,
  FloatType,
  FunctionType,
  IndexType,
  IntegerType,
  TensorType,
  VectorType,
} from "../../ir/builtin/types.ts";
import { elementStorage } from "../host/storage.ts";

export type IntegerKind = "bool" | "int" | "bigint" | "index";

export interface IntegerRepresentation {
  readonly kind: IntegerKind;
  readonly width: number;
}

/** How an integer or index is represented; undefined for other types. */
export function integerRepresentation(type: Type): IntegerRepresentation | undefined {
  if (type instanceof IndexType) return { kind: "index", width: IndexType.internalWidth };
  if (!(type instanceof IntegerType)) return undefined;
  const { width } = type;
  return { kind: width === 1 ? "bool" : width <= 32 ? "int" : "bigint", width };
}

/** Whether values of the type can be represented. */
export function isRepresentable(type: Type): boolean {
  if (type instanceof FloatType) return type.width <= 64 && type.kind !== "tf32";
  if (type instanceof IntegerType) return type.width > 0;
  if (type instanceof ComplexType) return elementStorage(type) !== undefined;
  if (type instanceof VectorType) return !type.isScalable && isRepresentable(type.elementType);
  if (type instanceof BaseMemRefType) return isRepresentable(type.elementType);
  if (type instanceof TensorType)
    return isRepresentable(type.elementType) && elementStorage(type.elementType) !== undefined;
  return type instanceof IndexType || type instanceof FunctionType || AsyncTokenType.is(type);
}

/** The smallest and the largest number of the index type that a double holds exactly with all its neighbours. */
export const maxIndex = Number.MAX_SAFE_INTEGER;

/** Cuts `text`, an integer of any size, to the bits of the type and gives it their sign. For `int` and `bigint`. */
export function wrap(text: string, { kind, width }: IntegerRepresentation): string {
  switch (kind) {
    case "int":
      return width === 32 ? `(${text}) | 0` : `(${text}) << ${32 - width} >> ${32 - width}`;
    case "bigint":
      return `BigInt.asIntN(${width}, ${text})`;
    default:
      throw new Error(`an integer that is represented as ${kind} is not wrapped`);
  }
}

/** The bits of an integer as one that is not negative. For `int` and `bigint`. */
export function unsigned(text: string, { kind, width }: IntegerRepresentation): string {
  switch (kind) {
    case "int":
      return width === 32 ? `(${text} >>> 0)` : `(${text} & ${2 ** width - 1})`;
    case "bigint":
      return `BigInt.asUintN(${width}, ${text})`;
    default:
      throw new Error(`an integer that is represented as ${kind} is not made unsigned`);
  }
}

/** The value as a bigint, with its sign or as its bits alone. */
export function toBigInt(text: string, { kind, width }: IntegerRepresentation, isSigned: boolean): string {
  if (kind === "bool") return `(${text} ? ${isSigned ? "-1n" : "1n"} : 0n)`;
  const value = kind === "bigint" ? text : `BigInt(${text})`;
  return isSigned ? value : `BigInt.asUintN(${width}, ${value})`;
}

/** A bigint, cut to the bits of the type. */
export function fromBigInt(text: string, { kind, width }: IntegerRepresentation): string {
  switch (kind) {
    case "bool":
      return `BigInt.asUintN(1, ${text}) !== 0n`;
    case "int":
      return `Number(BigInt.asIntN(${width}, ${text}))`;
    case "bigint":
      return `BigInt.asIntN(${width}, ${text})`;
    case "index":
      return `indexOf(${text})`;
  }
}

/** The value as a number, with its sign or as its bits alone. Not for a bigint. */
export function toNumber(text: string, representation: IntegerRepresentation, isSigned: boolean): string {
  if (representation.kind === "bool") return `(${text} ? ${isSigned ? "-1" : "1"} : 0)`;
  return isSigned ? text : unsigned(text, representation);
}
