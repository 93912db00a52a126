/** `tensor.collapse_shape` and `tensor.expand_shape`: neighbouring dimensions made one, and the inverse. */

import type { Attribute } from "../../../ir/attribute.ts";
import { AnyTensor, DenseI64Array, Index } from "../../../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { isDynamic, RankedTensorType, type TensorType } from "../../../ir/builtin/types.ts";
import { variadic } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Pure } from "../../../ir/traits.ts";
import { dynamicIndexListDirective } from "../../dynamic-index-list.ts";
import {
  collapsedShape,
  invalidGroup,
  outputShape,
  type Reassociation,
  ReassociationAttr,
  reassociationOf,
  verifyDynamicOutputSizes,
} from "../../reassociation.ts";
import { foldReshape } from "../../reshape-patterns.ts";

export const CollapseShapeOp = defineOp(
  "tensor.collapse_shape",
  {
    summary: "Makes neighbouring dimensions one",
    operands: { src: AnyTensor },
    attributes: { reassociation: ReassociationAttr },
    results: { result: AnyTensor },
    traits: [Pure],
    assemblyFormat: "$src $reassociation attr-dict `:` type($src) `into` type($result)",
  },
  {
    verify({ op, src, reassociation, result }) {
      verifyReassociation(op, reassociationOf(reassociation), src.type, result.type);
    },
    fold: (view, { src }): FoldResult => foldReshape(view, ExpandShapeOp) ?? reshaped(src, view.result.type),
    resultNames: () => ["collapsed"],
  },
);
export type CollapseShapeOp = Op<typeof CollapseShapeOp>;

export const ExpandShapeOp = defineOp(
  "tensor.expand_shape",
  {
    summary: "Makes several dimensions of one",
    operands: { src: AnyTensor, output_shape: variadic(Index) },
    attributes: { reassociation: ReassociationAttr, static_output_shape: DenseI64Array },
    results: { result: AnyTensor },
    traits: [Pure],
    assemblyFormat:
      "$src $reassociation `output_shape` custom<DynamicIndexList>($output_shape, $static_output_shape) " +
      "attr-dict `:` type($src) `into` type($result)",
  },
  {
    directives: { DynamicIndexList: dynamicIndexListDirective },
    verify(view) {
      const { op, src, reassociation, output_shape, static_output_shape, result } = view;
      const sizes = static_output_shape.values.length;
      const rank = rankedType(op, result.type).rank;
      if (sizes !== rank) {
        throw opError(
          op,
          `expected number of static shape dims to be equal to the output rank (${rank}) but found ${sizes} inputs instead`,
        );
      }
      verifyDynamicOutputSizes(op, { operands: output_shape, constants: static_output_shape });
      verifyReassociation(op, reassociationOf(reassociation), result.type, src.type);
      const isWrong = (size: MixedIndex, i: number): boolean =>
        typeof size === "bigint" && !isDynamic(result.type.shape![i]!) && size !== BigInt(result.type.shape![i]!);
      // Upstream does not look.
      const wrong = outputShape(view).findIndex(isWrong);
      if (wrong >= 0) throw opError(op, `invalid output shape provided at pos ${wrong}`);
    },
    fold: (view, { src }): FoldResult => foldReshape(view, CollapseShapeOp) ?? reshaped(src, view.result.type),
    resultNames: () => ["expanded"],
  },
);
export type ExpandShapeOp = Op<typeof ExpandShapeOp>;

/** The constant's elements in another shape. */
const reshaped = (constant: Attribute | undefined, type: TensorType): DenseElementsAttr | undefined =>
  constant instanceof DenseElementsAttr && type.hasStaticShape
    ? DenseElementsAttr.fromBytes(type, constant.data)
    : undefined;

/** What `expanded` becomes. */
export const collapsedType = ({ shape, elementType }: RankedTensorType, reassociation: Reassociation) =>
  RankedTensorType.get(collapsedShape(shape, reassociation), elementType);

function rankedType(op: Operation, type: TensorType): RankedTensorType {
  if (type instanceof RankedTensorType) return type;
  throw opError(op, `expected ranked tensors, but got '${type}'`);
}

function verifyReassociation(
  op: Operation,
  reassociation: Reassociation,
  expandedType: TensorType,
  collapsed: TensorType,
): void {
  const [from, to] = [rankedType(op, expandedType), rankedType(op, collapsed)];
  if (from.rank < to.rank) {
    throw opError(
      op,
      `expected the expanded type, '${from}' to have a higher (or same) rank than the collapsed type, '${to}'.`,
    );
  }
  const maps = reassociation.length;
  if (to.rank !== maps) {
    throw opError(op, `expected collapsed rank (${to.rank}) to equal the number of reassociation maps (${maps}).`);
  }
  const size = reassociation.flat().reduce((most, dim) => Math.max(most, dim + 1), 0);
  if (maps > 0 && size !== from.rank) {
    throw opError(
      op,
      `expected reassociation map #0 to have size equal to the expanded rank (${from.rank}), but it is  ${size}.`,
    );
  }
  const invalid = invalidGroup(reassociation, from.rank);
  if (invalid !== undefined) throw opError(op, `expected reassociation map #${invalid} to be valid and contiguous.`);
  // Upstream does not look.
  const isTooLarge = maps === 0 && from.shape.some((size) => !isDynamic(size) && size !== 1);
  if (isTooLarge) throw opError(op, `expected '${from}', which becomes a scalar, to have one element`);
  collapsedShape(from.shape, reassociation).forEach((expected, i) => {
    if (expected === to.shape[i]) return;
    const what = isDynamic(expected)
      ? "dynamic since one or more of the corresponding dimensions in the expanded type is dynamic"
      : `static value of ${expected}`;
    throw opError(op, `expected dimension ${i} of collapsed type to be ${what}`);
  });
  if (to.elementType !== from.elementType) {
    throw opError(op, `expected collapsed type to be '${collapsedType(from, reassociation)}', but got '${to}'`);
  }
}
