/** The pass `convert-tensor-to-linalg`: `tensor.pad` becomes a tensor that is filled, and the source inserted into it. */

import { arithDialect, createIndex, createIndexSum } from "../../dialects/arith/index.ts";
import { createFill, linalgDialect } from "../../dialects/linalg/index.ts";
import { sliceArgs } from "../../dialects/offset-size-stride.ts";
import {
  EmptyOp,
  GenerateOp,
  InsertSliceOp,
  PadOp,
  paddingOf,
  paddingValue,
  sizeOf,
  sizesOf,
  tensorDialect,
} from "../../dialects/tensor/index.ts";
import type { RankedTensorType } from "../../ir/builtin/types.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import { indexFromType } from "../../ir/mixed-index.ts";
import { definePass } from "../../ir/pass.ts";
import { pattern } from "../../ir/pattern.ts";
import { Region } from "../../ir/region.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import type { Value } from "../../ir/value.ts";
import { applyPartialConversion, ConversionTarget } from "../dialect-conversion.ts";

/** The padding everywhere. */
function createPadding(view: PadOp, dynamicSizes: readonly Value[], rewriter: PatternRewriter): Value {
  const { region, result } = view;
  const value = paddingValue(view);
  if (value !== undefined) {
    const empty = rewriter.create(EmptyOp, { dynamicSizes, resultTypes: [result.type] }).result;
    const isInside = value.parentBlock === region.front;
    return createFill(rewriter, isInside ? rewriter.clone(value.definingOp!).result() : value, empty);
  }
  const body = new Region();
  region.cloneInto(body, new IRMapping());
  return rewriter.create(GenerateOp, { dynamicExtents: dynamicSizes, body, resultTypes: [result.type] }).result;
}

const convertPad = pattern("convert-pad", PadOp, (view, rewriter) => {
  const { op, source } = view;
  const type = view.result.type as RankedTensorType;
  const { low, high } = paddingOf(view);
  const dynamicSizes = type.shape.flatMap((_, i) => {
    if (!type.isDynamicDim(i)) return [];
    const size = indexFromType((source.type as RankedTensorType).shape[i]!, () => sizeOf(rewriter, source, i));
    const withLow = createIndexSum(rewriter, [size, low[i]!]);
    return [createIndex(rewriter, createIndexSum(rewriter, [withLow, high[i]!]))];
  });
  const dest = createPadding(view, dynamicSizes, rewriter);
  const sizes = sizesOf(rewriter, source);
  const slice = { offsets: low, sizes, strides: sizes.map(() => 1n) };
  rewriter.replaceWithNew(op, InsertSliceOp, { source, dest, ...sliceArgs(slice), resultTypes: [dest.type] });
  return true;
});

export const convertTensorToLinalg = definePass(
  "convert-tensor-to-linalg",
  {
    summary: "Convert some Tensor dialect ops to Linalg dialect",
    dependentDialects: [arithDialect, linalgDialect, tensorDialect],
  },
  (root, { context }) => {
    const target = new ConversionTarget()
      .addLegalDialect(arithDialect.name, linalgDialect.name, tensorDialect.name)
      .addIllegalOp(PadOp);
    applyPartialConversion(root, target, [convertPad], context);
  },
);
