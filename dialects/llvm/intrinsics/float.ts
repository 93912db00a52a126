/** Intrinsic functions of floats. */

import type { OpBuilder } from "../../../ir/builder.ts";
import { AnySignlessInteger, I32Attr } from "../../../ir/builtin/constraints.ts";
import { defaulted, type TypeConstraint } from "../../../ir/constraint.ts";
import { defineOp } from "../../../ir/define-op.ts";
import type { Trait } from "../../../ir/trait.ts";
import { Costly, Pure, SameOperandsAndResultType } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { AnyFloat, AnyLLVMType, FloatLike } from "../constraints.ts";
import { FastmathFlags, noFastmath } from "../flags.ts";
import { inferring } from "../traits.ts";
import { byFirstOperand, intrinsic, mathFormat, type Overloads } from "./intrinsic.ts";

const floatAttributes = { fastmathFlags: defaulted(FastmathFlags, noFastmath) } as const;
const sameType = [Pure, SameOperandsAndResultType] as const;
/** What a library computes, in many instructions. */
const costly = [Costly, ...sameType] as const;

const unaryFloat = (name: string, summary: string, traits: readonly Trait[] = sameType) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { in: FloatLike },
      attributes: floatAttributes,
      results: { res: FloatLike },
      traits,
      assemblyFormat: mathFormat,
    }),
    byFirstOperand,
  );
const binaryFloat = (name: string, summary: string, traits: readonly Trait[] = sameType) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { a: FloatLike, b: FloatLike },
      attributes: floatAttributes,
      results: { res: FloatLike },
      traits,
      assemblyFormat: mathFormat,
    }),
    byFirstOperand,
  );
const ternaryFloat = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { a: FloatLike, b: FloatLike, c: FloatLike },
      attributes: floatAttributes,
      results: { res: FloatLike },
      traits: sameType,
      assemblyFormat: mathFormat,
    }),
    byFirstOperand,
  );

/** One of the functions of a float, or of a vector's elements. */
export const applyUnary = (builder: OpBuilder, def: typeof ExpOp, operand: Value): Value =>
  builder.create(def, { in: operand, resultTypes: [operand.type] }).res;
export const applyBinary = (builder: OpBuilder, def: typeof PowOp, a: Value, b: Value): Value =>
  builder.create(def, { a, b, resultTypes: [a.type] }).res;

export const ExpOp = unaryFloat("exp", "e to the power of the operand", costly);
export const Exp2Op = unaryFloat("exp2", "2 to the power of the operand", costly);
export const Exp10Op = unaryFloat("exp10", "10 to the power of the operand", costly);
export const LogOp = unaryFloat("log", "Natural logarithm", costly);
export const Log2Op = unaryFloat("log2", "Logarithm to base 2", costly);
export const Log10Op = unaryFloat("log10", "Logarithm to base 10", costly);
export const SqrtOp = unaryFloat("sqrt", "Square root");
export const FAbsOp = unaryFloat("fabs", "Absolute value");
export const FCeilOp = unaryFloat("ceil", "The nearest integer that is not less");
export const FFloorOp = unaryFloat("floor", "The nearest integer that is not greater");
export const FTruncOp = unaryFloat("trunc", "The integer part");
export const RoundOp = unaryFloat("round", "The nearest integer, halves away from zero");
export const RoundEvenOp = unaryFloat("roundeven", "The nearest integer, halves to even");
export const RintOp = unaryFloat("rint", "The nearest integer in the current rounding mode");
export const NearbyintOp = unaryFloat(
  "nearbyint",
  "The nearest integer in the current rounding mode, without exceptions",
);
export const SinOp = unaryFloat("sin", "Sine", costly);
export const CosOp = unaryFloat("cos", "Cosine", costly);
export const TanOp = unaryFloat("tan", "Tangent", costly);
export const ASinOp = unaryFloat("asin", "Arcus sine", costly);
export const ACosOp = unaryFloat("acos", "Arcus cosine", costly);
export const ATanOp = unaryFloat("atan", "Arcus tangent", costly);
export const SinhOp = unaryFloat("sinh", "Hyperbolic sine", costly);
export const CoshOp = unaryFloat("cosh", "Hyperbolic cosine", costly);
export const TanhOp = unaryFloat("tanh", "Hyperbolic tangent", costly);

export const CopySignOp = binaryFloat("copysign", "The magnitude of the first operand with the sign of the second");
export const PowOp = binaryFloat("pow", "The first operand to the power of the second", costly);
export const ATan2Op = binaryFloat("atan2", "Angle of the point (b, a)", costly);
export const MaxNumOp = binaryFloat("maxnum", "The greater operand, or the one that is a number");
export const MinNumOp = binaryFloat("minnum", "The smaller operand, or the one that is a number");
export const MaximumOp = binaryFloat("maximum", "The greater operand, or NaN if one is");
export const MinimumOp = binaryFloat("minimum", "The smaller operand, or NaN if one is");

export const FMAOp = ternaryFloat("fma", "a * b + c, rounded once");
export const FMulAddOp = ternaryFloat("fmuladd", "a * b + c, rounded once or twice");

const powerOf = (name: string, summary: string) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { val: FloatLike, power: AnySignlessInteger },
      attributes: floatAttributes,
      results: { res: AnyLLVMType },
      traits: [inferring(Pure, ({ operands }) => [operands[0]!.type])],
      assemblyFormat: mathFormat,
    }),
    { operands: [0, 1] },
  );
export const PowIOp = powerOf("powi", "A float to the power of an integer");
export const LoadExpOp = powerOf("ldexp", "A float times a power of two");

const splitFloat = (name: string, summary: string, overloads: Overloads) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { val: FloatLike },
      attributes: floatAttributes,
      results: { res: AnyLLVMType },
      traits: [Pure],
      assemblyFormat: mathFormat,
    }),
    overloads,
  );
export const FractionExpOp = splitFloat("frexp", "Fraction and exponent, as a struct", { results: [0, 1] });
export const SincosOp = splitFloat("sincos", "Sine and cosine, as a struct", byFirstOperand);

const roundToInteger = (name: string, summary: string, operand: TypeConstraint) =>
  intrinsic(
    defineOp(`llvm.intr.${name}`, {
      summary,
      operands: { val: operand },
      results: { res: AnyLLVMType },
      traits: [Pure],
      assemblyFormat: mathFormat,
    }),
    { results: [0], operands: [0] },
  );
export const LroundOp = roundToInteger("lround", "The nearest integer, halves away from zero", FloatLike);
export const LlroundOp = roundToInteger("llround", "The nearest integer, halves away from zero", AnyFloat);
export const LrintOp = roundToInteger("lrint", "The nearest integer in the current rounding mode", FloatLike);
export const LlrintOp = roundToInteger("llrint", "The nearest integer in the current rounding mode", FloatLike);

export const IsFPClassOp = intrinsic(
  defineOp("llvm.intr.is.fpclass", {
    summary: "Whether a float is of one of the classes that the bits name",
    operands: { in: FloatLike },
    attributes: { bit: I32Attr },
    results: { res: AnyLLVMType },
    traits: [Pure],
  }),
  byFirstOperand,
  [1, "bit"],
);

export const floatIntrinsics = [
  ExpOp,
  Exp2Op,
  Exp10Op,
  LogOp,
  Log2Op,
  Log10Op,
  SqrtOp,
  FAbsOp,
  FCeilOp,
  FFloorOp,
  FTruncOp,
  RoundOp,
  RoundEvenOp,
  RintOp,
  NearbyintOp,
  SinOp,
  CosOp,
  TanOp,
  ASinOp,
  ACosOp,
  ATanOp,
  SinhOp,
  CoshOp,
  TanhOp,
  CopySignOp,
  PowOp,
  ATan2Op,
  MaxNumOp,
  MinNumOp,
  MaximumOp,
  MinimumOp,
  FMAOp,
  FMulAddOp,
  PowIOp,
  LoadExpOp,
  FractionExpOp,
  SincosOp,
  LroundOp,
  LlroundOp,
  LrintOp,
  LlrintOp,
  IsFPClassOp,
] as const;
