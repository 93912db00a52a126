/** New buffers of the shape of others. */

import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import type { Value } from "../../ir/value.ts";
import { CopyOp } from "./access.ts";
import { AllocOp } from "./allocation.ts";
import { sizeOf } from "./sizes.ts";

/** A new buffer of the shape of a ranked one, with its elements one after the other. */
export function allocateLike(builder: OpBuilder, like: Value, elementType?: Type): Value {
  const { shape, elementType: ownType, memorySpace } = like.type as MemRefType;
  const type = MemRefType.get(shape, elementType ?? ownType, undefined, memorySpace);
  const dynamicSizes = shape.flatMap((_, i) => (type.isDynamicDim(i) ? [sizeOf(builder, like, i)] : []));
  return builder.create(AllocOp, { dynamicSizes, symbolOperands: [], resultTypes: [type] }).memref;
}

/** A new buffer that holds what a ranked one holds. */
export function allocateCopy(builder: OpBuilder, source: Value): Value {
  const target = allocateLike(builder, source);
  builder.create(CopyOp, { source, target });
  return target;
}
