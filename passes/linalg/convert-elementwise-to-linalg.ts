/** The pass `convert-elementwise-to-linalg`: elementwise operations on tensors become `linalg.generic`. */

import { createGeneric, linalgDialect } from "../../dialects/linalg/index.ts";
import { EmptyOp, sizesOf, tensorDialect } from "../../dialects/tensor/index.ts";
import { AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { RankedTensorType } from "../../ir/builtin/types.ts";
import { elementOrSelf } from "../../ir/interfaces/linalg.ts";
import { isValue } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { anyOpPattern } from "../../ir/pattern.ts";
import { Elementwise } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { applyPartialConversion, ConversionTarget } from "../dialect-conversion.ts";

const isTensor = ({ type }: Value): boolean => type instanceof RankedTensorType;

const isElementwise = (op: Operation): boolean => op.def.hasTrait(Elementwise) && op.operands.some(isTensor);

/** An operand of the type of the result, or else a new tensor of the shape of the first operand. */
function destinationFor(builder: OpBuilder, op: Operation, type: RankedTensorType): Value {
  const operand = op.operands.find((value) => value.type === type);
  if (operand !== undefined) return operand;
  const dynamicSizes = sizesOf(builder, op.operands.find(isTensor)!).filter(isValue);
  return builder.create(EmptyOp, { dynamicSizes, resultTypes: [type] }).result;
}

const convert = anyOpPattern("convert-elementwise", (op, rewriter) => {
  if (!isElementwise(op)) return false;
  const types = op.resultTypes as RankedTensorType[];
  const { rank } = types[0]!;
  const identity = AffineMap.getMultiDimIdentityMap(rank);
  const outputs = types.map((type) => destinationFor(rewriter, op, type));
  const generic = createGeneric(
    rewriter,
    op.operands,
    outputs,
    {
      maps: [...op.operands, ...outputs].map((value) => (isTensor(value) ? identity : AffineMap.get(rank, 0))),
      iteratorTypes: new Array(rank).fill("parallel"),
    },
    (builder, elements) => {
      const scalar = op.clone();
      scalar.setOperands(elements.slice(0, op.numOperands));
      for (const result of scalar.results) result.type = elementOrSelf(result.type);
      return builder.insert(scalar).results;
    },
  );
  rewriter.replace(op, generic.op.results);
  return true;
});

export const convertElementwiseToLinalg = definePass(
  "convert-elementwise-to-linalg",
  { summary: "Convert ElementwiseMappable ops to linalg", dependentDialects: [linalgDialect, tensorDialect] },
  (root, { context }) => {
    const target = new ConversionTarget().markUnknownOpDynamicallyLegal((op) => !isElementwise(op));
    applyPartialConversion(root, target, [convert], context);
  },
);
