/** Tuples of indices that stand in a tensor, for operations that take slices at such places. */

import type { OpBuilder } from "../../ir/builder.ts";
import { IndexType, indexType, type RankedTensorType } from "../../ir/builtin/types.ts";
import type { MixedIndex } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createIndexConstant, IndexCastOp } from "../arith/index.ts";
import { ExtractOp } from "./ops.ts";

/** Where the slice of a tensor of this rank begins that the index tuple at `at` names, for the dimensions `dims`. */
export function offsetsAt(
  builder: OpBuilder,
  places: Value,
  at: readonly Value[],
  dims: readonly number[],
  rank: number,
): MixedIndex[] {
  const { elementType } = places.type as RankedTensorType;
  const coordinates = dims.map((_, i) => {
    const indices = [...at, createIndexConstant(builder, i)];
    const coordinate = builder.create(ExtractOp, { tensor: places, indices, resultTypes: [elementType] }).result;
    if (elementType instanceof IndexType) return coordinate;
    return builder.create(IndexCastOp, { in: coordinate, resultTypes: [indexType()] }).out;
  });
  return Array.from({ length: rank }, (_, i) => coordinates[dims.indexOf(i)] ?? 0n);
}

/** The type of one of the slices that stand behind each other in `first` dimensions. */
export const partOf = (type: RankedTensorType, first: number): RankedTensorType =>
  type.cloneWith(type.shape.slice(first), type.elementType) as RankedTensorType;
