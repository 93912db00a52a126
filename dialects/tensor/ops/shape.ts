/** Questions about a tensor's shape. */

import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { AnyTensor, Index } from "../../../ir/builtin/constraints.ts";
import { indexType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../../ir/define-op.ts";
import { ConditionallySpeculatable, MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { ShapedDimOpInterface } from "../../../ir/interfaces/shaped-dim.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { isValue } from "../../../ir/mixed-index.ts";
import { Pure } from "../../../ir/traits.ts";
import { dynamicSize } from "../../dynamic-sizes.ts";
import { AnyNon0RankedOrUnrankedTensor } from "../constraints.ts";
import { foldTensorCast } from "./casts.ts";
import { GenerateOp } from "./generate.ts";
import { ExtractSliceOp } from "./slices.ts";

export const DimOp = defineOp(
  "tensor.dim",
  {
    summary: "The size of a dimension of a tensor",
    operands: { source: AnyNon0RankedOrUnrankedTensor, index: Index },
    results: { result: Index },
    assemblyFormat: "attr-dict $source `,` $index `:` type($source)",
  },
  {
    fold({ op, source }, { index }): FoldResult {
      const { type } = source;
      if (!(index instanceof IntegerAttr) || !(type instanceof RankedTensorType)) return undefined;
      // A dimension that does not exist is undefined behaviour, which is left alone.
      if (index.value < 0n || index.value >= BigInt(type.rank)) return undefined;
      const dimension = index.number;
      if (!type.isDynamicDim(dimension)) return IntegerAttr.get(indexType(), type.shape[dimension]!);
      const generated = GenerateOp.defining(source);
      if (generated !== undefined) return dynamicSize(type, generated.dynamicExtents, dimension);
      const slice = ExtractSliceOp.defining(source);
      if (slice !== undefined && slice.source.type.rank === type.rank) {
        const size = sliceOf(slice.op).sizes[dimension]!;
        if (isValue(size)) return size;
      }
      return foldTensorCast(op) ? foldedInPlace : undefined;
    },
    resultNames: () => ["dim"],
  },
)
  .implement(MemoryEffectOpInterface, { effects: () => [] })
  .implement(ShapedDimOpInterface, { shapedValue: ({ source }) => source, dimension: ({ index }) => index })
  .implement(ConditionallySpeculatable, {
    isSpeculatable({ source: { type }, index }) {
      const dimension = constantInteger(index);
      return dimension !== undefined && type instanceof RankedTensorType && dimension.value < BigInt(type.rank);
    },
  });
export type DimOp = Op<typeof DimOp>;

export const RankOp = defineOp(
  "tensor.rank",
  {
    summary: "The number of dimensions of a tensor",
    operands: { tensor: AnyTensor },
    results: { result: Index },
    traits: [Pure],
    assemblyFormat: "$tensor attr-dict `:` type($tensor)",
  },
  {
    fold: ({ tensor: { type } }) => (type.hasRank ? IntegerAttr.get(indexType(), type.rank) : undefined),
    resultNames: () => ["rank"],
  },
);
export type RankOp = Op<typeof RankOp>;
