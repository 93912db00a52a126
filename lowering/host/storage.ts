/**
 * How the elements of a memref lie in JavaScript's memory: the same bytes as in native code's, so that both engines work
 * on one typed array. Elements that native code does not share (memrefs, vectors, integers of more than 64 bits) lie in
 * plain arrays.
 */
import type { Type } from "../../ir/attribute.ts";
import { ComplexType, FloatType, IndexType, IntegerType, MemRefType, VectorType } from "../../ir/builtin/types.ts";
import { type NarrowFloat, narrowFloat } from "./narrow-floats.ts";

export type ElementArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Float32Array
  | Float64Array
  | BigInt64Array;

export const elementArrays = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
} as const;
export type ElementArrayName = keyof typeof elementArrays;

/** How the array's entry becomes the value that code computes with, and back. */
export type ElementAccess =
  /** The entry is the value. */
  | { readonly kind: "plain" }
  /** 0 or 1 for a boolean. */
  | { readonly kind: "bool" }
  /** Two entries of 32 bits, the lower one first, for a number: twice as fast as to convert a bigint. */
  | { readonly kind: "index" }
  /** The lower `width` bits of the entry are the value, with a sign. */
  | { readonly kind: "partial"; readonly width: number }
  /** The bits of a number. */
  | { readonly kind: "bits"; readonly format: NarrowFloat }
  /** Two entries for the parts of a complex number, the real one first. */
  | { readonly kind: "pair"; readonly part: ElementAccess };

export interface ElementStorage {
  /** The typed array that holds the elements; undefined for a plain array. */
  readonly array: ElementArrayName | undefined;
  readonly access: ElementAccess;
  /** Whether native code has the same layout. */
  readonly isShared: boolean;
}

const plain: ElementAccess = { kind: "plain" };
const shared = (array: ElementArrayName, access: ElementAccess = plain): ElementStorage => ({
  array,
  access,
  isShared: true,
});

/** The storage for elements of `type`; undefined if JavaScript has no values of that type. */
export function elementStorage(type: Type): ElementStorage | undefined {
  if (type instanceof FloatType) return floatStorage(type);
  if (type instanceof IntegerType) return type.signedness === "unsigned" ? undefined : integerStorage(type.width);
  if (type instanceof IndexType) return shared("Int32Array", { kind: "index" });
  if (type instanceof ComplexType) return complexStorage(type);
  if (type instanceof MemRefType || type instanceof VectorType) {
    return { array: undefined, access: plain, isShared: false };
  }
  return undefined;
}

function floatStorage({ kind }: FloatType): ElementStorage | undefined {
  if (kind === "f64") return shared("Float64Array");
  if (kind === "f32") return shared("Float32Array");
  const format = narrowFloat(kind);
  return format && shared(format.width > 8 ? "Uint16Array" : "Uint8Array", { kind: "bits", format });
}

function complexStorage({ elementType }: ComplexType): ElementStorage | undefined {
  const part = elementStorage(elementType);
  if (part?.array === undefined || !(part.access.kind === "plain" || part.access.kind === "bits")) return undefined;
  return shared(part.array, { kind: "pair", part: part.access });
}

const integerArrays: readonly (readonly [width: number, array: ElementArrayName])[] = [
  [8, "Int8Array"],
  [16, "Int16Array"],
  [32, "Int32Array"],
  [64, "BigInt64Array"],
];

function integerStorage(width: number): ElementStorage {
  if (width === 1) return shared("Uint8Array", { kind: "bool" });
  const fitting = integerArrays.find(([bits]) => width <= bits);
  if (fitting === undefined) return { array: undefined, access: plain, isShared: false };
  const [bits, array] = fitting;
  // Native code leaves the bits above the width undefined or zero.
  return width === bits ? shared(array) : { array, access: { kind: "partial", width }, isShared: false };
}

/** Number of entries of the array that one element takes. */
export const entriesPerElement = ({ access: { kind } }: ElementStorage): number =>
  kind === "index" || kind === "pair" ? 2 : 1;
