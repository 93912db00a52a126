/** Canonicalization of the operations that ask about buffers. */

import { IndexType, indexType, MemRefType } from "../../../ir/builtin/types.ts";
import { isValue } from "../../../ir/mixed-index.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndexConstant, IndexCastOp } from "../../arith/index.ts";
import { LoadOp } from "../access.ts";
import { CastOp } from "../cast.ts";
import { DimOp, ExtractStridedMetadataOp, knownMetadata } from "../metadata.ts";
import { ReshapeOp } from "../reshape.ts";

/** Whether `index`, which `dim` uses, is known where `reshape` is. */
function isKnownAt(index: Value, dim: DimOp, reshape: ReshapeOp): boolean {
  const home = reshape.op.block!;
  if (index.parentBlock === home) {
    const definer = index.definingOp;
    return definer === undefined || definer.isBeforeInBlock(reshape.op);
  }
  if (dim.op.block === home) return true;
  const region = index.parentBlock!.region!;
  return region !== home.region && region.isAncestorOf(home.region!);
}

/** dim(reshape(x, shape), i)  ->  load(shape, i), right behind the reshape, where the shape is still what it was. */
const dimOfReshape = pattern("dim-of-reshape", DimOp, (view, rewriter) => {
  const reshape = ReshapeOp.defining(view.source);
  if (reshape === undefined || !isKnownAt(view.index, view, reshape)) return false;
  const { elementType } = reshape.shape.type;
  rewriter.setInsertionPointAfter(reshape.op);
  let size: Value = rewriter.create(LoadOp, {
    memref: reshape.shape,
    indices: [view.index],
    resultTypes: [elementType],
  }).result;
  if (!(elementType instanceof IndexType)) {
    size = rewriter.create(IndexCastOp, { in: size, resultTypes: [indexType()] }).out;
  }
  rewriter.replace(view.op, [size]);
  return true;
});

/** What the type of the source tells is a constant; casts of the source do not matter. */
export const metadataOfType = pattern("strided-metadata-of-type", ExtractStridedMetadataOp, (view, rewriter) => {
  const { op, offset, sizes, strides } = view;
  const known = knownMetadata(view);
  const indices = [...known.offsets, ...known.sizes, ...known.strides];
  let changed = false;
  [offset, ...sizes, ...strides].forEach((value, i) => {
    const index = indices[i]!;
    if (isValue(index) || !value.hasUses) return;
    rewriter.replaceAllUsesWith(value, createIndexConstant(rewriter, index));
    changed = true;
  });
  const cast = CastOp.defining(view.source);
  if (!(cast?.source.type instanceof MemRefType)) return changed;
  const { source } = cast;
  rewriter.modify(op, () => op.setOperand(0, source));
  return true;
});

export const metadataPatterns: readonly Pattern[] = [dimOfReshape, metadataOfType];
