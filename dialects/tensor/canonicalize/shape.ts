/** Canonicalization of questions about shapes: ask what made the tensor. */

import { RankedTensorType } from "../../../ir/builtin/types.ts";
import { tiedInit } from "../../../ir/interfaces/destination-style.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { pattern } from "../../../ir/pattern.ts";
import { OpResult } from "../../../ir/value.ts";
import { IndexCastOp } from "../../arith/index.ts";
import { dynamicSize } from "../../dynamic-sizes.ts";
import { CastOp } from "../ops/casts.ts";
import { EmptyOp } from "../ops/creation.ts";
import { ExtractOp } from "../ops/element.ts";
import { ReshapeOp } from "../ops/reshape.ts";
import { DimOp } from "../ops/shape.ts";

/** dim(cast(t))  ->  dim(t) */
const dimOfCast = pattern("dim-of-cast", DimOp, ({ op, source, index }, rewriter) => {
  const cast = CastOp.defining(source);
  if (cast === undefined) return false;
  rewriter.replaceWithNew(op, DimOp, { source: cast.source, index, resultTypes: [op.result().type] });
  return true;
});

/** A result is as large as its destination. */
const dimOfDestination = pattern("dim-of-destination", DimOp, ({ op, source }, rewriter) => {
  const init = source instanceof OpResult ? tiedInit(source) : undefined;
  if (init === undefined) return false;
  rewriter.modify(op, () => op.setOperand(0, init.value));
  return true;
});

/** dim(empty(n), 0)  ->  n */
const dimOfEmpty = pattern("dim-of-empty", DimOp, ({ op, source, index }, rewriter) => {
  const empty = EmptyOp.defining(source);
  const dimension = constantInteger(index)?.number;
  if (empty === undefined || dimension === undefined || !(source.type instanceof RankedTensorType)) return false;
  if (!source.type.isDynamicDim(dimension)) return false;
  rewriter.replace(op, [dynamicSize(source.type, empty.dynamicSizes, dimension)]);
  return true;
});

/** dim(reshape(t, shape), i)  ->  extract(shape, i) */
const dimOfReshape = pattern("dim-of-reshape", DimOp, ({ op, source, index, result }, rewriter) => {
  const shape = ReshapeOp.defining(source)?.shape;
  if (shape === undefined) return false;
  const { elementType } = shape.type;
  const size = rewriter.create(ExtractOp, { tensor: shape, indices: [index], resultTypes: [elementType] }).result;
  if (elementType === result.type) rewriter.replace(op, [size]);
  else rewriter.replaceWithNew(op, IndexCastOp, { in: size, resultTypes: [result.type] });
  return true;
});

export const shapePatterns = [dimOfCast, dimOfDestination, dimOfEmpty, dimOfReshape];
