/** Canonicalization of `affine.for`. */

import { AffineMap, removeDuplicateExprs } from "../../../ir/affine.ts";
import { AffineMapAttr } from "../../../ir/builtin/attributes.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { foldResults } from "../fold-map.ts";
import { constantTripCount, ForOp, inductionVar, iterArgs, lowerBound, upperBound, yieldedValues } from "../for.ts";
import { type Applied, composeMapAndOperands, isSame } from "../map-operands.ts";
import { dropRedundantResults } from "./simplify-with-ranges.ts";

/** Bounds in canonical form: with `affine.apply` put in, constants folded, and no result that never decides. */
const canonicalBounds = pattern("for-bounds", ForOp, (loop, rewriter) => {
  const lower = canonicalBound(lowerBound(loop), "max");
  const upper = canonicalBound(upperBound(loop), "min");
  if (lower === undefined && upper === undefined) return false;
  rewriter.modify(loop.op, () => {
    if (lower !== undefined) setBound(loop, 0, "lowerBoundMap", lower);
    if (upper !== undefined) setBound(loop, 1, "upperBoundMap", upper);
  });
  return true;
});

function setBound({ op }: ForOp, group: number, name: string, { map, operands }: Applied): void {
  ForOp.setOperandGroup(op, group, operands);
  op.setAttr(name, AffineMapAttr.get(map));
}

/** The bound in canonical form if that is another one. */
function canonicalBound(bound: Applied, kind: "min" | "max"): Applied | undefined {
  const constant = foldBound(bound, kind);
  if (constant !== undefined) {
    const folded = { map: AffineMap.getConstantMap(constant), operands: [] };
    return isSame(folded, bound) ? undefined : folded;
  }
  const composed = composeMapAndOperands(bound);
  const map = removeDuplicateExprs(dropRedundantResults(composed, kind));
  return map === bound.map ? undefined : { map, operands: composed.operands };
}

/** The bound's value if all its inputs are constant. */
function foldBound({ map, operands }: Applied, kind: "min" | "max"): bigint | undefined {
  const values = foldResults(map, operands.map(constantValue));
  const known = values.filter((value) => typeof value === "bigint");
  if (known.length < values.length) return undefined;
  return known.reduce((best, value) => ((kind === "min" ? value < best : value > best) ? value : best));
}

/** A loop that does nothing is what it carries; one that never runs, its initial values. */
const emptyLoop = pattern("for-empty", ForOp, (loop, rewriter) => {
  const { op, inits, results, region } = loop;
  if (results.length === 0) return false;
  const count = constantTripCount(loop);
  if (count === 0n) {
    rewriter.replace(op, inits);
    return true;
  }
  const isEmpty = region.front.first === region.front.last;
  return isEmpty && replaceEmpty(loop, count, rewriter);
});

function replaceEmpty(loop: ForOp, count: bigint | undefined, rewriter: PatternRewriter): boolean {
  const { op, inits } = loop;
  const args = iterArgs(loop) as readonly Value[];
  const values = yieldedValues(loop);
  if (values.includes(inductionVar(loop))) return false;
  const sources = values.map((value) => args.indexOf(value));
  const isReordered = sources.some((source, i) => source >= 0 && source !== i);
  // What comes from outside is the result if the loop runs at all; carried values that change places, if it runs once.
  if (count === undefined && (isReordered || sources.includes(-1))) return false;
  if (count !== undefined && count >= 2n && isReordered) return false;
  rewriter.replace(
    op,
    values.map((value, i) => (sources[i]! < 0 ? value : inits[sources[i]!]!)),
  );
  return true;
}

export const forPatterns = [canonicalBounds, emptyLoop];
