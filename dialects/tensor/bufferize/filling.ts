/** Fills a buffer element by element, in any order. */

import type { OpBuilder } from "../../../ir/builder.ts";
import { isDynamic, type MemRefType } from "../../../ir/builtin/types.ts";
import type { Bufferizer } from "../../../ir/interfaces/bufferizable.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndexConstant } from "../../arith/index.ts";
import { StoreOp } from "../../memref/index.ts";
import { createParallel } from "../../scf/index.ts";

/** Makes the element at some place. */
export type ElementMaker = (builder: OpBuilder, indices: readonly Value[]) => Value;

/** Stores at each place of `buffer` what `element` makes; `dynamicSizes` are the sizes that the type does not know. */
export function fill(
  buffer: Value,
  dynamicSizes: readonly Value[],
  { builder }: Bufferizer,
  element: ElementMaker,
): void {
  const { shape } = buffer.type as MemRefType;
  const store = (indices: readonly Value[]): void => {
    const value = element(builder, indices);
    builder.create(StoreOp, { value, memref: buffer, indices });
  };
  if (shape.length === 0) {
    store([]);
    return;
  }
  let next = 0;
  const upperBound = shape.map((size) =>
    isDynamic(size) ? dynamicSizes[next++]! : createIndexConstant(builder, size),
  );
  const [zero, one] = [createIndexConstant(builder, 0), createIndexConstant(builder, 1)];
  const all = (value: Value): Value[] => shape.map(() => value);
  createParallel(builder, { lowerBound: all(zero), upperBound, step: all(one) }, store);
}

/** Moves what a region with one block computes, for these arguments, to the builder's insertion point. */
export function inlineElement(region: Region, builder: OpBuilder, args: readonly Value[]): Value {
  const { block, before } = builder.insertionPoint;
  return block.inlineBlock(region.front, args, before)[0]!;
}
