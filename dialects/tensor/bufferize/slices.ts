/** Bufferization of slices: a part of a tensor is a part of its buffer, and what is put into a part is copied there. */

import type { OpBuilder } from "../../../ir/builder.ts";
import type { MemRefType } from "../../../ir/builtin/types.ts";
import { BufferizableOpInterface, type Bufferizer, partOf } from "../../../ir/interfaces/bufferizable.ts";
import { destinationStyleBufferization } from "../../../ir/interfaces/destination-style-bufferization.ts";
import { type Slice, sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { SubsetInsertionOpInterface } from "../../../ir/interfaces/subset-insertion.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { inferRankReducedType, SubViewOp } from "../../memref/index.ts";
import { areEqualSlices, droppedDims, sliceArgs, sliceShape } from "../../offset-size-stride.ts";
import { ExtractSliceOp, InsertSliceOp, isWhole, ParallelInsertSliceOp } from "../ops/slices.ts";

/** The type of the part of a buffer that is kept for a tensor of this shape. */
const partType = (buffer: MemRefType, slice: Slice, shape: readonly number[]): MemRefType =>
  inferRankReducedType(buffer, slice, droppedDims(sliceShape(slice), shape)!);

const partOfBuffer = (buffer: Value, slice: Slice, shape: readonly number[], { builder }: Bufferizer): Value => {
  const resultTypes = [partType(buffer.type as MemRefType, slice, shape)];
  return builder.create(SubViewOp, { source: buffer, ...sliceArgs(slice), resultTypes }).result;
};

ExtractSliceOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: ({ result }) => [partOf(result)],
  bufferType: ({ op, source, result }, _, types) =>
    partType(types.of(source) as MemRefType, sliceOf(op), result.type.shape),
  bufferize({ op, source, result }, bufferizer) {
    bufferizer.replace(op, [partOfBuffer(bufferizer.buffer(source), sliceOf(op), result.type.shape, bufferizer)]);
  },
});

/** Copies `source` into the part of `dest`, unless it is that part. */
function copyIntoPart(op: Operation, source: Value, dest: Value, bufferizer: Bufferizer): void {
  const slice = sliceOf(op);
  const buffer = bufferizer.buffer(source);
  const target = bufferizer.buffer(dest);
  const part = SubViewOp.defining(buffer);
  if (part?.source === target && areEqualSlices(sliceOf(part.op), slice)) return;
  bufferizer.copy(buffer, partOfBuffer(target, slice, (buffer.type as MemRefType).shape, bufferizer));
}

InsertSliceOp.implement(BufferizableOpInterface, {
  ...destinationStyleBufferization,
  // A destination that is replaced as a whole is not read.
  bufferizesToMemoryRead: ({ op, dest }, { index }) => index === 0 || !isWhole(sliceOf(op), dest.type.shape),
  bufferize({ op, source, dest }, bufferizer) {
    copyIntoPart(op, source, dest, bufferizer);
    bufferizer.replace(op, [bufferizer.buffer(dest)]);
  },
});

ParallelInsertSliceOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: (_, { index }) => index === 0,
  bufferizesToMemoryWrite: (_, { index }) => index === 1,
  aliasingValues: () => [],
  // The destination is the loop's output itself.
  resolveConflicts: () => {},
  bufferize({ op, source, dest }, bufferizer) {
    bufferizer.builder.setInsertionPoint(op.parentOp!);
    copyIntoPart(op, source, dest, bufferizer);
    bufferizer.replace(op, []);
  },
});

interface Insertion {
  readonly op: Operation;
  readonly source: Value;
  readonly dest: Value;
}

const insertion = {
  sourceOperand: ({ op }: Insertion) => op.opOperand(0),
  destinationOperand: ({ op }: Insertion) => op.opOperand(1),
  isEquivalentSubset({ op, dest }: Insertion, candidate: Value, areEquivalent: (a: Value, b: Value) => boolean) {
    const extraction = ExtractSliceOp.defining(candidate);
    if (extraction === undefined || !areEquivalent(extraction.source, dest)) return false;
    return areEqualSlices(sliceOf(extraction.op), sliceOf(op));
  },
  valuesNeededToBuildSubsetExtraction: ({ op }: Insertion) => op.operands.slice(1),
  buildSubsetExtraction: ({ op, source, dest }: Insertion, builder: OpBuilder) =>
    builder.create(ExtractSliceOp, { source: dest, ...sliceArgs(sliceOf(op)), resultTypes: [source.type] }).result,
} as const;
InsertSliceOp.implement(SubsetInsertionOpInterface, insertion);
ParallelInsertSliceOp.implement(SubsetInsertionOpInterface, insertion);
