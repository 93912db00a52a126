/** Arithmetic, minimum and maximum of floating-point numbers. */

import {
  addFloats,
  divideFloats,
  type FloatFunction,
  maximumOfFloats,
  maxNumOfFloats,
  minimumOfFloats,
  minNumOfFloats,
  multiplyFloats,
  negateFloat,
  remainderOfFloats,
  subtractFloats,
} from "../../../ir/builtin/float-format.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { Addition, Commutative } from "../../../ir/traits.ts";
import { FastMathFlags } from "../attributes.ts";
import {
  type ElementwiseDefinition,
  fastmathAttribute,
  floatOperands,
  floatResult,
  pureElementwise,
} from "../constraints.ts";
import {
  type BinaryConstants,
  type BinaryOperands,
  type Constant,
  foldElements,
  foldFloats,
  formatOf,
  isFloat,
  isNaNConstant,
} from "../folding.ts";

const binary = {
  operands: floatOperands,
  attributes: fastmathAttribute,
  results: floatResult,
  assemblyFormat: "$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
} as const;
const commutative = { ...binary, traits: [...pureElementwise, Commutative] } as const;
const ordered = { ...binary, traits: pureElementwise } as const;

/** Any of the definitions with two operands. */
export type FloatBinaryDefinition = ElementwiseDefinition<typeof binary>;

/** How the operations with two floats fold. */
interface FloatFolding {
  readonly compute: FloatFunction;
  /** x op e  ->  x, whatever x is, NaN and -0 too. */
  readonly isNeutral?: (rhs: Constant) => boolean;
  /** x op x  ->  x */
  readonly isIdempotent?: boolean;
}

const foldBinary =
  ({ compute, isNeutral, isIdempotent }: FloatFolding) =>
  ({ lhs, rhs, result }: BinaryOperands, constants: BinaryConstants): FoldResult => {
    if (isNeutral?.(constants.rhs) || (isIdempotent && lhs === rhs)) return lhs;
    return foldFloats(compute, constants.lhs, constants.rhs, result.type);
  };

const is =
  (value: number) =>
  (constant: Constant): boolean =>
    isFloat(constant, value);

const foldMultiplication = foldBinary({ compute: multiplyFloats, isNeutral: is(1) });

export const NegFOp = defineOp(
  "arith.negf",
  {
    summary: "Floating-point negation",
    operands: { operand: floatOperands.lhs },
    attributes: fastmathAttribute,
    results: floatResult,
    traits: pureElementwise,
    assemblyFormat: "$operand (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
  },
  {
    fold({ operand, result }, constants): FoldResult {
      // -(-x)  ->  x
      const inner = NegFOp.defining(operand);
      if (inner !== undefined) return inner.operand;
      const format = formatOf(result.type);
      return foldElements((bits) => negateFloat(bits!, format), [constants.operand], result.type);
    },
  },
);
export type NegFOp = Op<typeof NegFOp>;

export const AddFOp = defineOp(
  "arith.addf",
  { summary: "Floating-point addition", ...commutative, traits: [...commutative.traits, Addition] },
  { fold: foldBinary({ compute: addFloats, isNeutral: is(-0) }) },
);
export type AddFOp = Op<typeof AddFOp>;

export const SubFOp = defineOp(
  "arith.subf",
  { summary: "Floating-point subtraction", ...ordered },
  { fold: foldBinary({ compute: subtractFloats, isNeutral: is(0) }) },
);
export type SubFOp = Op<typeof SubFOp>;

export const MulFOp = defineOp(
  "arith.mulf",
  { summary: "Floating-point multiplication", ...commutative },
  {
    fold(op, constants): FoldResult {
      // x * 0  ->  0 where neither NaN nor the sign of a zero matters
      const isZero = isFloat(constants.rhs, 0) || isFloat(constants.rhs, -0);
      if (isZero && FastMathFlags.has(op.fastmath, "nnan", "nsz")) return constants.rhs;
      return foldMultiplication(op, constants);
    },
  },
);
export type MulFOp = Op<typeof MulFOp>;

export const DivFOp = defineOp(
  "arith.divf",
  { summary: "Floating-point division", ...ordered },
  { fold: foldBinary({ compute: divideFloats, isNeutral: is(1) }) },
);
export type DivFOp = Op<typeof DivFOp>;

export const RemFOp = defineOp(
  "arith.remf",
  { summary: "Remainder of a floating-point division, with the sign of the dividend", ...ordered },
  { fold: foldBinary({ compute: remainderOfFloats }) },
);
export type RemFOp = Op<typeof RemFOp>;

export const MaximumFOp = defineOp(
  "arith.maximumf",
  { summary: "Floating-point maximum; NaN if an operand is NaN, and -0 < +0", ...commutative },
  { fold: foldBinary({ compute: maximumOfFloats, isNeutral: is(Number.NEGATIVE_INFINITY), isIdempotent: true }) },
);
export type MaximumFOp = Op<typeof MaximumFOp>;

export const MaxNumFOp = defineOp(
  "arith.maxnumf",
  { summary: "Floating-point maximum; the other operand if one is NaN", ...commutative },
  { fold: foldBinary({ compute: maxNumOfFloats, isNeutral: isNaNConstant, isIdempotent: true }) },
);
export type MaxNumFOp = Op<typeof MaxNumFOp>;

export const MinimumFOp = defineOp(
  "arith.minimumf",
  { summary: "Floating-point minimum; NaN if an operand is NaN, and -0 < +0", ...commutative },
  { fold: foldBinary({ compute: minimumOfFloats, isNeutral: is(Number.POSITIVE_INFINITY), isIdempotent: true }) },
);
export type MinimumFOp = Op<typeof MinimumFOp>;

export const MinNumFOp = defineOp(
  "arith.minnumf",
  { summary: "Floating-point minimum; the other operand if one is NaN", ...commutative },
  { fold: foldBinary({ compute: minNumOfFloats, isNeutral: isNaNConstant, isIdempotent: true }) },
);
export type MinNumFOp = Op<typeof MinNumFOp>;
