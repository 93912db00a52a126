/** Makes reshapes of tensors. */

import { type Reassociation, reassociationAttr } from "../../../dialects/reassociation.ts";
import { CollapseShapeOp, ExpandShapeOp } from "../../../dialects/tensor/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { type MixedIndex, splitIndices } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";

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
