/**
 * Reassociations: which dimensions of an expanded shape make up each dimension of the collapsed one, `[[0, 1], [2]]`.
 * Shared by the operations that collapse and expand tensors and buffers.
 */

import type { Attribute } from "../ir/attribute.ts";
import { ArrayAttr, type DenseArrayAttr, IntegerAttr } from "../ir/builtin/attributes.ts";
import { arrayAttrOf } from "../ir/builtin/constraints.ts";
import { Dynamic, i64, isDynamic } from "../ir/builtin/types.ts";
import { opError } from "../ir/diagnostic.ts";
import { type IndexList, type MixedIndex, mixedIndices, numDynamicIndices } from "../ir/mixed-index.ts";
import type { Operation } from "../ir/operation.ts";
import type { Value } from "../ir/value.ts";

/** One group of dimensions of the expanded shape for each dimension of the collapsed one. */
export type Reassociation = readonly (readonly number[])[];

const isIndices = (attr: Attribute): attr is ArrayAttr =>
  attr instanceof ArrayAttr && attr.values.every((value) => value instanceof IntegerAttr && value.type === i64());

/** ODS: `IndexListArrayAttr`. */
export const ReassociationAttr = arrayAttrOf("Array of 64-bit integer array attributes", isIndices);

export const reassociationOf = ({ values }: ArrayAttr): number[][] =>
  (values as readonly ArrayAttr[]).map((group) => (group.values as readonly IntegerAttr[]).map(({ number }) => number));

export const reassociationAttr = (reassociation: Reassociation): ArrayAttr =>
  ArrayAttr.get(reassociation.map((group) => ArrayAttr.get(group.map((dim) => IntegerAttr.get(i64(), dim)))));

/** The sizes of what an operation gives that expands. */
export const outputShape = ({
  output_shape,
  static_output_shape,
}: {
  readonly output_shape: readonly Value[];
  readonly static_output_shape: DenseArrayAttr;
}): MixedIndex[] => mixedIndices({ operands: output_shape, constants: static_output_shape });

/**
 * The first group that does not go on where the one before ended, or the last one if not all of `rank` dimensions are in
 * a group; undefined if the reassociation is right.
 */
export function invalidGroup(reassociation: Reassociation, rank: number): number | undefined {
  let next = 0;
  for (let i = 0; i < reassociation.length; i++) {
    for (const dim of reassociation[i]!) if (dim !== next++) return i;
  }
  return next === rank || reassociation.length === 0 ? undefined : reassociation.length - 1;
}

/** Throws unless `output_shape` of an operation that expands has as many values as `static_output_shape` says. */
export function verifyDynamicOutputSizes(op: Operation, { operands, constants }: IndexList): void {
  const dynamic = numDynamicIndices(constants);
  if (operands.length === dynamic) return;
  const message = "mismatch in dynamic dims in output_shape and static_output_shape: static_output_shape has";
  throw opError(op, `${message} ${dynamic} dynamic dims while output_shape has ${operands.length} values`);
}

/** The size of a group of dimensions taken together. */
export const groupSize = (shape: readonly number[], group: readonly number[]): number =>
  group.reduce((size, dim) => (isDynamic(size) || isDynamic(shape[dim]!) ? Dynamic : size * shape[dim]!), 1);

/** The shape with each group of dimensions made one. */
export const collapsedShape = (shape: readonly number[], reassociation: Reassociation): number[] =>
  reassociation.map((group) => groupSize(shape, group));

/**
 * The reassociation of two reshapes of the same kind in a row; the larger one is that between the expanded shape and the
 * shape in the middle. Undefined if they do not fit.
 */
export function composeReassociations(a: Reassociation, b: Reassociation): Reassociation | undefined {
  if (a.length === b.length) return undefined;
  const [inner, outer] = a.length < b.length ? [b, a] : [a, b];
  // Everything is collapsed to one element.
  if (outer.length === 0) return [];
  if (outer.reduce((count, group) => count + group.length, 0) !== inner.length) return undefined;
  return outer.map((group) => group.flatMap((i) => inner[i]!));
}

/**
 * The reassociation that makes `collapsed` of `expanded`. Undefined if there is none, or if there are several that differ
 * in more than where sizes of 1 belong.
 */
export function reassociationBetween(
  expanded: readonly number[],
  collapsed: readonly number[],
): Reassociation | undefined {
  if (expanded.length <= collapsed.length) return undefined;
  if (collapsed.length === 0) {
    const isUnit = expanded.every((size) => size === 1 || isDynamic(size));
    return isUnit ? [expanded.map((_, i) => i)] : undefined;
  }
  const forward = findRanges(expanded, collapsed);
  const backward = findRanges(expanded.toReversed(), collapsed.toReversed());
  if (forward === undefined || backward === undefined) return undefined;
  const last = expanded.length - 1;
  const mirrored = backward.map(({ first, last: end }) => ({ first: last - end, last: last - first })).reverse();
  const isUnambiguous = forward.every((range, i) => differOnlyInUnits(expanded, range, mirrored[i]!));
  return isUnambiguous ? forward.map(dimsOf) : undefined;
}

/** Dimensions that follow each other, both ends included. */
interface Range {
  readonly first: number;
  readonly last: number;
}

const dimsOf = ({ first, last }: Range): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

function differOnlyInUnits(shape: readonly number[], a: Range, b: Range): boolean {
  if (a.first > b.last || b.first > a.last) return false;
  const [low, high] = [Math.min(a.first, b.first), Math.max(a.last, b.last)];
  const [start, end] = [Math.max(a.first, b.first), Math.min(a.last, b.last)];
  return dimsOf({ first: low, last: high }).every((dim) => (dim >= start && dim <= end) || shape[dim] === 1);
}

/**
 * From left to right the shortest ranges that make up the sizes in `collapsed`; the last one is the longest. Dimensions
 * that are left between two ranges belong to the first if its size is dynamic.
 */
function findRanges(expanded: readonly number[], collapsed: readonly number[]): Range[] | undefined {
  const ranges: Range[] = [];
  let next = 0;
  for (let i = 0; i < collapsed.length; i++) {
    const size = collapsed[i]!;
    const isLast = i === collapsed.length - 1;
    const range = isDynamic(size) ? dynamicRange(expanded, next, isLast) : staticRange(expanded, next, size, isLast);
    if (range === undefined) return undefined;
    if (range.first > next) {
      const before = ranges.at(-1);
      if (before === undefined || !isDynamic(collapsed[i - 1]!)) return undefined;
      ranges[i - 1] = { first: before.first, last: range.first - 1 };
    }
    ranges.push(range);
    next = range.last + 1;
  }
  return next === expanded.length ? ranges : undefined;
}

/** From `first` up to a dynamic size, or to the end. */
function dynamicRange(shape: readonly number[], first: number, toEnd: boolean): Range | undefined {
  const dynamic = shape.findIndex((size, i) => i >= first && isDynamic(size));
  if (dynamic < 0) return undefined;
  return { first, last: toEnd ? shape.length - 1 : dynamic };
}

/** The first range of static sizes from `from` on whose product is `target`; the longest from there if `toEnd`. */
function staticRange(shape: readonly number[], from: number, target: number, toEnd: boolean): Range | undefined {
  let first = from;
  let product = 1;
  for (let last = from; last < shape.length; last++) {
    const size = shape[last]!;
    if (isDynamic(size)) {
      first = last + 1;
      product = 1;
      continue;
    }
    product *= size;
    while (product > target && first < last) product /= shape[first++]!;
    if (product !== target) continue;
    let end = last;
    if (toEnd) while (end + 1 < shape.length && product * shape[end + 1]! === target) end++;
    return { first, last: end };
  }
  return undefined;
}
