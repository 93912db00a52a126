/** Casts between buffer types. */

import { AnyRankedOrUnrankedMemRef } from "../../ir/builtin/constraints.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { type BaseMemRefType, isDynamic, MemRefType, UnrankedMemRefType } from "../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import type { Operation } from "../../ir/operation.ts";
import { compatibleShapes, Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

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
      if (!areCastCompatible(source.type, dest.type)) throw incompatible(op, source, dest);
    },
    fold({ op, source, dest }): FoldResult {
      if (source.type === dest.type) return source;
      return foldMemRefCast(op) ? foldedInPlace : undefined;
    },
    resultNames: () => ["cast"],
  },
).implement(ViewLikeOpInterface, { viewSource: ({ source }) => source, isInjective: () => true });
export type CastOp = Op<typeof CastOp>;

const incompatible = (op: Operation, source: Value, dest: Value) =>
  opError(op, `operand type '${source.type}' and result type '${dest.type}' are cast incompatible`);

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

/** Whether `to` leaves at most open what `from` says. */
const saysNoMore = (from: number, to: number): boolean => from === to || !isDynamic(from) || isDynamic(to);

/** Whether the cast only forgets sizes, strides and the offset, so that what uses it may as well use its source. */
export function canFoldIntoConsumer({ source, dest }: CastOp): boolean {
  const from = source.type;
  const to = dest.type;
  if (!(from instanceof MemRefType && to instanceof MemRefType)) return false;
  const a = stridesAndOffset(from);
  const b = stridesAndOffset(to);
  return (
    a !== undefined &&
    b !== undefined &&
    from.shape.every((size, i) => saysNoMore(size, to.shape[i]!)) &&
    saysNoMore(a.offset, b.offset) &&
    a.strides.every((stride, i) => saysNoMore(stride, b.strides[i]!))
  );
}

export const MemorySpaceCastOp = defineOp(
  "memref.memory_space_cast",
  {
    summary: "Looks at a buffer through another memory space",
    operands: { source: AnyRankedOrUnrankedMemRef },
    results: { dest: AnyRankedOrUnrankedMemRef },
    traits: [Pure],
    assemblyFormat: "$source attr-dict `:` type($source) `to` type($dest)",
  },
  {
    verify({ op, source, dest }) {
      if (withMemorySpaceOf(source.type, dest.type) !== dest.type) throw incompatible(op, source, dest);
    },
    fold({ op, source, dest }): FoldResult {
      if (source.type === dest.type) return source;
      const inner = MemorySpaceCastOp.defining(source);
      if (inner === undefined) return undefined;
      op.setOperand(0, inner.source);
      return foldedInPlace;
    },
    resultNames: () => ["memspacecast"],
  },
).implement(ViewLikeOpInterface, { viewSource: ({ source }) => source, isInjective: () => true });
export type MemorySpaceCastOp = Op<typeof MemorySpaceCastOp>;

const withMemorySpaceOf = (type: BaseMemRefType, { memorySpace }: BaseMemRefType): BaseMemRefType =>
  type instanceof MemRefType
    ? MemRefType.get(type.shape, type.elementType, type.layout, memorySpace)
    : UnrankedMemRefType.get(type.elementType, memorySpace);
