/** Lowers `memref.reshape`: the new shape is read from memory, and strides are computed from it. */

import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { type IntegerType, isDynamic, MemRefType } from "../../../ir/builtin/types.ts";
import { type ConversionRewriter, conversionPattern } from "../../../ir/conversion.ts";
import type { TypeConverter } from "../../../ir/type-converter.ts";
import type { Value } from "../../../ir/value.ts";
import { addressSpaceOf, indexTypeOf } from "../types.ts";
import { elementAddress } from "./access.ts";
import { indexConstant, newUnranked, type Part, part, pointersOf } from "./descriptor.ts";

/** The buffer of sizes. */
interface Sizes {
  readonly descriptor: Value;
  readonly type: MemRefType;
}

interface Reshape {
  readonly view: memref.ReshapeOp;
  /** The descriptor of the buffer. */
  readonly source: Value;
  readonly sizes: Sizes;
}

/** The size of dimension `index`, as an index. */
function loadSize(builder: OpBuilder, types: TypeConverter, { descriptor, type }: Sizes, index: Value): Value {
  const addr = elementAddress(builder, types, descriptor, type, [index], "inbounds");
  const size = builder.create(llvm.LoadOp, { addr, resultTypes: [types.convert(type.elementType)!] }).res;
  const word = indexTypeOf(types);
  const width = (size.type as IntegerType).width;
  if (width === word.width) return size;
  const cast = { arg: size, resultTypes: [word] };
  return width < word.width ? builder.create(llvm.SExtOp, cast).res : builder.create(llvm.TruncOp, cast).res;
}

export const convertReshape = conversionPattern(
  "memref.reshape-to-llvm",
  memref.ReshapeOp,
  (view, { source, shape }, rewriter, types) => {
    if ([view.source, view.shape, view.result].some(({ type }) => types.convert(type) === undefined)) return false;
    const { type } = view.result;
    const reshape: Reshape = { view, source, sizes: { descriptor: shape, type: view.shape.type } };
    const reshaped =
      type instanceof MemRefType ? toRanked(reshape, type, rewriter, types) : toUnranked(reshape, rewriter, types);
    rewriter.replace(view.op, [reshaped]);
    return true;
  },
);

function toRanked({ view, source, sizes }: Reshape, type: MemRefType, builder: OpBuilder, types: TypeConverter): Value {
  const { shape, rank } = type;
  const constant = (value: number): Value => indexConstant(builder, types, value);
  function* parts(): Generator<Part> {
    const { allocated, aligned } = pointersOf(builder, source, view.source.type);
    yield [part.allocated, allocated];
    yield [part.aligned, aligned];
    yield [part.offset, constant(0)];
    let stride = constant(1);
    // The stride, while it is known.
    let product: number | undefined = 1;
    for (let d = rank - 1; d >= 0; d--) {
      const isKnown = !isDynamic(shape[d]!);
      const size = isKnown ? constant(shape[d]!) : loadSize(builder, types, sizes, constant(d));
      yield [part.size(d), size];
      yield [part.stride(d), stride];
      product = product === undefined || !isKnown ? undefined : product * shape[d]!;
      stride = product === undefined ? builder.create(llvm.MulOp, { lhs: stride, rhs: size }).res : constant(product);
    }
  }
  return llvm.buildAggregate(builder, types.convert(type)!, parts());
}

/** A descriptor in memory, whose sizes and strides a loop writes, the last dimension first. */
function toUnranked({ view, source, sizes }: Reshape, rewriter: ConversionRewriter, types: TypeConverter): Value {
  const word = indexTypeOf(types);
  const sourceType = view.source.type;
  const rank = llvm.extractValue(rewriter, sizes.descriptor, part.size(0));
  const { unranked, memory } = newUnranked(rewriter, types, types.convert(view.result.type)!, rank);
  const { allocated, aligned } = pointersOf(rewriter, source, sourceType);
  const offset =
    sourceType instanceof MemRefType
      ? llvm.extractValue(rewriter, source, part.offset)
      : indexConstant(rewriter, types, 0);
  const pointer = llvm.ptr(addressSpaceOf(sourceType));
  const store = (value: Value, addr: Value): void => {
    rewriter.create(llvm.StoreOp, { value, addr });
  };
  store(allocated, memory);
  store(aligned, llvm.createGEP(rewriter, memory, pointer, [1]));
  store(offset, llvm.createGEP(rewriter, memory, pointer, [2]));
  const start = llvm.literalStruct([pointer, pointer, word, word]);
  const firstSize = llvm.createGEP(rewriter, memory, start, [0, 3]);
  const firstStride = llvm.createGEP(rewriter, firstSize, word, [rank]);
  const one = indexConstant(rewriter, types, 1);
  const last = rewriter.create(llvm.SubOp, { lhs: rank, rhs: one }).res;

  const before = view.op.block!;
  const behind = rewriter.splitBlock(before, view.op);
  const condition = rewriter.createBlock(before.region!, [word, word], behind);
  const body = rewriter.createBlock(before.region!, [], behind);
  rewriter.setInsertionPointToEnd(before);
  rewriter.create(llvm.BrOp, { dest: condition, destOperands: [last, one] });
  rewriter.setInsertionPointToEnd(condition);
  const index = condition.args[0]!;
  const stride = condition.args[1]!;
  const zero = indexConstant(rewriter, types, 0);
  const predicate = llvm.ICmpPredicate.of("sge");
  rewriter.create(llvm.CondBrOp, {
    condition: rewriter.create(llvm.ICmpOp, { predicate, lhs: index, rhs: zero }).res,
    trueDest: body,
    trueDestOperands: [],
    falseDest: behind,
    falseDestOperands: [],
  });
  rewriter.setInsertionPointToEnd(body);
  const size = loadSize(rewriter, types, sizes, index);
  store(size, llvm.createGEP(rewriter, firstSize, word, [index]));
  store(stride, llvm.createGEP(rewriter, firstStride, word, [index]));
  const nextStride = rewriter.create(llvm.MulOp, { lhs: stride, rhs: size }).res;
  const next = rewriter.create(llvm.SubOp, { lhs: index, rhs: one }).res;
  rewriter.create(llvm.BrOp, { dest: condition, destOperands: [next, nextStride] });
  return unranked;
}
