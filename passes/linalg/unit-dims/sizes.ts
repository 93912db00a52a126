/** The sizes of tensors with fewer dimensions are sizes of what they were made of. */

import { createIndex } from "../../../dialects/arith/index.ts";
import { droppedDims, sliceShape } from "../../../dialects/offset-size-stride.ts";
import { reassociationOf } from "../../../dialects/reassociation.ts";
import { CollapseShapeOp, DimOp, ExtractSliceOp, sizeOf } from "../../../dialects/tensor/index.ts";
import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";

/** The size of dimension `dim`, if all but one of the dimensions that it was made of have one element. */
function sizeOfCollapsed({ src, reassociation }: CollapseShapeOp, dim: number, rewriter: PatternRewriter) {
  const { shape } = src.type as RankedTensorType;
  const large = reassociationOf(reassociation)[dim]?.filter((each) => shape[each] !== 1);
  return large?.length === 1 ? sizeOf(rewriter, src, large[0]!) : undefined;
}

function sizeOfSlice({ op, result }: ExtractSliceOp, dim: number): MixedIndex | undefined {
  const slice = sliceOf(op);
  const dropped = droppedDims(sliceShape(slice), (result.type as RankedTensorType).shape);
  return dropped === undefined ? undefined : slice.sizes.filter((_, i) => !dropped.has(i))[dim];
}

export const resolveSizes = pattern("reify-dim-op", DimOp, ({ op, source, index }, rewriter) => {
  const dim = constantInteger(index)?.number;
  if (dim === undefined) return false;
  const collapse = CollapseShapeOp.defining(source);
  const slice = ExtractSliceOp.defining(source);
  const size = collapse === undefined ? slice && sizeOfSlice(slice, dim) : sizeOfCollapsed(collapse, dim, rewriter);
  if (size === undefined) return false;
  rewriter.replace(op, [createIndex(rewriter, size)]);
  return true;
});
