/** Chains of transpositions and broadcasts. */

import { RankedTensorType } from "../../../ir/builtin/types.ts";
import { operandShape } from "../../../ir/interfaces/linalg.ts";
import { isValue } from "../../../ir/mixed-index.ts";
import { pattern } from "../../../ir/pattern.ts";
import { EmptyOp, sizesOf } from "../../tensor/index.ts";
import { BroadcastOp, createBroadcast, createTranspose, keptDimensions, TransposeOp } from "../relayout.ts";

/** transpose(transpose(x))  ->  transpose(x) */
const transposeOfTranspose = pattern("fold-transpose-with-transpose", TransposeOp, (outer, rewriter) => {
  const inner = TransposeOp.defining(outer.input);
  if (inner === undefined) return false;
  const before = inner.permutation.numbers;
  const permutation = outer.permutation.numbers.map((dimension) => before[dimension]!);
  rewriter.replace(outer.op, createTranspose(rewriter, inner.input, outer.init, permutation).op.results);
  return true;
});

/** broadcast(broadcast(x))  ->  broadcast(x) */
const broadcastOfBroadcast = pattern("fold-broadcasts", BroadcastOp, (outer, rewriter) => {
  const inner = BroadcastOp.defining(outer.input);
  if (inner === undefined) return false;
  const kept = keptDimensions(outer);
  const added = inner.dimensions.numbers.map((dimension) => kept[dimension]!);
  const dimensions = [...outer.dimensions.numbers, ...added].sort((a, b) => a - b);
  rewriter.replace(outer.op, createBroadcast(rewriter, inner.input, outer.init, dimensions).op.results);
  return true;
});

/** transpose(broadcast(x))  ->  broadcast(transpose(x)): the smaller tensor is transposed. */
const transposeOfBroadcast = pattern("swap-transpose-with-broadcast", TransposeOp, (outer, rewriter) => {
  const { op, input, init, permutation } = outer;
  const inner = BroadcastOp.defining(input);
  if (inner === undefined || !input.hasOneUse) return false;
  const order = permutation.numbers;
  const added = inner.dimensions.numbers;
  const kept = keptDimensions(inner);
  const smallOrder = order
    .filter((dimension) => !added.includes(dimension))
    .map((dimension) => kept.indexOf(dimension));
  const dimensions = added.map((dimension) => order.indexOf(dimension));
  const { elementType } = inner.input.type as RankedTensorType;
  const sizes = sizesOf(rewriter, inner.input);
  const shape = smallOrder.map((dimension) => operandShape(inner.input)[dimension]!);
  const dynamicSizes = smallOrder.map((dimension) => sizes[dimension]!).filter(isValue);
  const resultTypes = [RankedTensorType.get(shape, elementType)];
  const empty = rewriter.create(EmptyOp, { dynamicSizes, resultTypes }).result;
  const small = createTranspose(rewriter, inner.input, empty, smallOrder).result[0]!;
  rewriter.replace(op, createBroadcast(rewriter, small, init, dimensions).op.results);
  return true;
});

export const relayoutPatterns = [transposeOfTranspose, broadcastOfBroadcast, transposeOfBroadcast];
