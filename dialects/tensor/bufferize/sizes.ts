/** Calculation with the sizes of buffers. */

import type { OpBuilder } from "../../../ir/builder.ts";
import { indexType, isDynamic, type MemRefType } from "../../../ir/builtin/types.ts";
import { isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { AddIOp, createIndex, createIndexConstant } from "../../arith/index.ts";
import { DimOp } from "../../memref/index.ts";

/** The sizes of a buffer, the unknown ones as values. */
export const sizesOf = (builder: OpBuilder, buffer: Value): MixedIndex[] =>
  (buffer.type as MemRefType).shape.map((size, i) => {
    if (!isDynamic(size)) return BigInt(size);
    const index = createIndexConstant(builder, i);
    return builder.create(DimOp, { source: buffer, index, resultTypes: [indexType()] }).result;
  });

/** The sum of indices. */
export const sum = (builder: OpBuilder, indices: readonly MixedIndex[]): MixedIndex =>
  indices.reduce((a, b) => {
    if (!isValue(a) && !isValue(b)) return a + b;
    if (a === 0n) return b;
    if (b === 0n) return a;
    return builder.create(AddIOp, { lhs: createIndex(builder, a), rhs: createIndex(builder, b) }).result;
  }, 0n);

/** Those of the sizes, as values, that the type does not know. */
export const dynamicOnes = (builder: OpBuilder, { shape }: MemRefType, sizes: readonly MixedIndex[]): Value[] =>
  sizes.filter((_, i) => isDynamic(shape[i]!)).map((size) => createIndex(builder, size));
