/** Addition, subtraction, multiplication, minimum and maximum of integers. */

import { BoolLike } from "../../../ir/builtin/constraints.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { allTypesMatch, Commutative, Elementwise, Pure } from "../../../ir/traits.ts";
import {
  integerOperands,
  integerResult,
  overflowAttribute,
  pureElementwise,
  resultAndFlag,
  resultsFromFirstOperand,
} from "../constraints.ts";

const total = {
  operands: integerOperands,
  results: integerResult,
  assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($result)",
} as const;

const overflowing = {
  operands: integerOperands,
  attributes: overflowAttribute,
  results: integerResult,
  assemblyFormat: "$lhs `,` $rhs (`overflow` `` $overflowFlags^)? attr-dict `:` type($result)",
} as const;

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
const lowAndHigh = (): readonly string[] => ["low", "high"];

export const AddIOp = defineOp("arith.addi", {
  summary: "Integer addition",
  ...overflowing,
  traits: [...pureElementwise, Commutative],
});
export type AddIOp = Op<typeof AddIOp>;

export const SubIOp = defineOp("arith.subi", {
  summary: "Integer subtraction",
  ...overflowing,
  traits: pureElementwise,
});
export type SubIOp = Op<typeof SubIOp>;

export const MulIOp = defineOp("arith.muli", {
  summary: "Integer multiplication",
  ...overflowing,
  traits: [...pureElementwise, Commutative],
});
export type MulIOp = Op<typeof MulIOp>;

export const AddUIExtendedOp = defineOp(
  "arith.addui_extended",
  {
    summary: "Unsigned integer addition that also gives the overflow bit",
    operands: integerOperands,
    results: { sum: integerResult.result, overflow: BoolLike },
    traits: [Pure, Commutative, allTypesMatch("lhs", "rhs", "sum"), Elementwise, resultAndFlag],
    assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($sum) `,` type($overflow)",
  },
  { resultNames: () => ["sum", "overflow"] },
);
export type AddUIExtendedOp = Op<typeof AddUIExtendedOp>;

export const MulSIExtendedOp = defineOp(
  "arith.mulsi_extended",
  { summary: "Signed integer multiplication that gives both halves of the product", ...extendedMultiplication },
  { resultNames: lowAndHigh },
);
export type MulSIExtendedOp = Op<typeof MulSIExtendedOp>;

export const MulUIExtendedOp = defineOp(
  "arith.mului_extended",
  { summary: "Unsigned integer multiplication that gives both halves of the product", ...extendedMultiplication },
  { resultNames: lowAndHigh },
);
export type MulUIExtendedOp = Op<typeof MulUIExtendedOp>;

export const MaxSIOp = defineOp("arith.maxsi", {
  summary: "Signed integer maximum",
  ...total,
  traits: [...pureElementwise, Commutative],
});
export type MaxSIOp = Op<typeof MaxSIOp>;

export const MaxUIOp = defineOp("arith.maxui", {
  summary: "Unsigned integer maximum",
  ...total,
  traits: [...pureElementwise, Commutative],
});
export type MaxUIOp = Op<typeof MaxUIOp>;

export const MinSIOp = defineOp("arith.minsi", {
  summary: "Signed integer minimum",
  ...total,
  traits: [...pureElementwise, Commutative],
});
export type MinSIOp = Op<typeof MinSIOp>;

export const MinUIOp = defineOp("arith.minui", {
  summary: "Unsigned integer minimum",
  ...total,
  traits: [...pureElementwise, Commutative],
});
export type MinUIOp = Op<typeof MinUIOp>;
