/** Canonicalization of `tensor.pad`. */

import { isDynamic, type RankedTensorType } from "../../../ir/builtin/types.ts";
import { type Slice, sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { constantIndex, foldedIndex, type MixedIndex, splitIndices } from "../../../ir/mixed-index.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { createSum } from "../../affine/index.ts";
import { sliceArgs } from "../../offset-size-stride.ts";
import { CastOp, castForConsumer, preservesStaticInformation } from "../ops/casts.ts";
import { type Padding, PadOp, paddedType, paddingOf, paddingValue } from "../ops/pad.ts";
import { ExtractSliceOp, sliceType } from "../ops/slices.ts";

interface Replacement {
  readonly source: Value;
  readonly padding: Padding;
  readonly type: RankedTensorType;
}

/** A pad with a copy of the region of `view`. */
function createPad(rewriter: PatternRewriter, view: PadOp, { source, padding, type }: Replacement): PadOp {
  const [low, high] = [padding.low, padding.high].map(splitIndices);
  const pad = rewriter.create(PadOp, {
    source,
    low: low!.operands,
    high: high!.operands,
    static_low: low!.constants,
    static_high: high!.constants,
    nofold: view.nofold,
    resultTypes: [type],
  });
  pad.op.setDiscardableAttrs(view.op.discardableAttrs);
  view.region.cloneInto(pad.region, new IRMapping());
  return pad;
}

const isZero = (index: MixedIndex): boolean => constantIndex(index) === 0n;

/** pad(t, 0, 0)  ->  cast(t) */
const zeroPadding = pattern("pad-zero", PadOp, (view, rewriter) => {
  const { low, high } = paddingOf(view);
  if (view.nofold !== undefined || !low.every(isZero) || !high.every(isZero)) return false;
  rewriter.replaceWithNew(view.op, CastOp, { source: view.source, resultTypes: [view.result.type] });
  return true;
});

/** pad(cast(t))  ->  cast(pad(t)) */
const padOfCast = pattern("pad-of-cast", PadOp, (view, rewriter) => {
  const { op, source, result } = view;
  const cast = castForConsumer(source);
  if (cast === undefined) return false;
  const padding = paddingOf(view);
  const type = paddedType(cast.source.type as RankedTensorType, padding, result.type.shape);
  if (type === result.type) rewriter.modify(op, () => op.setOperand(0, cast.source));
  else {
    const pad = createPad(rewriter, view, { source: cast.source, padding, type });
    rewriter.replaceWithNew(op, CastOp, { source: pad.result, resultTypes: [result.type] });
  }
  return true;
});

/** cast(pad(t)) : tensor<4xT>  ->  pad(t) : tensor<4xT> */
const castOfPad = pattern("cast-of-pad", PadOp, (view, rewriter) => {
  const { op, source, result } = view;
  const cast = result.hasOneUse ? CastOp.match(result.firstUse!.owner) : undefined;
  if (cast === undefined || !preservesStaticInformation(result.type, cast.dest.type)) return false;
  const type = cast.dest.type as RankedTensorType;
  const pad = createPad(rewriter, view, { source, padding: paddingOf(view), type });
  rewriter.replace(cast.op, [pad.result]);
  rewriter.erase(op);
  return true;
});

/** pad(t, %c1, %c2)  ->  cast(pad(t, 1, 2)), where that tells a size of the result. */
const constantPadding = pattern("pad-constants", PadOp, (view, rewriter) => {
  const { op, source, result } = view;
  const { low, high } = paddingOf(view);
  const padding = { low: low.map(foldedIndex), high: high.map(foldedIndex) };
  const inferred = paddedType(source.type, padding).shape;
  const shape = result.type.shape.map((size, i) => (isDynamic(size) ? inferred[i]! : size));
  if (shape.every(isDynamic) || shape.every((size, i) => size === result.type.shape[i])) return false;
  const type = result.type.cloneWith(shape, result.type.elementType) as RankedTensorType;
  const pad = createPad(rewriter, view, { source, padding, type });
  rewriter.replaceWithNew(op, CastOp, { source: pad.result, resultTypes: [result.type] });
  return true;
});

/** pad(pad(t, 1, 2), 3, 4)  ->  pad(t, 4, 6), if both put the same value around */
const padOfPad = pattern("pad-of-pad", PadOp, (view, rewriter) => {
  const { op, result } = view;
  const inner = PadOp.defining(view.source);
  if (inner === undefined || view.nofold !== undefined || inner.nofold !== undefined) return false;
  const value = paddingValue(view);
  if (value === undefined || value !== paddingValue(inner)) return false;
  const [outside, inside] = [paddingOf(view), paddingOf(inner)];
  const high = outside.high.map((index, i) => createSum(rewriter, index, inside.high[i]!));
  const low = outside.low.map((index, i) => createSum(rewriter, index, inside.low[i]!));
  const pad = createPad(rewriter, view, { source: inner.source, padding: { low, high }, type: result.type });
  rewriter.replace(op, [pad.result]);
  return true;
});

/** The dimensions in which anything may be put around. */
const isPadded = ({ low, high }: Padding): boolean[] => low.map((_, i) => !isZero(low[i]!) || !isZero(high[i]!));

const hasUnitStrides = ({ strides }: Slice): boolean => strides.every((stride) => constantIndex(stride) === 1n);

/** A slice of what a pad puts around another slice, with more around it in other dimensions. */
interface PaddedTwice {
  readonly inner: { readonly slice: Slice; readonly padding: Padding };
  readonly outer: { readonly slice: Slice; readonly padding: Padding };
  /** The shape between the inner pad and the outer slice. */
  readonly shape: readonly number[];
}

/** pad(slice(pad(slice(t))))  ->  pad(slice(t)), if the two pads work on different dimensions */
const orthogonalPads = pattern("pad-orthogonal", PadOp, (view, rewriter) => {
  const { op, result } = view;
  const outerSlice = ExtractSliceOp.defining(view.source);
  const innerPad = outerSlice === undefined ? undefined : PadOp.defining(outerSlice.source);
  const innerSlice = innerPad === undefined ? undefined : ExtractSliceOp.defining(innerPad.source);
  if (innerSlice === undefined || innerPad!.nofold !== undefined) return false;
  if (innerSlice.source.type.rank !== result.type.rank) return false;
  const [value, innerValue] = [view, innerPad!].map(paddingValue);
  const constant = value === undefined ? undefined : constantValue(value);
  if (constant === undefined || innerValue === undefined || constantValue(innerValue) !== constant) return false;
  const combined = combine({
    inner: { slice: sliceOf(innerSlice.op), padding: paddingOf(innerPad!) },
    outer: { slice: sliceOf(outerSlice!.op), padding: paddingOf(view) },
    shape: outerSlice!.source.type.shape,
  });
  if (combined === undefined) return false;
  const { source } = innerSlice;
  const extracted = rewriter.create(ExtractSliceOp, {
    source,
    ...sliceArgs(combined.slice),
    resultTypes: [sliceType(source.type, combined.slice)],
  });
  const pad = createPad(rewriter, view, { source: extracted.result, padding: combined.padding, type: result.type });
  rewriter.replace(op, [pad.result]);
  return true;
});

function combine({ inner, outer, shape }: PaddedTwice): { slice: Slice; padding: Padding } | undefined {
  if (!hasUnitStrides(inner.slice) || !hasUnitStrides(outer.slice)) return undefined;
  if (![...inner.padding.low, ...outer.padding.low].every(isZero)) return undefined;
  const [byInner, byOuter] = [isPadded(inner.padding), isPadded(outer.padding)];
  const offsets: MixedIndex[] = [];
  const sizes: MixedIndex[] = [];
  const high: MixedIndex[] = [];
  for (let i = 0; i < shape.length; i++) {
    if (byInner[i] && byOuter[i]) return undefined;
    const [innerOffset, outerOffset] = [inner.slice.offsets[i]!, outer.slice.offsets[i]!];
    // One of the two takes all that there is in this dimension.
    if (!byOuter[i] && isZero(outerOffset)) offsets.push(innerOffset);
    else if (!byInner[i] && isZero(innerOffset)) offsets.push(outerOffset);
    else return undefined;
    if (byInner[i] && constantIndex(outer.slice.sizes[i]!) !== BigInt(shape[i]!)) return undefined;
    sizes.push((byInner[i] ? inner : outer).slice.sizes[i]!);
    high.push(byInner[i] ? inner.padding.high[i]! : byOuter[i] ? outer.padding.high[i]! : 0n);
  }
  return {
    slice: { offsets, sizes, strides: outer.slice.strides },
    padding: { low: outer.padding.low, high },
  };
}

export const padPatterns = [zeroPadding, padOfCast, castOfPad, orthogonalPads, constantPadding, padOfPad];
