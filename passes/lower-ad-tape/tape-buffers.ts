/** The buffers that `lower-ad-tape` makes of tapes: their slots, and how they grow. */

import { AddIOp, CmpIOp, CmpIPredicate } from "../../dialects/arith/index.ts";
import { MaterializeInDestinationOp, ToTensorOp } from "../../dialects/bufferization/index.ts";
import {
  AllocOp,
  copyElements,
  DeallocOp,
  inferRankReducedType,
  LoadOp,
  StoreOp,
  SubViewOp,
  sizeOf,
} from "../../dialects/memref/index.ts";
import { sliceArgs } from "../../dialects/offset-size-stride.ts";
import { createIf } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { UnitAttr } from "../../ir/builtin/attributes.ts";
import { isDynamic, type MemRefType, RankedTensorType } from "../../ir/builtin/types.ts";
import type { Slice } from "../../ir/interfaces/offset-size-stride.ts";
import { indexFromType } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";

/** Writes the slot of a tape's buffer. */
export function writeSlot(builder: OpBuilder, value: Value, buffer: Value, indices: readonly Value[]): void {
  if (value.type instanceof RankedTensorType) {
    const [dest, writable] = [sliceAt(builder, buffer, indices), UnitAttr.get()];
    builder.create(MaterializeInDestinationOp, { source: value, dest, writable, resultTypes: [] });
  } else builder.create(StoreOp, { value, memref: buffer, indices });
}

/** Reads the slot of a tape's buffer. */
export function readSlot(builder: OpBuilder, buffer: Value, indices: readonly Value[], type: Type): Value {
  const resultTypes = [type];
  if (!(type instanceof RankedTensorType)) {
    return builder.create(LoadOp, { memref: buffer, indices, resultTypes }).result;
  }
  const slice = sliceAt(builder, buffer, indices);
  return builder.create(ToTensorOp, { buffer: slice, restrict: UnitAttr.get(), resultTypes }).result;
}

/** The part of a buffer that the first indices choose. */
function sliceAt(builder: OpBuilder, buffer: Value, indices: readonly Value[]): Value {
  const type = buffer.type as MemRefType;
  const slice: Slice = {
    offsets: type.shape.map((_, i) => indices[i] ?? 0n),
    sizes: type.shape.map((size, i) =>
      i < indices.length ? 1n : indexFromType(size, () => sizeOf(builder, buffer, i)),
    ),
    strides: type.shape.map(() => 1n),
  };
  const resultTypes = [inferRankReducedType(type, slice, new Set(indices.keys()))];
  return builder.create(SubViewOp, { source: buffer, ...sliceArgs(slice), resultTypes }).result;
}

/** The buffer itself if it has a slot `index`; else one of twice the size with the same contents, and the old one goes. */
export function growIfFull(builder: OpBuilder, buffer: Value, index: Value): Value {
  const [size, ...others] = dynamicSizes(builder, buffer);
  const isFull = builder.create(CmpIOp, { predicate: CmpIPredicate.of("uge"), lhs: index, rhs: size! }).result;
  const grow = (): Value => {
    const doubled = builder.create(AddIOp, { lhs: size!, rhs: size! }).result;
    const dynamicSizes = [doubled, ...others];
    const larger = builder.create(AllocOp, { dynamicSizes, symbolOperands: [], resultTypes: [buffer.type] }).memref;
    copyElements(builder, buffer, larger);
    builder.create(DeallocOp, { memref: buffer });
    return larger;
  };
  return createIf(
    builder,
    isFull,
    () => [grow()],
    () => [buffer],
  ).results[0]!;
}

const dynamicSizes = (builder: OpBuilder, buffer: Value): Value[] =>
  (buffer.type as MemRefType).shape.flatMap((size, i) => (isDynamic(size) ? [sizeOf(builder, buffer, i)] : []));
