/** What loads, stores, local variables and address arithmetic tell of the memory behind pointers. */

import type { Type } from "../../ir/attribute.ts";
import type { ArrayAttr } from "../../ir/builtin/attributes.ts";
import { FloatType, IntegerType, VectorType } from "../../ir/builtin/types.ts";
import {
  type KnownMemory,
  MemoryLayoutOpInterface,
  type MemoryPart,
  type PointerDistance,
  type Stride,
} from "../../ir/interfaces/memory-layout.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { AtomicRMWOp } from "./atomic-ops.ts";
import { fieldOffsets, sizeInBytes, strideInBytes } from "./data-layout.ts";
import { GEPOp, gepIndices } from "./gep-op.ts";
import {
  MaskedCompressStoreOp,
  MaskedExpandLoadOp,
  MaskedGatherOp,
  MaskedLoadOp,
  MaskedScatterOp,
  MaskedStoreOp,
} from "./intrinsics/masked.ts";
import { AllocaOp, LoadOp, StoreOp } from "./memory-ops.ts";
import { TBAATagAttr } from "./metadata/aliasing.ts";
import { multiplesIn, powerOfTwoIn } from "./multiples.ts";
import { LLVMArrayType, LLVMPointerType, LLVMStructType } from "./types.ts";

/** More parts than this are not listed. */
const maxParts = 64;

/** The numbers and pointers in a value of the type; undefined if there are too many or it is not known how they lie. */
function partsOf(type: Type, op: Operation): readonly MemoryPart[] | undefined {
  if (type instanceof IntegerType || type instanceof FloatType || LLVMPointerType.is(type)) {
    return [{ type, offset: 0, size: sizeInBytes(type, op)! }];
  }
  if (type instanceof VectorType && !type.isScalable) return repeated(type.elementType, type.numElements, op);
  if (LLVMArrayType.is(type)) return repeated(type.elementType, type.numElements, op);
  return LLVMStructType.is(type) && type.body !== undefined ? partsOfStruct(type, op) : undefined;
}

function repeated(type: Type, count: number, op: Operation): readonly MemoryPart[] | undefined {
  const [parts, stride] = [partsOf(type, op), strideInBytes(type, op)];
  if (parts === undefined || stride === undefined || count * parts.length > maxParts) return undefined;
  return Array.from({ length: count }, (_, i) => shifted(parts, i * stride)).flat();
}

const shifted = (parts: readonly MemoryPart[], by: number): MemoryPart[] =>
  parts.map((part) => ({ ...part, offset: part.offset + by }));

/** With the gaps between the fields. */
function partsOfStruct(type: LLVMStructType, op: Operation): readonly MemoryPart[] | undefined {
  const [offsets, size] = [fieldOffsets(type, op), sizeInBytes(type, op)];
  if (offsets === undefined || size === undefined) return undefined;
  const all: MemoryPart[] = [];
  let end = 0;
  const fillTo = (offset: number): void => {
    if (offset > end) all.push({ type: undefined, offset: end, size: offset - end });
  };
  for (const [i, field] of type.body!.entries()) {
    const parts = partsOf(field, op);
    if (parts === undefined || all.length + parts.length > maxParts) return undefined;
    fillTo(offsets[i]!);
    all.push(...shifted(parts, offsets[i]!));
    end = offsets[i]! + sizeInBytes(field, op)!;
  }
  fillTo(size);
  return all;
}

const at = (pointer: Value, parts: readonly MemoryPart[] | undefined, period: number): KnownMemory[] =>
  parts === undefined ? [] : [{ pointer, parts, period }];

const partsOfLane = ({ type }: Value, op: Operation): readonly MemoryPart[] | undefined =>
  partsOf((type as VectorType).elementType, op);

/** Arrays of bytes may hold anything. */
const isRaw = (type: Type): boolean => type instanceof IntegerType && type.width === 8;

function objectsAt(pointer: Value, type: Type, isSingle: boolean, op: Operation): KnownMemory[] {
  if (LLVMArrayType.is(type)) return objectsAt(pointer, type.elementType, type.numElements === 1 && isSingle, op);
  if (isRaw(type)) return [];
  return at(pointer, partsOf(type, op), isSingle ? 0 : (strideInBytes(type, op) ?? 0));
}

/** What clang calls the types of integers. That of `char` stands for any bytes. */
const integerTypes: ReadonlySet<string> = new Set(["bool", "short", "int", "long", "long long", "__int128"]);

/** Whether it is an integer for the language of the source, and not a number that an optimiser reads as one. */
const isTyped = (tbaa: ArrayAttr | undefined): boolean =>
  tbaa?.values.some((tag) => TBAATagAttr.is(tag) && integerTypes.has(tag.access_type.id)) === true;

LoadOp.implement(MemoryLayoutOpInterface, {
  known: ({ op, addr, res, tbaa }) =>
    at(addr, partsOf(res.type, op), 0).map((memory) => ({ ...memory, isSure: isTyped(tbaa) })),
});
MaskedLoadOp.implement(MemoryLayoutOpInterface, { known: ({ op, data, res }) => at(data, partsOf(res.type, op), 0) });
MaskedStoreOp.implement(MemoryLayoutOpInterface, {
  known: ({ op, data, value }) => at(data, partsOf(value.type, op), 0),
});
MaskedGatherOp.implement(MemoryLayoutOpInterface, { known: ({ op, ptrs, res }) => at(ptrs, partsOfLane(res, op), 0) });
MaskedScatterOp.implement(MemoryLayoutOpInterface, {
  known: ({ op, ptrs, value }) => at(ptrs, partsOfLane(value, op), 0),
});
MaskedExpandLoadOp.implement(MemoryLayoutOpInterface, {
  known: ({ op, ptr, res }) => at(ptr, partsOf(res.type, op), 0),
});
MaskedCompressStoreOp.implement(MemoryLayoutOpInterface, {
  known: ({ op, ptr, value }) => at(ptr, partsOf(value.type, op), 0),
});
AtomicRMWOp.implement(MemoryLayoutOpInterface, { known: ({ op, ptr, val }) => at(ptr, partsOf(val.type, op), 0) });
StoreOp.implement(MemoryLayoutOpInterface, { known: ({ op, addr, value }) => at(addr, partsOf(value.type, op), 0) });
AllocaOp.implement(MemoryLayoutOpInterface, {
  known: ({ op, res, elem_type, arraySize }) =>
    objectsAt(res, elem_type.value, constantInteger(arraySize)?.value === 1n, op),
});

GEPOp.implement(MemoryLayoutOpInterface, {
  /** Structs tell what is in them; the types of numbers are used for arithmetic with addresses as well. */
  known: ({ op, base, elem_type }) =>
    LLVMStructType.is(elem_type.value) ? objectsAt(base, elem_type.value, gepIndices(op)[0] === 0, op) : [],
  distance: ({ op }) => distanceOf(op),
});

/** Multiples of `bytes` by an index, into an array of so many elements if that is known. */
function strideOf(index: Value, bytes: number, count: number): Stride {
  const multiples = multiplesIn(index);
  if (multiples !== undefined) return { bytes: bytes * multiples.factor, count: multiples.count };
  return count > 1 ? { bytes, count } : { bytes: bytes * powerOfTwoIn(index) };
}

/** An index stays inside of an array, but that arrays of one element or none stand for longer ones at the end of structs. */
const lengthOf = (type: LLVMArrayType | VectorType): number =>
  LLVMArrayType.is(type) ? type.numElements : type.isScalable ? 0 : type.numElements;

function distanceOf(op: Operation): PointerDistance | undefined {
  const { base, elem_type } = GEPOp.view(op);
  let type = elem_type.value;
  let offset = 0;
  const strides: Stride[] = [];
  for (const [depth, index] of gepIndices(op).entries()) {
    const known = typeof index === "number" ? BigInt(index) : constantInteger(index)?.value;
    if (depth > 0 && LLVMStructType.is(type)) {
      offset += fieldOffsets(type, op)?.[Number(known)] ?? Number.NaN;
      type = type.body![Number(known)]!;
      continue;
    }
    const count = depth > 0 ? lengthOf(type as LLVMArrayType | VectorType) : 0;
    if (depth > 0) type = (type as LLVMArrayType | VectorType).elementType;
    const bytes = strideInBytes(type, op) ?? Number.NaN;
    if (known !== undefined) offset += bytes * Number(known);
    else strides.push(strideOf(index as Value, bytes, count));
  }
  const isKnown = !Number.isNaN(offset) && strides.every(({ bytes }) => !Number.isNaN(bytes));
  return isKnown ? { base, offset, strides } : undefined;
}
