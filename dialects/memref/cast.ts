/** Casts between buffer types, and queries of their shapes. */

import { IntegerAttr, StridedLayoutAttr } from "../../ir/builtin/attributes.ts";
import { AnyRankedOrUnrankedMemRef, Index } from "../../ir/builtin/constraints.ts";
import { type BaseMemRefType, indexType, isDynamic, MemRefType, UnrankedMemRefType } from "../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ShapedDimOpInterface } from "../../ir/interfaces/shaped-dim.ts";
import type { Operation } from "../../ir/operation.ts";
import { compatibleShapes, Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { AllocaOp, AllocOp } from "./allocation.ts";
import { RankedAboveZeroOrUnrankedMemRef } from "./constraints.ts";

/** Offset and strides of a memref in elements; undefined for layouts that are not strided. */
export function stridesAndOffset(type: MemRefType): { offset: number; strides: readonly number[] } | undefined {
  if (type.layout instanceof StridedLayoutAttr) return type.layout;
  if (type.layout !== undefined) return undefined;
  const strides: number[] = new Array<number>(type.rank).fill(1);
  for (let i = type.rank - 2; i >= 0; i--) {
    const inner = strides[i + 1]!;
    const size = type.shape[i + 1]!;
    strides[i] = isDynamic(inner) ? inner : isDynamic(size) ? size : inner * size;
  }
  return { offset: 0, strides };
}

/** Whether two sizes, strides or offsets may be the same at run time. */
const mayAgree = (a: number, b: number): boolean => a === b || isDynamic(a) || isDynamic(b);

function layoutsMayAgree(from: MemRefType, to: MemRefType): boolean {
  if (from.layout === to.layout) return true;
  const a = stridesAndOffset(from);
  const b = stridesAndOffset(to);
  if (a === undefined || b === undefined) return false;
  return mayAgree(a.offset, b.offset) && a.strides.every((stride, i) => mayAgree(stride, b.strides[i]!));
}

export function areCastCompatible(from: BaseMemRefType, to: BaseMemRefType): boolean {
  if (from.elementType !== to.elementType || from.memorySpace !== to.memorySpace) return false;
  if (from instanceof UnrankedMemRefType || to instanceof UnrankedMemRefType) {
    return !(from instanceof UnrankedMemRefType && to instanceof UnrankedMemRefType);
  }
  return compatibleShapes(from, to) && layoutsMayAgree(from as MemRefType, to as MemRefType);
}

export const CastOp = defineOp(
  "memref.cast",
  {
    summary: "Looks at a buffer through a type that says more or less of its shape and layout",
    operands: { source: AnyRankedOrUnrankedMemRef },
    results: { dest: AnyRankedOrUnrankedMemRef },
    traits: [Pure],
    assemblyFormat: "$source attr-dict `:` type($source) `to` type($dest)",
  },
  {
    verify({ op, source, dest }) {
      if (!areCastCompatible(source.type, dest.type)) {
        throw opError(op, `operand type '${source.type}' and result type '${dest.type}' are cast incompatible`);
      }
    },
    fold({ op, source, dest }): FoldResult {
      if (source.type === dest.type) return source;
      return foldMemRefCast(op) ? foldedInPlace : undefined;
    },
    resultNames: () => ["cast"],
  },
);
export type CastOp = Op<typeof CastOp>;

/** Replaces operands that are casts to a type which says less by the casts' sources; tells whether there were any. */
export function foldMemRefCast(op: Operation, except?: Value): boolean {
  let changed = false;
  for (const operand of op.opOperands) {
    const cast = operand.value === except ? undefined : CastOp.defining(operand.value);
    if (cast === undefined || cast.source.type instanceof UnrankedMemRefType) continue;
    operand.set(cast.source);
    changed = true;
  }
  return changed;
}

export const DimOp = defineOp(
  "memref.dim",
  {
    summary: "The size of a dimension of a buffer",
    operands: { source: RankedAboveZeroOrUnrankedMemRef, index: Index },
    results: { result: Index },
    traits: [Pure],
    assemblyFormat: "attr-dict $source `,` $index `:` type($source)",
  },
  {
    fold({ op, source }, { index }): FoldResult {
      const type = source.type;
      if (!(index instanceof IntegerAttr) || !(type instanceof MemRefType)) return undefined;
      const dimension = index.number;
      // A dimension that does not exist is undefined behaviour, which is left alone.
      if (dimension < 0 || dimension >= type.rank) return undefined;
      if (!type.isDynamicDim(dimension)) return IntegerAttr.get(indexType(), type.shape[dimension]!);
      const allocation = AllocOp.defining(source) ?? AllocaOp.defining(source);
      if (allocation !== undefined) {
        const position = type.shape.slice(0, dimension).filter(isDynamic).length;
        return allocation.dynamicSizes[position];
      }
      return foldMemRefCast(op) ? foldedInPlace : undefined;
    },
    resultNames: () => ["dim"],
  },
).implement(ShapedDimOpInterface, {
  shapedValue: ({ source }) => source,
  dimension: ({ index }) => index,
});
export type DimOp = Op<typeof DimOp>;

export const RankOp = defineOp(
  "memref.rank",
  {
    summary: "The number of dimensions of a buffer",
    operands: { memref: AnyRankedOrUnrankedMemRef },
    results: { result: Index },
    traits: [Pure],
    assemblyFormat: "$memref attr-dict `:` type($memref)",
  },
  {
    fold: ({ memref }) =>
      memref.type instanceof MemRefType ? IntegerAttr.get(indexType(), memref.type.rank) : undefined,
  },
);
export type RankOp = Op<typeof RankOp>;
