/** Casts between floating-point types. */

import { FloatLike } from "../../../ir/builtin/constraints.ts";
import { convertFloatExactly, type FloatFormat } from "../../../ir/builtin/float-format.ts";
import { optional } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../../ir/define-op.ts";
import { FastMathFlags, RoundingMode } from "../attributes.ts";
import { castTraits, isNarrower, isWider, scalingTraits, verifyCast } from "../constraints.ts";
import { type Cast, type CastConstants, foldElements, formatOf } from "../folding.ts";

/** Casts constants where nothing is lost. */
function foldExactly({ in: value, out }: Cast, constants: CastConstants): FoldResult {
  const [from, to] = [formatOf(value.type), formatOf(out.type)];
  return foldElements((bits) => convertFloatExactly(bits!, from, to), [constants.in], out.type);
}

/** Whether `to` has every number of `from`, infinities and NaN included. */
const isSuperset = (to: FloatFormat, from: FloatFormat): boolean =>
  to.mantissaBits >= from.mantissaBits &&
  to.minExponent - to.mantissaBits <= from.minExponent - from.mantissaBits &&
  to.maxFinite >= from.maxFinite &&
  (to.hasSignAndZero || !from.hasSignAndZero) &&
  (to.hasInfinity || !from.hasInfinity) &&
  (to.hasNaN || !from.hasNaN);

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
  {
    verify: ({ op }) => verifyCast(op, isWider),
    fold(cast, constants): FoldResult {
      // A value that was rounded and extended again, where the rounding may be left out.
      const truncation = TruncFOp.defining(cast.in);
      const mayContract =
        FastMathFlags.has(cast.fastmath, "contract") && FastMathFlags.has(truncation?.fastmath, "contract");
      if (mayContract && truncation?.in.type === cast.out.type) return truncation.in;
      return foldExactly(cast, constants);
    },
  },
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
  {
    verify: ({ op }) => verifyCast(op, isNarrower),
    fold(cast, constants): FoldResult {
      const extension = ExtFOp.defining(cast.in);
      if (extension === undefined) return foldExactly(cast, constants);
      const [original, extended] = [formatOf(extension.in.type), formatOf(extension.out.type)];
      if (!isSuperset(extended, original)) return undefined;
      if (extension.in.type === cast.out.type) return extension.in;
      if (original.width <= formatOf(cast.out.type).width) return undefined;
      cast.op.setOperand(0, extension.in);
      return foldedInPlace;
    },
  },
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
