/** How values of the types of LLVM lie in memory: as the data layout around an operation says, or as is usual. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import { StringAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { FloatType, IntegerType, VectorType } from "../../ir/builtin/types.ts";
import { dataLayoutEntry, typesInDataLayout } from "../../ir/interfaces/data-layout.ts";
import type { Operation } from "../../ir/operation.ts";
import { LLVMArrayType, LLVMPointerType, LLVMStructType, ptr } from "./types.ts";

const alignTo = (offset: number, alignment: number): number => Math.ceil(offset / alignment) * alignment;
const powerOfTwoFrom = (size: number): number => 2 ** Math.ceil(Math.log2(Math.max(size, 1)));
const bytes = (bits: number): number => Math.ceil(bits / 8);

/** The number at `position` in an entry such as `dense<[64, 64]>`, which counts bits. */
function entryNumber(entry: Attribute | undefined, position: number): number | undefined {
  if (!(entry instanceof DenseElementsAttr) || entry.numElements <= position) return undefined;
  return Number(entry.element(position));
}

/** Pointers of the default address space stand for those that have no entry. */
const pointerEntry = (type: LLVMPointerType, op: Operation): Attribute | undefined =>
  dataLayoutEntry(op, type) ?? dataLayoutEntry(op, ptr());

/** The size of a value; undefined where it is not known before the program runs. */
export function sizeInBits(type: Type, op: Operation): number | undefined {
  if (type instanceof IntegerType || type instanceof FloatType) return type.width;
  if (LLVMPointerType.is(type)) return entryNumber(pointerEntry(type, op), 0) ?? 64;
  if (type instanceof VectorType) {
    const element = sizeInBits(type.elementType, op);
    if (type.isScalable || element === undefined) return undefined;
    return type.shape.reduce((product, size) => product * size, element);
  }
  if (LLVMArrayType.is(type)) {
    const stride = strideInBytes(type.elementType, op);
    return stride === undefined ? undefined : 8 * stride * type.numElements;
  }
  if (LLVMStructType.is(type) && type.body !== undefined) {
    const offsets = fieldOffsets(type, op);
    return offsets === undefined ? undefined : 8 * alignTo(offsets.at(-1)!, abiAlignment(type, op));
  }
  return undefined;
}

/** The bytes that a store writes. */
export function sizeInBytes(type: Type, op: Operation): number | undefined {
  const size = sizeInBits(type, op);
  return size === undefined ? undefined : bytes(size);
}

/** The distance of neighbours in an array. */
export function strideInBytes(type: Type, op: Operation): number | undefined {
  const size = sizeInBytes(type, op);
  return size === undefined ? undefined : alignTo(size, abiAlignment(type, op));
}

/** Where the fields of a struct begin, in bytes, and where the last one ends. */
export function fieldOffsets({ body, packed }: LLVMStructType, op: Operation): number[] | undefined {
  const offsets: number[] = [];
  let end = 0;
  for (const field of body!) {
    const size = sizeInBytes(field, op);
    if (size === undefined) return undefined;
    const start = packed ? end : alignTo(end, abiAlignment(field, op));
    offsets.push(start);
    end = start + size;
  }
  return [...offsets, end];
}

/** The alignment of a value, in bytes. */
export function abiAlignment(type: Type, op: Operation): number {
  if (LLVMArrayType.is(type)) return abiAlignment(type.elementType, op);
  if (LLVMStructType.is(type)) {
    if (type.packed) return 1;
    return Math.max(1, ...(type.body ?? []).map((field) => abiAlignment(field, op)));
  }
  if (LLVMPointerType.is(type)) return bytes(entryNumber(pointerEntry(type, op), 1) ?? 64);
  if (type instanceof IntegerType) return integerAlignment(type, op);
  const given = type instanceof FloatType ? entryNumber(dataLayoutEntry(op, type), 0) : undefined;
  return given === undefined ? powerOfTwoFrom(sizeInBytes(type, op) ?? 1) : bytes(given);
}

/** That of the narrowest integer with an entry which is not narrower, or else of the widest one. */
function integerAlignment(type: IntegerType, op: Operation): number {
  const known = typesInDataLayout(op).filter((other) => other instanceof IntegerType);
  known.sort((a, b) => a.width - b.width);
  const closest = known.find(({ width }) => width >= type.width) ?? known.at(-1);
  const given = closest === undefined ? undefined : entryNumber(dataLayoutEntry(op, closest), 0);
  if (given !== undefined) return bytes(given);
  return type.width < 64 ? powerOfTwoFrom(bytes(type.width)) : 4;
}

/** Whether the first byte of a number in memory is its most significant one. */
export function isBigEndian(op: Operation): boolean {
  const endianness = dataLayoutEntry(op, "dlti.endianness");
  return endianness instanceof StringAttr && endianness.value === "big";
}
