/** The bases of `affine.delinearize_index` and `affine.linearize_index`: the sizes of the dimensions of an index. */

import type { DenseArrayAttr } from "../../ir/builtin/attributes.ts";
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
import type { Value } from "../../ir/value.ts";

/** The size of a dimension; undefined for the outermost one where no bound is given for it. */
export type BasisElement = MixedIndex | undefined;

interface WithBasis {
  readonly multi_index: readonly Value[];
  readonly dynamic_basis: readonly Value[];
  readonly static_basis: DenseArrayAttr;
}

export const basisOf = ({ dynamic_basis, static_basis }: WithBasis): IndexList => ({
  operands: dynamic_basis,
  constants: static_basis,
});

/** The size of each dimension, undefined for an outermost one without a bound. */
export function paddedBasisOf(view: WithBasis): BasisElement[] {
  const given = mixedIndices(basisOf(view));
  return given.length < view.multi_index.length ? [undefined, ...given] : given;
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
