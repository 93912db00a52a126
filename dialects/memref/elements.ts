/** Loops over the elements of buffers. */

import type { OpBuilder } from "../../ir/builder.ts";
import type { MemRefType } from "../../ir/builtin/types.ts";
import type { DerivativeBuilder } from "../../ir/interfaces/differentiable.ts";
import type { Value } from "../../ir/value.ts";
import { overIndices } from "../scf/index.ts";
import { LoadOp, StoreOp } from "./access.ts";
import { sizesOf } from "./sizes.ts";

/** Loops over all elements of a buffer, one loop for each dimension. */
export function forEachElement(builder: OpBuilder, buffer: Value, body: (indices: readonly Value[]) => void): void {
  overIndices(builder, sizesOf(builder, buffer), [], (indices) => {
    body(indices);
    return [];
  });
}

/** Sets all elements of a buffer to zero. */
export function fillWithZeros(b: DerivativeBuilder, builder: OpBuilder, memref: Value): void {
  const value = b.zeroOf((memref.type as MemRefType).elementType, builder);
  forEachElement(builder, memref, (indices) => {
    builder.create(StoreOp, { value, memref, indices });
  });
}

/** Copies all elements of `source`, one after the other. */
export function copyElements(builder: OpBuilder, source: Value, target: Value): void {
  const resultTypes = [(source.type as MemRefType).elementType];
  forEachElement(builder, source, (indices) => {
    const value = builder.create(LoadOp, { memref: source, indices, resultTypes }).result;
    builder.create(StoreOp, { value, memref: target, indices });
  });
}
