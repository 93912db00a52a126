/** Operations that take a part of something with a shape: offsets, sizes and strides, one of each for a dimension. */

import { errorAt } from "../diagnostic.ts";
import { dynamicIndex, type IndexList, type MixedIndex, mixedIndices, numDynamicIndices } from "../mixed-index.ts";
import type { Operation } from "../operation.ts";
import { OpInterface } from "./interface.ts";

export interface OffsetSizeAndStrideOp {
  offsets(op: Operation): IndexList;
  sizes(op: Operation): IndexList;
  strides(op: Operation): IndexList;
  /** How many offsets, sizes and strides there must be. */
  maxRanks(op: Operation): readonly [offsets: number, sizes: number, strides: number];
}
export const OffsetSizeAndStrideOpInterface = new OpInterface<OffsetSizeAndStrideOp>("OffsetSizeAndStrideOpInterface", {
  verify: verifyOffsetsSizesAndStrides,
});

/** One offset, size and stride for each dimension. */
export interface Slice {
  readonly offsets: readonly MixedIndex[];
  readonly sizes: readonly MixedIndex[];
  readonly strides: readonly MixedIndex[];
}

/** The part that the operation takes. */
export function sliceOf(op: Operation): Slice {
  const { offsets, sizes, strides } = OffsetSizeAndStrideOpInterface.of(op)!;
  return {
    offsets: mixedIndices(offsets(op)),
    sizes: mixedIndices(sizes(op)),
    strides: mixedIndices(strides(op)),
  };
}

function verifyOffsetsSizesAndStrides(op: Operation): void {
  const slice = OffsetSizeAndStrideOpInterface.of(op)!;
  const ranks = slice.maxRanks(op);
  const [offsets, sizes, strides] = [slice.offsets(op), slice.sizes(op), slice.strides(op)];
  verifyNumberOfValues(op, "offsets", offsets);
  verifyNumberOfValues(op, "sizes", sizes);
  verifyNumberOfValues(op, "strides", strides);
  const hasOneOffset = lengthOf(offsets) === 1 && ranks[0] === 1;
  if (!hasOneOffset) verifySameRank(op, "offsets", offsets, "sizes", sizes);
  verifySameRank(op, "sizes", sizes, "strides", strides);
  verifyLength(op, "offset", offsets, ranks[0]);
  verifyLength(op, "size", sizes, ranks[1]);
  verifyLength(op, "stride", strides, ranks[2]);
  verifyNotNegative(op, "offsets", offsets);
  verifyNotNegative(op, "sizes", sizes);
}

const lengthOf = ({ constants }: IndexList): number => constants.values.length;

function verifyNumberOfValues(op: Operation, name: string, { operands, constants }: IndexList): void {
  const places = numDynamicIndices(constants);
  if (operands.length === places) return;
  throw errorAt(
    op.loc,
    `expected the number of '${name}' to match the number of dynamic entries in 'static_${name}' ` +
      `(${operands.length} vs ${places})`,
  );
}

function verifySameRank(op: Operation, aName: string, a: IndexList, bName: string, b: IndexList): void {
  const [aRank, bRank] = [lengthOf(a), lengthOf(b)];
  if (aRank === bRank) return;
  throw errorAt(
    op.loc,
    `expected mixed ${aName} rank to match mixed ${bName} rank (${aRank} vs ${bRank}) ` +
      "so the rank of the result type is well-formed.",
  );
}

function verifyLength(op: Operation, name: string, list: IndexList, expected: number): void {
  const length = lengthOf(list);
  if (length !== expected) throw errorAt(op.loc, `expected ${expected} ${name} values, got ${length}`);
}

function verifyNotNegative(op: Operation, name: string, { constants }: IndexList): void {
  const negative = constants.values.find((value) => value < 0n && value !== dynamicIndex);
  if (negative !== undefined) throw errorAt(op.loc, `expected ${name} to be non-negative, but got ${negative}`);
}
