/** Operations that make tensors from scalars, or with contents that do not matter. */

import type { Attribute, Type } from "../../../ir/attribute.ts";
import { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { AnyRankedTensor, AnyType, Index } from "../../../ir/builtin/constraints.ts";
import { DenseElementsAttr, elementBits } from "../../../ir/builtin/dense-elements.ts";
import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { variadic } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { ReifyRankedShapedTypeOpInterface } from "../../../ir/interfaces/reify-result-shapes.ts";
import { Pure, typesMatchWith } from "../../../ir/traits.ts";
import { mixedSizes, verifyDynamicSizes } from "../../dynamic-sizes.ts";
import { AnyStaticShapeTensor } from "../constraints.ts";

const elementOf = (type: Type): Type => (type as RankedTensorType).elementType;
const isScalar = (value: Attribute | undefined): value is IntegerAttr | FloatAttr =>
  value instanceof IntegerAttr || value instanceof FloatAttr;

export const EmptyOp = defineOp(
  "tensor.empty",
  {
    summary: "A tensor of some shape whose contents do not matter",
    operands: { dynamicSizes: variadic(Index) },
    results: { result: AnyRankedTensor },
    traits: [Pure],
    assemblyFormat: "`(` $dynamicSizes `)` attr-dict `:` type($result)",
  },
  {
    verify({ op, dynamicSizes, result }) {
      verifyDynamicSizes(op, result.type, dynamicSizes);
    },
  },
).implement(ReifyRankedShapedTypeOpInterface, {
  reifyResultShapes: ({ dynamicSizes, result }) => [mixedSizes(result.type, dynamicSizes)],
});
export type EmptyOp = Op<typeof EmptyOp>;

export const SplatOp = defineOp(
  "tensor.splat",
  {
    summary: "A tensor all of whose elements are one value",
    operands: { input: AnyType, dynamicSizes: variadic(Index) },
    results: { aggregate: AnyRankedTensor },
    traits: [
      Pure,
      typesMatchWith({
        from: "aggregate",
        to: "input",
        summary: "operand type matches element type of result",
        transform: elementOf,
      }),
    ],
    assemblyFormat: "$input (`[` $dynamicSizes^ `]`)? attr-dict `:` type($aggregate)",
  },
  {
    verify({ op, dynamicSizes, aggregate }) {
      verifyDynamicSizes(op, aggregate.type, dynamicSizes);
    },
    fold({ aggregate: { type } }, { input }): FoldResult {
      if (!isScalar(input) || !type.hasStaticShape) return undefined;
      return DenseElementsAttr.get(type, [elementBits(input)]);
    },
    resultNames: () => ["splat"],
  },
).implement(ReifyRankedShapedTypeOpInterface, {
  reifyResultShapes: ({ dynamicSizes, aggregate }) => [mixedSizes(aggregate.type, dynamicSizes)],
});
export type SplatOp = Op<typeof SplatOp>;

export const FromElementsOp = defineOp(
  "tensor.from_elements",
  {
    summary: "A tensor with these elements, in row-major order",
    operands: { elements: variadic(AnyType) },
    results: { result: AnyStaticShapeTensor },
    traits: [
      Pure,
      typesMatchWith({
        from: "result",
        to: "elements",
        summary: "operand types match result element type",
        transform: elementOf,
        count: (type) => (type as RankedTensorType).numElements,
      }),
    ],
    assemblyFormat: "$elements attr-dict `:` type($result)",
  },
  {
    fold({ result: { type } }, { elements }): FoldResult {
      return elements.every(isScalar) ? DenseElementsAttr.get(type, elements.map(elementBits)) : undefined;
    },
    resultNames: () => ["from_elements"],
  },
);
export type FromElementsOp = Op<typeof FromElementsOp>;
