/** Logic on the bits of integers, and shifts. */

import { UnitAttribute } from "../../../ir/builtin/constraints.ts";
import { optional } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { Commutative, Idempotent } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { optionalNumberAttr } from "../constants.ts";
import {
  type ElementwiseDefinition,
  integerOperands,
  integerResult,
  overflowAttribute,
  pureElementwise,
} from "../constraints.ts";
import { type BinaryOperands, isInteger } from "../folding.ts";
import { foldBinary } from "../integer-folding.ts";
import { integers } from "../integers.ts";

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

/** Any of the logical operations. */
export type LogicDefinition = ElementwiseDefinition<typeof logic>;

/** Whether `value` is `other` with all bits inverted. */
function isComplement(value: Value, other: Value): boolean {
  const inverted = XOrIOp.defining(value);
  return inverted !== undefined && inverted.lhs === other && isInteger(constantValue(inverted.rhs), -1n);
}
const areComplements = ({ lhs, rhs }: BinaryOperands): boolean => isComplement(lhs, rhs) || isComplement(rhs, lhs);

const foldAnd = foldBinary({ compute: integers.and, neutral: -1n, absorbing: 0n });
const foldOr = foldBinary({ compute: integers.or, neutral: 0n, absorbing: -1n });
const foldXor = foldBinary({ compute: integers.xor, neutral: 0n, withItself: 0n });

export const AndIOp = defineOp(
  "arith.andi",
  { summary: "Bitwise and", ...logic, traits: [...pureElementwise, Commutative, Idempotent] },
  {
    fold(op, constants): FoldResult {
      // a & ~a  ->  0
      if (areComplements(op)) {
        const zero = optionalNumberAttr(op.result.type, 0);
        if (zero !== undefined) return zero;
      }
      // a & (a & b)  ->  a & b
      for (const [inner, other] of [[op.lhs, op.rhs] as const, [op.rhs, op.lhs] as const]) {
        const conjunction = AndIOp.defining(inner);
        if (conjunction !== undefined && (conjunction.lhs === other || conjunction.rhs === other)) return inner;
      }
      return foldAnd(op, constants);
    },
  },
);
export type AndIOp = Op<typeof AndIOp>;

export const OrIOp = defineOp(
  "arith.ori",
  { summary: "Bitwise or", ...logic, traits: [...pureElementwise, Commutative, Idempotent] },
  {
    fold(op, constants): FoldResult {
      // a | ~a  ->  -1
      if (areComplements(op)) {
        const ones = optionalNumberAttr(op.result.type, -1);
        if (ones !== undefined) return ones;
      }
      return foldOr(op, constants);
    },
  },
);
export type OrIOp = Op<typeof OrIOp>;

export const XOrIOp = defineOp(
  "arith.xori",
  { summary: "Bitwise exclusive or", ...logic, traits: [...pureElementwise, Commutative] },
  {
    fold(op, constants): FoldResult {
      // (a ^ b) ^ b  ->  a
      for (const [inner, other] of [[op.lhs, op.rhs] as const, [op.rhs, op.lhs] as const]) {
        const difference = XOrIOp.defining(inner);
        if (difference?.rhs === other) return difference.lhs;
        if (difference?.lhs === other) return difference.rhs;
      }
      return foldXor(op, constants);
    },
  },
);
export type XOrIOp = Op<typeof XOrIOp>;

export const ShLIOp = defineOp(
  "arith.shli",
  {
    summary: "Left shift",
    operands: integerOperands,
    attributes: overflowAttribute,
    results: integerResult,
    traits: pureElementwise,
    assemblyFormat: "$lhs `,` $rhs (`overflow` `` $overflowFlags^)? attr-dict `:` type($result)",
  },
  { fold: foldBinary({ compute: integers.shiftLeft, neutral: 0n }) },
);
export type ShLIOp = Op<typeof ShLIOp>;

export const ShRUIOp = defineOp(
  "arith.shrui",
  { summary: "Right shift that fills with zeros", ...rightShift },
  { fold: foldBinary({ compute: integers.shiftRightUnsigned, neutral: 0n }) },
);
export type ShRUIOp = Op<typeof ShRUIOp>;

export const ShRSIOp = defineOp(
  "arith.shrsi",
  { summary: "Right shift that fills with the sign", ...rightShift },
  { fold: foldBinary({ compute: integers.shiftRightSigned, neutral: 0n }) },
);
export type ShRSIOp = Op<typeof ShRSIOp>;
