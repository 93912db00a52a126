/**
 * Operations on memory that are differentiated as others: what gives a buffer another size, and what delimits how long
 * memory lives.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import { MemRefType } from "../../../ir/builtin/types.ts";
import { type DerivativeRule, differentiatedAs } from "../../../ir/interfaces/differentiable.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { indexFromType, isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndex, MinUIOp } from "../../arith/index.ts";
import { mixedSizes } from "../../dynamic-sizes.ts";
import { sliceArgs } from "../../offset-size-stride.ts";
import { CopyOp } from "../access.ts";
import { AllocaScopeOp } from "../alloca-scope.ts";
import { AllocaOp, AllocOp, ReallocOp } from "../allocation.ts";
import { DeallocOp } from "../deallocation.ts";
import { DimOp, givenSize } from "../metadata.ts";
import { sizeOf } from "../sizes.ts";
import { inferSubViewType, SubViewOp } from "../subview.ts";

/** A new buffer that begins with the elements of the old one, which is freed. */
const reallocRule = differentiatedAs(ReallocOp, ({ op, source, result, dynamicResultSize, alignment }) => {
  const builder = OpBuilder.before(op);
  const dynamicSizes = dynamicResultSize === undefined ? [] : [dynamicResultSize];
  const resultTypes = [result.type];
  const target = builder.create(AllocOp, { dynamicSizes, symbolOperands: [], alignment, resultTypes }).memref;
  const [newSize] = mixedSizes(result.type as MemRefType, dynamicSizes);
  const size = lesser(builder, firstSize(builder, source), newSize!);
  const [from, to] = [source, target].map((buffer) => beginning(builder, buffer, size));
  builder.create(CopyOp, { source: from!, target: to! });
  builder.create(DeallocOp, { memref: source });
  op.replaceAllUsesWith([target]);
  op.erase();
});

const firstSize = (builder: OpBuilder, source: Value): MixedIndex =>
  indexFromType((source.type as MemRefType).shape[0]!, () => sizeOf(builder, source, 0));

function lesser(builder: OpBuilder, a: MixedIndex, b: MixedIndex): MixedIndex {
  if (!isValue(a) && !isValue(b)) return a < b ? a : b;
  return builder.create(MinUIOp, { lhs: createIndex(builder, a), rhs: createIndex(builder, b) }).result;
}

function beginning(builder: OpBuilder, source: Value, size: MixedIndex): Value {
  const slice = { offsets: [0n], sizes: [size], strides: [1n] };
  const resultTypes = [inferSubViewType(source.type as MemRefType, slice)];
  return builder.create(SubViewOp, { source, ...sliceArgs(slice), resultTypes }).result;
}

/** Without the scope: memory that lived until its end is freed there. */
const allocaScopeRule = differentiatedAs(AllocaScopeOp, ({ op, bodyRegion }) => {
  const terminator = bodyRegion.front.terminator!;
  const end = OpBuilder.before(op);
  for (const inner of [...bodyRegion.front.ops()]) {
    if (inner === terminator) continue;
    inner.moveBefore(op);
    const alloca = AllocaOp.match(inner);
    if (alloca !== undefined) toHeap(alloca, end);
  }
  op.replaceAllUsesWith(terminator.operands);
  op.erase();
});

function toHeap({ op, dynamicSizes, symbolOperands, alignment, memref: { type } }: AllocaOp, end: OpBuilder): void {
  const args = { dynamicSizes, symbolOperands, alignment, resultTypes: [type] };
  const { memref } = OpBuilder.before(op).create(AllocOp, args);
  end.create(DeallocOp, { memref });
  op.replaceAllUsesWith([memref]);
  op.erase();
}

/** A size that is known otherwise is not asked of the buffer, which is further away in the reverse sweep. */
const dimRule: DerivativeRule = {
  op: DimOp,
  inactive: "all",
  expand(op) {
    const { source, index } = DimOp.view(op);
    const dimension = constantInteger(index)?.number;
    const { type } = source;
    if (dimension === undefined || !(type instanceof MemRefType)) return;
    if (dimension < 0 || dimension >= type.rank || !type.isDynamicDim(dimension)) return;
    const size = givenSize(source, type, dimension);
    if (size === undefined) return;
    op.replaceAllUsesWith([size]);
    op.erase();
  },
};

export const expandedRules: readonly DerivativeRule[] = [reallocRule, allocaScopeRule, dimRule];
