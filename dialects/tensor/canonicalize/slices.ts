/** Canonicalization of slices: what is constant stands in attributes and types, casts go behind. */

import { RankedTensorType } from "../../../ir/builtin/types.ts";
import type { OpView } from "../../../ir/define-op.ts";
import { type Slice, sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { InParallelOpInterface } from "../../../ir/interfaces/parallel-combining.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { constantIndex, indexFromType } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { droppedDims, foldSlice, outOfBoundsReason, sliceArgs, sliceShape } from "../../offset-size-stride.ts";
import {
  areCastCompatible,
  CastOp,
  castForConsumer,
  isCastForProducer,
  preservesStaticInformation,
} from "../ops/casts.ts";
import { ExtractSliceOp, InsertSliceOp, isSliceType, ParallelInsertSliceOp } from "../ops/slices.ts";

const shapeOf = ({ type }: Value): readonly number[] => (type as RankedTensorType).shape;

/** `value` with a type of another shape. */
function castTo(rewriter: PatternRewriter, value: Value, type: RankedTensorType): Value {
  return value.type === type ? value : rewriter.create(CastOp, { source: value, resultTypes: [type] }).dest;
}

/** The type of a part whose type was `part` before sizes of the slice became constant. */
function refinedType(before: Slice, after: Slice, part: RankedTensorType): RankedTensorType {
  const dropped = droppedDims(sliceShape(before), part.shape)!;
  const shape = sliceShape(after).filter((_, i) => !dropped.has(i));
  return part.cloneWith(shape, part.elementType) as RankedTensorType;
}

/** The slice with the sizes that the type of the part tells. */
function withSizesOf({ shape }: RankedTensorType, slice: Slice, dropped: ReadonlySet<number>): Slice {
  let next = 0;
  const sizes = slice.sizes.map((size, i) => (dropped.has(i) ? size : indexFromType(shape[next++]!, () => size)));
  return { ...slice, sizes };
}

const hasConstantOperand = (op: Operation): boolean =>
  op.operands.some((value) => constantInteger(value) !== undefined);
const isInBounds = (shape: readonly number[], slice: Slice): boolean => outOfBoundsReason(shape, slice) === undefined;

/** extract_slice t[%c1] [%c4] [1]  ->  cast(extract_slice t[1] [4] [1]) */
const constantExtraction = pattern("extract-slice-constants", ExtractSliceOp, ({ op, source, result }, rewriter) => {
  const before = sliceOf(op);
  const slice = foldSlice(before);
  if (slice === undefined || !isInBounds(source.type.shape, slice)) return false;
  const type = refinedType(before, slice, result.type);
  const extracted = rewriter.create(ExtractSliceOp, { source, ...sliceArgs(slice), resultTypes: [type] }).result;
  rewriter.replace(op, [castTo(rewriter, extracted, result.type)]);
  return true;
});

/** extract_slice(cast(t))  ->  extract_slice(t) */
const extractionOfCast = pattern("extract-slice-of-cast", ExtractSliceOp, ({ op, source, result }, rewriter) => {
  const cast = hasConstantOperand(op) ? undefined : castForConsumer(source);
  const slice = sliceOf(op);
  if (cast === undefined || !isInBounds(shapeOf(cast.source), slice)) return false;
  rewriter.replaceWithNew(op, ExtractSliceOp, {
    source: cast.source,
    ...sliceArgs(slice),
    resultTypes: [result.type],
  });
  return true;
});

/** cast(extract_slice t[0] [%n] [1]) : tensor<4xT>  ->  extract_slice t[0] [4] [1] */
const castOfExtraction = pattern("cast-of-extract-slice", CastOp, (cast, rewriter) => {
  const extraction = ExtractSliceOp.defining(cast.source);
  const { type } = cast.dest;
  if (extraction === undefined || !(type instanceof RankedTensorType) || !isCastForProducer(cast)) return false;
  const { source, result } = extraction;
  if (type.shape.every((size, i) => size === result.type.shape[i])) return false;
  const slice = sliceOf(extraction.op);
  const exact = withSizesOf(type, slice, droppedDims(sliceShape(slice), result.type.shape)!);
  rewriter.replaceWithNew(cast.op, ExtractSliceOp, { source, ...sliceArgs(exact), resultTypes: [type] });
  return true;
});

// Insertions, those of parallel loops as well.

type Insertion = OpView<(typeof InsertSliceOp | typeof ParallelInsertSliceOp)["spec"]>;

/** Replaces an insertion by another one; its result, if it has one, is cast to the type that it had. */
function replaceInsertion(
  { op }: Insertion,
  { source, dest, slice }: { readonly source: Value; readonly dest: Value; readonly slice: Slice },
  rewriter: PatternRewriter,
): void {
  const args = { source, dest, ...sliceArgs(slice) };
  if (ParallelInsertSliceOp.is(op)) {
    rewriter.replaceWithNew(op, ParallelInsertSliceOp, args);
    return;
  }
  const inserted = rewriter.create(InsertSliceOp, { ...args, resultTypes: [dest.type] }).result;
  rewriter.replace(op, [castTo(rewriter, inserted, op.result().type as RankedTensorType)]);
}

/** The source as a value of another type. No cast may stand among the insertions of a parallel loop. */
const castSource = ({ op, source }: Insertion, type: RankedTensorType, rewriter: PatternRewriter): Value =>
  rewriter.guarded(() => {
    const parent = op.parentOp!;
    if (InParallelOpInterface.implementedBy(parent)) rewriter.setInsertionPoint(parent);
    return castTo(rewriter, source, type);
  });

/** insert_slice s into t[%c1] [%c4] [1]  ->  insert_slice cast(s) into t[1] [4] [1] */
function foldConstants(view: Insertion, rewriter: PatternRewriter): boolean {
  const { op, source, dest } = view;
  const before = sliceOf(op);
  const slice = foldSlice(before);
  if (slice === undefined || !isInBounds(shapeOf(dest), slice)) return false;
  const type = refinedType(before, slice, source.type as RankedTensorType);
  replaceInsertion(view, { source: castSource(view, type, rewriter), dest, slice }, rewriter);
  return true;
}

/** insert_slice(cast(s), cast(t))  ->  cast(insert_slice(s, t)) */
function foldCasts(view: Insertion, rewriter: PatternRewriter): boolean {
  const { op } = view;
  if (hasConstantOperand(op)) return false;
  const [source, dest] = [view.source, view.dest].map((value) => castForConsumer(value)?.source ?? value);
  if (source === view.source && dest === view.dest) return false;
  const type = source!.type as RankedTensorType;
  const before = sliceOf(op);
  const dropped = droppedDims(sliceShape(before), type.shape, true);
  if (dropped === undefined) return false;
  const slice = withSizesOf(type, before, dropped);
  const whole = dest!.type as RankedTensorType;
  if (!isSliceType(whole, slice, type) || !isInBounds(whole.shape, slice)) return false;
  replaceInsertion(view, { source: source!, dest: dest!, slice }, rewriter);
  return true;
}

/** insert_slice s into t[0] [%c4] [1]  ->  insert_slice cast(s) into t[0] [%c4] [1]: the cast may go on upwards. */
function insertSourceCast(view: Insertion, rewriter: PatternRewriter): boolean {
  const { op, dest } = view;
  const type = view.source.type as RankedTensorType;
  if (type.rank !== shapeOf(dest).length) return false;
  const slice = sliceOf(op);
  const sizes = slice.sizes.map(constantIndex);
  if (sizes.some((size) => size !== undefined && size < 0n)) return false;
  const shape = type.shape.map((size, i) => (sizes[i] === undefined ? size : Number(sizes[i])));
  const exact = type.cloneWith(shape, type.elementType) as RankedTensorType;
  if (exact === type || !preservesStaticInformation(type, exact) || !areCastCompatible(type, exact)) return false;
  replaceInsertion(view, { source: castSource(view, exact, rewriter), dest, slice }, rewriter);
  return true;
}

const insertionPatterns = (def: typeof InsertSliceOp): Pattern[] => [
  pattern(`${def.name}-constants`, def, foldConstants),
  pattern(`${def.name}-casts`, def, foldCasts),
  pattern(`${def.name}-source-cast`, def, insertSourceCast),
];

export const slicePatterns = [
  constantExtraction,
  extractionOfCast,
  castOfExtraction,
  ...insertionPatterns(InsertSliceOp),
  ...insertionPatterns(ParallelInsertSliceOp as unknown as typeof InsertSliceOp),
];
