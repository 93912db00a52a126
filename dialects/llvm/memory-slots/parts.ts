/** Structs and small arrays that become one variable for each field or element. */

import type { Attribute, Type } from "../../../ir/attribute.ts";
import { IntegerAttr, TypeAttr } from "../../../ir/builtin/attributes.ts";
import { IntegerType, i32 } from "../../../ir/builtin/types.ts";
import {
  DestructurableAccessorOpInterface,
  DestructurableAllocationOpInterface,
  type DestructurableSlot,
  SafeMemorySlotAccessOpInterface,
} from "../../../ir/interfaces/destructurable-slots.ts";
import type { MemorySlot } from "../../../ir/interfaces/memory-slots.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { fieldOffsets, sizeInBytes, strideInBytes } from "../data-layout.ts";
import { createGEP, GEPOp, gepByteOffset } from "../gep-op.ts";
import { AllocaOp, LoadOp, StoreOp } from "../memory-ops.ts";
import { arrayType, LLVMArrayType, LLVMStructType } from "../types.ts";

const maxElements = 16;

/** The name of a field or element. */
export const partAt = (index: number): Attribute => IntegerAttr.get(i32(), index);

function partTypes(type: Type): readonly Type[] {
  if (LLVMStructType.is(type)) return type.body ?? [];
  if (!LLVMArrayType.is(type) || type.numElements > maxElements) return [];
  return Array.from({ length: type.numElements }, () => type.elementType);
}

AllocaOp.implement(DestructurableAllocationOpInterface, {
  destructurableSlots({ op, res, elem_type, inalloca }) {
    const types = partTypes(elem_type.value);
    if (!op.block!.isEntryBlock || inalloca !== undefined || types.length === 0) return [];
    return [{ ptr: res, elementType: elem_type.value, parts: new Map(types.map((type, i) => [partAt(i), type])) }];
  },
  allocatePart({ arraySize, res }, type, builder) {
    const resultTypes = [res.type];
    const elem_type = TypeAttr.get(type);
    return { ptr: builder.create(AllocaOp, { arraySize, elem_type, resultTypes }).res, elementType: type };
  },
});

/** Where a part lies in its whole, in bytes. */
export interface PartPlace {
  readonly index: number;
  readonly type: Type;
  readonly start: number;
  readonly size: number;
}

/** The places of all parts in order; undefined if they are not known. */
export function partPlaces(whole: Type, op: Operation): readonly PartPlace[] | undefined {
  const types = partTypes(whole);
  const sizes = types.map((type) => sizeInBytes(type, op));
  const starts = startsOf(whole, types.length, op);
  if (starts === undefined || sizes.includes(undefined)) return undefined;
  return types.map((type, index) => ({ index, type, start: starts[index]!, size: sizes[index]! }));
}

function startsOf(whole: Type, count: number, op: Operation): readonly number[] | undefined {
  if (LLVMStructType.is(whole)) return whole.body && fieldOffsets(whole, op);
  const stride = LLVMArrayType.is(whole) ? strideInBytes(whole.elementType, op) : undefined;
  return stride === undefined ? undefined : Array.from({ length: count }, (_, i) => i * stride);
}

/** Memory of which only the number of bytes is known. */
const bytesFrom = (ptr: Value, size: number): MemorySlot => ({
  ptr,
  elementType: arrayType(IntegerType.get(8), size),
});

/** The part that an address is in; undefined if it is not known, or is between parts. */
function partOf(op: Operation, { elementType }: DestructurableSlot): PartPlace | undefined {
  const offset = gepByteOffset(op);
  if (offset === undefined) return undefined;
  return partPlaces(elementType, op)?.find(({ start, size }) => start <= offset && offset < start + size);
}

GEPOp.implement(DestructurableAccessorOpInterface, {
  access({ op, base, res }, slot) {
    const part = base === slot.ptr ? partOf(op, slot) : undefined;
    if (part === undefined) return undefined;
    const rest = part.start + part.size - gepByteOffset(op)!;
    return { parts: [partAt(part.index)], derived: [bytesFrom(res, rest)] };
  },
  useParts({ op, res, noWrapFlags }, slot, parts, builder) {
    const { index, start } = partOf(op, slot)!;
    const { ptr } = parts.get(partAt(index))!;
    const offset = gepByteOffset(op)! - start;
    res.replaceAllUsesWith(offset === 0 ? ptr : createGEP(builder, ptr, IntegerType.get(8), [offset], noWrapFlags));
    return "delete";
  },
});

GEPOp.implement(SafeMemorySlotAccessOpInterface, {
  derivedSlots({ op, res }, { elementType }) {
    const [offset, size] = [gepByteOffset(op), sizeInBytes(elementType, op)];
    if (offset === undefined || size === undefined || offset < 0 || offset >= size) return undefined;
    return [bytesFrom(res, size - offset)];
  },
});

/** Whether a value of the type is no longer than what is there. */
function fits(type: Type, place: Type, op: Operation): boolean {
  const [size, room] = [sizeInBytes(type, op), sizeInBytes(place, op)];
  return size !== undefined && room !== undefined && size <= room;
}

/** Accesses are to the first part, if it is long enough. */
const firstPart = (type: Type, { parts }: DestructurableSlot, op: Operation) => {
  const [first] = parts.values();
  return first !== undefined && fits(type, first, op) ? { parts: [partAt(0)] } : undefined;
};

LoadOp.implement(DestructurableAccessorOpInterface, {
  access: ({ op, res, volatile_ }, slot) => (volatile_ === undefined ? firstPart(res.type, slot, op) : undefined),
  useParts({ op }, _, parts) {
    op.setOperand(0, parts.get(partAt(0))!.ptr);
    return "keep";
  },
});

LoadOp.implement(SafeMemorySlotAccessOpInterface, {
  derivedSlots: ({ op, res }, { elementType }) => (fits(res.type, elementType, op) ? [] : undefined),
});

StoreOp.implement(DestructurableAccessorOpInterface, {
  access: ({ op, value, volatile_ }, slot) =>
    value !== slot.ptr && volatile_ === undefined ? firstPart(value.type, slot, op) : undefined,
  useParts({ op }, _, parts) {
    op.setOperand(1, parts.get(partAt(0))!.ptr);
    return "keep";
  },
});

StoreOp.implement(SafeMemorySlotAccessOpInterface, {
  derivedSlots: ({ op, value }, { ptr, elementType }) =>
    value !== ptr && fits(value.type, elementType, op) ? [] : undefined,
});
