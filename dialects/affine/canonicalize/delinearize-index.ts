/** Canonicalization of `affine.delinearize_index`. */

import { constantIndex, dynamicIndex } from "../../../ir/mixed-index.ts";
import { pattern } from "../../../ir/pattern.ts";
import { createIndexConstant } from "../../arith/index.ts";
import { type BasisElement, isBounded, paddedBasisOf } from "../basis.ts";
import { DelinearizeIndexOp } from "../delinearize-index.ts";
import { isDisjoint, LinearizeIndexOp } from "../linearize-index.ts";
import { createDelinearize, createLinearize } from "./index-transforms.ts";

/** The operation that joined the indices, all of which are within their bounds. */
function disjointSource(view: DelinearizeIndexOp): LinearizeIndexOp | undefined {
  const source = LinearizeIndexOp.defining(view.linear_index);
  return source !== undefined && isDisjoint(source) ? source : undefined;
}

/** delinearize(linearize [..., x, y] by (..., b, c)) into (..., b, c)  ->  ..., x, y */
const ofLinearized = pattern("delinearize-of-linearize", DelinearizeIndexOp, (view, rewriter) => {
  const source = disjointSource(view);
  if (source === undefined) return false;
  const { multi_index: indices } = source;
  const inner = paddedBasisOf(source);
  const outer = paddedBasisOf(view);
  let count = 0;
  const limit = Math.min(inner.length, outer.length);
  while (count < limit && inner.at(-1 - count) === outer.at(-1 - count)) count++;
  if (count === 0) return false;
  const tail = indices.slice(-count);
  if (count === indices.length && count === outer.length) {
    rewriter.replace(view.op, indices);
    return true;
  }
  const position = createLinearize(rewriter, indices.slice(0, -count), inner.slice(0, -count), true);
  const head = createDelinearize(rewriter, position, outer.slice(0, -count));
  rewriter.replace(view.op, [...head, ...tail]);
  return true;
});

/** The index in a dimension of size 1 is 0. */
const unitDimensions = pattern("delinearize-unit-dimensions", DelinearizeIndexOp, (view, rewriter) => {
  const basis = paddedBasisOf(view);
  const isUnit = (element: BasisElement): boolean => isBounded(element) && constantIndex(element) === 1n;
  const kept = basis.filter((element) => !isUnit(element));
  if (kept.length === basis.length) return false;
  const zero = createIndexConstant(rewriter, 0);
  const indices = kept.length === 0 ? [] : [...createDelinearize(rewriter, view.linear_index, kept)];
  rewriter.replace(
    view.op,
    basis.map((element) => (isUnit(element) ? zero : indices.shift()!)),
  );
  return true;
});

/**
 * delinearize(linearize [..., x] by (..., 12)) into (..., 3, 4)
 *   ->  delinearize(linearize [...] by (...)) into (...), delinearize x into (3, 4)
 */
const lastIndex = pattern("delinearize-last-index", DelinearizeIndexOp, (view, rewriter) => {
  const source = disjointSource(view);
  const size = source?.static_basis.values.at(-1);
  if (source === undefined || size === undefined || size === dynamicIndex) return false;
  const count = countWithProduct(view.static_basis.values, size);
  if (count === undefined || count < 2) return false;
  const { multi_index: indices } = source;
  const basis = paddedBasisOf(view);
  const position = createLinearize(rewriter, indices.slice(0, -1), paddedBasisOf(source).slice(0, -1), true);
  const head = createDelinearize(rewriter, position, basis.slice(0, -count));
  const tail = createDelinearize(rewriter, indices.at(-1)!, basis.slice(-count));
  rewriter.replace(view.op, [...head, ...tail]);
  return true;
});

/** How many of the last sizes have this product; undefined if there is no such number. */
function countWithProduct(sizes: readonly bigint[], product: bigint): number | undefined {
  let found = 1n;
  for (let count = 1; count <= sizes.length; count++) {
    const size = sizes.at(-count)!;
    if (size === dynamicIndex) return undefined;
    found *= size;
    if (found > product) return undefined;
    if (found === product) return count;
  }
  return undefined;
}

export const delinearizePatterns = [ofLinearized, unitDimensions, lastIndex];
