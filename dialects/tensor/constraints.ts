/** Constraints on tensor types that the dialect's operations share. */

import { AnySignlessIntegerOrIndex, rankedTensorClass, tensorClass } from "../../ir/builtin/constraints.ts";
import { FloatType, IntegerType, RankedTensorType, TensorType } from "../../ir/builtin/types.ts";
import { classConstraint, typeConstraint } from "../../ir/constraint.ts";

export const AnyNon0RankedOrUnrankedTensor = classConstraint(
  tensorClass,
  "non-0-ranked or unranked tensor",
  (type): type is TensorType => type instanceof TensorType && (type.shape === null || type.shape.length > 0),
);

export const AnyStaticShapeTensor = classConstraint(
  rankedTensorClass,
  "statically shaped tensor of any type values",
  (type): type is RankedTensorType => type instanceof RankedTensorType && type.hasStaticShape,
);

export const BitcastableTensor = classConstraint(
  tensorClass,
  "tensor of signless integer or unsigned integer or signed integer or floating-point values",
  (type): type is TensorType =>
    type instanceof TensorType && (type.elementType instanceof IntegerType || type.elementType instanceof FloatType),
);

export const RankedIndexTensor = typeConstraint(
  "ranked tensor of signless integer or index values",
  (type): type is RankedTensorType =>
    type instanceof RankedTensorType && AnySignlessIntegerOrIndex.is(type.elementType),
);

export const ShapeTensor = typeConstraint(
  "1D tensor of signless integer or index values",
  (type): type is RankedTensorType => RankedIndexTensor.is(type) && type.rank === 1,
);
