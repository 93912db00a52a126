/** Buffers of one element that become values. */

import type { MemRefType } from "../../ir/builtin/types.ts";
import { PromotableAllocationOpInterface, PromotableMemOpInterface } from "../../ir/interfaces/memory-slots.ts";
import { PoisonOp } from "../ub/index.ts";
import { LoadOp, StoreOp } from "./access.ts";
import { AllocaOp } from "./allocation.ts";

const holdsOneElement = ({ hasStaticShape, shape }: MemRefType): boolean =>
  hasStaticShape && shape.every((size) => size === 1);

AllocaOp.implement(PromotableAllocationOpInterface, {
  promotableSlots({ memref }) {
    const type = memref.type as MemRefType;
    return holdsOneElement(type) ? [{ ptr: memref, elementType: type.elementType }] : [];
  },
  createDefaultValue: (_, { elementType }, builder) => builder.create(PoisonOp, { resultTypes: [elementType] }).result,
});

LoadOp.implement(PromotableMemOpInterface, {
  loadsFrom: ({ memref }, { ptr }) => memref === ptr,
  storesTo: () => false,
  canUsesBeRemoved: ({ memref }, { ptr }, uses) => uses.size === 1 && memref === ptr,
  removeUses({ result }, _, content) {
    result.replaceAllUsesWith(content);
    return "delete";
  },
});

StoreOp.implement(PromotableMemOpInterface, {
  loadsFrom: () => false,
  storesTo: ({ memref }, { ptr }) => memref === ptr,
  createStored: ({ value }) => value,
  canUsesBeRemoved: ({ memref }, { ptr }, uses) => uses.size === 1 && memref === ptr,
  removeUses: () => "delete",
});
