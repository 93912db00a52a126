/** The bases of `affine.delinearize_index` and `affine.linearize_index`: the sizes of the dimensions of an index. */

import { opError } from "../../ir/diagnostic.ts";
import {
  foldedIndex,
  type IndexList,
  type MixedIndex,
  mixedIndices,
  numDynamicIndices,
  splitIndices,
} from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";

/** The size of a dimension; undefined for the outermost one where no bound is given for it. */
export type BasisElement = MixedIndex | undefined;

/** The basis with an element for each of `count` indices. */
export function paddedBasis(basis: IndexList, count: number): BasisElement[] {
  const given = mixedIndices(basis);
  return given.length < count ? [undefined, ...given] : given;
}

export const isBounded = (element: BasisElement): element is MixedIndex => element !== undefined;

/** Throws unless there is a value for each place in the constants. */
export function verifyBasis(op: Operation, { operands, constants }: IndexList): void {
  if (numDynamicIndices(constants) === operands.length) return;
  throw opError(
    op,
    "mismatch between dynamic and static basis (kDynamic marker but no corresponding dynamic basis entry) -- " +
      "this can only happen due to an incorrect fold/rewrite",
  );
}

/** Moves values that are constant into the attribute; tells whether there were any. */
export function foldBasis(op: Operation, basis: IndexList): boolean {
  const mixed = mixedIndices(basis);
  const folded = splitIndices(mixed.map(foldedIndex));
  if (folded.operands.length === basis.operands.length) return false;
  op.def.setOperandGroup(op, 1, folded.operands);
  op.setAttr("static_basis", folded.constants);
  return true;
}
