/**
 * The pass `lower-ad-tape`: tapes become buffers. A tape of known size is a buffer of that size; one that grows is
 * replaced by a buffer of twice the size when it is full. Values keep their places; only their types change.
 */
import { TapeAppendOp, TapeCreateOp, TapeFreeOp, TapeGetOp, TapeSetOp, TapeType } from "../dialects/ad/index.ts";
import { AddIOp, arithDialect, CmpIOp, CmpIPredicate, createIndexConstant } from "../dialects/arith/index.ts";
import { AllocOp, DeallocOp, DimOp, LoadOp, memrefDialect, StoreOp } from "../dialects/memref/index.ts";
import { ForOp, IfOp, scfDialect, YieldOp } from "../dialects/scf/index.ts";
import type { Type } from "../ir/attribute.ts";
import { Region } from "../ir/block.ts";
import { OpBuilder } from "../ir/builder.ts";
import { Dynamic, indexType, MemRefType } from "../ir/builtin/types.ts";
import type { Operation } from "../ir/operation.ts";
import { definePass } from "../ir/pass.ts";
import type { Value } from "../ir/value.ts";

export const lowerAdTape = definePass(
  "lower-ad-tape",
  {
    summary: "Turns the tapes of reverse mode into buffers",
    dependentDialects: [arithDialect, memrefDialect, scfDialect],
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
  return MemRefType.get(new Array<number>(type.rank).fill(Dynamic), bufferType(type.elementType));
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
      builder.create(StoreOp, { value, memref: tape, indices });
      return [];
    },
  ],
  [
    TapeGetOp,
    (op, builder) => {
      const { tape, indices } = TapeGetOp.view(op);
      return [builder.create(LoadOp, { memref: tape, indices, resultTypes: op.resultTypes }).result];
    },
  ],
  [
    TapeAppendOp,
    (op, builder) => {
      const { value, tape, index } = TapeAppendOp.view(op);
      const roomy = growIfFull(builder, tape, index);
      builder.create(StoreOp, { value, memref: roomy, indices: [index] });
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

/** The buffer itself if it has a slot `index`; else one of twice the size with the same contents, and the old one goes. */
function growIfFull(builder: OpBuilder, buffer: Value, index: Value): Value {
  const zero = createIndexConstant(builder, 0);
  const size = builder.create(DimOp, { source: buffer, index: zero, resultTypes: [indexType()] }).result;
  const isFull = builder.create(CmpIOp, { predicate: CmpIPredicate.of("uge"), lhs: index, rhs: size }).result;
  const thenRegion = new Region();
  const elseRegion = new Region();
  builder.guarded(() => {
    builder.createBlock(thenRegion);
    const doubled = builder.create(AddIOp, { lhs: size, rhs: size }).result;
    const larger = builder.create(AllocOp, {
      dynamicSizes: [doubled],
      symbolOperands: [],
      resultTypes: [buffer.type],
    }).memref;
    copyElements(builder, buffer, larger, zero, size);
    builder.create(DeallocOp, { memref: buffer });
    builder.create(YieldOp, { results: [larger] });
    builder.createBlock(elseRegion);
    builder.create(YieldOp, { results: [buffer] });
  });
  return builder.create(IfOp, { condition: isFull, thenRegion, elseRegion, resultTypes: [buffer.type] }).results[0]!;
}

function copyElements(builder: OpBuilder, source: Value, target: Value, zero: Value, size: Value): void {
  const region = new Region();
  builder.guarded(() => {
    const body = builder.createBlock(region, [indexType()]);
    const at = body.args[0]!;
    const elementType = (source.type as MemRefType).elementType;
    const element = builder.create(LoadOp, { memref: source, indices: [at], resultTypes: [elementType] }).result;
    builder.create(StoreOp, { value: element, memref: target, indices: [at] });
    builder.create(YieldOp, { results: [] });
  });
  const step = createIndexConstant(builder, 1);
  builder.create(ForOp, { lowerBound: zero, upperBound: size, step, initArgs: [], region, resultTypes: [] });
}
