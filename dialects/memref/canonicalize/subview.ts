/** Canonicalization of `memref.subview`. */

import type { MemRefType } from "../../../ir/builtin/types.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { constantIndex } from "../../../ir/mixed-index.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { foldSlice, outOfBoundsReason, sliceArgs } from "../../offset-size-stride.ts";
import { CastOp, canFoldIntoConsumer } from "../cast.ts";
import { inferRankReducedType, SubViewOp, subViewDroppedDims } from "../subview.ts";

/** Constants stand in the operation and in its type. */
const constantArguments = pattern("constant-subview", SubViewOp, (view, rewriter) => {
  const { op, source, result } = view;
  const slice = foldSlice(sliceOf(op));
  if (slice === undefined || outOfBoundsReason(source.type.shape, slice) !== undefined) return false;
  const type = inferRankReducedType(source.type, slice, subViewDroppedDims(view));
  const exact = rewriter.create(SubViewOp, { source, ...sliceArgs(slice), resultTypes: [type] });
  rewriter.replaceWithNew(op, CastOp, { source: exact.result, resultTypes: [result.type] });
  return true;
});

/** subview(cast(x))  ->  cast(subview(x)), if the cast only forgets something */
const ofCast = pattern("subview-of-cast", SubViewOp, (view, rewriter) => {
  const { op, source, result } = view;
  // Constants come first.
  if (op.operands.some((value) => constantInteger(value) !== undefined)) return false;
  const cast = CastOp.defining(source);
  if (cast === undefined || !canFoldIntoConsumer(cast)) return false;
  const slice = sliceOf(op);
  const from = cast.source.type as MemRefType;
  if (outOfBoundsReason(from.shape, slice) !== undefined) return false;
  const type = inferRankReducedType(from, slice, subViewDroppedDims(view));
  const exact = rewriter.create(SubViewOp, { source: cast.source, ...sliceArgs(slice), resultTypes: [type] });
  rewriter.replaceWithNew(op, CastOp, { source: exact.result, resultTypes: [result.type] });
  return true;
});

/** A part that is all of a buffer is the buffer. */
const wholeSubView = pattern("whole-subview", SubViewOp, ({ op, source, result }, rewriter) => {
  const { offsets, sizes, strides } = sliceOf(op);
  const { rank, shape } = source.type;
  const isWhole =
    rank === result.type.rank &&
    offsets.every((offset) => constantIndex(offset) === 0n) &&
    strides.every((stride) => constantIndex(stride) === 1n) &&
    sizes.every((size, i) => constantIndex(size) === BigInt(shape[i]!));
  if (!isWhole) return false;
  if (source.type === result.type) rewriter.replace(op, [source]);
  else rewriter.replaceWithNew(op, CastOp, { source, resultTypes: [result.type] });
  return true;
});

export const subViewPatterns: readonly Pattern[] = [constantArguments, ofCast, wholeSubView];
