/** Buffers that operations allocate and free. */

import { manualDeallocationName } from "../../../dialects/bufferization/index.ts";
import { ExtractAlignedPointerAsIndexOp } from "../../../dialects/memref/index.ts";
import { UnrealizedConversionCastOp } from "../../../ir/builtin/ops.ts";
import { BaseMemRefType } from "../../../ir/builtin/types.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { OpResult, type Value } from "../../../ir/value.ts";

export const isBuffer = ({ type }: Value): boolean => type instanceof BaseMemRefType;

export const isBufferOfBuffers = ({ type }: Value): boolean =>
  type instanceof BaseMemRefType && type.elementType instanceof BaseMemRefType;

const effectsOf = (op: Operation): readonly MemoryEffect[] => MemoryEffectOpInterface.of(op)?.effects(op) ?? [];

/** Whether the buffer is memory that an operation allocates. */
export const isAllocated = (buffer: Value): buffer is OpResult =>
  buffer instanceof OpResult && effectsOf(buffer.owner).some((effect) => isAllocation(effect, buffer));

const isAllocation = ({ kind, value }: MemoryEffect, buffer: Value): boolean => kind === "allocate" && value === buffer;

export const isManual = (op: Operation): boolean => op.attr(manualDeallocationName) !== undefined;

/** Whether the operation allocates the buffer and leaves it to the region around to free it. */
export const isOwnedAllocation = (buffer: OpResult): boolean =>
  !isManual(buffer.owner) &&
  effectsOf(buffer.owner).some((effect) => isAllocation(effect, buffer) && effect.isAutomatic !== true);

/** The buffers that the operation frees. */
export function freedBuffers(op: Operation): Value[] {
  const effects = effectsOf(op);
  return op.operands.filter(
    (operand) => isBuffer(operand) && effects.some(({ kind, value }) => kind === "free" && value === operand),
  );
}

/** Whether the operation takes the address of a buffer, or may put it into another buffer. */
export const isKeptElsewhere = (op: Operation): boolean =>
  ExtractAlignedPointerAsIndexOp.is(op) || UnrealizedConversionCastOp.is(op) || op.operands.some(isBufferOfBuffers);
