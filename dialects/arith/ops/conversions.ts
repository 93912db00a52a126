/** Conversions between integers and floats, of values and of bits. */

import { FloatLike } from "../../../ir/builtin/constraints.ts";
import { floatFromInteger, truncateToInteger } from "../../../ir/builtin/float-format.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import {
  Bitcastable,
  castTraits,
  type DefinitionOf,
  hasSameWidth,
  SignlessFixedWidthIntegerLike,
  verifyCast,
} from "../constraints.ts";
import { type Cast, type CastConstants, foldElements, formatOf, integerWidthOf } from "../folding.ts";

const { asIntN, asUintN } = BigInt;

/** How the bits of an integer are read. */
type Reading = (width: number, bits: bigint) => bigint;

const assemblyFormat = "$in attr-dict `:` type($in) `to` type($out)";

const integerToFloat = {
  operands: { in: SignlessFixedWidthIntegerLike },
  results: { out: FloatLike },
  traits: castTraits,
  assemblyFormat,
} as const;

/** Either of the conversions of integers. */
export type IntegerToFloatDefinition = DefinitionOf<typeof integerToFloat>;

const floatToInteger = {
  operands: { in: FloatLike },
  results: { out: SignlessFixedWidthIntegerLike },
  traits: castTraits,
  assemblyFormat,
} as const;

const foldToFloat =
  (read: Reading) =>
  ({ in: value, out }: Cast, constants: CastConstants): FoldResult => {
    const width = integerWidthOf(value.type);
    const format = formatOf(out.type);
    return foldElements((bits) => floatFromInteger(read(width, bits!), format), [constants.in], out.type);
  };

/** A number that does not fit gives poison, and does not fold. */
const foldToInteger =
  (read: Reading) =>
  ({ in: value, out }: Cast, constants: CastConstants): FoldResult => {
    const format = formatOf(value.type);
    const width = integerWidthOf(out.type);
    const convert = (bits: bigint): bigint | undefined => {
      const integer = truncateToInteger(bits, format);
      return integer !== undefined && read(width, integer) === integer ? asUintN(width, integer) : undefined;
    };
    return foldElements((bits) => convert(bits!), [constants.in], out.type);
  };

export const UIToFPOp = defineOp(
  "arith.uitofp",
  { summary: "Cast from an unsigned integer to floating-point, rounding to nearest", ...integerToFloat },
  { fold: foldToFloat(asUintN) },
);
export type UIToFPOp = Op<typeof UIToFPOp>;

export const SIToFPOp = defineOp(
  "arith.sitofp",
  { summary: "Cast from a signed integer to floating-point, rounding to nearest", ...integerToFloat },
  { fold: foldToFloat(asIntN) },
);
export type SIToFPOp = Op<typeof SIToFPOp>;

export const FPToUIOp = defineOp(
  "arith.fptoui",
  { summary: "Cast from floating-point to an unsigned integer, rounding towards zero", ...floatToInteger },
  { fold: foldToInteger(asUintN) },
);
export type FPToUIOp = Op<typeof FPToUIOp>;

export const FPToSIOp = defineOp(
  "arith.fptosi",
  { summary: "Cast from floating-point to a signed integer, rounding towards zero", ...floatToInteger },
  { fold: foldToInteger(asIntN) },
);
export type FPToSIOp = Op<typeof FPToSIOp>;

export const BitcastOp = defineOp(
  "arith.bitcast",
  {
    summary: "The same bits as another type of the same width",
    operands: { in: Bitcastable },
    results: { out: Bitcastable },
    traits: castTraits,
    assemblyFormat,
  },
  {
    verify: ({ op }) => verifyCast(op, hasSameWidth),
    fold({ in: value, out }, constants): FoldResult {
      return value.type === out.type ? value : foldElements((bits) => bits, [constants.in], out.type);
    },
  },
);
export type BitcastOp = Op<typeof BitcastOp>;
