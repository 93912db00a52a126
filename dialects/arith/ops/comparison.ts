/** Comparisons. */

import type { Type } from "../../../ir/attribute.ts";
import { BoolLike } from "../../../ir/builtin/constraints.ts";
import { compareFloats } from "../../../ir/builtin/float-format.ts";
import { elementTypeOrSelf, i1 } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../../ir/define-op.ts";
import { Elementwise, i1SameShape, Pure, SameTypeOperands, typesMatchWith } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import {
  CmpFPredicate,
  type CmpFPredicateName,
  CmpIPredicate,
  type CmpIPredicateName,
  swappedCmpI,
} from "../attributes.ts";
import { optionalNumberAttr } from "../constants.ts";
import { fastmathAttribute, floatOperands, integerOperands, resultsFromFirstOperand } from "../constraints.ts";
import { foldElements, foldIntegers, formatOf, integerWidthOf, isInteger, isNaNConstant } from "../folding.ts";
import { type IntegerFunction, unsigned } from "../integers.ts";
import { ExtSIOp, ExtUIOp } from "./integer-casts.ts";

const comparisonTraits = [
  Pure,
  SameTypeOperands,
  typesMatchWith({
    from: "lhs",
    to: "result",
    summary: "result type has i1 element type and same shape as operands",
    transform: i1SameShape,
  }),
  Elementwise,
  resultsFromFirstOperand((type) => [i1SameShape(type)]),
] as const;

const bit = (holds: boolean): bigint => (holds ? 1n : 0n);

const less: IntegerFunction = (a, b) => bit(a < b);
const lessOrEqual: IntegerFunction = (a, b) => bit(a <= b);
const greater: IntegerFunction = (a, b) => bit(a > b);
const greaterOrEqual: IntegerFunction = (a, b) => bit(a >= b);

const integerComparisons: Readonly<Record<CmpIPredicateName, IntegerFunction>> = {
  eq: (a, b) => bit(a === b),
  ne: (a, b) => bit(a !== b),
  slt: less,
  sle: lessOrEqual,
  sgt: greater,
  sge: greaterOrEqual,
  ult: unsigned(less),
  ule: unsigned(lessOrEqual),
  ugt: unsigned(greater),
  uge: unsigned(greaterOrEqual),
};

const isBool = (type: Type): boolean => elementTypeOrSelf(type) === i1();

/** The operand of an extension from one bit, whatever fills the other bits. */
function extendedBit(value: Value): Value | undefined {
  const extended = ExtUIOp.defining(value) ?? ExtSIOp.defining(value);
  return extended !== undefined && isBool(extended.in.type) ? extended.in : undefined;
}

export const CmpIOp = defineOp(
  "arith.cmpi",
  {
    summary: "Integer comparison",
    operands: integerOperands,
    attributes: { predicate: CmpIPredicate },
    results: { result: BoolLike },
    traits: comparisonTraits,
    assemblyFormat: "$predicate `,` $lhs `,` $rhs attr-dict `:` type($lhs)",
  },
  {
    fold({ op, predicate, lhs, rhs, result }, constants): FoldResult {
      const name = CmpIPredicate.nameOf(predicate);
      const compare = integerComparisons[name];
      if (lhs === rhs) {
        const constant = optionalNumberAttr(result.type, compare(0n, 0n, 1)!);
        if (constant !== undefined) return constant;
      }
      // Truth values that are compared with one.
      if (isBool(lhs.type) && name === "eq" && isInteger(constants.rhs, 1n)) return lhs;
      if (name === "ne" && isInteger(constants.rhs, 0n)) {
        const truth = isBool(lhs.type) ? lhs : extendedBit(lhs);
        if (truth !== undefined) return truth;
      }
      if (constants.lhs !== undefined && constants.rhs === undefined) {
        op.setOperand(0, rhs);
        op.setOperand(1, lhs);
        op.setAttr("predicate", CmpIPredicate.of(swappedCmpI[name]));
        return foldedInPlace;
      }
      return foldIntegers(compare, constants.lhs, constants.rhs, result.type, integerWidthOf(lhs.type));
    },
  },
);
export type CmpIOp = Op<typeof CmpIOp>;

/** For which orders of the operands a predicate holds: less, equal, greater, or not ordered because of a NaN. */
const floatComparisons: Readonly<
  Record<CmpFPredicateName, { readonly orders: readonly number[]; readonly nan: boolean }>
> = {
  false: { orders: [], nan: false },
  oeq: { orders: [0], nan: false },
  ogt: { orders: [1], nan: false },
  oge: { orders: [0, 1], nan: false },
  olt: { orders: [-1], nan: false },
  ole: { orders: [-1, 0], nan: false },
  one: { orders: [-1, 1], nan: false },
  ord: { orders: [-1, 0, 1], nan: false },
  ueq: { orders: [0], nan: true },
  ugt: { orders: [1], nan: true },
  uge: { orders: [0, 1], nan: true },
  ult: { orders: [-1], nan: true },
  ule: { orders: [-1, 0], nan: true },
  une: { orders: [-1, 1], nan: true },
  uno: { orders: [], nan: true },
  true: { orders: [-1, 0, 1], nan: true },
};

export const CmpFOp = defineOp(
  "arith.cmpf",
  {
    summary: "Floating-point comparison",
    operands: floatOperands,
    attributes: { predicate: CmpFPredicate, ...fastmathAttribute },
    results: { result: BoolLike },
    traits: comparisonTraits,
    assemblyFormat: "$predicate `,` $lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($lhs)",
  },
  {
    fold({ predicate, lhs, result }, constants): FoldResult {
      const { orders, nan } = floatComparisons[CmpFPredicate.nameOf(predicate)];
      if (isNaNConstant(constants.lhs) || isNaNConstant(constants.rhs)) {
        const constant = optionalNumberAttr(result.type, bit(nan));
        if (constant !== undefined) return constant;
      }
      const format = formatOf(lhs.type);
      return foldElements(
        (a, b) => {
          const order = compareFloats(a!, b!, format);
          return bit(order === undefined ? nan : orders.includes(order));
        },
        [constants.lhs, constants.rhs],
        result.type,
      );
    },
  },
);
export type CmpFOp = Op<typeof CmpFOp>;
