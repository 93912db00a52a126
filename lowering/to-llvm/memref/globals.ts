/** Lowers buffers that live as long as the program to global variables. */

import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { Attribute, Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr, SymbolRefAttr, TypeAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { i32, type MemRefType } from "../../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../../ir/conversion.ts";
import type { Location } from "../../../ir/location.ts";
import type { Region } from "../../../ir/region.ts";
import { symbolVisibility } from "../../../ir/symbol-table.ts";
import type { TypeConverter } from "../../../ir/type-converter.ts";
import type { ModuleSymbols } from "../symbols.ts";
import { addressSpaceOf } from "../types.ts";
import { describeBuffer, isAllocatable, shapeOf } from "./allocation.ts";
import { indexConstant } from "./descriptor.ts";

/** Arrays of arrays of the elements; the element itself where there are no dimensions. */
const globalType = ({ shape, elementType }: MemRefType, types: TypeConverter): Type =>
  shape.reduceRight<Type>((type, size) => llvm.arrayType(type, size), types.convert(elementType)!);

/** The only element of a buffer without dimensions is not an array. */
const initialValue = (value: Attribute, { rank }: MemRefType): Attribute =>
  rank === 0 && value instanceof DenseElementsAttr ? value.elementAttr(0) : value;

function uninitialized(loc: Location, type: Type): Region {
  const builder = new OpBuilder(loc);
  return builder.createRegion([], () => {
    builder.create(llvm.ReturnOp, { arg: builder.create(llvm.UndefOp, { resultTypes: [type] }).res });
  });
}

const convertGlobal = (symbols: ModuleSymbols): ConversionPattern =>
  conversionPattern("memref.global-to-llvm", memref.GlobalOp, (view, _, rewriter, types) => {
    const { op, sym_name, initial_value: value, constant, alignment } = view;
    const type = view.type.value as MemRefType;
    if (!isAllocatable(type, types)) return false;
    const global_type = globalType(type, types);
    const isLocal = value !== undefined && symbolVisibility(op) !== "public";
    const global = rewriter.create(llvm.GlobalOp, {
      sym_name,
      global_type: TypeAttr.get(global_type),
      linkage: llvm.Linkage.of(isLocal ? "private" : "external"),
      constant,
      alignment,
      addr_space: IntegerAttr.get(i32(), addressSpaceOf(type)!),
      ...(value === undefined || value instanceof UnitAttr ? {} : { value: initialValue(value, type) }),
      ...(value instanceof UnitAttr ? { initializer: uninitialized(op.loc, global_type) } : {}),
    });
    symbols.define(global.op);
    rewriter.erase(op);
    return true;
  });

/** What stands where a pointer to free would: the memory must not be freed. */
const neverFreed = 0xdeadbeef;

const convertGetGlobal = conversionPattern(
  "memref.get_global-to-llvm",
  memref.GetGlobalOp,
  ({ op, name, result: { type } }, _, rewriter, types) => {
    if (!isAllocatable(type, types)) return false;
    const pointer = llvm.ptr(addressSpaceOf(type));
    const shape = shapeOf(rewriter, types, type, []);
    const global_name = SymbolRefAttr.get(name.root);
    const address = rewriter.create(llvm.AddressOfOp, { global_name, resultTypes: [pointer] }).res;
    const first = new Array<number>(type.rank + 1).fill(0);
    const aligned = llvm.createGEP(rewriter, address, globalType(type, types), first);
    const arg = indexConstant(rewriter, types, neverFreed);
    const allocated = rewriter.create(llvm.IntToPtrOp, { arg, resultTypes: [pointer] }).res;
    rewriter.replace(op, [describeBuffer(rewriter, types, type, { allocated, aligned }, shape)]);
    return true;
  },
);

export const globalPatterns = (symbols: ModuleSymbols): readonly ConversionPattern[] => [
  convertGlobal(symbols),
  convertGetGlobal,
];
