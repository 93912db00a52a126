/** `bufferization.clone` as memory with a copy of the elements. */

import { createIndex, createIndexConstant, MulIOp } from "../../../dialects/arith/index.ts";
import { type CloneOp, dynamicSizesOf, isSafeCast } from "../../../dialects/bufferization/index.ts";
import {
  AllocaOp,
  AllocOp,
  CastOp,
  CopyOp,
  DimOp,
  RankOp,
  ReinterpretCastOp,
  ReshapeOp,
  StoreOp,
} from "../../../dialects/memref/index.ts";
import { sliceArgs } from "../../../dialects/offset-size-stride.ts";
import { createFor } from "../../../dialects/scf/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { isStrided, stridesAndOffset } from "../../../ir/builtin/strided-layout.ts";
import { type BaseMemRefType, Dynamic, indexType, MemRefType } from "../../../ir/builtin/types.ts";
import { errorAt } from "../../../ir/diagnostic.ts";
import { indexFromType, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { createPosition, layoutOf } from "../../../passes/memref/view-layouts.ts";

/** @throws {DiagnosticError} at a buffer whose layout has no strides */
export function lowerClone({ op, input, output }: CloneOp): void {
  const builder = OpBuilder.before(op);
  const copy = allocateLike(builder, input, output.type as BaseMemRefType);
  if (copy === undefined) {
    throw errorAt(op.loc, "failed to legalize operation 'bufferization.clone' that was explicitly marked illegal");
  }
  builder.create(CopyOp, { source: input, target: copy });
  output.replaceAllUsesWith(copy);
  op.erase();
}

function allocateLike(builder: OpBuilder, input: Value, type: BaseMemRefType): Value | undefined {
  if (!(type instanceof MemRefType)) return allocateUnranked(builder, input, type);
  const compact = MemRefType.get(type.shape, type.elementType, undefined, type.memorySpace);
  if (compact === type || isSafeCast(compact, type)) {
    const memref = allocate(builder, compact, dynamicSizesOf(builder, input, compact));
    return compact === type ? memref : builder.create(CastOp, { source: memref, resultTypes: [type] }).dest;
  }
  return isStrided(type) && isStrided(input.type as MemRefType) ? allocateStrided(builder, input, type) : undefined;
}

const allocate = (builder: OpBuilder, type: MemRefType, dynamicSizes: readonly Value[]): Value =>
  builder.create(AllocOp, { dynamicSizes, symbolOperands: [], resultTypes: [type] }).memref;

const flat = ({ elementType, memorySpace }: BaseMemRefType): MemRefType =>
  MemRefType.get([Dynamic], elementType, undefined, memorySpace);

/** A buffer with the offset and strides that `input` has, for types that insist on them. */
function allocateStrided(builder: OpBuilder, input: Value, type: MemRefType): Value {
  const { offset, sizes, strides } = layoutOf(builder, input);
  // At least as many elements as lie between the first and the last.
  const span = createPosition(builder, offset, [...sizes, 1n], [...strides, 1n]);
  const source = allocate(builder, flat(type), [createIndex(builder, span)]);
  const layout = stridesAndOffset(type)!;
  const mixed = (known: number, value: MixedIndex): MixedIndex =>
    indexFromType(known, () => createIndex(builder, value));
  const slice = sliceArgs({
    offsets: [mixed(layout.offset, offset)],
    sizes: sizes.map((size, i) => mixed(type.shape[i]!, size)),
    strides: strides.map((stride, i) => mixed(layout.strides[i]!, stride)),
  });
  return builder.create(ReinterpretCastOp, { source, ...slice, resultTypes: [type] }).result;
}

function allocateUnranked(builder: OpBuilder, input: Value, type: BaseMemRefType): Value {
  const rank = builder.create(RankOp, { memref: input, resultTypes: [indexType()] }).op.result();
  const [zero, one] = [createIndexConstant(builder, 0), createIndexConstant(builder, 1)];
  const shapeType = MemRefType.get([Dynamic], indexType());
  const shape = builder.create(AllocaOp, { dynamicSizes: [rank], symbolOperands: [], resultTypes: [shapeType] }).memref;
  const bounds = { lowerBound: zero, upperBound: rank, step: one };
  const loop = createFor(builder, bounds, [one], (dimension, [count]) => {
    const size = builder.create(DimOp, { source: input, index: dimension, resultTypes: [indexType()] }).result;
    builder.create(StoreOp, { value: size, memref: shape, indices: [dimension] });
    return [builder.create(MulIOp, { lhs: count!, rhs: size }).result];
  });
  const source = allocate(builder, flat(type), [loop.results[0]!]);
  return builder.create(ReshapeOp, { source, shape, resultTypes: [type] }).result;
}
