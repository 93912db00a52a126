/** Canonicalization of the operations between tensors and buffers, and of what asks for their sizes and elements. */

import { indexType, MemRefType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { Value } from "../../../ir/value.ts";
import { dynamicSize, foldConstantSizes } from "../../dynamic-sizes.ts";
import { AllocOp, CastOp, DimOp, LoadOp } from "../../memref/index.ts";
import * as tensor from "../../tensor/index.ts";
import { castOrCopy } from "../casts.ts";
import { AllocTensorOp, allocatedType } from "../ops/allocation.ts";
import { ToBufferOp, ToTensorOp } from "../ops/conversion.ts";

/** alloc_tensor(c8) : tensor<?xT>  ->  cast(alloc_tensor() : tensor<8xT>) */
const constantSizes = pattern("constant-sizes-of-alloc-tensor", AllocTensorOp, (view, rewriter) => {
  if (view.copy !== undefined || !view.result.type.hasRank) return false;
  const { type, sizes } = foldConstantSizes(allocatedType(view), view.dynamic_sizes);
  if (type === view.result.type) return false;
  const { memory_space, size_hint } = view;
  const made = rewriter.create(AllocTensorOp, { dynamic_sizes: sizes, size_hint, memory_space, resultTypes: [type] });
  rewriter.replaceWithNew(view.op, tensor.CastOp, { source: made.result, resultTypes: [view.result.type] });
  return true;
});

/** dim(alloc_tensor(n))  ->  n, and dim(alloc_tensor copy(t))  ->  dim(t) */
const dimOfAllocTensor = pattern("dim-of-alloc-tensor", tensor.DimOp, ({ op, source, index }, rewriter) => {
  const allocation = AllocTensorOp.defining(source);
  const dimension = constantInteger(index)?.number;
  if (allocation === undefined || dimension === undefined || !allocation.result.type.hasRank) return false;
  const type = allocatedType(allocation);
  if (dimension < 0 || dimension >= type.rank || !type.isDynamicDim(dimension)) return false;
  if (allocation.copy === undefined) {
    rewriter.replace(op, [dynamicSize(type, allocation.dynamic_sizes, dimension)]);
    return true;
  }
  rewriter.replaceWithNew(op, tensor.DimOp, { source: allocation.copy, index, resultTypes: [indexType()] });
  return true;
});

/** tensor.dim(to_tensor(m))  ->  memref.dim(m) */
const dimOfToTensor = pattern("dim-of-to-tensor", tensor.DimOp, ({ op, source, index }, rewriter) => {
  const toTensor = ToTensorOp.defining(source);
  if (toTensor === undefined) return false;
  rewriter.replaceWithNew(op, DimOp, { source: toTensor.buffer, index, resultTypes: [indexType()] });
  return true;
});

/** memref.dim(to_buffer(t))  ->  tensor.dim(t) */
const dimOfToBuffer = pattern("dim-of-to-buffer", DimOp, ({ op, source, index }, rewriter) => {
  const toBuffer = ToBufferOp.defining(source);
  if (toBuffer === undefined) return false;
  rewriter.replaceWithNew(op, tensor.DimOp, { source: toBuffer.tensor, index, resultTypes: [indexType()] });
  return true;
});

/** memref.load(to_buffer(t))  ->  tensor.extract(t) */
const loadOfToBuffer = pattern("load-of-to-buffer", LoadOp, ({ op, memref, indices }, rewriter) => {
  const toBuffer = ToBufferOp.defining(memref);
  if (toBuffer === undefined) return false;
  rewriter.replaceWithNew(op, tensor.ExtractOp, { tensor: toBuffer.tensor, indices, resultTypes: op.resultTypes });
  return true;
});

/** to_buffer(tensor.cast(t))  ->  memref.cast(to_buffer(t)) */
const toBufferOfCast = pattern("to-buffer-of-cast", ToBufferOp, (view, rewriter) => {
  const source = tensor.CastOp.defining(view.tensor)?.source;
  if (source === undefined || !(source.type instanceof RankedTensorType)) return false;
  const { layout, memorySpace } = view.buffer.type as MemRefType;
  const type = MemRefType.get(source.type.shape, source.type.elementType, layout, memorySpace);
  const { read_only } = view;
  const buffer = rewriter.create(ToBufferOp, { tensor: source, read_only, resultTypes: [type] }).buffer;
  rewriter.replaceWithNew(view.op, CastOp, { source: buffer, resultTypes: [view.buffer.type] });
  return true;
});

/** to_buffer(to_tensor(m)) of another type  ->  memref.cast(m), or a copy of m where the cast might fail */
const toBufferOfToTensor = pattern("to-buffer-of-to-tensor", ToBufferOp, ({ op, tensor, buffer }, rewriter) => {
  const source = ToTensorOp.defining(tensor)?.buffer;
  if (source === undefined || source.type === buffer.type) return false;
  const allocate = (dynamicSizes: readonly Value[]): Value =>
    rewriter.create(AllocOp, { dynamicSizes, symbolOperands: [], resultTypes: [buffer.type] }).memref;
  const replacement = castOrCopy(rewriter, source, buffer.type, allocate);
  if (replacement === undefined) return false;
  rewriter.replace(op, [replacement]);
  return true;
});

export const tensorConversionCanonicalizations: readonly Pattern[] = [
  constantSizes,
  dimOfAllocTensor,
  dimOfToTensor,
  dimOfToBuffer,
  loadOfToBuffer,
  toBufferOfCast,
  toBufferOfToTensor,
];
