/**
 * How values are kept in the slots of tapes. A tensor whose sizes are the same in every slot is kept there itself; where
 * they change, the slot holds a buffer of its own.
 */
import { TapeCreateOp, TapeFreeOp, TapeGetOp, TapeType } from "../../../dialects/ad/index.ts";
import { MaterializeInDestinationOp, ToTensorOp } from "../../../dialects/bufferization/index.ts";
import { AllocOp, DeallocOp } from "../../../dialects/memref/index.ts";
import { overIndices } from "../../../dialects/scf/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { UnitAttr } from "../../../ir/builtin/attributes.ts";
import { MemRefType, type RankedTensorType } from "../../../ir/builtin/types.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { isDynamicTensor, type PrimalSizes } from "../shapes.ts";

/** A tape to free, and how many of its slots, by index, hold a buffer of their own. */
export interface Tape {
  readonly tape: Value;
  readonly buffers: readonly Value[];
}

/** How values like one are kept. */
export interface SlotKind {
  /** The dynamic sizes of what the slots hold, in front of `op`; undefined if they are not known there. */
  sizesBefore(op: Operation): readonly Value[] | undefined;
  readonly holdsBuffer: boolean;
}

/** How values are kept whose type tells their size. */
export const staticSlot: SlotKind = { sizesBefore: () => [], holdsBuffer: false };

/** How `value` is kept for a tape in front of `op`. */
export function slotKind(value: Value, op: Operation, sizes: PrimalSizes): SlotKind {
  if (!isDynamicTensor(value)) return staticSlot;
  if (sizes.before(op, value) === undefined) return { sizesBefore: () => [], holdsBuffer: true };
  return { sizesBefore: (outer) => sizes.before(outer, value), holdsBuffer: false };
}

/** A tape with `slots` slots for values like `value`, whose dynamic sizes are `sizes`. */
export function createTape(
  builder: OpBuilder,
  value: Value,
  kind: SlotKind,
  slots: readonly Value[],
  sizes: readonly Value[],
): Value {
  const type = TapeType.get({ elementType: slotType(value, kind), rank: slots.length });
  return builder.create(TapeCreateOp, { sizes: [...slots, ...sizes], resultTypes: [type] }).tape;
}

/** The type of what is kept for `value`. */
export const slotType = (value: Value, kind: SlotKind): Type => (kind.holdsBuffer ? bufferTypeOf(value) : value.type);

function bufferTypeOf({ type }: Value): MemRefType {
  const { shape, elementType } = type as RankedTensorType;
  return MemRefType.get(shape, elementType);
}

/** What is put into the slot for `value`, whose dynamic sizes must be known if it gets a buffer. */
export function packed(builder: OpBuilder, value: Value, kind: SlotKind, sizes: readonly Value[]): Value {
  if (!kind.holdsBuffer) return value;
  const buffer = builder.create(AllocOp, {
    dynamicSizes: sizes,
    symbolOperands: [],
    resultTypes: [bufferTypeOf(value)],
  }).memref;
  const writable = UnitAttr.get();
  builder.create(MaterializeInDestinationOp, { source: value, dest: buffer, writable, resultTypes: [] });
  return buffer;
}

/** Reads `value` back from its slot. */
export function readSlot(builder: OpBuilder, value: Value, tape: Value, indices: readonly Value[]): Value {
  const { elementType } = tape.type as TapeType;
  const slot = builder.create(TapeGetOp, { tape, indices, resultTypes: [elementType] }).value;
  return unpacked(builder, value, slot);
}

/** The `value` that was kept as `content`. */
export function unpacked(builder: OpBuilder, value: Value, content: Value): Value {
  if (content.type === value.type) return content;
  return builder.create(ToTensorOp, { buffer: content, restrict: UnitAttr.get(), resultTypes: [value.type] }).result;
}

/** Frees a tape, and the buffers in its slots. */
export function freeTape(builder: OpBuilder, { tape, buffers }: Tape): void {
  if (buffers.length > 0) {
    const { elementType } = tape.type as TapeType;
    overIndices(builder, buffers, [], (indices) => {
      const memref = builder.create(TapeGetOp, { tape, indices, resultTypes: [elementType] }).value;
      builder.create(DeallocOp, { memref });
      return [];
    });
  }
  builder.create(TapeFreeOp, { tape });
}
