/** Bufferization of what makes tensors: a buffer is allocated, and filled where there are contents. */

import type { Type } from "../../../ir/attribute.ts";
import {
  type BaseMemRefType,
  IntegerType,
  isDynamic,
  type MemRefType,
  type RankedTensorType,
} from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { BufferizableOpInterface, type Bufferizer } from "../../../ir/interfaces/bufferizable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { BitcastOp as BitcastElementOp, createIndex, createIndexConstant } from "../../arith/index.ts";
import { LoadOp, sizesOf as memrefSizesOf, StoreOp } from "../../memref/index.ts";
import { BitcastOp } from "../ops/casts.ts";
import { EmptyOp, FromElementsOp, SplatOp } from "../ops/creation.ts";
import { GenerateOp } from "../ops/generate.ts";
import { type ElementMaker, fill, inlineElement } from "./filling.ts";

const allocation = {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferizesToAllocation: () => true,
} as const;

/** Allocates the buffer of the one result of `op`. */
const allocateResult = (op: Operation, sizes: readonly Value[], bufferizer: Bufferizer): Value =>
  bufferizer.allocate(bufferizer.types.of(op.result()) as MemRefType, sizes);

/** Replaces `op` by a buffer whose elements `element` makes. */
function replaceByFilled(op: Operation, sizes: readonly Value[], bufferizer: Bufferizer, element: ElementMaker): void {
  const buffer = allocateResult(op, sizes, bufferizer);
  fill(buffer, sizes, bufferizer, element);
  bufferizer.replace(op, [buffer]);
}

EmptyOp.implement(BufferizableOpInterface, {
  ...allocation,
  resultBufferizesToMemoryWrite: () => false,
  bufferize({ op, dynamicSizes }, bufferizer) {
    if (op.hasUses) bufferizer.replace(op, [allocateResult(op, dynamicSizes, bufferizer)]);
    else op.erase();
  },
});

SplatOp.implement(BufferizableOpInterface, {
  ...allocation,
  bufferize({ op, input, dynamicSizes }, bufferizer) {
    replaceByFilled(op, dynamicSizes, bufferizer, () => input);
  },
});

GenerateOp.implement(BufferizableOpInterface, {
  ...allocation,
  // The region is executed for each element.
  isRepetitiveRegion: () => true,
  isParallelRegion: () => true,
  bufferize({ op, dynamicExtents, body }, bufferizer) {
    bufferizer.bufferizeRegion(body);
    const element: ElementMaker = (builder, indices) => inlineElement(body, builder, indices);
    replaceByFilled(op, dynamicExtents, bufferizer, element);
  },
});

// Buffers cannot be seen as elements of another type.
BitcastOp.implement(BufferizableOpInterface, {
  ...allocation,
  bufferizesToMemoryRead: () => true,
  bufferize({ op, source, dest }, bufferizer) {
    const memref = bufferizer.buffer(source);
    const { elementType, shape } = dest.type;
    const from = (memref.type as BaseMemRefType).elementType;
    if (shape === null || ![from, elementType].every(hasNoSign)) {
      throw opError(op, "can be bufferized only for tensors that have a rank and elements without a sign");
    }
    const { builder } = bufferizer;
    const sizes = memrefSizesOf(builder, memref).map((size) => createIndex(builder, size));
    const dynamicSizes = sizes.filter((_, i) => isDynamic(shape[i]!));
    replaceByFilled(op, dynamicSizes, bufferizer, (inside, indices) => {
      const element = inside.create(LoadOp, { memref, indices, resultTypes: [from] }).result;
      return inside.create(BitcastElementOp, { in: element, resultTypes: [elementType] }).out;
    });
  },
});

const hasNoSign = (type: Type): boolean => !(type instanceof IntegerType) || type.isSignless;

FromElementsOp.implement(BufferizableOpInterface, {
  ...allocation,
  bufferize({ op, elements, result }, bufferizer) {
    const { builder } = bufferizer;
    const { shape } = result.type as RankedTensorType;
    const memref = allocateResult(op, [], bufferizer);
    const constants = Array.from({ length: Math.max(0, ...shape) }, (_, i) => createIndexConstant(builder, i));
    elements.forEach((value, i) => {
      builder.create(StoreOp, { value, memref, indices: placeOf(i, shape).map((index) => constants[index]!) });
    });
    bufferizer.replace(op, [memref]);
  },
});

/** The indices of the element at `position` in row-major order. */
function placeOf(position: number, shape: readonly number[]): number[] {
  const indices: number[] = [];
  let rest = position;
  for (let i = shape.length - 1; i >= 0; i--) {
    indices.unshift(rest % shape[i]!);
    rest = Math.floor(rest / shape[i]!);
  }
  return indices;
}
