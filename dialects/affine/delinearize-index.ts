/** `affine.delinearize_index`: the indices in several dimensions of the element at a linear position. */

import { floorDiv, floorMod } from "../../ir/affine/fold.ts";
import type { Attribute } from "../../ir/attribute.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { DenseI64Array, Index } from "../../ir/builtin/constraints.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { dynamicIndex } from "../../ir/mixed-index.ts";
import { Pure } from "../../ir/traits.ts";
import { dynamicIndexListInParentheses } from "../dynamic-index-list.ts";
import { basisOf, foldBasis, verifyBasis } from "./basis.ts";
import { IndexTransform } from "./scope.ts";

export const DelinearizeIndexOp = defineOp(
  "affine.delinearize_index",
  {
    summary: "Splits a linear index into one index for each dimension",
    operands: { linear_index: Index, dynamic_basis: variadic(Index) },
    attributes: { static_basis: DenseI64Array },
    results: { multi_index: variadic(Index) },
    traits: [Pure, IndexTransform],
    assemblyFormat:
      "$linear_index `into` custom<DynamicIndexList>($dynamic_basis, $static_basis) attr-dict `:` type($multi_index)",
  },
  {
    directives: { DynamicIndexList: dynamicIndexListInParentheses },
    verify(view) {
      const { op, static_basis, multi_index } = view;
      const { length } = static_basis.values;
      if (multi_index.length !== length && multi_index.length !== length + 1) {
        throw opError(op, "should return an index for each basis element and up to one extra index");
      }
      verifyBasis(op, basisOf(view));
      if (static_basis.values.some((size) => size <= 0n && size !== dynamicIndex)) {
        throw opError(op, "no basis element may be statically non-positive");
      }
    },
    fold(view, constants): FoldResult {
      if (foldBasis(view.op, basisOf(view))) return foldedInPlace;
      const { linear_index, static_basis, multi_index, dynamic_basis } = view;
      // Without a size inwards there is nothing to divide by.
      if (multi_index.length === 1) return [linear_index];
      if (!(constants.linear_index instanceof IntegerAttr) || dynamic_basis.length > 0) return undefined;
      if (multi_index.length === 0) return undefined;
      return split(constants.linear_index.value, static_basis.values.slice(1 - multi_index.length));
    },
  },
);
export type DelinearizeIndexOp = Op<typeof DelinearizeIndexOp>;

/** The indices of a position, the outermost first; `sizes` has those of all dimensions but the outermost. */
function split(position: bigint, sizes: readonly bigint[]): Attribute[] {
  const indices: bigint[] = [];
  let rest = position;
  for (const size of sizes.toReversed()) {
    indices.push(floorMod(rest, size));
    rest = floorDiv(rest, size);
  }
  return [rest, ...indices.reverse()].map((index) => IntegerAttr.get(indexType(), index));
}
