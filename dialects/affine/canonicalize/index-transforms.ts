/** Makes the operations that split and join indices. */

import type { OpBuilder } from "../../../ir/builder.ts";
import { UnitAttr } from "../../../ir/builtin/attributes.ts";
import { indexType } from "../../../ir/builtin/types.ts";
import { splitIndices } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { type BasisElement, isBounded } from "../basis.ts";
import { DelinearizeIndexOp } from "../delinearize-index.ts";
import { LinearizeIndexOp } from "../linearize-index.ts";

/** The indices in dimensions of these sizes of the element at a linear position. */
export function createDelinearize(
  builder: OpBuilder,
  position: Value,
  basis: readonly BasisElement[],
): readonly Value[] {
  const { operands, constants } = splitIndices(basis.filter(isBounded));
  return builder.create(DelinearizeIndexOp, {
    linear_index: position,
    dynamic_basis: operands,
    static_basis: constants,
    resultTypes: basis.map(indexType),
  }).multi_index;
}

/** The linear position of the element with these indices. */
export function createLinearize(
  builder: OpBuilder,
  indices: readonly Value[],
  basis: readonly BasisElement[],
  isDisjoint: boolean,
): Value {
  const { operands, constants } = splitIndices(basis.filter(isBounded));
  return builder.create(LinearizeIndexOp, {
    multi_index: indices,
    dynamic_basis: operands,
    static_basis: constants,
    ...(isDisjoint ? { disjoint: UnitAttr.get() } : {}),
  }).linear_index;
}
