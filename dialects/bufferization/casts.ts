/** Casts of buffers, which cannot fail: where a cast might, the contents are copied. */

import type { OpBuilder } from "../../ir/builder.ts";
import { hasIdentityLayout, rowMajorStrides, stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { type BaseMemRefType, isDynamic, MemRefType } from "../../ir/builtin/types.ts";
import type { Value } from "../../ir/value.ts";
import { areCastCompatible, CastOp, CopyOp, sizeOf } from "../memref/index.ts";

/**
 * `source` with another type; a copy of it, which `allocate` makes the buffer for from its dynamic sizes, where the type
 * says something of the layout that `source` may not fulfil. Undefined if there is neither.
 */
export function castOrCopy(
  builder: OpBuilder,
  source: Value,
  type: BaseMemRefType,
  allocate: (dynamicSizes: readonly Value[]) => Value,
): Value | undefined {
  const from = source.type as BaseMemRefType;
  const cast = (): Value => builder.create(CastOp, { source, resultTypes: [type] }).dest;
  if (!(type instanceof MemRefType) || !(from instanceof MemRefType)) {
    return !(type instanceof MemRefType) && areCastCompatible(from, type) ? cast() : undefined;
  }
  if (isSafeCast(from, type)) return cast();
  const copy = allocate(dynamicSizesOf(builder, source, type));
  builder.create(CopyOp, { source, target: copy });
  return copy;
}

/** The sizes of `buffer` that `type` does not know. */
export const dynamicSizesOf = (builder: OpBuilder, buffer: Value, type: MemRefType): Value[] =>
  type.shape.flatMap((size, i) => (isDynamic(size) ? [sizeOf(builder, buffer, i)] : []));

/**
 * Whether a cast holds for every buffer of the type `from`: it assumes no stride or offset that is not known. Without a layout
 * a type says that the elements are dense, also where its sizes are not known. (mlir-opt casts in that case.)
 */
export function isSafeCast(from: MemRefType, to: MemRefType): boolean {
  if (!areCastCompatible(from, to)) return false;
  const [source, target] = [stridesAndOffset(from), stridesAndOffset(to)];
  if (source === undefined || target === undefined) return false;
  if (hasIdentityLayout(to) && !hasIdentityLayout(from)) {
    const dense = rowMajorStrides(from.shape);
    return source.offset === 0 && source.strides.every((stride, i) => !isDynamic(stride) && stride === dense[i]);
  }
  const assumes = (known: number, wanted: number): boolean => isDynamic(known) && !isDynamic(wanted);
  if (assumes(source.offset, target.offset)) return false;
  return !source.strides.some((stride, i) => assumes(stride, target.strides[i]!));
}
