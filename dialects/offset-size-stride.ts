/** What the operations of several dialects that take a part of a tensor or buffer have in common. */

import type { DenseArrayAttr } from "../ir/builtin/attributes.ts";
import { DenseI64Array, Index } from "../ir/builtin/constraints.ts";
import { isDynamic } from "../ir/builtin/types.ts";
import { variadic } from "../ir/constraint.ts";
import { errorAt } from "../ir/diagnostic.ts";
import type { Viewed } from "../ir/interfaces/interface.ts";
import type { OffsetSizeAndStrideOp, Slice } from "../ir/interfaces/offset-size-stride.ts";
import { foldedIndex, indexInType, isEqualIndex, type MixedIndex, splitIndices } from "../ir/mixed-index.ts";
import type { Operation } from "../ir/operation.ts";
import type { Value } from "../ir/value.ts";

/** The operands of such an operation, behind what it takes a part of. */
export const sliceOperands = { offsets: variadic(Index), sizes: variadic(Index), strides: variadic(Index) } as const;
export const sliceAttributes = {
  static_offsets: DenseI64Array,
  static_sizes: DenseI64Array,
  static_strides: DenseI64Array,
} as const;

interface SliceView {
  readonly op: Operation;
  readonly offsets: readonly Value[];
  readonly sizes: readonly Value[];
  readonly strides: readonly Value[];
  readonly static_offsets: DenseArrayAttr;
  readonly static_sizes: DenseArrayAttr;
  readonly static_strides: DenseArrayAttr;
}

/** The interface's implementation for an operation with these operands and attributes. */
export const sliceInterface = <V extends SliceView>(
  maxRanks: (view: V) => readonly [number, number, number],
): Viewed<OffsetSizeAndStrideOp, V> => ({
  offsets: ({ offsets, static_offsets }) => ({ operands: offsets, constants: static_offsets }),
  sizes: ({ sizes, static_sizes }) => ({ operands: sizes, constants: static_sizes }),
  strides: ({ strides, static_strides }) => ({ operands: strides, constants: static_strides }),
  maxRanks,
});

/** The operands and attributes for a slice, as `create` takes them. */
export function sliceArgs(slice: Slice) {
  const [offsets, sizes, strides] = [slice.offsets, slice.sizes, slice.strides].map(splitIndices);
  return {
    offsets: offsets!.operands,
    sizes: sizes!.operands,
    strides: strides!.operands,
    static_offsets: offsets!.constants,
    static_sizes: sizes!.constants,
    static_strides: strides!.constants,
  };
}

/**
 * The slice with values that are constant as constants; undefined if there are none. As upstream leaves it, offsets and
 * sizes that are negative stay values, and so do all strides if one of them is 0.
 */
export function foldSlice({ offsets, sizes, strides }: Slice): Slice | undefined {
  const folded: Slice = {
    offsets: offsets.map(foldedUnlessNegative),
    sizes: sizes.map(foldedUnlessNegative),
    strides: foldedUnlessZero(strides),
  };
  const isSame =
    sameIndices(folded.offsets, offsets) && sameIndices(folded.sizes, sizes) && sameIndices(folded.strides, strides);
  return isSame ? undefined : folded;
}

function foldedUnlessNegative(index: MixedIndex): MixedIndex {
  const folded = foldedIndex(index);
  return typeof folded === "bigint" && folded < 0n ? index : folded;
}

function foldedUnlessZero(strides: readonly MixedIndex[]): readonly MixedIndex[] {
  const folded = strides.map(foldedIndex);
  return folded.includes(0n) ? strides : folded;
}

const sameIndices = (a: readonly MixedIndex[], b: readonly MixedIndex[]): boolean =>
  a.every((index, i) => index === b[i]);

/** Why a slice is known to leave the shape; undefined if it may be inside. */
export function outOfBoundsReason(shape: readonly number[], { offsets, sizes, strides }: Slice): string | undefined {
  for (let i = 0; i < shape.length; i++) {
    const offset = offsets[i];
    if (isDynamic(shape[i]!) || typeof offset !== "bigint") continue;
    const size = BigInt(shape[i]!);
    if (offset >= size) return `offset ${i} is out-of-bounds: ${offset} >= ${size}`;
    const [count, stride] = [sizes[i], strides[i]];
    if (typeof count !== "bigint" || typeof stride !== "bigint") continue;
    const last = offset + (count - 1n) * stride;
    if (last >= size) return `slice along dimension ${i} runs out-of-bounds: ${last} >= ${size}`;
  }
  return undefined;
}

/** Throws if the slice is known to leave the shape. */
export function verifyInBounds(op: Operation, shape: readonly number[], slice: Slice): void {
  const reason = outOfBoundsReason(shape, slice);
  if (reason !== undefined) throw errorAt(op.loc, reason);
}

/** Whether both slices are known to take the same part. */
export function areEqualSlices(a: Slice, b: Slice): boolean {
  const same = (p: readonly MixedIndex[], q: readonly MixedIndex[]): boolean =>
    p.length === q.length && p.every((index, i) => isEqualIndex(index, q[i]!));
  return same(a.offsets, b.offsets) && same(a.sizes, b.sizes) && same(a.strides, b.strides);
}

/** The shape of what a slice takes, without any reduction of the rank. */
export const sliceShape = ({ sizes }: Slice): number[] => sizes.map(indexInType);

/**
 * The dimensions that must go so that `shape` becomes `reduced`; each has the size 1. Undefined if there are no such.
 * Where several choices do, the first dimensions stay. With `matchDynamic` a dynamic size may be any size but 1.
 */
export function droppedDims(
  shape: readonly number[],
  reduced: readonly number[],
  matchDynamic = false,
): ReadonlySet<number> | undefined {
  const dropped = new Set<number>();
  let next = 0;
  for (let i = 0; i < shape.length; i++) {
    const size = shape[i]!;
    const wanted = reduced[next];
    const isUnknown = matchDynamic && size !== 1 && wanted !== undefined && (isDynamic(size) || isDynamic(wanted));
    if (size === wanted || isUnknown) next++;
    else if (size === 1) dropped.add(i);
    else return undefined;
  }
  return next === reduced.length ? dropped : undefined;
}
