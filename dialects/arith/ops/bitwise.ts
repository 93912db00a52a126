/** Logic on the bits of integers, and shifts. */

import { UnitAttribute } from "../../../ir/builtin/constraints.ts";
import { optional } from "../../../ir/constraint.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { Commutative, Idempotent } from "../../../ir/traits.ts";
import { integerOperands, integerResult, overflowAttribute, pureElementwise } from "../constraints.ts";

const logic = {
  operands: integerOperands,
  results: integerResult,
  assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($result)",
} as const;

const rightShift = {
  operands: integerOperands,
  attributes: { isExact: optional(UnitAttribute) },
  results: integerResult,
  traits: pureElementwise,
  assemblyFormat: "$lhs `,` $rhs (`exact` $isExact^)? attr-dict `:` type($result)",
} as const;

export const AndIOp = defineOp("arith.andi", {
  summary: "Bitwise and",
  ...logic,
  traits: [...pureElementwise, Commutative, Idempotent],
});
export type AndIOp = Op<typeof AndIOp>;

export const OrIOp = defineOp("arith.ori", {
  summary: "Bitwise or",
  ...logic,
  traits: [...pureElementwise, Commutative, Idempotent],
});
export type OrIOp = Op<typeof OrIOp>;

export const XOrIOp = defineOp("arith.xori", {
  summary: "Bitwise exclusive or",
  ...logic,
  traits: [...pureElementwise, Commutative],
});
export type XOrIOp = Op<typeof XOrIOp>;

export const ShLIOp = defineOp("arith.shli", {
  summary: "Left shift",
  operands: integerOperands,
  attributes: overflowAttribute,
  results: integerResult,
  traits: pureElementwise,
  assemblyFormat: "$lhs `,` $rhs (`overflow` `` $overflowFlags^)? attr-dict `:` type($result)",
});
export type ShLIOp = Op<typeof ShLIOp>;

export const ShRUIOp = defineOp("arith.shrui", { summary: "Right shift that fills with zeros", ...rightShift });
export type ShRUIOp = Op<typeof ShRUIOp>;

export const ShRSIOp = defineOp("arith.shrsi", { summary: "Right shift that fills with the sign", ...rightShift });
export type ShRSIOp = Op<typeof ShRSIOp>;
