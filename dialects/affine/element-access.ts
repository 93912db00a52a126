/** Accesses to elements inside affine loops: affine ones, as far as the indices are dimensions and symbols. */

import { AffineMap } from "../../ir/affine.ts";
import { AffineMapAttr } from "../../ir/builtin/attributes.ts";
import type { MemRefType } from "../../ir/builtin/types.ts";
import type { ElementAccess } from "../../ir/interfaces/element-access.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { LoadOp, StoreOp } from "./access.ts";
import { composeMapAndOperands } from "./map-operands.ts";
import { affineScope, isValidDim } from "./scope.ts";

export function affineAccessTo(op: Operation, memref: Value, indices: readonly Value[]): ElementAccess | undefined {
  const scope = affineScope(op);
  if (!indices.every((index) => isValidDim(index, scope))) return undefined;
  const identity = AffineMap.getMultiDimIdentityMap(indices.length);
  const { map, operands } = composeMapAndOperands({ map: identity, operands: indices });
  const place = { memref, map: AffineMapAttr.get(map), indices: operands };
  return {
    load: (builder) =>
      builder.create(LoadOp, { ...place, resultTypes: [(memref.type as MemRefType).elementType] }).result,
    store: (builder, value) => {
      builder.create(StoreOp, { ...place, value });
    },
  };
}
