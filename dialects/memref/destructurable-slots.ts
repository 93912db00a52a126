/** Small buffers that become one buffer for each element. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import { ArrayAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { indexType, MemRefType } from "../../ir/builtin/types.ts";
import {
  DestructurableAccessorOpInterface,
  DestructurableAllocationOpInterface,
  type DestructurableSlot,
  type PartAccess,
} from "../../ir/interfaces/destructurable-slots.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Value } from "../../ir/value.ts";
import { LoadOp, StoreOp } from "./access.ts";
import { AllocaOp } from "./allocation.ts";

const maxElements = 16;

/** The name of an element. */
const elementAt = (indices: readonly bigint[]): Attribute =>
  ArrayAttr.get(indices.map((index) => IntegerAttr.get(indexType(), index)));

/** The elements of a buffer in row-major order. */
function elementsOf({ shape, elementType }: MemRefType): Map<Attribute, Type> {
  let indices: bigint[][] = [[]];
  for (const size of shape) {
    indices = indices.flatMap((outer) => Array.from({ length: size }, (_, i) => [...outer, BigInt(i)]));
  }
  return new Map(indices.map((each) => [elementAt(each), elementType]));
}

function isSmall({ rank, layout, hasStaticShape, shape }: MemRefType): boolean {
  if (rank === 0 || layout !== undefined || !hasStaticShape) return false;
  return shape.reduce((product, size) => product * size, 1) <= maxElements;
}

AllocaOp.implement(DestructurableAllocationOpInterface, {
  destructurableSlots({ memref }) {
    const type = memref.type as MemRefType;
    return isSmall(type) ? [{ ptr: memref, elementType: type, parts: elementsOf(type) }] : [];
  },
  allocatePart({ memref }, type, builder) {
    const { memorySpace } = memref.type as MemRefType;
    const resultTypes = [MemRefType.get([], type, undefined, memorySpace)];
    const ptr = builder.create(AllocaOp, { dynamicSizes: [], symbolOperands: [], resultTypes }).memref;
    return { ptr, elementType: type };
  },
});

function accessedElement(indices: readonly Value[], { parts }: DestructurableSlot): Attribute | undefined {
  const constants = indices.map((index) => constantInteger(index)?.value);
  if (constants.includes(undefined)) return undefined;
  const element = elementAt(constants as bigint[]);
  return parts.has(element) ? element : undefined;
}

const elementAccess = (indices: readonly Value[], slot: DestructurableSlot): PartAccess | undefined => {
  const element = accessedElement(indices, slot);
  return element === undefined ? undefined : { parts: [element] };
};

LoadOp.implement(DestructurableAccessorOpInterface, {
  access: ({ indices }, slot) => elementAccess(indices, slot),
  useParts({ op, indices }, slot, parts) {
    const { ptr } = parts.get(accessedElement(indices, slot)!)!;
    op.setOperands([ptr]);
    return "keep";
  },
});

StoreOp.implement(DestructurableAccessorOpInterface, {
  access: ({ value, indices }, slot) => (value === slot.ptr ? undefined : elementAccess(indices, slot)),
  useParts({ op, value, indices }, slot, parts) {
    const { ptr } = parts.get(accessedElement(indices, slot)!)!;
    op.setOperands([value, ptr]);
    return "keep";
  },
});
