/** The pass `linalg-inline-scalar-operands`: inputs that are the same in all iterations are read in the body instead. */

import { arithDialect, createIndexConstant } from "../../dialects/arith/index.ts";
import { createGeneric, GenericOp, linalgDialect } from "../../dialects/linalg/index.ts";
import { ExtractOp, tensorDialect } from "../../dialects/tensor/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { RankedTensorType } from "../../ir/builtin/types.ts";
import { hasPureTensorSemantics } from "../../ir/interfaces/destination-style.ts";
import { elementOrSelf, indexingMaps, iteratorTypes } from "../../ir/interfaces/linalg.ts";
import { definePass } from "../../ir/pass.ts";
import { pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { cloneBody } from "./bodies.ts";

/** The one element of an input that iterations use; a scalar itself. */
function element(builder: OpBuilder, input: Value, at: readonly bigint[]): Value {
  const indices = at.map((index) => createIndexConstant(builder, index));
  if (!(input.type instanceof RankedTensorType)) return input;
  return builder.create(ExtractOp, { tensor: input, indices, resultTypes: [elementOrSelf(input.type)] }).result;
}

const inlineScalars = pattern("inline-scalar-operands", GenericOp, ({ op, inputs, outputs }, rewriter) => {
  if (!hasPureTensorSemantics(op)) return false;
  const maps = indexingMaps(op);
  const isScalar = (i: number): boolean => i < inputs.length && maps[i]!.isConstant;
  if (!inputs.some((_, i) => isScalar(i))) return false;
  const kept = inputs.filter((_, i) => !isScalar(i));
  const generic = createGeneric(
    rewriter,
    kept,
    outputs,
    { maps: maps.filter((_, i) => !isScalar(i)), iteratorTypes: iteratorTypes(op) },
    (builder, elements) => {
      const scalars = new Map<number, Value>();
      for (let i = inputs.length - 1; i >= 0; i--) {
        if (isScalar(i)) scalars.set(i, element(builder, inputs[i]!, maps[i]!.constantResults));
      }
      const rest = [...elements];
      return cloneBody(
        builder,
        op,
        maps.map((_, i) => scalars.get(i) ?? rest.shift()!),
      );
    },
  );
  rewriter.replace(op, generic.op.results);
  return true;
});

export const linalgInlineScalarOperands = definePass(
  "linalg-inline-scalar-operands",
  {
    summary: "Inline scalar operands into linalg generic ops",
    dependentDialects: [arithDialect, linalgDialect, tensorDialect],
  },
  (root, { context }) => {
    applyPatternsGreedily(root, [inlineScalars], context);
  },
);
