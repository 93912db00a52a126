/** Shapes whose dynamic sizes are operands, one for each `?` of the type. */

import { isDynamic, type ShapedType } from "../ir/builtin/types.ts";
import { opError } from "../ir/diagnostic.ts";
import { constantInteger } from "../ir/matchers.ts";
import type { MixedIndex } from "../ir/mixed-index.ts";
import type { Operation } from "../ir/operation.ts";
import type { Value } from "../ir/value.ts";

/** Throws unless there is a value for each dynamic size of `type`. */
export function verifyDynamicSizes(op: Operation, type: ShapedType, sizes: readonly Value[]): void {
  const expected = type.numDynamicDims;
  if (sizes.length === expected) return;
  throw opError(op, `incorrect number of dynamic sizes, has ${sizes.length}, expected ${expected}`);
}

/** All sizes of `type`, the dynamic ones as values. */
export function mixedSizes(type: ShapedType, sizes: readonly Value[]): MixedIndex[] {
  let next = 0;
  return type.shape!.map((size) => (isDynamic(size) ? sizes[next++]! : BigInt(size)));
}

/** The value of the dynamic size of dimension `index`. */
export const dynamicSize = (type: ShapedType, sizes: readonly Value[], index: number): Value =>
  sizes[type.shape!.slice(0, index).filter(isDynamic).length]!;

/** The type with the sizes that are constants, and the values of the remaining ones. */
export function foldConstantSizes<T extends ShapedType>(
  type: T,
  sizes: readonly Value[],
): { readonly type: T; readonly sizes: readonly Value[] } {
  const kept: Value[] = [];
  let next = 0;
  const shape = type.shape!.map((size) => {
    if (!isDynamic(size)) return size;
    const value = sizes[next++]!;
    const constant = constantInteger(value);
    if (constant !== undefined && constant.value >= 0n) return constant.number;
    kept.push(value);
    return size;
  });
  return { type: type.cloneWith(shape, type.elementType) as T, sizes: kept };
}
