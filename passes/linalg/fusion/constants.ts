/** Inputs that are known, and outputs whose elements nobody looks at. */

import { ConstantOp, materializeConstant } from "../../../dialects/arith/index.ts";
import { createGeneric, FillOp, GenericOp } from "../../../dialects/linalg/index.ts";
import { EmptyOp, sizesOf } from "../../../dialects/tensor/index.ts";
import { type AffineMap, inversePermutation } from "../../../ir/affine.ts";
import { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { FloatType, IntegerType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { hasPureTensorSemantics } from "../../../ir/interfaces/destination-style.ts";
import {
  areBoundsKnown,
  bodyArgument,
  indexingMaps,
  iteratorTypes,
  linalgBody,
  numLoops,
  usesOperand,
} from "../../../ir/interfaces/linalg.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { isValue } from "../../../ir/mixed-index.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { Value } from "../../../ir/value.ts";
import { cloneBody, hasOneUse } from "../bodies.ts";

/** The number that all elements of a constant are, or a constant itself. */
function scalarConstant(value: Value): IntegerAttr | FloatAttr | undefined {
  const constant = constantValue(value);
  if (constant instanceof IntegerAttr || constant instanceof FloatAttr) return constant;
  if (!(constant instanceof DenseElementsAttr)) return undefined;
  const { elementType } = constant.type;
  return elementType instanceof IntegerType || elementType instanceof FloatType ? constant.splatValue : undefined;
}

/** generic(constant c everywhere)  ->  generic with c in its body */
const foldScalars = pattern("fold-scalar-or-splat-constant", GenericOp, ({ op, inputs, outputs }, rewriter) => {
  if (!hasPureTensorSemantics(op)) return false;
  for (const [i, input] of inputs.entries()) {
    const scalar = scalarConstant(input);
    if (scalar === undefined) continue;
    const maps = indexingMaps(op).toSpliced(i, 1);
    if (!areBoundsKnown(maps, numLoops(op))) return false;
    const constant = materializeConstant(rewriter, scalar, scalar.type)!.result();
    const parts = { maps, iteratorTypes: iteratorTypes(op) };
    const generic = createGeneric(rewriter, inputs.toSpliced(i, 1), outputs, parts, (builder, elements) =>
      cloneBody(builder, op, elements.toSpliced(i, 0, constant)),
    );
    rewriter.replace(op, generic.op.results);
    return true;
  }
  return false;
});

/** generic(fill(v))  ->  generic with v in its body */
const foldFills = pattern("fold-fill-with-generic-op", GenericOp, ({ op, inputs }, rewriter) => {
  if (!hasPureTensorSemantics(op)) return false;
  let changed = false;
  inputs.forEach((input, i) => {
    const fill = usesOperand(op, i) ? FillOp.defining(input) : undefined;
    if (fill === undefined) return;
    rewriter.replaceAllUsesWith(bodyArgument(op, i), fill.op.operand(0));
    changed = true;
  });
  if (changed) rewriter.modify(op, () => {});
  return changed;
});

/** What is in an output before does not matter when nobody looks at it: then it need not be computed. */
const dropOutputs = pattern("remove-outs-dependency", GenericOp, ({ op, inputs, outputs }, rewriter) => {
  let changed = false;
  outputs.forEach((output, i) => {
    const position = inputs.length + i;
    const { type } = output;
    const isPlain = type instanceof RankedTensorType && type.encoding === undefined;
    if (!isPlain || usesOperand(op, position) || EmptyOp.defining(output) !== undefined) return;
    const dynamicSizes = sizesOf(rewriter, output).filter(isValue);
    const empty = rewriter.create(EmptyOp, { dynamicSizes, resultTypes: [type] }).result;
    rewriter.modify(op, () => op.setOperand(position, empty));
    changed = true;
  });
  return changed;
});

/** A constant whose dimensions are permuted is a constant. */
const foldTransposition = pattern("fold-constant-transpose", GenericOp, ({ op, inputs, outputs }, rewriter) => {
  if (inputs.length !== 1 || outputs.length !== 1 || op.numResults !== 1) return false;
  const body = linalgBody(op);
  if (body.first !== body.last || body.last!.operand(0) !== bodyArgument(op, 0)) return false;
  const [from, to] = indexingMaps(op);
  const constant = constantValue(inputs[0]!);
  const type = op.result().type as RankedTensorType;
  if (!(constant instanceof DenseElementsAttr) || !type.hasStaticShape) return false;
  if (constant.type.elementType !== type.elementType || !from!.isPermutation || !to!.isPermutation) return false;
  if (!hasOneUse(inputs[0]!.definingOp!)) return false;
  rewriter.replaceWithNew(op, ConstantOp, { value: permuted(constant, type, from!.compose(inversePermutation(to!)!)) });
  return true;
});

/** The constant whose element at some indices is that of `constant` at what `map` makes of them. */
function permuted(constant: DenseElementsAttr, type: RankedTensorType, map: AffineMap): DenseElementsAttr {
  const sourceStrides = suffixProducts(constant.type.shape!);
  const strides = new Array<number>(type.rank).fill(0);
  map.results.forEach((_, i) => {
    strides[map.getDimPosition(i)] = sourceStrides[i]!;
  });
  const sizes = suffixProducts(type.shape);
  const elements = Array.from({ length: type.numElements }, (_, linear) => {
    const position = type.shape.reduce(
      (sum, size, d) => sum + (Math.floor(linear / sizes[d]!) % size) * strides[d]!,
      0,
    );
    return constant.element(position);
  });
  return DenseElementsAttr.get(type, elements);
}

/** The distance of neighbours in each dimension, in elements. */
function suffixProducts(shape: readonly number[]): number[] {
  const products = new Array<number>(shape.length).fill(1);
  for (let d = shape.length - 2; d >= 0; d--) products[d] = products[d + 1]! * shape[d + 1]!;
  return products;
}

export const constantPatterns: readonly Pattern[] = [foldFills, foldScalars, dropOutputs, foldTransposition];
