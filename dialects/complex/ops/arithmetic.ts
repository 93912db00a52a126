/** Sums, products and comparisons of complex numbers. */

import type { Attribute } from "../../../ir/attribute.ts";
import { ArrayAttr, FloatAttr } from "../../../ir/builtin/attributes.ts";
import { ComplexOfFloat, I1 } from "../../../ir/builtin/constraints.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, type Op, type OpDefinition } from "../../../ir/define-op.ts";
import { Addition, allTypesMatch, Elementwise, inferTypes, Pure } from "../../../ir/traits.ts";
import { binary, unary } from "../constraints.ts";

/** Whether the constant is the real number `value`; the signs of zeros do not count. */
const isReal = (constant: Attribute | undefined, value: number): boolean =>
  constant instanceof ArrayAttr &&
  [value, 0].every((part, i) => {
    const is = constant.values[i];
    return is instanceof FloatAttr && is.value === part;
  });

export const AddOp = defineOp(
  "complex.add",
  { summary: "Addition of complex numbers", ...binary, traits: [...binary.traits, Addition] },
  {
    fold({ lhs, rhs }, constants): FoldResult {
      // (a - b) + b  ->  a, and b + (a - b)  ->  a
      const [left, right] = [SubOp.defining(lhs), SubOp.defining(rhs)];
      if (left?.rhs === rhs) return left.lhs;
      if (right?.rhs === lhs) return right.lhs;
      return isReal(constants.rhs, 0) ? lhs : undefined;
    },
  },
);
export type AddOp = Op<typeof AddOp>;

export const SubOp: OpDefinition<{ readonly summary: string } & typeof binary> = defineOp(
  "complex.sub",
  { summary: "Subtraction of complex numbers", ...binary },
  {
    fold({ lhs, rhs }, constants): FoldResult {
      // (a + b) - b  ->  a
      const left = AddOp.defining(lhs);
      if (left?.rhs === rhs) return left.lhs;
      return isReal(constants.rhs, 0) ? lhs : undefined;
    },
  },
);
export type SubOp = Op<typeof SubOp>;

export const MulOp = defineOp(
  "complex.mul",
  { summary: "Multiplication of complex numbers", ...binary },
  { fold: ({ lhs }, constants) => (isReal(constants.rhs, 1) ? lhs : undefined) },
);
export type MulOp = Op<typeof MulOp>;

export const DivOp = defineOp(
  "complex.div",
  { summary: "Division of complex numbers", ...binary },
  { fold: ({ lhs }, constants) => (isReal(constants.rhs, 1) ? lhs : undefined) },
);
export type DivOp = Op<typeof DivOp>;

export const NegOp = defineOp(
  "complex.neg",
  { summary: "Negation of a complex number", ...unary },
  { fold: ({ complex }): FoldResult => NegOp.defining(complex)?.complex },
);
export type NegOp = Op<typeof NegOp>;

export const ConjOp = defineOp(
  "complex.conj",
  { summary: "Complex conjugate", ...unary },
  { fold: ({ complex }): FoldResult => ConjOp.defining(complex)?.complex },
);
export type ConjOp = Op<typeof ConjOp>;

const comparison = {
  operands: { lhs: ComplexOfFloat, rhs: ComplexOfFloat },
  results: { result: I1 },
  traits: [Pure, allTypesMatch("lhs", "rhs"), Elementwise, inferTypes(() => [i1()])],
  assemblyFormat: "$lhs `,` $rhs attr-dict `:` type($lhs)",
} as const;

export const EqualOp = defineOp("complex.eq", { summary: "Whether two complex numbers are equal", ...comparison });
export type EqualOp = Op<typeof EqualOp>;

export const NotEqualOp = defineOp("complex.neq", { summary: "Whether two complex numbers differ", ...comparison });
export type NotEqualOp = Op<typeof NotEqualOp>;
