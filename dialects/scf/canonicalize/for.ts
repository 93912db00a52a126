/** Canonicalization patterns of `scf.for`. */

import { pattern } from "../../../ir/pattern.ts";
import { isDefinedOutside } from "../../../ir/region.ts";
import { regionBranchPattern } from "../../region-branch-patterns.ts";
import { ForOp, yieldedValues } from "../for.ts";
import { tripCount } from "../trip-count.ts";
import { replaceByRegion } from "./inline.ts";

/** A loop that never runs is its initial values, one that runs once is its body. */
const trivialLoop = pattern("for-trivial", ForOp, (view, rewriter) => {
  const { op, lowerBound, upperBound, step, initArgs, unsignedCmp, region } = view;
  const count = tripCount({ lowerBound, upperBound, step, unsigned: unsignedCmp !== undefined });
  if (count === undefined) return false;
  if (count === 0n) rewriter.replace(op, initArgs);
  else if (count === 1n) replaceByRegion(op, region, rewriter, [lowerBound, ...initArgs]);
  else {
    // What an empty loop yields is the same in each iteration if it comes from outside.
    const values = yieldedValues(view);
    const isEmpty = region.front.first === region.front.last;
    if (!isEmpty || !values.every((value) => isDefinedOutside(value, region))) return false;
    rewriter.replace(op, values);
  }
  return true;
});

export const forPatterns = [trivialLoop, regionBranchPattern(ForOp)];
