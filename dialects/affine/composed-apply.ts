/** Affine expressions of indices that may be known. */

import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { AffineMapAttr } from "../../ir/builtin/attributes.ts";
import { isValue, type MixedIndex } from "../../ir/mixed-index.ts";
import { ApplyOp } from "./apply.ts";
import { type Applied, composeMapAndOperands } from "./map-operands.ts";

/**
 * The result of `map`, which has one and takes dimensions only, for these indices. Makes an operation only where the
 * result is neither known nor one of the indices. MLIR: `makeComposedFoldedAffineApply`.
 */
export function createComposedApply(builder: OpBuilder, map: AffineMap, indices: readonly MixedIndex[]): MixedIndex {
  const values = indices.filter(isValue);
  let next = 0;
  const inputs = indices.map((index) => (isValue(index) ? AffineExpr.dim(next++) : AffineExpr.constant(index)));
  return createApplied(builder, { map: map.replaceDimsAndSymbols(inputs, [], values.length, 0), operands: values });
}

/** The result of a map that has one, as `createComposedApply` makes it. */
export function createApplied(builder: OpBuilder, applied: Applied): MixedIndex {
  const composed = composeMapAndOperands(applied);
  const [expr] = composed.map.results;
  if (expr!.kind === "constant") return expr!.value;
  if (expr!.kind === "dim") return composed.operands[expr!.position]!;
  if (expr!.kind === "symbol") return composed.operands[composed.map.numDims + expr!.position]!;
  return builder.create(ApplyOp, { map: AffineMapAttr.get(composed.map), mapOperands: composed.operands }).result;
}

/** The sum of indices. */
export const createSum = (builder: OpBuilder, ...indices: readonly MixedIndex[]): MixedIndex => {
  const sum = indices.map((_, i) => AffineExpr.dim(i)).reduce((a: AffineExpr, b) => a.add(b), AffineExpr.constant(0));
  return createComposedApply(builder, AffineMap.get(indices.length, 0, [sum]), indices);
};
