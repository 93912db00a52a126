/** Lowers what reads and writes single elements of buffers. */

import * as llvm from "../../../dialects/llvm/index.ts";
import * as memref from "../../../dialects/memref/index.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import { stridesAndOffset } from "../../../ir/builtin/strided-layout.ts";
import { i32, isDynamic, type MemRefType } from "../../../ir/builtin/types.ts";
import { type ConversionPattern, conversionPattern } from "../../../ir/conversion.ts";
import type { TypeConverter } from "../../../ir/type-converter.ts";
import type { Value } from "../../../ir/value.ts";
import { indexConstant, part } from "./descriptor.ts";

/** What is known of an access: that the element exists, or nothing. */
type Certainty = "inbounds" | "unknown";

/** The address of the first element. */
export function firstElementAddress(
  builder: OpBuilder,
  types: TypeConverter,
  descriptor: Value,
  type: MemRefType,
): Value {
  const { offset } = stridesAndOffset(type)!;
  const aligned = llvm.extractValue(builder, descriptor, part.aligned);
  if (offset === 0) return aligned;
  const index = isDynamic(offset)
    ? llvm.extractValue(builder, descriptor, part.offset)
    : indexConstant(builder, types, offset);
  return llvm.createGEP(builder, aligned, types.convert(type.elementType)!, [index]);
}

/** Whether a higher index may mean a lower address: in views that are turned around. mlir-opt supposes that there are none. */
const mayGoBack = ({ layout }: MemRefType, strides: readonly number[]): boolean =>
  layout !== undefined && strides.some((stride) => isDynamic(stride) || stride < 0);

/** The address of an element. Buffers are no larger than half of the address space. */
export function elementAddress(
  builder: OpBuilder,
  types: TypeConverter,
  descriptor: Value,
  type: MemRefType,
  indices: readonly Value[],
  certainty: Certainty = "unknown",
): Value {
  const { strides } = stridesAndOffset(type)!;
  const isInBounds = certainty === "inbounds";
  const noWrap = isInBounds && !mayGoBack(type, strides) ? (["nuw"] as const) : [];
  const overflowFlags = llvm.IntegerOverflowFlags.of(...(isInBounds ? (["nsw"] as const) : []), ...noWrap);
  const strideAt = (d: number): Value =>
    isDynamic(strides[d]!)
      ? llvm.extractValue(builder, descriptor, part.stride(d))
      : indexConstant(builder, types, strides[d]!);

  const first = firstElementAddress(builder, types, descriptor, type);
  let position: Value | undefined;
  for (const [d, stride] of strides.entries()) {
    let rhs = indices[d]!;
    if (stride !== 1) {
      rhs = builder.create(llvm.MulOp, { lhs: rhs, rhs: strideAt(d), overflowFlags }).res;
    }
    position = position === undefined ? rhs : builder.create(llvm.AddOp, { lhs: position, rhs, overflowFlags }).res;
  }
  if (position === undefined) return first;
  const flags = llvm.GEPNoWrapFlags.of(...(isInBounds ? (["inbounds"] as const) : []), ...noWrap);
  return llvm.createGEP(builder, first, types.convert(type.elementType)!, [position], flags);
}

const isAccessible = (type: MemRefType, types: TypeConverter): boolean => types.convert(type) !== undefined;

/** How memory is accessed, in the words of the llvm dialect. */
const accessAttributes = ({ alignment, nontemporal }: memref.LoadOp | memref.StoreOp) => ({
  alignment,
  nontemporal: nontemporal?.boolValue === true ? UnitAttr.get() : undefined,
});

const convertLoad = conversionPattern(
  "memref.load-to-llvm",
  memref.LoadOp,
  (load, { memref: buffer, indices }, rewriter, types) => {
    const { type } = load.memref;
    if (!isAccessible(type, types)) return false;
    const addr = elementAddress(rewriter, types, buffer, type, indices, "inbounds");
    const resultTypes = [types.convert(type.elementType)!];
    rewriter.replace(load.op, [rewriter.create(llvm.LoadOp, { addr, ...accessAttributes(load), resultTypes }).res]);
    return true;
  },
);

const convertStore = conversionPattern(
  "memref.store-to-llvm",
  memref.StoreOp,
  (store, { value, memref: buffer, indices }, rewriter, types) => {
    const { type } = store.memref;
    if (!isAccessible(type, types)) return false;
    const addr = elementAddress(rewriter, types, buffer, type, indices, "inbounds");
    rewriter.create(llvm.StoreOp, { value, addr, ...accessAttributes(store) });
    rewriter.erase(store.op);
    return true;
  },
);

const convertPrefetch = conversionPattern(
  "memref.prefetch-to-llvm",
  memref.PrefetchOp,
  (prefetch, { memref: buffer, indices }, rewriter, types) => {
    const { type } = prefetch.memref;
    if (!isAccessible(type, types)) return false;
    const flag = (value: boolean): IntegerAttr => IntegerAttr.get(i32(), value ? 1 : 0);
    rewriter.create(llvm.PrefetchOp, {
      addr: elementAddress(rewriter, types, buffer, type, indices),
      rw: flag(prefetch.isWrite.boolValue),
      hint: prefetch.localityHint,
      cache: flag(prefetch.isDataCache.boolValue),
    });
    rewriter.erase(prefetch.op);
    return true;
  },
);

export const accessPatterns: readonly ConversionPattern[] = [convertLoad, convertStore, convertPrefetch];
