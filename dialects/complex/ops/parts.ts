/** Complex numbers from their parts and the parts of complex numbers. */

import type { Attribute, Type } from "../../../ir/attribute.ts";
import { ArrayAttr } from "../../../ir/builtin/attributes.ts";
import { AnyComplex, AnyFloat, AnyType, ArrayAttribute, ComplexOfFloat } from "../../../ir/builtin/constraints.ts";
import { ComplexType, FloatType, IntegerType } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { InferringTrait } from "../../../ir/trait.ts";
import { allTypesMatch, ConstantLike, Pure, typesMatchWith } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { isScalarAttr, ofOne, partOf, resultIsPart } from "../constraints.ts";

export const ConstantOp = defineOp(
  "complex.constant",
  {
    summary: "Complex number constant",
    attributes: { value: ArrayAttribute },
    results: { complex: AnyComplex },
    traits: [ConstantLike, Pure],
    assemblyFormat: "$value attr-dict `:` type($complex)",
  },
  {
    verify({ op, value: { values }, complex }) {
      if (values.length !== 2) {
        throw opError(op, "requires 'value' to be a complex constant, represented as array of two values");
      }
      if (!values.every(isScalarAttr))
        throw opError(op, "requires attribute's elements to be float or integer attributes");
      const { elementType } = complex.type;
      if (values.some(({ type }) => type !== elementType)) {
        const types = values.map(({ type }) => `'${type}'`).join(", ");
        throw opError(
          op,
          `requires attribute's element types (${types}) to match the element type of the op's return type ('${elementType}')`,
        );
      }
    },
    fold: ({ value }): FoldResult => value,
    resultNames: () => ["cst"],
  },
);
export type ConstantOp = Op<typeof ConstantOp>;

const resultHasParts: InferringTrait<"TypesMatchWith"> = {
  ...typesMatchWith({
    from: "complex",
    to: "real",
    summary: "complex element type matches real operand type",
    transform: partOf,
  }),
  inferResultTypes: ({ operands }) => [ComplexType.get(operands[0]!.type)],
};

export const CreateOp = defineOp(
  "complex.create",
  {
    summary: "The complex number of a real and an imaginary part",
    operands: { real: AnyFloat, imaginary: AnyFloat },
    results: { complex: ComplexOfFloat },
    traits: [
      Pure,
      allTypesMatch("real", "imaginary"),
      resultHasParts,
      typesMatchWith({
        from: "complex",
        to: "imaginary",
        summary: "complex element type matches imaginary operand type",
        transform: partOf,
      }),
    ],
    assemblyFormat: "$real `,` $imaginary attr-dict `:` type($complex)",
  },
  {
    fold({ real, imaginary }): FoldResult {
      // create(re(z), im(z))  ->  z
      const whole = ReOp.defining(real)?.complex;
      return whole !== undefined && whole === ImOp.defining(imaginary)?.complex ? whole : undefined;
    },
  },
);
export type CreateOp = Op<typeof CreateOp>;

/** A part of a constant, or what the number was created of. */
function foldPart(number: Value, constant: Attribute | undefined, part: "real" | "imaginary"): FoldResult {
  if (constant instanceof ArrayAttr) return constant.values[part === "real" ? 0 : 1];
  return CreateOp.defining(number)?.[part];
}

export const ReOp = defineOp(
  "complex.re",
  {
    summary: "Real part",
    ...ofOne,
    results: { real: AnyFloat },
    traits: [Pure, resultIsPart("real")],
  },
  { fold: ({ complex }, constants) => foldPart(complex, constants.complex, "real") },
);
export type ReOp = Op<typeof ReOp>;

export const ImOp = defineOp(
  "complex.im",
  {
    summary: "Imaginary part",
    ...ofOne,
    results: { imaginary: AnyFloat },
    traits: [Pure, resultIsPart("imaginary")],
  },
  { fold: ({ complex }, constants) => foldPart(complex, constants.complex, "imaginary") },
);
export type ImOp = Op<typeof ImOp>;

/** Width in bits of what has one: integers, floats and pairs of them. */
function widthOf(type: Type): number | undefined {
  if (type instanceof ComplexType) return 2 * widthOf(type.elementType)!;
  return type instanceof IntegerType || type instanceof FloatType ? type.width : undefined;
}

export const BitcastOp = defineOp(
  "complex.bitcast",
  {
    summary: "The bits of a complex number as another number, or the reverse",
    operands: { operand: AnyType },
    results: { result: AnyType },
    traits: [Pure],
    assemblyFormat: "$operand attr-dict `:` type($operand) `to` type($result)",
  },
  {
    verify({ op, operand, result }) {
      const [from, to] = [operand.type, result.type];
      // Folds away.
      if (from === to) return;
      const [width, resultWidth] = [widthOf(from), widthOf(to)];
      if (width === undefined) throw opError(op, "operand must be int/float/complex");
      if (resultWidth === undefined) throw opError(op, "result must be int/float/complex");
      if (from instanceof ComplexType === to instanceof ComplexType) {
        throw opError(op, "requires that either input or output has a complex type");
      }
      if (width !== resultWidth) throw opError(op, "casting bitwidths do not match");
    },
    fold: ({ operand, result }): FoldResult => (operand.type === result.type ? operand : undefined),
  },
);
export type BitcastOp = Op<typeof BitcastOp>;
