/** `arith.constant`: the numbers of a program, alone or as elements of vectors and tensors. */

import type { Attribute, Type } from "../../../ir/attribute.ts";
import { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { AnyType, TypedAttrInterface } from "../../../ir/builtin/constraints.ts";
import { DenseElementsAttr, isElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { IndexType, IntegerType, VectorType } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { InferringTrait } from "../../../ir/trait.ts";
import { ConstantLike, Pure } from "../../../ir/traits.ts";

const typeOf = (value: Attribute | undefined): Type | undefined =>
  (value as { readonly type?: Type } | undefined)?.type;

/** The result has the type of the attribute. */
const resultTypeOfValue: InferringTrait = {
  name: "AllTypesMatch",
  verify(op) {
    if (typeOf(op.attr("value")) !== op.result().type) {
      throw opError(op, "failed to verify that all of {value, result} have same type");
    }
  },
  inferResultTypes: ({ attr }) => {
    const type = typeOf(attr("value"));
    return type === undefined ? [] : [type];
  },
};

const isNumber = (value: Attribute): boolean =>
  value instanceof IntegerAttr || value instanceof FloatAttr || isElementsAttr(value);

export const ConstantOp = defineOp(
  "arith.constant",
  {
    summary: "Integer or floating-point constant",
    attributes: { value: TypedAttrInterface },
    results: { result: AnyType },
    traits: [ConstantLike, Pure, resultTypeOfValue],
    assemblyFormat: "attr-dict $value",
  },
  {
    verify({ op, value, result: { type } }) {
      if (type instanceof IntegerType && !type.isSignless) throw opError(op, "integer return type must be signless");
      if (!isNumber(value)) throw opError(op, "value must be an integer, float, or elements attribute");
      const isSplat = value instanceof DenseElementsAttr && value.isSplat;
      if (type instanceof VectorType && type.isScalable && !isSplat) {
        // The spelling is upstream's, which tests compare with.
        throw opError(
          op,
          "intializing scalable vectors with elements attribute is not supported unless it's a vector splat",
        );
      }
    },
    fold: ({ value }): FoldResult => value,
    resultNames: ({ value }) => [nameOf(value)],
  },
);
export type ConstantOp = Op<typeof ConstantOp>;

/** `c42_i32`, `c42` for an index, `true`, and `cst` for what is no integer. */
function nameOf(value: Attribute): string {
  if (!(value instanceof IntegerAttr)) return "cst";
  if (value.isBool) return value.boolValue ? "true" : "false";
  return value.type instanceof IndexType ? `c${value.value}` : `c${value.value}_${value.type}`;
}
