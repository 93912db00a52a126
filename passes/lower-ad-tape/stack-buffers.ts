/**
 * The buffers that `lower-ad-tape` makes of stacks. A stack is a buffer of two buffers: the first one has the room, and the
 * second one is the part of it that is in use. So what a function does to a stack is seen by those who share it.
 */
import { AddIOp, createIndexConstant, IndexCastOp, SubIOp } from "../../dialects/arith/index.ts";
import {
  arrayType,
  buildAggregate,
  createConstant,
  IntToPtrOp,
  literalStruct,
  ptr,
} from "../../dialects/llvm/index.ts";
import {
  AllocOp,
  DeallocOp,
  ExtractAlignedPointerAsIndexOp,
  LoadOp,
  ReinterpretCastOp,
  StoreOp,
  sizeOf,
} from "../../dialects/memref/index.ts";
import { sliceArgs } from "../../dialects/offset-size-stride.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { UnrealizedConversionCastOp } from "../../ir/builtin/ops.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { i64, indexType, MemRefType } from "../../ir/builtin/types.ts";
import type { Slice } from "../../ir/interfaces/offset-size-stride.ts";
import type { Value } from "../../ir/value.ts";
import { growIfFull, readSlot, writeSlot } from "./tape-buffers.ts";

/** How many values a stack has room for at first. */
const initialRoom = 16;

const parts = { room: 0, used: 1 } as const;

/** The type of a stack whose values are kept in buffers of type `room`. */
export const stackBufferType = (room: MemRefType): MemRefType => MemRefType.get([2], room);

export function createStack(builder: OpBuilder, type: MemRefType): Value {
  // No more than what allocators give anyway: so the address of the stack is that of the memory which is freed.
  const alignment = IntegerAttr.get(i64(), 8);
  const stack = builder.create(AllocOp, {
    dynamicSizes: [],
    symbolOperands: [],
    alignment,
    resultTypes: [type],
  }).memref;
  const room = builder.create(AllocOp, {
    dynamicSizes: [createIndexConstant(builder, initialRoom)],
    symbolOperands: [],
    resultTypes: [type.elementType],
  }).memref;
  setPart(builder, stack, "room", room);
  use(builder, stack, room, createIndexConstant(builder, 0));
  return stack;
}

export function pushValue(builder: OpBuilder, value: Value, stack: Value): void {
  const count = sizeOf(builder, part(builder, stack, "used"), 0);
  const room = growIfFull(builder, part(builder, stack, "room"), count);
  writeSlot(builder, value, room, [count]);
  setPart(builder, stack, "room", room);
  const rhs = createIndexConstant(builder, 1);
  use(builder, stack, room, builder.create(AddIOp, { lhs: count, rhs }).result);
}

export function popValue(builder: OpBuilder, stack: Value, type: Type): Value {
  const room = part(builder, stack, "room");
  const lhs = sizeOf(builder, part(builder, stack, "used"), 0);
  const last = builder.create(SubIOp, { lhs, rhs: createIndexConstant(builder, 1) }).result;
  use(builder, stack, room, last);
  return readSlot(builder, room, [last], type);
}

export function freeStack(builder: OpBuilder, stack: Value): void {
  builder.create(DeallocOp, { memref: part(builder, stack, "room") });
  builder.create(DeallocOp, { memref: stack });
}

/** A stack is no more than the address of its two buffers, as their number and places are fixed. */
export const stackAddress = (builder: OpBuilder, source: Value): Value =>
  builder.create(ExtractAlignedPointerAsIndexOp, { source, resultTypes: [indexType()] }).aligned_pointer;

/** Makes the buffer of an address, as convert-to-llvm describes it. */
export function stackAt(builder: OpBuilder, address: Value, type: MemRefType): Value {
  const number = builder.create(IndexCastOp, { in: address, resultTypes: [i64()] }).out;
  const pointer = builder.create(IntToPtrOp, { arg: number, resultTypes: [ptr()] }).res;
  const constant = (value: number): Value => createConstant(builder, i64(), value);
  const places = arrayType(i64(), 1);
  const descriptor = buildAggregate(builder, literalStruct([ptr(), ptr(), i64(), places, places]), [
    [[0], pointer],
    [[1], pointer],
    [[2], constant(0)],
    [[3, 0], constant(2)],
    [[4, 0], constant(1)],
  ]);
  return builder.create(UnrealizedConversionCastOp, { inputs: [descriptor], resultTypes: [type] }).outputs[0]!;
}

function part(builder: OpBuilder, stack: Value, name: keyof typeof parts): Value {
  const { elementType } = stack.type as MemRefType;
  const indices = [createIndexConstant(builder, parts[name])];
  return builder.create(LoadOp, { memref: stack, indices, resultTypes: [elementType] }).result;
}

function setPart(builder: OpBuilder, stack: Value, name: keyof typeof parts, value: Value): void {
  builder.create(StoreOp, { value, memref: stack, indices: [createIndexConstant(builder, parts[name])] });
}

/** Says that the first `count` slots are in use. */
function use(builder: OpBuilder, stack: Value, room: Value, count: Value): void {
  const type = room.type as MemRefType;
  const slice: Slice = {
    offsets: [0n],
    sizes: [count, ...type.shape.slice(1).map(BigInt)],
    strides: stridesAndOffset(type)!.strides.map(BigInt),
  };
  const inUse = builder.create(ReinterpretCastOp, { source: room, ...sliceArgs(slice), resultTypes: [type] }).result;
  setPart(builder, stack, "used", inUse);
}
