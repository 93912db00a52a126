/** `tensor.reshape`: the same elements in a shape that a tensor says. */

import { AnyTensor } from "../../../ir/builtin/constraints.ts";
import { isDynamic, RankedTensorType } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { Pure } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { ShapeTensor } from "../constraints.ts";
import { resizedSplat } from "../splat.ts";
import { FromElementsOp } from "./creation.ts";
import { DimOp } from "./shape.ts";

export const ReshapeOp = defineOp(
  "tensor.reshape",
  {
    summary: "The same elements in another shape",
    operands: { source: AnyTensor, shape: ShapeTensor },
    results: { result: AnyTensor },
    traits: [Pure],
    assemblyFormat: "$source `(` $shape `)` attr-dict `:` functional-type(operands, results)",
  },
  {
    verify({ op, source, shape, result }) {
      if (source.type.elementType !== result.type.elementType) {
        throw opError(op, "element types of source and destination tensor types should be the same");
      }
      if (!(result.type instanceof RankedTensorType)) return;
      const areStatic = source.type.hasStaticShape && result.type.hasStaticShape;
      if (areStatic && source.type.numElements !== result.type.numElements) {
        throw opError(op, "source and destination tensor should have the same number of elements");
      }
      const [length] = shape.type.shape as readonly [number];
      if (isDynamic(length)) {
        throw opError(op, "cannot use shape operand with dynamic length to reshape to statically-ranked tensor type");
      }
      if (length !== result.type.rank) {
        throw opError(op, "length of shape operand differs from the result's tensor rank");
      }
    },
    fold({ op, source, shape, result }, constants): FoldResult {
      const splat = resizedSplat(constants.source, result.type);
      if (splat !== undefined) return splat;
      const inner = ReshapeOp.defining(source);
      if (inner !== undefined) {
        op.setOperand(0, inner.source);
        return foldedInPlace;
      }
      return source.type === result.type && isShapeOf(shape, source) ? source : undefined;
    },
    resultNames: () => ["reshape"],
  },
);
export type ReshapeOp = Op<typeof ReshapeOp>;

/** Whether `shape` is known to be what the shape of `source` is anyway, to which its rank belongs. */
function isShapeOf(shape: Value, source: Value): boolean {
  const { type } = source;
  if (!(type instanceof RankedTensorType)) return false;
  if (type.rank <= 1) return true;
  const sizes = FromElementsOp.defining(shape)?.elements;
  return sizes?.every((size, i) => isSizeOf(size, source, i)) ?? false;
}

/** Whether `size` is known to be that of dimension `i` of `source`. */
function isSizeOf(size: Value, source: Value, i: number): boolean {
  const constant = constantInteger(size);
  if (constant !== undefined) return constant.number === (source.type as RankedTensorType).shape[i];
  const dim = DimOp.defining(size);
  return dim !== undefined && dim.source === source && constantInteger(dim.index)?.number === i;
}
