/** Canonicalization of `affine.linearize_index`. */

import { AffineExpr, AffineMap } from "../../../ir/affine.ts";
import { AffineMapAttr } from "../../../ir/builtin/attributes.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { constantIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndexConstant } from "../../arith/index.ts";
import { ApplyOp } from "../apply.ts";
import { type BasisElement, isBounded, paddedBasisOf } from "../basis.ts";
import { DelinearizeIndexOp } from "../delinearize-index.ts";
import { isDisjoint, LinearizeIndexOp } from "../linearize-index.ts";
import { createDelinearize, createLinearize } from "./index-transforms.ts";

const isZero = (value: Value): boolean => constantInteger(value)?.value === 0n;

/** linearize [0, x, ...] by (a, b, ...)  ->  linearize [x, ...] by (b, ...) */
const leadingZero = pattern("linearize-leading-zero", LinearizeIndexOp, (view, rewriter) => {
  const [first, ...rest] = view.multi_index;
  if (first === undefined || !isZero(first)) return false;
  const basis = paddedBasisOf(view).slice(1);
  rewriter.replace(view.op, [rest.length === 0 ? first : createLinearize(rewriter, rest, basis, isDisjoint(view))]);
  return true;
});

/** The index in a dimension of size 1 is 0 if it is within its bounds, and so goes. */
const unitDimensions = pattern("linearize-unit-dimensions", LinearizeIndexOp, (view, rewriter) => {
  const indices: Value[] = [];
  const basis: BasisElement[] = [];
  paddedBasisOf(view).forEach((element, i) => {
    const index = view.multi_index[i]!;
    const isUnit = isBounded(element) && constantIndex(element) === 1n;
    if (isUnit && (isDisjoint(view) || isZero(index))) return;
    indices.push(index);
    basis.push(element);
  });
  if (indices.length === view.multi_index.length) return false;
  const position =
    indices.length === 0
      ? createIndexConstant(rewriter, 0)
      : createLinearize(rewriter, indices, basis, isDisjoint(view));
  rewriter.replace(view.op, [position]);
  return true;
});

/** Indices from one `affine.delinearize_index` that are joined again as they were. */
interface Run {
  readonly source: DelinearizeIndexOp;
  /** Position of the first of them among the joined indices, and among the results of `source`. */
  readonly start: number;
  readonly sourceStart: number;
  readonly length: number;
}

/**
 * linearize [..., y, z, ...] by (..., b, c, ...), where y and z are neighbours of delinearize p into (..., b, c, ...)
 *   ->  linearize [..., q, ...] by (..., b * c, ...), where q is of delinearize p into (..., b * c, ...)
 */
const ofDelinearized = pattern("linearize-of-delinearize", LinearizeIndexOp, (view, rewriter) => {
  const runs = findRuns(view);
  if (runs.length === 0) return false;
  const indices: Value[] = [];
  const basis: BasisElement[] = [];
  const replacements: { readonly op: Operation; readonly values: readonly Value[] }[] = [];
  const all = paddedBasisOf(view);
  let end = 0;
  const copyUntil = (start: number): void => {
    indices.push(...view.multi_index.slice(end, start));
    basis.push(...all.slice(end, start));
  };
  for (const run of runs) {
    copyUntil(run.start);
    end = run.start + run.length;
    const sizes = all.slice(run.start, end);
    const joined = rewriter.guarded(() => join(run, sizes, view.op, rewriter));
    indices.push(joined.index);
    basis.push(joined.size);
    if (joined.replacement !== undefined) replacements.push({ op: run.source.op, values: joined.replacement });
  }
  copyUntil(all.length);
  rewriter.replace(view.op, [createLinearize(rewriter, indices, basis, isDisjoint(view))]);
  for (const { op, values } of replacements) rewriter.replace(op, values);
  return true;
});

/** The runs of at least two indices, one for each source. */
function findRuns(view: LinearizeIndexOp): Run[] {
  const runs: Run[] = [];
  const sources = new Set<Operation>();
  for (let start = 0; start < view.multi_index.length; ) {
    const run = runAt(view, start);
    if (run === undefined || run.length < 2 || sources.has(run.source.op)) start++;
    else {
      sources.add(run.source.op);
      runs.push(run);
      start += run.length;
    }
  }
  return runs;
}

function runAt(view: LinearizeIndexOp, start: number): Run | undefined {
  const { multi_index: indices } = view;
  const source = DelinearizeIndexOp.defining(indices[start]!);
  if (source === undefined) return undefined;
  const basis = paddedBasisOf(view);
  const sourceBasis = paddedBasisOf(source);
  const sourceStart = indices[start]!.index;
  // The outermost size does not matter if it is outermost on both sides, or if all indices are within their bounds.
  const isOutermost = start === 0 && sourceStart === 0;
  const isKnown = isDisjoint(view) && sourceStart === 0 && sourceBasis[0] === undefined;
  if (basis[start] !== sourceBasis[sourceStart] && !isOutermost && !isKnown) return undefined;
  const limit = Math.min(indices.length - start, sourceBasis.length - sourceStart);
  let length = 1;
  while (
    length < limit &&
    indices[start + length] === source.multi_index[sourceStart + length] &&
    basis[start + length] === sourceBasis[sourceStart + length]
  ) {
    length++;
  }
  return { source, start, sourceStart, length };
}

/** The index that a run is split from, its size, and what the results of the source become, all in front of the source. */
function join(
  { source, sourceStart, length }: Run,
  sizes: readonly BasisElement[],
  { loc }: Operation,
  rewriter: PatternRewriter,
): { readonly index: Value; readonly size: BasisElement; readonly replacement?: readonly Value[] } {
  const { op, linear_index: position, multi_index: results } = source;
  rewriter.setInsertionPoint(op).loc = loc;
  const size = product(sizes, rewriter);
  if (length === results.length) return { index: position, size };
  rewriter.loc = op.loc;
  const basis = paddedBasisOf(source).toSpliced(sourceStart, length, size);
  const joined = createDelinearize(rewriter, position, basis);
  const index = joined[sourceStart]!;
  const parts = createDelinearize(rewriter, index, sizes);
  return { index, size, replacement: joined.toSpliced(sourceStart, 1, ...parts) };
}

/** The product of sizes; undefined if one of them is not bounded. */
function product(sizes: readonly BasisElement[], rewriter: PatternRewriter): BasisElement {
  const values: Value[] = [];
  let expr: AffineExpr = AffineExpr.constant(1);
  for (const size of sizes) {
    if (!isBounded(size)) return undefined;
    const constant = constantIndex(size);
    expr = expr.mul(constant ?? AffineExpr.symbol(values.length));
    if (constant === undefined) values.push(size as Value);
  }
  if (expr.kind === "constant") return expr.value;
  const map = AffineMapAttr.get(AffineMap.get(0, values.length, [expr]));
  return rewriter.create(ApplyOp, { map, mapOperands: values }).result;
}

export const linearizePatterns = [ofDelinearized, leadingZero, unitDimensions];
