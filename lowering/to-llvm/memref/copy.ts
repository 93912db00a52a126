/** Lowers copies between buffers: of whole blocks of memory where the elements lie close together. */

import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { BoolAttr } from "../../../ir/builtin/attributes.ts";
import { stridesAndOffset } from "../../../ir/builtin/strided-layout.ts";
import { type BaseMemRefType, isDynamic, MemRefType, UnrankedMemRefType } from "../../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../../ir/conversion.ts";
import type { TypeConverter } from "../../../ir/type-converter.ts";
import type { Value } from "../../../ir/value.ts";
import { callLibrary, type ModuleSymbols } from "../symbols.ts";
import { buildUnranked, indexConstant, isMemRef, part, sizeInBytes, stored } from "./descriptor.ts";

/** Whether the elements follow one another, the last index changing fastest. */
function isContiguous(type: BaseMemRefType): type is MemRefType {
  if (!(type instanceof MemRefType)) return false;
  if (type.layout === undefined) return true;
  const strides = stridesAndOffset(type)?.strides;
  if (strides === undefined || type.shape.some(isDynamic) || type.shape.includes(0)) return false;
  let expected = 1;
  for (let d = type.rank - 1; d >= 0; d--) {
    if (type.shape[d] !== 1 && strides[d] !== expected) return false;
    expected *= type.shape[d]!;
  }
  return true;
}

/** The address of the first element. */
function startOf(builder: OpBuilder, descriptor: Value, elementType: Type): Value {
  const aligned = llvm.extractValue(builder, descriptor, part.aligned);
  return llvm.createGEP(builder, aligned, elementType, [llvm.extractValue(builder, descriptor, part.offset)]);
}

function copyBlock(builder: OpBuilder, types: TypeConverter, source: Value, target: Value, type: MemRefType): void {
  const elementType = types.convert(type.elementType)!;
  const multiply = (lhs: Value, rhs: Value): Value => builder.create(llvm.MulOp, { lhs, rhs }).res;
  let count = indexConstant(builder, types, 1);
  for (let d = 0; d < type.rank; d++) count = multiply(count, llvm.extractValue(builder, source, part.size(d)));
  const len = multiply(count, sizeInBytes(builder, types, elementType, 1));
  const src = startOf(builder, source, elementType);
  const dst = startOf(builder, target, elementType);
  builder.create(llvm.MemcpyOp, { dst, src, len, isVolatile: BoolAttr.get(false) });
}

/** The descriptor of unknown rank. */
function unranked(builder: OpBuilder, types: TypeConverter, descriptor: Value, type: BaseMemRefType): Value {
  if (!(type instanceof MemRefType)) return descriptor;
  const rank = indexConstant(builder, types, type.rank);
  const unrankedType = types.convert(UnrankedMemRefType.get(type.elementType, type.memorySpace))!;
  return buildUnranked(builder, unrankedType, rank, stored(builder, types, descriptor));
}

export const convertCopy = (symbols: ModuleSymbols): ConversionPattern =>
  conversionPattern("memref.copy-to-llvm", memref.CopyOp, (copy, { source, target }, rewriter, types) => {
    const from = copy.source.type;
    const to = copy.target.type;
    if (!isMemRef(from) || !isMemRef(to) || types.convert(from) === undefined || types.convert(to) === undefined) {
      return false;
    }
    if (isContiguous(from) && isContiguous(to)) copyBlock(rewriter, types, source, target, from);
    else {
      // MLIR's runtime library has a function for this, to which descriptors go through local variables.
      const ptr = rewriter.create(llvm.StackSaveOp, { resultTypes: [llvm.ptr()] }).res;
      const descriptors = [unranked(rewriter, types, source, from), unranked(rewriter, types, target, to)];
      const pointers = descriptors.map((descriptor) => stored(rewriter, types, descriptor));
      const size = sizeInBytes(rewriter, types, types.convert(from.elementType)!, 1);
      callLibrary(rewriter, symbols, "memrefCopy", [size, ...pointers]);
      rewriter.create(llvm.StackRestoreOp, { ptr });
    }
    rewriter.erase(copy.op);
    return true;
  });
