/**
 * Lists of indices that mix constants and values: offsets, sizes, strides, bounds. The constants stand in an attribute,
 * in which `dynamicIndex` marks the places of the values; the values stand in a group of operands.
 */
import { type DenseArrayAttr, denseI64Array } from "./builtin/attributes.ts";
import { Dynamic } from "./builtin/types.ts";
import { constantInteger } from "./matchers.ts";
import type { Value } from "./value.ts";

/** An index that is known, or the value that it is at run time. MLIR: `OpFoldResult`. */
export type MixedIndex = Value | bigint;

/** What marks a value's place in the attribute. */
export const dynamicIndex = -(2n ** 63n);

/** A list as operations hold it. */
export interface IndexList {
  readonly operands: readonly Value[];
  readonly constants: DenseArrayAttr;
}

/** Whether an index is known only when the program runs. */
export const isValue = (index: MixedIndex): index is Value => typeof index !== "bigint";

/** The list with each place as a value or a constant. */
export function mixedIndices({ operands, constants }: IndexList): MixedIndex[] {
  let next = 0;
  return constants.values.map((value) => (value === dynamicIndex ? operands[next++]! : value));
}

/** The list as an operation holds it. */
export const splitIndices = (indices: readonly MixedIndex[]): IndexList => ({
  operands: indices.filter(isValue),
  constants: denseI64Array(indices.map((index) => (isValue(index) ? dynamicIndex : index))),
});

/** How many values the attribute has places for. */
export const numDynamicIndices = ({ values }: DenseArrayAttr): number =>
  values.reduce((count, value) => (value === dynamicIndex ? count + 1 : count), 0);

/** The constant that the index is; undefined if it is not known. MLIR: `getConstantIntValue`. */
export const constantIndex = (index: MixedIndex): bigint | undefined =>
  isValue(index) ? constantInteger(index)?.value : index;

/** The index with a value that is constant as that constant. */
export const foldedIndex = (index: MixedIndex): MixedIndex => constantIndex(index) ?? index;

/** Whether the indices are known to be the same. */
export const isEqualIndex = (a: MixedIndex, b: MixedIndex): boolean => a === b || foldedIndex(a) === foldedIndex(b);

/** The index as types have it: a number, or `Dynamic` for a value and for what no number holds exactly. */
export function indexInType(index: MixedIndex): number {
  const number = isValue(index) ? Dynamic : Number(index);
  return Number.isSafeInteger(number) ? number : Dynamic;
}

/** What a type says, as an index: `value()` gives what is dynamic. */
export const indexFromType = (size: number, value: () => MixedIndex): MixedIndex =>
  size === Dynamic ? value() : BigInt(size);
