/** The sizes of buffers as values. */

import type { OpBuilder } from "../../ir/builder.ts";
import { indexType, type MemRefType } from "../../ir/builtin/types.ts";
import { indexFromType, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createIndexConstant } from "../arith/index.ts";
import { DimOp } from "./metadata.ts";

/** The size of dimension `i`, as a value. */
export const sizeOf = (builder: OpBuilder, source: Value, i: number): Value =>
  builder.create(DimOp, { source, index: createIndexConstant(builder, i), resultTypes: [indexType()] }).result;

/** The sizes of a ranked buffer; asks for those that its type does not tell. MLIR: `memref::getMixedSizes`. */
export function sizesOf(builder: OpBuilder, source: Value): MixedIndex[] {
  return (source.type as MemRefType).shape.map((size, i) => indexFromType(size, () => sizeOf(builder, source, i)));
}
