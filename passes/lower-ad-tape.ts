/**
 * The pass `lower-ad-tape`: tapes become buffers. A tape of known size is a buffer of that size; one that grows is
 * replaced by a buffer of twice the size when it is full. Tensors are kept in slices of a buffer that has their dimensions
 * behind those of the tape. Values keep their places; only their types change.
 */
import { TapeAppendOp, TapeCreateOp, TapeFreeOp, TapeGetOp, TapeSetOp, TapeType } from "../dialects/ad/index.ts";
import { AddIOp, arithDialect, CmpIOp, CmpIPredicate, createIndexConstant } from "../dialects/arith/index.ts";
import { bufferizationDialect, MaterializeInDestinationOp, ToTensorOp } from "../dialects/bufferization/index.ts";
import {
  AllocOp,
  DeallocOp,
  DimOp,
  inferRankReducedType,
  LoadOp,
  memrefDialect,
  StoreOp,
  SubViewOp,
} from "../dialects/memref/index.ts";
import { sliceArgs } from "../dialects/offset-size-stride.ts";
import { IfOp, overIndices, scfDialect, YieldOp } from "../dialects/scf/index.ts";
import type { Type } from "../ir/attribute.ts";
import { Region } from "../ir/block.ts";
import { OpBuilder } from "../ir/builder.ts";
import { UnitAttr } from "../ir/builtin/attributes.ts";
import { Dynamic, indexType, isDynamic, MemRefType, RankedTensorType } from "../ir/builtin/types.ts";
import type { Slice } from "../ir/interfaces/offset-size-stride.ts";
import { indexFromType } from "../ir/mixed-index.ts";
import type { Operation } from "../ir/operation.ts";
import { definePass } from "../ir/pass.ts";
import type { Value } from "../ir/value.ts";

export const lowerAdTape = definePass(
  "lower-ad-tape",
  {
    summary: "Turns the tapes of reverse mode into buffers",
    dependentDialects: [arithDialect, bufferizationDialect, memrefDialect, scfDialect],
  },
  lowerTapes,
);

/** Turns the tapes in `root` into buffers. */
export function lowerTapes(root: Operation): void {
  const tapeOps: Operation[] = [];
  root.walk((op) => {
    for (const result of op.results) result.type = bufferType(result.type);
    for (const region of op.regions) {
      for (const block of region.blocks()) for (const arg of block.args) arg.type = bufferType(arg.type);
    }
    if (lowerings.has(op.def)) tapeOps.push(op);
    return undefined;
  });
  for (const op of tapeOps) {
    const replacement = lowerings.get(op.def)!(op, OpBuilder.before(op));
    op.replaceAllUsesWith(replacement);
    op.erase();
  }
}

/** The type of the buffer for a tape; other types stay. */
function bufferType(type: Type): Type {
  if (!TapeType.is(type)) return type;
  const slots = new Array<number>(type.rank).fill(Dynamic);
  const { elementType } = type;
  return elementType instanceof RankedTensorType
    ? MemRefType.get([...slots, ...elementType.shape], elementType.elementType)
    : MemRefType.get(slots, bufferType(elementType));
}

/** What takes an operation's place: emits it and returns the values for its results. */
const lowerings = new Map<unknown, (op: Operation, builder: OpBuilder) => readonly Value[]>([
  [
    TapeCreateOp,
    (op, builder) => [
      builder.create(AllocOp, { dynamicSizes: op.operands, symbolOperands: [], resultTypes: op.resultTypes }).memref,
    ],
  ],
  [
    TapeSetOp,
    (op, builder) => {
      const { value, tape, indices } = TapeSetOp.view(op);
      write(builder, value, tape, indices);
      return [];
    },
  ],
  [
    TapeGetOp,
    (op, builder) => {
      const { tape, indices, value } = TapeGetOp.view(op);
      return [read(builder, tape, indices, value.type)];
    },
  ],
  [
    TapeAppendOp,
    (op, builder) => {
      const { value, tape, index } = TapeAppendOp.view(op);
      const roomy = growIfFull(builder, tape, index);
      write(builder, value, roomy, [index]);
      return [roomy];
    },
  ],
  [
    TapeFreeOp,
    (op, builder) => {
      builder.create(DeallocOp, { memref: op.operand(0) });
      return [];
    },
  ],
]);

function write(builder: OpBuilder, value: Value, buffer: Value, indices: readonly Value[]): void {
  if (value.type instanceof RankedTensorType) {
    const [dest, writable] = [sliceAt(builder, buffer, indices), UnitAttr.get()];
    builder.create(MaterializeInDestinationOp, { source: value, dest, writable, resultTypes: [] });
  } else builder.create(StoreOp, { value, memref: buffer, indices });
}

function read(builder: OpBuilder, buffer: Value, indices: readonly Value[], type: Type): Value {
  const resultTypes = [type];
  if (!(type instanceof RankedTensorType)) {
    return builder.create(LoadOp, { memref: buffer, indices, resultTypes }).result;
  }
  const slice = sliceAt(builder, buffer, indices);
  return builder.create(ToTensorOp, { buffer: slice, restrict: UnitAttr.get(), resultTypes }).result;
}

const sizeOf = (builder: OpBuilder, buffer: Value, dimension: number): Value => {
  const index = createIndexConstant(builder, dimension);
  return builder.create(DimOp, { source: buffer, index, resultTypes: [indexType()] }).result;
};

/** The part of a buffer that the first indices choose. */
function sliceAt(builder: OpBuilder, buffer: Value, indices: readonly Value[]): Value {
  const type = buffer.type as MemRefType;
  const slice: Slice = {
    offsets: type.shape.map((_, i) => indices[i] ?? 0n),
    sizes: type.shape.map((size, i) =>
      i < indices.length ? 1n : indexFromType(size, () => sizeOf(builder, buffer, i)),
    ),
    strides: type.shape.map(() => 1n),
  };
  const resultTypes = [inferRankReducedType(type, slice, new Set(indices.keys()))];
  return builder.create(SubViewOp, { source: buffer, ...sliceArgs(slice), resultTypes }).result;
}

/** The buffer itself if it has a slot `index`; else one of twice the size with the same contents, and the old one goes. */
function growIfFull(builder: OpBuilder, buffer: Value, index: Value): Value {
  const [size, ...others] = dynamicSizes(builder, buffer);
  const isFull = builder.create(CmpIOp, { predicate: CmpIPredicate.of("uge"), lhs: index, rhs: size! }).result;
  const thenRegion = new Region();
  const elseRegion = new Region();
  builder.guarded(() => {
    builder.createBlock(thenRegion);
    const doubled = builder.create(AddIOp, { lhs: size!, rhs: size! }).result;
    const larger = builder.create(AllocOp, {
      dynamicSizes: [doubled, ...others],
      symbolOperands: [],
      resultTypes: [buffer.type],
    }).memref;
    copyElements(builder, buffer, larger);
    builder.create(DeallocOp, { memref: buffer });
    builder.create(YieldOp, { results: [larger] });
    builder.createBlock(elseRegion);
    builder.create(YieldOp, { results: [buffer] });
  });
  return builder.create(IfOp, { condition: isFull, thenRegion, elseRegion, resultTypes: [buffer.type] }).results[0]!;
}

const dynamicSizes = (builder: OpBuilder, buffer: Value): Value[] =>
  (buffer.type as MemRefType).shape.flatMap((size, i) => (isDynamic(size) ? [sizeOf(builder, buffer, i)] : []));

/** Copies all elements of `source`. */
function copyElements(builder: OpBuilder, source: Value, target: Value): void {
  const { shape, elementType } = source.type as MemRefType;
  const sizes = shape.map((size, i) => indexFromType(size, () => sizeOf(builder, source, i)));
  overIndices(builder, sizes, [], (indices) => {
    const value = builder.create(LoadOp, { memref: source, indices, resultTypes: [elementType] }).result;
    builder.create(StoreOp, { value, memref: target, indices });
    return [];
  });
}
