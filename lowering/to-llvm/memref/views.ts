/** Lowers views: descriptors of the same memory with other offsets, sizes and strides. */

import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { BoolAttr } from "../../../ir/builtin/attributes.ts";
import { type BaseMemRefType, i8, MemRefType, UnrankedMemRefType } from "../../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../../ir/conversion.ts";
import { isValue, type MixedIndex, mixedIndices } from "../../../ir/mixed-index.ts";
import type { TypeConverter } from "../../../ir/type-converter.ts";
import type { Value } from "../../../ir/value.ts";
import { addressSpaceOf } from "../types.ts";
import { describeBuffer, shapeOf } from "./allocation.ts";
import {
  buildUnranked,
  indexConstant,
  newUnranked,
  type Part,
  packDescriptor,
  part,
  pointerBytes,
  pointersOf,
  stored,
  unpackDescriptor,
  unrankedPart,
} from "./descriptor.ts";

/** Casts between known ranks change nothing; the rank is forgotten by storing the descriptor, and found by loading it. */
const convertCast = conversionPattern("memref.cast-to-llvm", memref.CastOp, (view, { source }, rewriter, types) => {
  const from = view.source.type;
  const type = types.convert(view.dest.type);
  if (type === undefined || types.convert(from) === undefined) return false;
  let result = source;
  if (from instanceof UnrankedMemRefType) {
    const addr = llvm.extractValue(rewriter, source, unrankedPart.descriptor);
    result = rewriter.create(llvm.LoadOp, { addr, resultTypes: [type] }).res;
  } else if (view.dest.type instanceof UnrankedMemRefType) {
    const addr = stored(rewriter, types, source);
    const rank = indexConstant(rewriter, types, (from as MemRefType).rank);
    result = buildUnranked(rewriter, type, rank, addr);
  }
  rewriter.replace(view.op, [result]);
  return true;
});

const convertReinterpretCast = conversionPattern(
  "memref.reinterpret_cast-to-llvm",
  memref.ReinterpretCastOp,
  (view, { source, offsets, sizes, strides }, rewriter, types) => {
    const type = types.convert(view.result.type);
    if (type === undefined || types.convert(view.source.type) === undefined) return false;
    const [offset] = mixedIndices({ operands: offsets, constants: view.static_offsets });
    const mixedSizes = mixedIndices({ operands: sizes, constants: view.static_sizes });
    const mixedStrides = mixedIndices({ operands: strides, constants: view.static_strides });
    const asValue = (index: MixedIndex): Value =>
      isValue(index) ? index : indexConstant(rewriter, types, Number(index));
    function* parts(): Generator<Part> {
      const { allocated, aligned } = pointersOf(rewriter, source, view.source.type);
      yield [part.allocated, allocated];
      yield [part.aligned, aligned];
      yield [part.offset, asValue(offset!)];
      for (const [d, size] of mixedSizes.entries()) {
        yield [part.size(d), asValue(size)];
        yield [part.stride(d), asValue(mixedStrides[d]!)];
      }
    }
    rewriter.replace(view.op, [llvm.buildAggregate(rewriter, type, parts())]);
    return true;
  },
);

const convertTranspose = conversionPattern(
  "memref.transpose-to-llvm",
  memref.TransposeOp,
  (view, operands, rewriter, types) => {
    const type = types.convert(view.result.type);
    if (type === undefined) return false;
    const extract = (position: readonly number[]): Value => llvm.extractValue(rewriter, operands.in, position);
    function* parts(): Generator<Part> {
      for (const position of [part.allocated, part.aligned, part.offset]) yield [position, extract(position)];
      for (const [d, source] of memref.transposedDims(view).entries()) {
        yield [part.size(d), extract(part.size(source))];
        yield [part.stride(d), extract(part.stride(source))];
      }
    }
    rewriter.replace(view.op, [llvm.buildAggregate(rewriter, type, parts())]);
    return true;
  },
);

const convertView = conversionPattern(
  "memref.view-to-llvm",
  memref.ViewOp,
  (view, { source, byte_shift, sizes }, rewriter, types) => {
    const { type } = view.result;
    if (types.convert(type) === undefined) return false;
    const allocated = llvm.extractValue(rewriter, source, part.allocated);
    const start = llvm.extractValue(rewriter, source, part.aligned);
    const aligned = llvm.createGEP(rewriter, start, i8(), [byte_shift]);
    const shape = shapeOf(rewriter, types, type, sizes);
    rewriter.replace(view.op, [describeBuffer(rewriter, types, type, { allocated, aligned }, shape)]);
    return true;
  },
);

const convertMemorySpaceCast = conversionPattern(
  "memref.memory_space_cast-to-llvm",
  memref.MemorySpaceCastOp,
  (view, { source }, rewriter, types) => {
    const from = view.source.type;
    const to = view.dest.type;
    const type = types.convert(to);
    if (type === undefined || types.convert(from) === undefined) return false;
    const castPointer = (arg: Value): Value =>
      rewriter.create(llvm.AddrSpaceCastOp, { arg, resultTypes: [llvm.ptr(addressSpaceOf(to))] }).res;
    if (from instanceof MemRefType) {
      const [allocated, aligned, ...numbers] = unpackDescriptor(rewriter, source, from);
      const values = [castPointer(allocated!), castPointer(aligned!), ...numbers];
      rewriter.replace(view.op, [packDescriptor(rewriter, type, values, to)]);
    } else rewriter.replace(view.op, [castUnranked(rewriter, types, source, from, to, castPointer)]);
    return true;
  },
);

/** Writes another descriptor with the pointers cast; the numbers behind them are the same. */
function castUnranked(
  builder: OpBuilder,
  types: TypeConverter,
  source: Value,
  from: BaseMemRefType,
  to: BaseMemRefType,
  castPointer: (pointer: Value) => Value,
): Value {
  const rank = llvm.extractValue(builder, source, unrankedPart.rank);
  const old = llvm.extractValue(builder, source, unrankedPart.descriptor);
  const { unranked, memory, bytes } = newUnranked(builder, types, types.convert(to)!, rank);
  const { allocated, aligned } = pointersOf(builder, source, from);
  const [oldPointer, newPointer] = [from, to].map((type) => llvm.ptr(addressSpaceOf(type)));
  const [first, second] = [allocated, aligned].map(castPointer);
  builder.create(llvm.StoreOp, { value: first!, addr: memory });
  builder.create(llvm.StoreOp, { value: second!, addr: llvm.createGEP(builder, memory, newPointer!, [1]) });
  const src = llvm.createGEP(builder, old, oldPointer!, [2]);
  const dst = llvm.createGEP(builder, memory, newPointer!, [2]);
  const pointers = indexConstant(builder, types, 2 * pointerBytes);
  const len = builder.create(llvm.SubOp, { lhs: bytes, rhs: pointers }).res;
  builder.create(llvm.MemcpyOp, { dst, src, len, isVolatile: BoolAttr.get(false) });
  return unranked;
}

export const viewPatterns: readonly ConversionPattern[] = [
  convertCast,
  convertMemorySpaceCast,
  convertReinterpretCast,
  convertTranspose,
  convertView,
];
