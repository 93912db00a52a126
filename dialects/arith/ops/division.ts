/**
 * Division and remainder of integers. A division by zero, and a signed one whose quotient does not fit, is undefined, so
 * that divisions may be executed early only when their divisor is known.
 */
import { UnitAttribute } from "../../../ir/builtin/constraints.ts";
import { optional } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { ConditionallySpeculatable, MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import { constantValue } from "../../../ir/matchers.ts";
import type { Value } from "../../../ir/value.ts";
import { IntegerOverflowFlags } from "../attributes.ts";
import { optionalNumberAttr } from "../constants.ts";
import { elementwise, integerOperands, integerResult, pureElementwise } from "../constraints.ts";
import { type BinaryConstants, type BinaryOperands, everyInteger, isInteger } from "../folding.ts";
import { foldBinary } from "../integer-folding.ts";
import { type IntegerFunction, integers } from "../integers.ts";
import { MulIOp } from "./integer.ts";

const rounding = {
  operands: integerOperands,
  results: integerResult,
  assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($result)",
} as const;

const exact = {
  operands: integerOperands,
  attributes: { isExact: optional(UnitAttribute) },
  results: integerResult,
  traits: elementwise,
  assemblyFormat: "$lhs `,` $rhs (`exact` $isExact^)? attr-dict `:` type($result)",
} as const;

const foldUnsigned = foldBinary({ compute: integers.divideUnsigned, neutral: 1n });
const foldSigned = foldBinary({ compute: integers.divideSigned, neutral: 1n });

/** (a * b) / b  ->  a where the product does not wrap */
function dividedProduct({ lhs, rhs }: BinaryOperands, noWrap: "nsw" | "nuw"): Value | undefined {
  const product = MulIOp.defining(lhs);
  if (product === undefined || !IntegerOverflowFlags.has(product.overflowFlags, noWrap)) return undefined;
  if (product.rhs === rhs) return product.lhs;
  return product.lhs === rhs ? product.rhs : undefined;
}

export const DivUIOp = defineOp(
  "arith.divui",
  { summary: "Unsigned integer division", ...exact },
  { fold: (op, constants): FoldResult => foldUnsigned(op, constants) ?? dividedProduct(op, "nuw") },
);
export type DivUIOp = Op<typeof DivUIOp>;

export const DivSIOp = defineOp(
  "arith.divsi",
  { summary: "Signed integer division, rounding towards zero", ...exact },
  { fold: (op, constants): FoldResult => foldSigned(op, constants) ?? dividedProduct(op, "nsw") },
);
export type DivSIOp = Op<typeof DivSIOp>;

export const CeilDivUIOp = defineOp(
  "arith.ceildivui",
  { summary: "Unsigned integer division, rounding up", ...rounding, traits: elementwise },
  { fold: foldBinary({ compute: integers.ceilDivideUnsigned, neutral: 1n }) },
);
export type CeilDivUIOp = Op<typeof CeilDivUIOp>;

export const CeilDivSIOp = defineOp(
  "arith.ceildivsi",
  { summary: "Signed integer division, rounding up", ...rounding, traits: elementwise },
  { fold: foldBinary({ compute: integers.ceilDivideSigned, neutral: 1n }) },
);
export type CeilDivSIOp = Op<typeof CeilDivSIOp>;

export const FloorDivSIOp = defineOp(
  "arith.floordivsi",
  { summary: "Signed integer division, rounding down", ...rounding, traits: pureElementwise },
  { fold: foldBinary({ compute: integers.floorDivideSigned, neutral: 1n }) },
);
export type FloorDivSIOp = Op<typeof FloorDivSIOp>;

/** x rem 1  ->  0 */
const foldRemainder = (compute: IntegerFunction) => {
  const foldConstants = foldBinary({ compute });
  return (op: BinaryOperands, constants: BinaryConstants): FoldResult =>
    isInteger(constants.rhs, 1n) ? optionalNumberAttr(op.result.type, 0) : foldConstants(op, constants);
};

export const RemUIOp = defineOp(
  "arith.remui",
  { summary: "Remainder of an unsigned integer division", ...rounding, traits: pureElementwise },
  { fold: foldRemainder(integers.remainderUnsigned) },
);
export type RemUIOp = Op<typeof RemUIOp>;

export const RemSIOp = defineOp(
  "arith.remsi",
  {
    summary: "Remainder of a signed integer division, with the sign of the dividend",
    ...rounding,
    traits: pureElementwise,
  },
  { fold: foldRemainder(integers.remainderSigned) },
);
export type RemSIOp = Op<typeof RemSIOp>;

// The divisions whose undefined behaviour matters to those who move them.

const divisorIsNotZero = ({ rhs }: BinaryOperands): boolean =>
  everyInteger(constantValue(rhs), (divisor) => divisor !== 0n);
const divisorIsNotZeroNorMinusOne = ({ rhs }: BinaryOperands): boolean =>
  everyInteger(constantValue(rhs), (divisor) => divisor !== 0n && divisor !== -1n);

DivUIOp.implement(ConditionallySpeculatable, { isSpeculatable: divisorIsNotZero });
CeilDivUIOp.implement(ConditionallySpeculatable, { isSpeculatable: divisorIsNotZero });
DivSIOp.implement(ConditionallySpeculatable, { isSpeculatable: divisorIsNotZeroNorMinusOne });
CeilDivSIOp.implement(ConditionallySpeculatable, { isSpeculatable: divisorIsNotZeroNorMinusOne });
for (const division of [DivUIOp, DivSIOp, CeilDivUIOp, CeilDivSIOp]) {
  division.implement(MemoryEffectOpInterface, { effects: () => [] });
}
