/** Casts: between widths, between integers, floats and indices, and of bits. */

import { FloatLike } from "../../../ir/builtin/constraints.ts";
import { optional } from "../../../ir/constraint.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { FastMathFlags, RoundingMode } from "../attributes.ts";
import {
  Bitcastable,
  castTraits,
  hasSameWidth,
  IndexCastable,
  isIndexAndInteger,
  isNarrower,
  isWider,
  overflowAttribute,
  SignlessFixedWidthIntegerLike,
  scalingTraits,
  verifyCast,
} from "../constraints.ts";

const format = "$in attr-dict `:` type($in) `to` type($out)";

const integerToInteger = {
  operands: { in: SignlessFixedWidthIntegerLike },
  results: { out: SignlessFixedWidthIntegerLike },
  traits: castTraits,
  assemblyFormat: format,
} as const;
const integerToFloat = {
  operands: { in: SignlessFixedWidthIntegerLike },
  results: { out: FloatLike },
  traits: castTraits,
  assemblyFormat: format,
} as const;
const floatToInteger = {
  operands: { in: FloatLike },
  results: { out: SignlessFixedWidthIntegerLike },
  traits: castTraits,
  assemblyFormat: format,
} as const;
const indexCast = {
  operands: { in: IndexCastable },
  results: { out: IndexCastable },
  traits: castTraits,
  assemblyFormat: format,
} as const;

export const ExtUIOp = defineOp(
  "arith.extui",
  { summary: "Cast to a wider integer that fills with zeros", ...integerToInteger },
  { verify: ({ op }) => verifyCast(op, isWider) },
);
export type ExtUIOp = Op<typeof ExtUIOp>;

export const ExtSIOp = defineOp(
  "arith.extsi",
  { summary: "Cast to a wider integer that fills with the sign", ...integerToInteger },
  { verify: ({ op }) => verifyCast(op, isWider) },
);
export type ExtSIOp = Op<typeof ExtSIOp>;

export const TruncIOp = defineOp(
  "arith.trunci",
  {
    summary: "Cast to a narrower integer that keeps the lower bits",
    operands: integerToInteger.operands,
    attributes: overflowAttribute,
    results: integerToInteger.results,
    traits: castTraits,
    assemblyFormat: "$in (`overflow` `` $overflowFlags^)? attr-dict `:` type($in) `to` type($out)",
  },
  { verify: ({ op }) => verifyCast(op, isNarrower) },
);
export type TruncIOp = Op<typeof TruncIOp>;

export const ExtFOp = defineOp(
  "arith.extf",
  {
    summary: "Cast to a wider floating-point type",
    operands: { in: FloatLike },
    attributes: { fastmath: optional(FastMathFlags) },
    results: { out: FloatLike },
    traits: castTraits,
    assemblyFormat: "$in (`fastmath` `` $fastmath^)? attr-dict `:` type($in) `to` type($out)",
  },
  { verify: ({ op }) => verifyCast(op, isWider) },
);
export type ExtFOp = Op<typeof ExtFOp>;

export const TruncFOp = defineOp(
  "arith.truncf",
  {
    summary: "Cast to a narrower floating-point type",
    operands: { in: FloatLike },
    attributes: { roundingmode: optional(RoundingMode), fastmath: optional(FastMathFlags) },
    results: { out: FloatLike },
    traits: castTraits,
    assemblyFormat: "$in ($roundingmode^)? (`fastmath` `` $fastmath^)? attr-dict `:` type($in) `to` type($out)",
  },
  { verify: ({ op }) => verifyCast(op, isNarrower) },
);
export type TruncFOp = Op<typeof TruncFOp>;

export const ScalingExtFOp = defineOp(
  "arith.scaling_extf",
  {
    summary: "Cast to a wider floating-point type with a scale, as in the OCP Microscaling specification",
    operands: { in: FloatLike, scale: FloatLike },
    attributes: { fastmath: optional(FastMathFlags) },
    results: { out: FloatLike },
    traits: scalingTraits,
    assemblyFormat:
      "$in `,` $scale (`fastmath` `` $fastmath^)? attr-dict `:` type($in) `,` type($scale) `to` type($out)",
  },
  { verify: ({ op }) => verifyCast(op, isWider) },
);
export type ScalingExtFOp = Op<typeof ScalingExtFOp>;

export const ScalingTruncFOp = defineOp(
  "arith.scaling_truncf",
  {
    summary: "Cast to a narrower floating-point type with a scale, as in the OCP Microscaling specification",
    operands: { in: FloatLike, scale: FloatLike },
    attributes: { roundingmode: optional(RoundingMode), fastmath: optional(FastMathFlags) },
    results: { out: FloatLike },
    traits: scalingTraits,
    assemblyFormat:
      "$in `,` $scale ($roundingmode^)? (`fastmath` `` $fastmath^)? attr-dict `:` type($in) `,` type($scale) `to` type($out)",
  },
  { verify: ({ op }) => verifyCast(op, isNarrower) },
);
export type ScalingTruncFOp = Op<typeof ScalingTruncFOp>;

export const UIToFPOp = defineOp("arith.uitofp", {
  summary: "Cast from an unsigned integer to floating-point, rounding to nearest",
  ...integerToFloat,
});
export type UIToFPOp = Op<typeof UIToFPOp>;

export const SIToFPOp = defineOp("arith.sitofp", {
  summary: "Cast from a signed integer to floating-point, rounding to nearest",
  ...integerToFloat,
});
export type SIToFPOp = Op<typeof SIToFPOp>;

export const FPToUIOp = defineOp("arith.fptoui", {
  summary: "Cast from floating-point to an unsigned integer, rounding towards zero",
  ...floatToInteger,
});
export type FPToUIOp = Op<typeof FPToUIOp>;

export const FPToSIOp = defineOp("arith.fptosi", {
  summary: "Cast from floating-point to a signed integer, rounding towards zero",
  ...floatToInteger,
});
export type FPToSIOp = Op<typeof FPToSIOp>;

export const IndexCastOp = defineOp(
  "arith.index_cast",
  { summary: "Cast between index and signed integers", ...indexCast },
  { verify: ({ op }) => verifyCast(op, isIndexAndInteger) },
);
export type IndexCastOp = Op<typeof IndexCastOp>;

export const IndexCastUIOp = defineOp(
  "arith.index_castui",
  { summary: "Cast between index and unsigned integers", ...indexCast },
  { verify: ({ op }) => verifyCast(op, isIndexAndInteger) },
);
export type IndexCastUIOp = Op<typeof IndexCastUIOp>;

export const BitcastOp = defineOp(
  "arith.bitcast",
  {
    summary: "The same bits as another type of the same width",
    operands: { in: Bitcastable },
    results: { out: Bitcastable },
    traits: castTraits,
    assemblyFormat: format,
  },
  { verify: ({ op }) => verifyCast(op, hasSameWidth) },
);
export type BitcastOp = Op<typeof BitcastOp>;
