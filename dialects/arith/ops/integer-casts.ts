/** Casts between widths of integers, and between integers and indices. */

import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../../ir/define-op.ts";
import type { Value } from "../../../ir/value.ts";
import { IntegerOverflowFlags } from "../attributes.ts";
import {
  castTraits,
  type DefinitionOf,
  IndexCastable,
  isIndexAndInteger,
  isNarrower,
  isWider,
  overflowAttribute,
  SignlessFixedWidthIntegerLike,
  verifyCast,
} from "../constraints.ts";
import { type Cast, type CastConstants, foldElements, integerWidthOf } from "../folding.ts";

const extension = {
  operands: { in: SignlessFixedWidthIntegerLike },
  results: { out: SignlessFixedWidthIntegerLike },
  traits: castTraits,
  assemblyFormat: "$in attr-dict `:` type($in) `to` type($out)",
} as const;

/** Either of the extensions. */
export type ExtensionDefinition = DefinitionOf<typeof extension>;

const indexCast = {
  operands: { in: IndexCastable },
  results: { out: IndexCastable },
  traits: castTraits,
  assemblyFormat: "$in attr-dict `:` type($in) `to` type($out)",
} as const;

/** Extends or truncates constants. */
const foldCast =
  (signedness: "signed" | "unsigned") =>
  (cast: Cast, constants: CastConstants): FoldResult => {
    const [from, to] = [integerWidthOf(cast.in.type), integerWidthOf(cast.out.type)];
    const resize =
      signedness === "signed"
        ? (bits: bigint) => BigInt.asUintN(to, BigInt.asIntN(from, bits))
        : (bits: bigint) => BigInt.asUintN(to, bits);
    return foldElements((bits) => resize(bits!), [constants.in], cast.out.type);
  };
const foldSigned = foldCast("signed");
const foldUnsigned = foldCast("unsigned");

/** Either of the casts to or from an index. */
export type IndexCastDefinition = DefinitionOf<typeof indexCast>;

export const ExtUIOp = defineOp(
  "arith.extui",
  { summary: "Cast to a wider integer that fills with zeros", ...extension },
  {
    verify: ({ op }) => verifyCast(op, isWider),
    fold(cast, constants): FoldResult {
      const inner = ExtUIOp.defining(cast.in);
      if (inner === undefined) return foldUnsigned(cast, constants);
      cast.op.setOperand(0, inner.in);
      return foldedInPlace;
    },
  },
);
export type ExtUIOp = Op<typeof ExtUIOp>;

export const ExtSIOp = defineOp(
  "arith.extsi",
  { summary: "Cast to a wider integer that fills with the sign", ...extension },
  {
    verify: ({ op }) => verifyCast(op, isWider),
    fold(cast, constants): FoldResult {
      const inner = ExtSIOp.defining(cast.in);
      if (inner === undefined) return foldSigned(cast, constants);
      cast.op.setOperand(0, inner.in);
      return foldedInPlace;
    },
  },
);
export type ExtSIOp = Op<typeof ExtSIOp>;

export const TruncIOp = defineOp(
  "arith.trunci",
  {
    summary: "Cast to a narrower integer that keeps the lower bits",
    operands: { in: SignlessFixedWidthIntegerLike },
    attributes: overflowAttribute,
    results: { out: SignlessFixedWidthIntegerLike },
    traits: castTraits,
    assemblyFormat: "$in (`overflow` `` $overflowFlags^)? attr-dict `:` type($in) `to` type($out)",
  },
  {
    verify: ({ op }) => verifyCast(op, isNarrower),
    fold(cast, constants): FoldResult {
      const truncation = TruncIOp.defining(cast.in);
      if (truncation !== undefined) {
        // Nothing is lost by both truncations together if nothing is lost by either.
        cast.op.setOperand(0, truncation.in);
        const kept = IntegerOverflowFlags.common(cast.overflowFlags, truncation.overflowFlags);
        cast.op.setAttr("overflowFlags", kept);
        return foldedInPlace;
      }
      const extended = ExtSIOp.defining(cast.in) ?? ExtUIOp.defining(cast.in);
      if (extended === undefined) return foldUnsigned(cast, constants);
      if (extended.in.type === cast.out.type) return extended.in;
      if (integerWidthOf(extended.in.type) < integerWidthOf(cast.out.type)) return undefined;
      cast.op.setOperand(0, extended.in);
      return foldedInPlace;
    },
  },
);
export type TruncIOp = Op<typeof TruncIOp>;

export const IndexCastOp = defineOp(
  "arith.index_cast",
  { summary: "Cast between index and signed integers", ...indexCast },
  {
    verify: ({ op }) => verifyCast(op, isIndexAndInteger),
    fold: (cast, constants): FoldResult => castBack(cast, IndexCastOp.defining(cast.in)) ?? foldSigned(cast, constants),
  },
);
export type IndexCastOp = Op<typeof IndexCastOp>;

export const IndexCastUIOp = defineOp(
  "arith.index_castui",
  { summary: "Cast between index and unsigned integers", ...indexCast },
  {
    verify: ({ op }) => verifyCast(op, isIndexAndInteger),
    fold: (cast, constants): FoldResult =>
      castBack(cast, IndexCastUIOp.defining(cast.in)) ?? foldUnsigned(cast, constants),
  },
);
export type IndexCastUIOp = Op<typeof IndexCastUIOp>;

/** The value that was cast forth and back without a loss. */
function castBack({ out }: Cast, inner: Cast | undefined): Value | undefined {
  if (inner === undefined || inner.in.type !== out.type) return undefined;
  return integerWidthOf(inner.in.type) <= integerWidthOf(inner.out.type) ? inner.in : undefined;
}
