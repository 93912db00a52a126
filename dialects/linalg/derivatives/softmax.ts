/**
 * Derivatives of `linalg.softmax` on tensors: y (v - sum of v y), where y is the result, of the tangent v as well as of
 * the adjoint, since the matrix of its partial derivatives is symmetric. On buffers it is differentiated as the
 * operations that it stands for.
 */
import { AffineMap } from "../../../ir/affine.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { isDynamic, type RankedTensorType } from "../../../ir/builtin/types.ts";
import { type DerivativeBuilder, derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { AddFOp, createIndex, MulFOp, SubFOp } from "../../arith/index.ts";
import { EmptyOp, sizesOf } from "../../tensor/index.ts";
import { decompose } from "../decompose.ts";
import { createGeneric } from "../generic.ts";
import { SoftmaxOp, withoutDimension } from "../softmax.ts";
import { fillWithZeros } from "./arrays.ts";

const times = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(MulFOp, { lhs, rhs }).result;

/** y (v - sum of v y), as a tensor of `type`, which may tell other sizes than that of the result. */
function throughPartials(b: DerivativeBuilder, result: Value, direction: Value, dimension: number, type: Type): Value {
  const { builder } = b;
  const sizes = sizesOf(builder, result);
  const full = AffineMap.getMultiDimIdentityMap(sizes.length);
  const reduced = full.dropResult(dimension);
  const sum = createGeneric(
    builder,
    [result, direction],
    [fillWithZeros(b, withoutDimension(builder, result, dimension))],
    { maps: [full, full, reduced], iteratorTypes: sizes.map((_, i) => (i === dimension ? "reduction" : "parallel")) },
    (inner, [y, v, lhs]) => [inner.create(AddFOp, { lhs: lhs!, rhs: times(inner, v!, y!) }).result],
  );
  const { shape } = type as RankedTensorType;
  const dynamicSizes = sizes.filter((_, i) => isDynamic(shape[i]!)).map((size) => createIndex(builder, size));
  const empty = builder.create(EmptyOp, { dynamicSizes, resultTypes: [type] }).result;
  return createGeneric(
    builder,
    [result, direction, sum.op.result()],
    [empty],
    { maps: [full, full, reduced, full], iteratorTypes: sizes.map(() => "parallel") },
    (inner, [y, v, mean]) => [times(inner, inner.create(SubFOp, { lhs: v!, rhs: mean! }).result, y!)],
  ).op.result();
}

export const softmaxRule = derivative(SoftmaxOp, {
  expand({ op, result }) {
    if (result.length === 0) decompose(op);
  },

  jvp({ input, result: [result], dimension }, b) {
    const tangent = b.tangent(input);
    if (tangent === undefined) return;
    b.setTangent(result!, throughPartials(b, result!, tangent, dimension.number, result!.type));
  },

  vjp({ input, result: [result], dimension }, b) {
    const gradient = b.gradient(result!);
    if (gradient === undefined) return;
    b.accumulate(input, throughPartials(b, b.primal(result!), gradient, dimension.number, input.type));
  },
});
