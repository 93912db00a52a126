/** How the operations of `bufferization` become operations on buffers. */

import { type BaseMemRefType, type MemRefType, TensorType } from "../../ir/builtin/types.ts";
import { BufferizableOpInterface, equivalentTo } from "../../ir/interfaces/bufferizable.ts";
import { SubsetInsertionOpInterface } from "../../ir/interfaces/subset-insertion.ts";
import { DeallocOp } from "../memref/index.ts";
import { AllocTensorOp, DeallocTensorOp } from "./ops/allocation.ts";
import { MaterializeInDestinationOp, ToBufferOp, ToTensorOp, tensorTypeOf } from "./ops/conversion.ts";

AllocTensorOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  resultBufferizesToMemoryWrite: ({ copy }) => copy !== undefined,
  bufferizesToAllocation: () => true,
  bufferType({ op, copy, memory_space, result }, _, types) {
    if (memory_space !== undefined) return types.allocated(result.type, memory_space);
    if (copy !== undefined) return types.allocated(result.type, types.of(copy).memorySpace);
    return types.allocated(result.type, types.defaultMemorySpace(result.type, op.loc));
  },
  bufferize({ op, dynamic_sizes, copy, result }, bufferizer) {
    if (!op.hasUses) {
      op.erase();
      return;
    }
    const source = copy === undefined ? undefined : bufferizer.buffer(copy);
    const type = bufferizer.types.of(result) as MemRefType;
    const sizes = source === undefined ? dynamic_sizes : bufferizer.dynamicSizes(source);
    const buffer = bufferizer.allocate(type, sizes);
    if (source !== undefined) bufferizer.copy(source, buffer);
    bufferizer.replace(op, [buffer]);
  },
});

DeallocTensorOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferize({ op, tensor }, bufferizer) {
    bufferizer.builder.create(DeallocOp, { memref: bufferizer.buffer(tensor) });
    bufferizer.replace(op, []);
  },
});

ToTensorOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  isWritable: ({ writable }) => writable !== undefined,
  bufferType: ({ buffer }) => buffer.type,
  bufferize({ op, buffer }, bufferizer) {
    bufferizer.replace(op, [buffer]);
  },
});

ToBufferOp.implement(BufferizableOpInterface, {
  // Nobody knows what becomes of the buffer.
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: ({ read_only }) => read_only === undefined,
  aliasingValues: () => [],
  bufferize({ op, tensor, buffer }, bufferizer) {
    bufferizer.replace(op, [bufferizer.cast(bufferizer.buffer(tensor), buffer.type)]);
  },
});

MaterializeInDestinationOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: (_, { index }) => index === 0,
  bufferizesToMemoryWrite: (_, { index }) => index === 1,
  // Elements are copied one by one, and those that were are not read again.
  bufferizesToElementwiseAccess: () => true,
  mustBufferizeInPlace: () => true,
  aliasingValues: ({ result }, { index }) => (index === 1 && result !== undefined ? [equivalentTo(result)] : []),
  bufferize({ op, source, dest, result }, bufferizer) {
    const target = dest.type instanceof TensorType ? bufferizer.buffer(dest) : dest;
    bufferizer.copy(bufferizer.buffer(source), target);
    bufferizer.replace(op, result === undefined ? [] : [target]);
  },
});

// The part that is replaced is the whole destination.
MaterializeInDestinationOp.implement(SubsetInsertionOpInterface, {
  sourceOperand: ({ op }) => op.opOperand(0),
  destinationOperand: ({ op }) => op.opOperand(1),
  isEquivalentSubset: ({ dest }, candidate, areEquivalent) => areEquivalent(dest, candidate),
  valuesNeededToBuildSubsetExtraction: ({ dest }) => [dest],
  buildSubsetExtraction({ op, dest, restrict, writable }, builder) {
    if (dest.type instanceof TensorType) return dest;
    if (restrict === undefined) return undefined;
    // There is one way only to the buffer, which now leads through the tensor that is made here.
    op.removeAttr("restrict");
    const resultTypes = [tensorTypeOf(dest.type as BaseMemRefType)];
    return builder.create(ToTensorOp, { buffer: dest, restrict, writable, resultTypes }).result;
  },
});
