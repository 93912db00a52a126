/** Local variables that are filled or copied as a whole. */

import type { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { FloatType, IntegerType } from "../../../ir/builtin/types.ts";
import { type MemorySlot, PromotableMemOpInterface } from "../../../ir/interfaces/memory-slots.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { OpOperand, Value } from "../../../ir/value.ts";
import { OrOp, ShlOp } from "../arithmetic-ops.ts";
import { BitcastOp, ZExtOp } from "../cast-ops.ts";
import { createConstant } from "../constant-ops.ts";
import { sizeInBytes } from "../data-layout.ts";
import { MemcpyInlineOp, MemcpyOp, MemmoveOp, MemsetInlineOp, MemsetOp } from "../intrinsics/memory.ts";
import { LoadOp, StoreOp } from "../memory-ops.ts";

interface BlockIntrinsic {
  readonly op: Operation;
  readonly dst: Value;
  readonly len: Value | IntegerAttr;
  readonly isVolatile: IntegerAttr;
}

/** Whether the intrinsic covers all of the slot, which it names itself. */
function coversSlot(
  { op, len, isVolatile }: BlockIntrinsic,
  { ptr, elementType }: MemorySlot,
  uses: ReadonlySet<OpOperand>,
): boolean {
  const bytes = len instanceof IntegerAttr ? len : constantInteger(len);
  if (bytes === undefined || isVolatile.value !== 0n) return false;
  const isWhole = bytes.unsignedValue === BigInt(sizeInBytes(elementType, op) ?? -1);
  return isWhole && [...uses].every(({ value }) => value === ptr);
}

for (const def of [MemsetOp, MemsetInlineOp]) {
  def.implement(PromotableMemOpInterface, {
    loadsFrom: () => false,
    storesTo: ({ dst }, { ptr }) => dst === ptr,
    createStored: ({ val }, { elementType }, _, builder) => createFilled(builder, val, elementType),
    canUsesBeRemoved: (view, slot, uses) => isFillable(slot.elementType) && coversSlot(view, slot, uses),
    removeUses: () => "delete",
  });
}

/** A number of whole bytes. */
const isFillable = (type: MemorySlot["elementType"]): type is IntegerType | FloatType =>
  (type instanceof IntegerType || type instanceof FloatType) && type.width > 0 && type.width % 8 === 0;

/** The number whose bytes are all `byte`. */
function createFilled(builder: OpBuilder, byte: Value, elementType: MemorySlot["elementType"]): Value {
  const { width } = elementType as IntegerType | FloatType;
  const integer = createRepeated(builder, byte, IntegerType.get(width));
  if (elementType instanceof IntegerType) return integer;
  return builder.create(BitcastOp, { arg: integer, resultTypes: [elementType] }).res;
}

function createRepeated(builder: OpBuilder, byte: Value, type: IntegerType): Value {
  const constant = constantInteger(byte);
  if (constant !== undefined) {
    const digits = constant.unsignedValue
      .toString(16)
      .padStart(2, "0")
      .repeat(type.width / 8);
    return createConstant(builder, type, BigInt.asIntN(type.width, BigInt(`0x${digits}`)));
  }
  if (type.width === 8) return byte;
  let repeated: Value = builder.create(ZExtOp, { arg: byte, resultTypes: [type] }).res;
  for (let covered = 8; covered < type.width; covered *= 2) {
    const shifted = builder.create(ShlOp, { lhs: repeated, rhs: createConstant(builder, type, covered) }).res;
    repeated = builder.create(OrOp, { lhs: repeated, rhs: shifted }).res;
  }
  return repeated;
}

for (const def of [MemcpyOp, MemmoveOp, MemcpyInlineOp]) {
  def.implement(PromotableMemOpInterface, {
    loadsFrom: ({ src }, { ptr }) => src === ptr,
    storesTo: ({ dst }, { ptr }) => dst === ptr,
    createStored: ({ src }, { elementType }, _, builder) =>
      builder.create(LoadOp, { addr: src, resultTypes: [elementType] }).res,
    canUsesBeRemoved: (view, slot, uses) => view.dst !== view.src && coversSlot(view, slot, uses),
    removeUses({ src, dst }, { ptr }, content, builder) {
      if (src === ptr) builder.create(StoreOp, { value: content, addr: dst });
      return "delete";
    },
  });
}
