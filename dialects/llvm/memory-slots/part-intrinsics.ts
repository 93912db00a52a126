/** Structs and small arrays that are filled or copied: field by field, element by element. */

import type { Attribute } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import {
  DestructurableAccessorOpInterface,
  type DestructurableSlot,
  type PartAccess,
  type PartSlots,
  SafeMemorySlotAccessOpInterface,
} from "../../../ir/interfaces/destructurable-slots.ts";
import type { MemorySlot } from "../../../ir/interfaces/memory-slots.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { createConstant } from "../constant-ops.ts";
import { sizeInBytes } from "../data-layout.ts";
import { createGEP } from "../gep-op.ts";
import { MemcpyInlineOp, MemcpyOp, MemmoveOp, MemsetInlineOp, MemsetOp } from "../intrinsics/memory.ts";
import { partAt, partPlaces } from "./parts.ts";

type Length = Value | IntegerAttr;

interface BlockIntrinsic {
  readonly op: Operation;
  readonly len: Length;
  readonly isVolatile: IntegerAttr;
}

function numBytes(len: Length): number | undefined {
  const attribute = len instanceof IntegerAttr ? len : constantInteger(len);
  return attribute === undefined ? undefined : Number(attribute.unsignedValue);
}

/** The number of bytes; undefined if it is not known, or the intrinsic has to stay as it is. */
const bytesToMove = ({ len, isVolatile }: BlockIntrinsic): number | undefined =>
  isVolatile.value === 0n ? numBytes(len) : undefined;

/** A length in the form that another one has. */
const lengthLike = (builder: OpBuilder, len: Length, bytes: number): never =>
  (len instanceof IntegerAttr ? IntegerAttr.get(len.type, bytes) : createConstant(builder, len.type, bytes)) as never;

const staysWithin = ({ op, len }: BlockIntrinsic, { elementType }: MemorySlot): readonly MemorySlot[] | undefined => {
  const [bytes, size] = [numBytes(len), sizeInBytes(elementType, op)];
  return bytes !== undefined && size !== undefined && bytes <= size ? [] : undefined;
};

for (const def of [MemsetOp, MemsetInlineOp]) {
  def.implement(SafeMemorySlotAccessOpInterface, { derivedSlots: staysWithin });
  def.implement(DestructurableAccessorOpInterface, {
    access(view, slot) {
      const isInside = bytesToMove(view) !== undefined && staysWithin(view, slot) !== undefined;
      return isInside && partPlaces(slot.elementType, view.op) !== undefined ? { parts: [] } : undefined;
    },
    useParts({ op, len, val, isVolatile }, slot, parts, builder) {
      const bytes = numBytes(len)!;
      for (const { index, start, size } of partPlaces(slot.elementType, op)!) {
        const part = parts.get(partAt(index));
        const filled = Math.min(size, bytes - start);
        if (part === undefined || filled <= 0) continue;
        builder.create(def as typeof MemsetOp, {
          dst: part.ptr,
          val,
          len: lengthLike(builder, len, filled),
          isVolatile: isVolatile as never,
        });
      }
      return "delete";
    },
  });
}

for (const def of [MemcpyOp, MemmoveOp, MemcpyInlineOp]) {
  def.implement(SafeMemorySlotAccessOpInterface, { derivedSlots: staysWithin });
  def.implement(DestructurableAccessorOpInterface, {
    access(view, slot): PartAccess | undefined {
      const { op, dst, src } = view;
      const bytes = bytesToMove(view);
      if (dst === src || bytes === undefined || bytes !== sizeInBytes(slot.elementType, op)) return undefined;
      if (partPlaces(slot.elementType, op) === undefined) return undefined;
      return { parts: src === slot.ptr ? slot.parts.keys() : new Set<Attribute>() };
    },
    useParts({ op, dst, src, len, isVolatile }, slot, parts, builder) {
      copyParts(op, slot, parts, (index, part, size) => {
        const other = createGEP(builder, src === slot.ptr ? dst : src, slot.elementType, [0, index]);
        const [to, from] = src === slot.ptr ? [other, part.ptr] : [part.ptr, other];
        builder.create(def as typeof MemcpyOp, {
          dst: to,
          src: from,
          len: lengthLike(builder, len, size),
          isVolatile: isVolatile as never,
        });
      });
      return "delete";
    },
  });
}

function copyParts(
  op: Operation,
  { elementType }: DestructurableSlot,
  parts: PartSlots,
  copy: (index: number, part: MemorySlot, size: number) => void,
): void {
  for (const { index, size } of partPlaces(elementType, op)!) {
    const part = parts.get(partAt(index));
    if (part !== undefined && size > 0) copy(index, part, size);
  }
}
