/** Local variables become values: allocations, loads and stores. */

import {
  type MemorySlot,
  PromotableAllocationOpInterface,
  PromotableMemOpInterface,
} from "../../../ir/interfaces/memory-slots.ts";
import type { OpOperand } from "../../../ir/value.ts";
import { UndefOp } from "../constant-ops.ts";
import { DbgDeclareOp, DbgValueOp } from "../intrinsics/debug.ts";
import { AllocaOp, LoadOp, StoreOp } from "../memory-ops.ts";
import { createPart, createWithPart, isConvertiblePart } from "./conversions.ts";

AllocaOp.implement(PromotableAllocationOpInterface, {
  promotableSlots: ({ op, res, elem_type }) =>
    op.block!.isEntryBlock ? [{ ptr: res, elementType: elem_type.value }] : [],
  createDefaultValue: (_, { elementType }, builder) => builder.create(UndefOp, { resultTypes: [elementType] }).res,
  handleBlockArgument({ res }, _, argument, builder) {
    for (const user of res.users) {
      const declaration = DbgDeclareOp.match(user);
      if (declaration === undefined) continue;
      const { varInfo, locationExpr } = declaration;
      builder.loc = user.loc;
      builder.create(DbgValueOp, { value: argument, varInfo, locationExpr });
    }
  },
});

/** Whether the slot itself is used, once. */
const isOneUseOf = ({ ptr }: MemorySlot, uses: ReadonlySet<OpOperand>): boolean =>
  uses.size === 1 && [...uses][0]!.value === ptr;

LoadOp.implement(PromotableMemOpInterface, {
  loadsFrom: ({ addr }, { ptr }) => addr === ptr,
  storesTo: () => false,
  canUsesBeRemoved: ({ op, res, volatile_ }, slot, uses) =>
    isOneUseOf(slot, uses) && volatile_ === undefined && isConvertiblePart(res.type, slot.elementType, op),
  removeUses({ op, res }, _, content, builder) {
    res.replaceAllUsesWith(createPart(builder, op, content, res.type));
    return "delete";
  },
});

StoreOp.implement(PromotableMemOpInterface, {
  loadsFrom: () => false,
  storesTo: ({ addr }, { ptr }) => addr === ptr,
  createStored: ({ op, value }, _, before, builder) => createWithPart(builder, op, value, before),
  canUsesBeRemoved: ({ op, value, addr, volatile_ }, slot, uses) =>
    isOneUseOf(slot, uses) &&
    addr === slot.ptr &&
    volatile_ === undefined &&
    isConvertiblePart(value.type, slot.elementType, op),
  removeUses: () => "delete",
});
