/** Patterns of casts: chains of them, and casts of what the caster could have made at once. */

import { constantValue } from "../../../ir/matchers.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { IntegerOverflowFlags } from "../attributes.ts";
import { formatOf, integerOf, integerWidthOf } from "../folding.ts";
import { ShRSIOp, ShRUIOp } from "../ops/bitwise.ts";
import { BitcastOp, type IntegerToFloatDefinition, SIToFPOp, UIToFPOp } from "../ops/conversions.ts";
import { TruncFOp } from "../ops/float-casts.ts";
import {
  type ExtensionDefinition,
  ExtSIOp,
  ExtUIOp,
  type IndexCastDefinition,
  IndexCastOp,
  IndexCastUIOp,
  TruncIOp,
} from "../ops/integer-casts.ts";
import { exactlyConvertible } from "./exact-conversion.ts";

/** extsi(extui(x))  ->  extui(x): the sign of what was filled with zeros is zero. */
const signExtensionOfZeros = pattern("extsi-of-extui", ExtSIOp, ({ op, in: value, out }, rewriter) => {
  const inner = ExtUIOp.defining(value);
  if (inner === undefined) return false;
  rewriter.replaceWithNew(op, ExtUIOp, { in: inner.in, resultTypes: [out.type] });
  return true;
});

/** trunci(ext(x))  ->  ext(x), to the width that is left; folding does the rest. */
const truncationOfExtension = (name: string, extension: ExtensionDefinition): Pattern =>
  pattern(name, TruncIOp, ({ op, in: value, out }, rewriter) => {
    const inner = extension.defining(value);
    if (inner === undefined || integerWidthOf(inner.in.type) >= integerWidthOf(out.type)) return false;
    rewriter.replaceWithNew(op, extension, { in: inner.in, resultTypes: [out.type] });
    return true;
  });

/**
 * trunci(shrsi(x, c))  ->  trunci(shrui(x, c)) where all bits that are filled in are cut off. Cutting off zeros keeps the
 * value as an unsigned number, but not as a signed one.
 */
const truncationOfSignedShift = pattern("trunci-of-shrsi", TruncIOp, (truncation, rewriter) => {
  const shift = ShRSIOp.defining(truncation.in);
  if (shift === undefined) return false;
  const cut = integerWidthOf(truncation.in.type) - integerWidthOf(truncation.out.type);
  if (integerOf(constantValue(shift.rhs)) !== BigInt(cut)) return false;
  const { lhs, rhs, isExact } = shift;
  rewriter.replaceWithNew(truncation.op, TruncIOp, {
    in: rewriter.create(ShRUIOp, { lhs, rhs, isExact }).result,
    overflowFlags: IntegerOverflowFlags.common(truncation.overflowFlags, IntegerOverflowFlags.of("nuw")),
    resultTypes: [truncation.out.type],
  });
  return true;
});

/** index_cast(extsi(x))  ->  index_cast(x), and the same unsigned. */
const indexCastOfExtension = (name: string, cast: IndexCastDefinition, extension: ExtensionDefinition): Pattern =>
  pattern(name, cast, ({ op, in: value, out }, rewriter) => {
    const inner = extension.defining(value);
    if (inner === undefined) return false;
    rewriter.replaceWithNew(op, cast, { in: inner.in, resultTypes: [out.type] });
    return true;
  });

/** bitcast(bitcast(x))  ->  bitcast(x) */
const bitcastOfBitcast = pattern("bitcast-of-bitcast", BitcastOp, ({ op, in: value, out }, rewriter) => {
  const inner = BitcastOp.defining(value);
  if (inner === undefined) return false;
  rewriter.replaceWithNew(op, BitcastOp, { in: inner.in, resultTypes: [out.type] });
  return true;
});

/** truncf(sitofp(x))  ->  sitofp(x) where the first conversion does not round; otherwise one rounding is not two. */
const truncationOfInteger = (name: string, conversion: IntegerToFloatDefinition, isSigned: boolean): Pattern =>
  pattern(name, TruncFOp, ({ op, in: value, out, roundingmode }, rewriter) => {
    const inner = roundingmode === undefined ? conversion.defining(value) : undefined;
    if (inner === undefined) return false;
    if (!exactlyConvertible(integerWidthOf(inner.in.type), isSigned, formatOf(value.type))) return false;
    rewriter.replaceWithNew(op, conversion, { in: inner.in, resultTypes: [out.type] });
    return true;
  });

export const castPatterns: readonly Pattern[] = [
  signExtensionOfZeros,
  truncationOfExtension("trunci-of-extsi", ExtSIOp),
  truncationOfExtension("trunci-of-extui", ExtUIOp),
  truncationOfSignedShift,
  indexCastOfExtension("index-cast-of-extsi", IndexCastOp, ExtSIOp),
  indexCastOfExtension("index-castui-of-extui", IndexCastUIOp, ExtUIOp),
  bitcastOfBitcast,
  truncationOfInteger("truncf-of-sitofp", SIToFPOp, true),
  truncationOfInteger("truncf-of-uitofp", UIToFPOp, false),
];
