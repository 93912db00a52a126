/** The attributes of `arith`: comparison predicates, flags of floats and integers, rounding modes. */

import { type BitEnumAttr, defineBitEnum } from "../../ir/bit-enum.ts";
import { integerEnum } from "../../ir/builtin/constraints.ts";
import { i32, i64 } from "../../ir/builtin/types.ts";

/** What may be assumed of a float operation: `fastmath<nnan,ninf>`. */
export const FastMathFlags = defineBitEnum("arith.fastmath", {
  summary: "Floating point fast math flags",
  enumName: "::mlir::arith::FastMathFlags",
  flags: ["reassoc", "nnan", "ninf", "nsz", "arcp", "contract", "afn"],
  all: "fast",
  separator: ",",
});
export type FastMathFlagsAttr = BitEnumAttr;

/** The operation's result is poison if it wraps as a signed (`nsw`) or unsigned (`nuw`) integer. */
export const IntegerOverflowFlags = defineBitEnum("arith.overflow", {
  summary: "Integer overflow arith flags",
  enumName: "::mlir::arith::IntegerOverflowFlags",
  flags: ["nsw", "nuw"],
  separator: ", ",
});
export type IntegerOverflowFlagsAttr = BitEnumAttr;

export const CmpIPredicate = integerEnum("", i64, {
  eq: 0,
  ne: 1,
  slt: 2,
  sle: 3,
  sgt: 4,
  sge: 5,
  ult: 6,
  ule: 7,
  ugt: 8,
  uge: 9,
});
export type CmpIPredicateName = keyof typeof CmpIPredicate.cases;

/** The first letter says what a NaN gives: `o` (ordered) false, `u` (unordered) true. */
export const CmpFPredicate = integerEnum("", i64, {
  false: 0,
  oeq: 1,
  ogt: 2,
  oge: 3,
  olt: 4,
  ole: 5,
  one: 6,
  ord: 7,
  ueq: 8,
  ugt: 9,
  uge: 10,
  ult: 11,
  ule: 12,
  une: 13,
  uno: 14,
  true: 15,
});
export type CmpFPredicateName = keyof typeof CmpFPredicate.cases;

/** How `arith.truncf` rounds. */
export const RoundingMode = integerEnum("Floating point rounding mode", i32, {
  to_nearest_even: 0,
  downward: 1,
  upward: 2,
  toward_zero: 3,
  to_nearest_away: 4,
});

/** The operations that `memref.atomic_rmw` and reductions name. */
export const AtomicRMWKind = integerEnum("", i64, {
  addf: 0,
  addi: 1,
  andi: 2,
  assign: 3,
  maximumf: 4,
  maxnumf: 5,
  maxs: 6,
  maxu: 7,
  minimumf: 8,
  minnumf: 9,
  mins: 10,
  minu: 11,
  mulf: 12,
  muli: 13,
  ori: 14,
  xori: 15,
});
export type AtomicRMWKindName = keyof typeof AtomicRMWKind.cases;

/** The predicate that holds for (b, a) where the given one holds for (a, b). */
export const swappedCmpI: Readonly<Record<CmpIPredicateName, CmpIPredicateName>> = {
  eq: "eq",
  ne: "ne",
  slt: "sgt",
  sle: "sge",
  sgt: "slt",
  sge: "sle",
  ult: "ugt",
  ule: "uge",
  ugt: "ult",
  uge: "ule",
};

/** The predicate that holds where the given one does not. */
export const negatedCmpI: Readonly<Record<CmpIPredicateName, CmpIPredicateName>> = {
  eq: "ne",
  ne: "eq",
  slt: "sge",
  sle: "sgt",
  sgt: "sle",
  sge: "slt",
  ult: "uge",
  ule: "ugt",
  ugt: "ule",
  uge: "ult",
};
