/** Sizes, indices and slices of memrefs and tensors as lists in JavaScript. */

import { isDynamic, type ShapedType } from "../../../ir/builtin/types.ts";
import type { Slice } from "../../../ir/interfaces/offset-size-stride.ts";
import { isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { storageOf } from "../memory-access.ts";

export const list = (texts: readonly (string | number)[]): string => `[${texts.join(", ")}]`;

export const indexText = (index: MixedIndex, fn: FunctionEmitter): string =>
  isValue(index) ? fn.text(index) : String(index);
export const indexList = (indices: readonly MixedIndex[], fn: FunctionEmitter): string =>
  list(indices.map((index) => indexText(index, fn)));

/** The constant that says how the elements lie in memory. */
export const storageText = ({ type }: Value, fn: FunctionEmitter): string =>
  fn.module.constant(storageOf(type as ShapedType));

/** The sizes of a ranked type as a list; `dynamic` gives those that it does not tell. */
export function shapeList({ type }: Value, dynamic: (dimension: number) => string): string {
  const shape = (type as ShapedType).shape!;
  return list(shape.map((size, i) => (isDynamic(size) ? dynamic(i) : size)));
}

/** The sizes of a ranked type as a list, with the values of the dynamic ones. */
export function sizesList(value: Value, sizes: readonly Value[], fn: FunctionEmitter): string {
  let next = 0;
  return shapeList(value, () => fn.text(sizes[next++]!));
}

export const sliceText = ({ offsets, sizes, strides }: Slice, fn: FunctionEmitter): string =>
  `{ offsets: ${indexList(offsets, fn)}, sizes: ${indexList(sizes, fn)}, strides: ${indexList(strides, fn)} }`;
