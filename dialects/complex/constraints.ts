/** What the definitions of operations on complex numbers share. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import { FloatAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { ComplexOfFloat } from "../../ir/builtin/constraints.ts";
import { ComplexType } from "../../ir/builtin/types.ts";
import type { InferringTrait } from "../../ir/trait.ts";
import { Elementwise, Pure, SameOperandsAndResultType, typesMatchWith } from "../../ir/traits.ts";
import { fastmathAttribute } from "../arith/constraints.ts";

/** The type of the two parts of a complex number. */
export const partOf = (type: Type): Type => (type instanceof ComplexType ? type.elementType : type);

/** What the parts of a constant may be. */
export const isScalarAttr = (value: Attribute): value is FloatAttr | IntegerAttr =>
  value instanceof FloatAttr || value instanceof IntegerAttr;

const pureOnNumbers = [Pure, SameOperandsAndResultType, Elementwise] as const;

/** Two complex numbers give one. */
export const binary = {
  operands: { lhs: ComplexOfFloat, rhs: ComplexOfFloat },
  attributes: fastmathAttribute,
  results: { result: ComplexOfFloat },
  traits: pureOnNumbers,
  assemblyFormat: "$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
} as const;

/** What takes one complex number. */
export const ofOne = {
  operands: { complex: ComplexOfFloat },
  attributes: fastmathAttribute,
  assemblyFormat: "$complex (`fastmath` `` $fastmath^)? attr-dict `:` type($complex)",
} as const;

/** One complex number gives another. */
export const unary = { ...ofOne, results: { result: ComplexOfFloat }, traits: pureOnNumbers } as const;

/** The result is a real number of the type of the operand's parts. */
export const resultIsPart = (result: string): InferringTrait<"TypesMatchWith"> => ({
  ...typesMatchWith({
    from: "complex",
    to: result,
    summary: "complex element type matches result type",
    transform: partOf,
  }),
  inferResultTypes: ({ operands }) => [partOf(operands[0]!.type)],
});
