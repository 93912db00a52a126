/** What happens to tensors that are filled with one value. */

import { isDynamic, type RankedTensorType } from "../../../ir/builtin/types.ts";
import { ReifyRankedShapedTypeOpInterface } from "../../../ir/interfaces/reify-result-shapes.ts";
import { isValue } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import {
  CollapseShapeOp,
  ConcatOp,
  EmptyOp,
  ExpandShapeOp,
  ExtractOp,
  PadOp,
  paddingValue,
} from "../../tensor/index.ts";
import { CopyOp, createFill, FillOp } from "../named-ops.ts";
import { TransposeOp } from "../relayout.ts";

interface Fill {
  readonly value: Value;
  /** What is filled. */
  readonly output: Value;
}

function fillOf(tensor: Value): Fill | undefined {
  const fill = FillOp.defining(tensor);
  return fill === undefined ? undefined : { value: fill.inputs[0]!, output: fill.outputs[0]! };
}

/** copy(fill(v))  ->  fill(v), and copy(x) into fill(v)  ->  copy(x) */
const copy = pattern("fold-fill-with-copy", CopyOp, ({ op, inputs, outputs }, rewriter) => {
  const source = fillOf(inputs[0]!);
  if (source !== undefined && source.value.type === (outputs[0]!.type as RankedTensorType).elementType) {
    rewriter.replace(op, op.numResults === 0 ? [] : [createFill(rewriter, source.value, outputs[0]!)]);
    return true;
  }
  const overwritten = fillOf(outputs[0]!);
  if (overwritten === undefined) return false;
  rewriter.modify(op, () => op.setOperand(1, overwritten.output));
  return true;
});

/** extract(fill(v))  ->  v */
const extract = pattern("fold-fill-with-tensor-extract", ExtractOp, ({ op, tensor }, rewriter) => {
  const fill = fillOf(tensor);
  if (fill === undefined) return false;
  rewriter.replace(op, [fill.value]);
  return true;
});

/** Fills what `op` makes of the tensor in place of the filled tensor. */
function fillReshaped(op: Operation, rewriter: PatternRewriter): boolean {
  const fill = fillOf(op.operand(0));
  if (fill === undefined) return false;
  const reshape = rewriter.clone(op);
  rewriter.modify(reshape, () => reshape.setOperand(0, fill.output));
  rewriter.replace(op, [createFill(rewriter, fill.value, reshape.result())]);
  return true;
}

/** transpose(fill(v)) into x  ->  fill(v) into x */
const transpose = pattern("fold-fill-with-transpose", TransposeOp, ({ op, input, init }, rewriter) => {
  const fill = fillOf(input);
  if (fill === undefined || op.numResults === 0) return false;
  rewriter.replace(op, [createFill(rewriter, fill.value, init)]);
  return true;
});

/** pad(fill(v), v)  ->  fill(v) */
const pad = pattern("fold-fill-with-pad", PadOp, (view, rewriter) => {
  const { op, source, result } = view;
  const fill = fillOf(source);
  if (fill === undefined || paddingValue(view) !== fill.value) return false;
  const { shape } = result.type as RankedTensorType;
  const reify = ReifyRankedShapedTypeOpInterface.of(op);
  if (shape.some(isDynamic) && reify === undefined) return false;
  const sizes = shape.some(isDynamic) ? reify!.reifyResultShapes(op, rewriter)[0]! : [];
  const dynamicSizes = sizes.filter(isValue);
  const empty = rewriter.create(EmptyOp, { dynamicSizes, resultTypes: [result.type] }).result;
  rewriter.replace(op, [createFill(rewriter, fill.value, empty)]);
  return true;
});

/** concat(fill(v) of x, fill(v) of y)  ->  fill(v) of concat(x, y) */
const concat = pattern("fold-concats-of-fill", ConcatOp, ({ op, inputs }, rewriter) => {
  const fills = inputs.map(fillOf);
  const value = fills[0]?.value;
  if (value === undefined || !fills.every((fill) => fill?.value === value)) return false;
  const joined = rewriter.clone(op);
  rewriter.modify(joined, () => joined.setOperands(fills.map((fill) => fill!.output)));
  rewriter.replace(op, [createFill(rewriter, value, joined.result())]);
  return true;
});

export const fillPatterns = [
  copy,
  extract,
  pattern("fold-fill-with-tensor-reshape", CollapseShapeOp, ({ op }, rewriter) => fillReshaped(op, rewriter)),
  pattern("fold-fill-with-tensor-reshape", ExpandShapeOp, ({ op }, rewriter) => fillReshaped(op, rewriter)),
  transpose,
  pad,
  concat,
];
