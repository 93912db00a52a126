/** Results of affine maps as sums of multiples of what the maps are applied to. */

import { type AffineExpr, type AffineMap, linearForm } from "../../ir/affine.ts";
import type { LinearSum } from "../../ir/interfaces/linear-op.ts";

/** For each result the sum that it is, with a factor for each dimension and, behind them, symbol; undefined if it is none. */
export const linearSums = (map: AffineMap): (LinearSum | undefined)[] =>
  map.results.map((expr) => linearSum(expr, map.numDims, map.numInputs));

function linearSum(expr: AffineExpr, numDims: number, numInputs: number): LinearSum | undefined {
  const form = linearForm(expr);
  if (form === undefined) return undefined;
  const factors = new Array<bigint>(numInputs).fill(0n);
  for (const [term, factor] of form.terms) {
    if (term.kind !== "dim" && term.kind !== "symbol") return undefined;
    factors[term.kind === "dim" ? term.position : numDims + term.position] = factor;
  }
  return { constant: form.constant, factors };
}
