/** Canonicalization of `affine.parallel`. */

import { AffineMapAttr } from "../../../ir/builtin/attributes.ts";
import { pattern } from "../../../ir/pattern.ts";
import { composeMapAndOperands, isSame } from "../map-operands.ts";
import { lowerBoundsMap, ParallelOp, upperBoundsMap } from "../parallel.ts";

/** Bounds in canonical form, with `affine.apply` put in. */
const canonicalBounds = pattern("parallel-bounds", ParallelOp, (view, rewriter) => {
  const [oldLower, oldUpper] = [lowerBoundsMap(view), upperBoundsMap(view)];
  const [lower, upper] = [composeMapAndOperands(oldLower), composeMapAndOperands(oldUpper)];
  if (isSame(oldLower, lower) && isSame(oldUpper, upper)) return false;
  rewriter.modify(view.op, () => {
    view.op.setOperands([...lower.operands, ...upper.operands]);
    view.op.setAttr("lowerBoundsMap", AffineMapAttr.get(lower.map));
    view.op.setAttr("upperBoundsMap", AffineMapAttr.get(upper.map));
  });
  return true;
});

export const parallelPatterns = [canonicalBounds];
