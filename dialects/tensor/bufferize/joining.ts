/** Bufferization of what copies tensors into a larger buffer: padding and concatenation. */

import type { MemRefType } from "../../../ir/builtin/types.ts";
import { BufferizableOpInterface, type Bufferizer } from "../../../ir/interfaces/bufferizable.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { inferSubViewType, SubViewOp } from "../../memref/index.ts";
import { sliceArgs } from "../../offset-size-stride.ts";
import { ConcatOp } from "../ops/concat.ts";
import { PadOp, paddingOf } from "../ops/pad.ts";
import { fill, inlineElement } from "./filling.ts";
import { dynamicOnes, sizesOf, sum } from "./sizes.ts";

/** Copies all of `source` into `target`, beginning at `offsets`. */
function copyTo(
  source: Value,
  target: Value,
  offsets: readonly MixedIndex[],
  sizes: readonly MixedIndex[],
  bufferizer: Bufferizer,
): void {
  const slice = { offsets, sizes, strides: offsets.map(() => 1n) };
  const resultTypes = [inferSubViewType(target.type as MemRefType, slice)];
  const part = bufferizer.builder.create(SubViewOp, { source: target, ...sliceArgs(slice), resultTypes }).result;
  bufferizer.copy(source, part);
}

PadOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferizesToAllocation: () => true,
  // The region is executed for each element that is added.
  isRepetitiveRegion: () => true,
  isParallelRegion: () => true,
  bufferType: ({ source, result }, _, types) => types.allocated(result.type, types.of(source).memorySpace),
  bufferize(view, bufferizer) {
    const { op, region, result } = view;
    const { builder } = bufferizer;
    bufferizer.bufferizeRegion(region);
    const source = bufferizer.buffer(view.source);
    const { low, high } = paddingOf(view);
    const sourceSizes = sizesOf(builder, source);
    const sizes = sourceSizes.map((size, i) => sum(builder, [low[i]!, size, high[i]!]));
    const type = bufferizer.types.of(result) as MemRefType;
    const dynamicSizes = dynamicOnes(builder, type, sizes);
    const buffer = bufferizer.allocate(type, dynamicSizes);
    fill(buffer, dynamicSizes, bufferizer, (inner, indices) => inlineElement(region, inner, indices));
    copyTo(source, buffer, low, sourceSizes, bufferizer);
    bufferizer.replace(op, [buffer]);
  },
});

ConcatOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferizesToAllocation: () => true,
  bufferType: ({ inputs, result }, _, types) => types.allocated(result.type, types.of(inputs[0]!).memorySpace),
  bufferize({ op, inputs, dim, result }, bufferizer) {
    const { builder } = bufferizer;
    const sources = inputs.map((input) => bufferizer.buffer(input));
    const sizes = sources.map((source) => sizesOf(builder, source));
    const total = sizes[0]!.map((size, i) =>
      i === dim.number
        ? sum(
            builder,
            sizes.map((of) => of[i]!),
          )
        : size,
    );
    const type = bufferizer.types.of(result) as MemRefType;
    const buffer = bufferizer.allocate(type, dynamicOnes(builder, type, total));
    let offset: MixedIndex = 0n;
    sources.forEach((source, i) => {
      const offsets = sizes[i]!.map((_, j) => (j === dim.number ? offset : 0n));
      copyTo(source, buffer, offsets, sizes[i]!, bufferizer);
      if (i + 1 < sources.length) offset = sum(builder, [offset, sizes[i]![dim.number]!]);
    });
    bufferizer.replace(op, [buffer]);
  },
});
