/** Addition, subtraction, multiplication, minimum and maximum of integers. */

import type { Type } from "../../../ir/attribute.ts";
import { BoolLike } from "../../../ir/builtin/constraints.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { allTypesMatch, Commutative, Elementwise, Pure } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { optionalNumberAttr } from "../constants.ts";
import {
  type ElementwiseDefinition,
  integerOperands,
  integerResult,
  overflowAttribute,
  pureElementwise,
  resultAndFlag,
  resultsFromFirstOperand,
} from "../constraints.ts";
import { type BinaryConstants, foldIntegers, integerOf, integerWidthOf, isInteger } from "../folding.ts";
import { foldBinary } from "../integer-folding.ts";
import { type IntegerFunction, integers, largest, smallest } from "../integers.ts";

const total = {
  operands: integerOperands,
  results: integerResult,
  traits: [...pureElementwise, Commutative],
  assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($result)",
} as const;

const overflowing = {
  operands: integerOperands,
  attributes: overflowAttribute,
  results: integerResult,
  assemblyFormat: "$lhs `,` $rhs (`overflow` `` $overflowFlags^)? attr-dict `:` type($result)",
} as const;

/** Any of the operations with overflow flags. */
export type OverflowingDefinition = ElementwiseDefinition<typeof overflowing>;

const extendedMultiplication = {
  operands: integerOperands,
  results: { low: integerResult.result, high: integerResult.result },
  traits: [
    Pure,
    Commutative,
    allTypesMatch("lhs", "rhs", "low", "high"),
    Elementwise,
    resultsFromFirstOperand((type) => [type, type]),
  ],
  assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($lhs)",
} as const;

const foldAddition = foldBinary({ compute: integers.add, neutral: 0n });
const foldSubtraction = foldBinary({ compute: integers.subtract, neutral: 0n, withItself: 0n });

export const AddIOp = defineOp(
  "arith.addi",
  { summary: "Integer addition", ...overflowing, traits: [...pureElementwise, Commutative] },
  {
    fold(op, constants): FoldResult {
      // (a - b) + b  ->  a
      const left = SubIOp.defining(op.lhs);
      if (left !== undefined && left.rhs === op.rhs) return left.lhs;
      const right = SubIOp.defining(op.rhs);
      if (right !== undefined && right.rhs === op.lhs) return right.lhs;
      return foldAddition(op, constants);
    },
  },
);
export type AddIOp = Op<typeof AddIOp>;

export const SubIOp = defineOp(
  "arith.subi",
  { summary: "Integer subtraction", ...overflowing, traits: pureElementwise },
  {
    fold(op, constants): FoldResult {
      // (a + b) - b  ->  a
      const sum = AddIOp.defining(op.lhs);
      if (sum !== undefined && sum.rhs === op.rhs) return sum.lhs;
      if (sum !== undefined && sum.lhs === op.rhs) return sum.rhs;
      return foldSubtraction(op, constants);
    },
  },
);
export type SubIOp = Op<typeof SubIOp>;

/** `c4_vscale` for a constant multiple of the hardware's vector length. */
function scalableName(scale: Value, factor: Value): string | undefined {
  if (scale.definingOp?.name !== "vector.vscale") return undefined;
  const constant = integerOf(constantValue(factor));
  return constant === undefined ? undefined : `c${constant}_vscale`;
}

export const MulIOp = defineOp(
  "arith.muli",
  { summary: "Integer multiplication", ...overflowing, traits: [...pureElementwise, Commutative] },
  {
    fold: foldBinary({ compute: integers.multiply, neutral: 1n, absorbing: 0n }),
    resultNames: ({ lhs, rhs }) => [scalableName(lhs, rhs) ?? scalableName(rhs, lhs)],
  },
);
export type MulIOp = Op<typeof MulIOp>;

/** Both results of constant operands, each by its own function; the first result is like the operands. */
function foldBoth(
  [first, second]: readonly [IntegerFunction, IntegerFunction],
  { lhs, rhs }: BinaryConstants,
  [type, secondType]: readonly [Type, Type],
): FoldResult {
  const low = foldIntegers(first, lhs, rhs, type);
  const high = foldIntegers(second, lhs, rhs, secondType, integerWidthOf(type));
  return low === undefined || high === undefined ? undefined : [low, high];
}

export const AddUIExtendedOp = defineOp(
  "arith.addui_extended",
  {
    summary: "Unsigned integer addition that also gives the overflow bit",
    operands: integerOperands,
    results: { sum: integerResult.result, overflow: BoolLike },
    traits: [Pure, Commutative, allTypesMatch("lhs", "rhs", "sum"), Elementwise, resultAndFlag],
    assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($sum) `,` type($overflow)",
  },
  {
    fold({ lhs, sum, overflow }, constants): FoldResult {
      if (isInteger(constants.rhs, 0n)) {
        const noOverflow = optionalNumberAttr(overflow.type, 0);
        if (noOverflow !== undefined) return [lhs, noOverflow];
      }
      return foldBoth([integers.add, integers.carry], constants, [sum.type, overflow.type]);
    },
  },
);
export type AddUIExtendedOp = Op<typeof AddUIExtendedOp>;

export const MulSIExtendedOp = defineOp(
  "arith.mulsi_extended",
  { summary: "Signed integer multiplication that gives both halves of the product", ...extendedMultiplication },
  {
    fold({ low, high }, constants): FoldResult {
      if (isInteger(constants.rhs, 0n)) return [constants.rhs!, constants.rhs!];
      return foldBoth([integers.multiply, integers.multiplyHighSigned], constants, [low.type, high.type]);
    },
  },
);
export type MulSIExtendedOp = Op<typeof MulSIExtendedOp>;

export const MulUIExtendedOp = defineOp(
  "arith.mului_extended",
  { summary: "Unsigned integer multiplication that gives both halves of the product", ...extendedMultiplication },
  {
    fold({ lhs, low, high }, constants): FoldResult {
      if (isInteger(constants.rhs, 0n)) return [constants.rhs!, constants.rhs!];
      if (isInteger(constants.rhs, 1n)) {
        const zero = optionalNumberAttr(high.type, 0);
        if (zero !== undefined) return [lhs, zero];
      }
      return foldBoth([integers.multiply, integers.multiplyHighUnsigned], constants, [low.type, high.type]);
    },
  },
);
export type MulUIExtendedOp = Op<typeof MulUIExtendedOp>;

export const MaxSIOp = defineOp(
  "arith.maxsi",
  { summary: "Signed integer maximum", ...total },
  { fold: foldBinary({ compute: integers.maximumSigned, neutral: smallest, absorbing: largest, withItself: "x" }) },
);
export type MaxSIOp = Op<typeof MaxSIOp>;

export const MaxUIOp = defineOp(
  "arith.maxui",
  { summary: "Unsigned integer maximum", ...total },
  { fold: foldBinary({ compute: integers.maximumUnsigned, neutral: 0n, absorbing: -1n, withItself: "x" }) },
);
export type MaxUIOp = Op<typeof MaxUIOp>;

export const MinSIOp = defineOp(
  "arith.minsi",
  { summary: "Signed integer minimum", ...total },
  { fold: foldBinary({ compute: integers.minimumSigned, neutral: largest, absorbing: smallest, withItself: "x" }) },
);
export type MinSIOp = Op<typeof MinSIOp>;

export const MinUIOp = defineOp(
  "arith.minui",
  { summary: "Unsigned integer minimum", ...total },
  { fold: foldBinary({ compute: integers.minimumUnsigned, neutral: -1n, absorbing: 0n, withItself: "x" }) },
);
export type MinUIOp = Op<typeof MinUIOp>;
