/** Dimensions of one element that are not padded. */

import { EmptyOp, PadOp, paddingOf, paddingValue } from "../../../dialects/tensor/index.ts";
import { ReifyRankedShapedTypeOpInterface } from "../../../ir/interfaces/reify-result-shapes.ts";
import { isValue } from "../../../ir/mixed-index.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { createConstantPad } from "../create-reshapes.ts";
import { type RankReduction, reductionOf } from "./rank-reduction.ts";

export const dropUnitDimsOfPad = (reduction: RankReduction): Pattern =>
  pattern("drop-pad-unit-dims", PadOp, (view, rewriter) => {
    const { op, source, result } = view;
    if (paddingValue(view) === undefined) return false;
    const { low, high } = paddingOf(view);
    const { shape } = source.type;
    const reduced = reductionOf(shape.length, (dim) => shape[dim] === 1 && low[dim] === 0n && high[dim] === 0n);
    if (reduced.dropped.size === 0) return false;
    const kept = <T>(values: readonly T[]): T[] => values.filter((_, dim) => !reduced.dropped.has(dim));
    const inner = reduction.reduce(rewriter, source, reduced);
    const padding = { low: kept(low), high: kept(high) };
    const padded = createConstantPad(rewriter, view, inner, padding, kept(result.type.shape));
    const sizes = () => ReifyRankedShapedTypeOpInterface.of(op)!.reifyResultShapes(op, rewriter)[0]!;
    const dynamicSizes = sizes().filter(isValue);
    const empty = rewriter.create(EmptyOp, { dynamicSizes, resultTypes: [result.type] }).result;
    rewriter.replace(op, [reduction.restore(rewriter, padded, empty, reduced, sizes)]);
    return true;
  });
