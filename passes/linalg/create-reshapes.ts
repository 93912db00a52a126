/** Makes reshapes and pads of tensors. */

import { type Reassociation, reassociationAttr } from "../../dialects/reassociation.ts";
import {
  CollapseShapeOp,
  ExpandShapeOp,
  type Padding,
  PadOp,
  paddingValue,
  YieldOp,
} from "../../dialects/tensor/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { indexType, RankedTensorType } from "../../ir/builtin/types.ts";
import { type MixedIndex, splitIndices } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";

/** `sizes` are those of the dimensions of the result. */
export function createExpansion(
  builder: OpBuilder,
  src: Value,
  reassociation: Reassociation,
  sizes: readonly MixedIndex[],
  type: Type,
): Value {
  const { operands: output_shape, constants: static_output_shape } = splitIndices(sizes);
  const attr = reassociationAttr(reassociation);
  const args = { src, output_shape, static_output_shape, reassociation: attr, resultTypes: [type] };
  return builder.create(ExpandShapeOp, args).result;
}

export function createCollapse(builder: OpBuilder, src: Value, reassociation: Reassociation, type: Type): Value {
  const attr = reassociationAttr(reassociation);
  return builder.create(CollapseShapeOp, { src, reassociation: attr, resultTypes: [type] }).result;
}

/** A pad with the same value as `view`, which gives a tensor of this shape. */
export function createConstantPad(
  builder: OpBuilder,
  view: PadOp,
  source: Value,
  padding: Padding,
  shape: readonly number[],
): Value {
  const [low, high] = [splitIndices(padding.low), splitIndices(padding.high)];
  const value = paddingValue(view)!;
  const isInside = value.parentBlock === view.region.front;
  const region = builder.createRegion(shape.map(indexType), () => {
    builder.create(YieldOp, { value: isInside ? builder.clone(value.definingOp!).result() : value });
  });
  return builder.create(PadOp, {
    source,
    low: low.operands,
    high: high.operands,
    static_low: low.constants,
    static_high: high.constants,
    nofold: view.nofold,
    region,
    resultTypes: [RankedTensorType.get(shape, (source.type as RankedTensorType).elementType)],
  }).result;
}
