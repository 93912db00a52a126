/** Other shapes of empty tensors are empty tensors. */

import { createIndexProduct } from "../../../dialects/arith/index.ts";
import { mixedSizes } from "../../../dialects/dynamic-sizes.ts";
import { outputShape, reassociationOf } from "../../../dialects/reassociation.ts";
import { CollapseShapeOp, EmptyOp, ExpandShapeOp, ExtractSliceOp } from "../../../dialects/tensor/index.ts";
import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { isDynamic } from "../../../ir/builtin/types.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";

function replaceByEmpty(op: Operation, sizes: readonly MixedIndex[], rewriter: PatternRewriter): boolean {
  const dynamicSizes = sizes.filter(isValue);
  rewriter.replaceWithNew(op, EmptyOp, { dynamicSizes, resultTypes: op.resultTypes });
  return true;
}

const isEmpty = (op: Operation): boolean => EmptyOp.is(op.operand(0).definingOp);

export const emptyPatterns: readonly Pattern[] = [
  pattern("fold-empty-tensor-with-collapse-shape", CollapseShapeOp, ({ op, src, reassociation, result }, rewriter) => {
    const empty = EmptyOp.defining(src);
    if (empty === undefined) return false;
    const sizes = mixedSizes(empty.result.type, empty.dynamicSizes);
    const { shape } = result.type as RankedTensorType;
    const groups = reassociationOf(reassociation).filter((_, i) => isDynamic(shape[i]!));
    const products = groups.map((group) =>
      createIndexProduct(
        rewriter,
        group.map((dim) => sizes[dim]!),
      ),
    );
    return replaceByEmpty(op, products, rewriter);
  }),
  pattern("fold-empty-tensor-with-expand-shape", ExpandShapeOp, (view, rewriter) =>
    isEmpty(view.op) ? replaceByEmpty(view.op, outputShape(view), rewriter) : false,
  ),
  pattern("fold-empty-tensor-with-extract-slice", ExtractSliceOp, ({ op }, rewriter) =>
    isEmpty(op) ? replaceByEmpty(op, sliceOf(op).sizes, rewriter) : false,
  ),
];
