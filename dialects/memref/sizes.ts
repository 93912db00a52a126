/** The sizes of buffers as values. */

import type { OpBuilder } from "../../ir/builder.ts";
import { indexType, type MemRefType } from "../../ir/builtin/types.ts";
import { indexFromType, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createIndexConstant } from "../arith/index.ts";
import { DimOp } from "./metadata.ts";

/** The sizes of a ranked buffer; asks for those that its type does not tell. MLIR: `memref::getMixedSizes`. */
export function sizesOf(builder: OpBuilder, source: Value): MixedIndex[] {
  return (source.type as MemRefType).shape.map((size, i) =>
    indexFromType(size, () => {
      const index = createIndexConstant(builder, i);
      return builder.create(DimOp, { source, index, resultTypes: [indexType()] }).result;
    }),
  );
}
