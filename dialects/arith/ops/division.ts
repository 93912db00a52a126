/**
 * Division and remainder of integers. A division by zero, and a signed one whose quotient does not fit, is undefined, so
 * that divisions may be executed early only when their divisor is known.
 */
import { UnitAttribute } from "../../../ir/builtin/constraints.ts";
import { optional } from "../../../ir/constraint.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { elementwise, integerOperands, integerResult, pureElementwise } from "../constraints.ts";

const rounding = {
  operands: integerOperands,
  results: integerResult,
  assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($result)",
} as const;

const exact = {
  operands: integerOperands,
  attributes: { isExact: optional(UnitAttribute) },
  results: integerResult,
  assemblyFormat: "$lhs `,` $rhs (`exact` $isExact^)? attr-dict `:` type($result)",
} as const;

export const DivUIOp = defineOp("arith.divui", { summary: "Unsigned integer division", ...exact, traits: elementwise });
export type DivUIOp = Op<typeof DivUIOp>;

export const DivSIOp = defineOp("arith.divsi", {
  summary: "Signed integer division, rounding towards zero",
  ...exact,
  traits: elementwise,
});
export type DivSIOp = Op<typeof DivSIOp>;

export const CeilDivUIOp = defineOp("arith.ceildivui", {
  summary: "Unsigned integer division, rounding up",
  ...rounding,
  traits: elementwise,
});
export type CeilDivUIOp = Op<typeof CeilDivUIOp>;

export const CeilDivSIOp = defineOp("arith.ceildivsi", {
  summary: "Signed integer division, rounding up",
  ...rounding,
  traits: elementwise,
});
export type CeilDivSIOp = Op<typeof CeilDivSIOp>;

export const FloorDivSIOp = defineOp("arith.floordivsi", {
  summary: "Signed integer division, rounding down",
  ...rounding,
  traits: pureElementwise,
});
export type FloorDivSIOp = Op<typeof FloorDivSIOp>;

export const RemUIOp = defineOp("arith.remui", {
  summary: "Remainder of an unsigned integer division",
  ...rounding,
  traits: pureElementwise,
});
export type RemUIOp = Op<typeof RemUIOp>;

export const RemSIOp = defineOp("arith.remsi", {
  summary: "Remainder of a signed integer division, with the sign of the dividend",
  ...rounding,
  traits: pureElementwise,
});
export type RemSIOp = Op<typeof RemSIOp>;
