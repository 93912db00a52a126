/** Arithmetic, minimum and maximum of floating-point numbers. */

import { defineOp, type Op, type OpDefinition } from "../../../ir/define-op.ts";
import type { InferringTrait, Trait } from "../../../ir/trait.ts";
import { Commutative } from "../../../ir/traits.ts";
import { fastmathAttribute, floatOperands, floatResult, pureElementwise } from "../constraints.ts";

const binary = {
  operands: floatOperands,
  attributes: fastmathAttribute,
  results: floatResult,
  assemblyFormat: "$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
} as const;
const commutative = { ...binary, traits: [...pureElementwise, Commutative] } as const;
const ordered = { ...binary, traits: pureElementwise } as const;

/** Any of the definitions with two operands. */
export type FloatBinaryDefinition = OpDefinition<
  typeof binary & { readonly summary: string; readonly traits: readonly (Trait | InferringTrait)[] }
>;

export const NegFOp = defineOp("arith.negf", {
  summary: "Floating-point negation",
  operands: { operand: floatOperands.lhs },
  attributes: fastmathAttribute,
  results: floatResult,
  traits: pureElementwise,
  assemblyFormat: "$operand (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
});
export type NegFOp = Op<typeof NegFOp>;

export const AddFOp = defineOp("arith.addf", { summary: "Floating-point addition", ...commutative });
export type AddFOp = Op<typeof AddFOp>;

export const SubFOp = defineOp("arith.subf", { summary: "Floating-point subtraction", ...ordered });
export type SubFOp = Op<typeof SubFOp>;

export const MulFOp = defineOp("arith.mulf", { summary: "Floating-point multiplication", ...commutative });
export type MulFOp = Op<typeof MulFOp>;

export const DivFOp = defineOp("arith.divf", { summary: "Floating-point division", ...ordered });
export type DivFOp = Op<typeof DivFOp>;

export const RemFOp = defineOp("arith.remf", {
  summary: "Remainder of a floating-point division, with the sign of the dividend",
  ...ordered,
});
export type RemFOp = Op<typeof RemFOp>;

export const MaximumFOp = defineOp("arith.maximumf", {
  summary: "Floating-point maximum; NaN if an operand is NaN, and -0 < +0",
  ...commutative,
});
export type MaximumFOp = Op<typeof MaximumFOp>;

export const MaxNumFOp = defineOp("arith.maxnumf", {
  summary: "Floating-point maximum; the other operand if one is NaN",
  ...commutative,
});
export type MaxNumFOp = Op<typeof MaxNumFOp>;

export const MinimumFOp = defineOp("arith.minimumf", {
  summary: "Floating-point minimum; NaN if an operand is NaN, and -0 < +0",
  ...commutative,
});
export type MinimumFOp = Op<typeof MinimumFOp>;

export const MinNumFOp = defineOp("arith.minnumf", {
  summary: "Floating-point minimum; the other operand if one is NaN",
  ...commutative,
});
export type MinNumFOp = Op<typeof MinNumFOp>;
