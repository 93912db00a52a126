/** `convert-math-to-llvm`: functions of numbers that LLVM has as intrinsics, or that follow from those. */

import * as llvm from "../../dialects/llvm/index.ts";
import * as math from "../../dialects/math/index.ts";
import type { Attribute, Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { BoolAttr, FloatAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { elementTypeOrSelf, type FloatType, i32, VectorType } from "../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../ir/conversion.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Value } from "../../ir/value.ts";
import { createLike, elementwise, elementwiseTable, isScalable, perElement } from "./elementwise.ts";

const oneToOne = elementwiseTable([
  [math.AbsFOp, llvm.FAbsOp],
  [math.AcosOp, llvm.ACosOp],
  [math.AsinOp, llvm.ASinOp],
  [math.AtanOp, llvm.ATanOp],
  [math.Atan2Op, llvm.ATan2Op],
  [math.CeilOp, llvm.FCeilOp],
  [math.CopySignOp, llvm.CopySignOp],
  [math.CosOp, llvm.CosOp],
  [math.CoshOp, llvm.CoshOp],
  [math.CtPopOp, llvm.CtPopOp],
  [math.ExpOp, llvm.ExpOp],
  [math.Exp2Op, llvm.Exp2Op],
  [math.FloorOp, llvm.FFloorOp],
  [math.FmaOp, llvm.FMAOp],
  [math.LogOp, llvm.LogOp],
  [math.Log10Op, llvm.Log10Op],
  [math.Log2Op, llvm.Log2Op],
  [math.PowFOp, llvm.PowOp],
  [math.RoundOp, llvm.RoundOp],
  [math.RoundEvenOp, llvm.RoundEvenOp],
  [math.SinOp, llvm.SinOp],
  [math.SinhOp, llvm.SinhOp],
  [math.SqrtOp, llvm.SqrtOp],
  [math.TanOp, llvm.TanOp],
  [math.TanhOp, llvm.TanhOp],
  [math.TruncOp, llvm.FTruncOp],
]);

// The exceptions.

/** Intrinsics that take a flag which says what is poison. Nothing is. */
const withFlag = (from: OpDefinition, to: OpDefinition, flag: string): ConversionPattern =>
  elementwise(from, ({ op }, operands, type, builder) =>
    createLike(op, to, operands, type, builder, { [flag]: BoolAttr.get(false) }),
  );

/** The classes of floats, by the bits of LLVM's `is.fpclass`. */
const signalingNaN = 1 << 0;
const quietNaN = 1 << 1;
const negativeInfinity = 1 << 2;
const negativeNormal = 1 << 3;
const negativeSubnormal = 1 << 4;
const zeros = (1 << 5) | (1 << 6);
const positiveSubnormal = 1 << 7;
const positiveNormal = 1 << 8;
const positiveInfinity = 1 << 9;
const normal = negativeNormal | positiveNormal;

const classification = (from: OpDefinition, classes: number): ConversionPattern =>
  elementwise(from, ({ op }, operands, type, builder) =>
    createLike(op, llvm.IsFPClassOp, operands, type, builder, { bit: IntegerAttr.get(i32(), classes) }),
  );

/** The number one in every element of the type. */
function one(builder: OpBuilder, type: Type): Value {
  const element = FloatAttr.get(elementTypeOrSelf(type) as FloatType, 1);
  const value: Attribute = type instanceof VectorType ? DenseElementsAttr.get(type, [element.bits]) : element;
  return builder.create(llvm.ConstantOp, { value, resultTypes: [type] }).res;
}

/** exp(x) - 1 */
const convertExpM1 = elementwise(math.ExpM1Op, ({ op }, operands, type, builder) => {
  const unit = one(builder, type);
  const exp = createLike(op, llvm.ExpOp, operands, type, builder);
  return createLike(op, llvm.FSubOp, [exp, unit], type, builder);
});

/** log(1 + x) */
const convertLog1p = elementwise(math.Log1pOp, ({ op }, [x], type, builder) => {
  const sum = createLike(op, llvm.FAddOp, [one(builder, type), x!], type, builder);
  return createLike(op, llvm.LogOp, [sum], type, builder);
});

/** 1 / sqrt(x) */
const convertRsqrt = elementwise(math.RsqrtOp, ({ op }, operands, type, builder) => {
  const unit = one(builder, type);
  const root = createLike(op, llvm.SqrtOp, operands, type, builder);
  return createLike(op, llvm.FDivOp, [unit, root], type, builder);
});

/** minimum(maximum(x, min), max) */
const convertClampF = elementwise(math.ClampFOp, ({ op }, [value, min, max], type, builder) => {
  const raised = createLike(op, llvm.MaximumOp, [value!, min!], type, builder);
  return createLike(op, llvm.MinimumOp, [raised, max!], type, builder);
});

/** LLVM has powers with one exponent for all elements only. */
const convertFPowI = elementwise(
  math.FPowIOp,
  ({ op }, operands, type, builder) =>
    perElement(builder, operands, type, (elements, element) => createLike(op, llvm.PowIOp, elements, element, builder)),
  (op) => !isScalable(op.result().type),
);

const convertSincos = conversionPattern("math.sincos-to-llvm", math.SincosOp, ({ op }, { operand }, rewriter) => {
  const { type } = operand;
  if (!llvm.FloatLike.is(type)) return false;
  const pair = createLike(op, llvm.SincosOp, [operand], llvm.literalStruct([type, type]), rewriter);
  rewriter.replace(op, [llvm.extractValue(rewriter, pair, [0]), llvm.extractValue(rewriter, pair, [1])]);
  return true;
});

/** @param approximateLog1p take log(1 + x) for log1p(x), which is less exact near zero */
export const mathPatterns = (approximateLog1p = true): readonly ConversionPattern[] => [
  ...oneToOne,
  withFlag(math.AbsIOp, llvm.AbsOp, "is_int_min_poison"),
  withFlag(math.CountLeadingZerosOp, llvm.CountLeadingZerosOp, "is_zero_poison"),
  withFlag(math.CountTrailingZerosOp, llvm.CountTrailingZerosOp, "is_zero_poison"),
  classification(math.IsNaNOp, signalingNaN | quietNaN),
  classification(math.IsInfOp, negativeInfinity | positiveInfinity),
  classification(math.IsNormalOp, normal),
  classification(math.IsFiniteOp, normal | negativeSubnormal | zeros | positiveSubnormal),
  convertExpM1,
  ...(approximateLog1p ? [convertLog1p] : []),
  convertRsqrt,
  convertClampF,
  convertFPowI,
  convertSincos,
];
