/** Canonicalization of `tensor.concat`: what is known of one shape is known of the others. */

import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { pattern } from "../../../ir/pattern.ts";
import { CastOp, preservesStaticInformation } from "../ops/casts.ts";
import { ConcatOp, concatType, inputTypes } from "../ops/concat.ts";

/** concat(x)  ->  cast(x) */
const singleInput = pattern("concat-single-input", ConcatOp, ({ op, inputs, result }, rewriter) => {
  if (inputs.length !== 1) return false;
  rewriter.replaceWithNew(op, CastOp, { source: inputs[0]!, resultTypes: [result.type] });
  return true;
});

/** The inputs are as large as each other, except along the dimension in which they follow each other. */
const inferInputs = pattern("concat-infer-inputs", ConcatOp, (view, rewriter) => {
  const { op, inputs } = view;
  const dim = view.dim.number;
  const types = inputTypes(view);
  const common = concatType(types, dim);
  const inferred = types.map((type) => {
    const shape = common.shape.map((size, i) => (i === dim ? type.shape[i]! : size));
    return common.cloneWith(shape, common.elementType) as RankedTensorType;
  });
  let changed = false;
  inferred.forEach((type, i) => {
    if (preservesStaticInformation(type, types[i]!)) return;
    const cast = rewriter.create(CastOp, { source: inputs[i]!, resultTypes: [type] }).dest;
    rewriter.modify(op, () => op.setOperand(i, cast));
    changed = true;
  });
  return changed;
});

/** concat(x, y) : tensor<?xT>  ->  cast(concat(x, y) : tensor<4xT>) */
const inferResult = pattern("concat-infer-result", ConcatOp, (view, rewriter) => {
  const { op, inputs, dim, result } = view;
  const type = concatType(inputTypes(view), dim.number);
  if (preservesStaticInformation(type, result.type)) return false;
  const source = rewriter.create(ConcatOp, { inputs, dim, resultTypes: [type] }).result;
  rewriter.replaceWithNew(op, CastOp, { source, resultTypes: [result.type] });
  return true;
});

export const concatPatterns = [singleInput, inferInputs, inferResult];
