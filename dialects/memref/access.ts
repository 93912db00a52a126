/** Operations that read and write buffers. */

import { AnyMemRef, AnyRankedOrUnrankedMemRef, AnyType, Index } from "../../ir/builtin/constraints.ts";
import { type BaseMemRefType, elementTypeOrSelf, type MemRefType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { isBufferType } from "../../ir/interfaces/differentiable.ts";
import { ElementAccessOpInterface } from "../../ir/interfaces/element-access.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { PointerMemoryOpInterface } from "../../ir/interfaces/pointer-memory.ts";
import { compatibleShapes } from "../../ir/traits.ts";
import { CastOp, canFoldIntoConsumer, foldMemRefCast } from "./cast.ts";
import { accessAttributes, valueIsElement } from "./constraints.ts";

export const LoadOp = defineOp(
  "memref.load",
  {
    summary: "Reads an element of a buffer",
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    attributes: accessAttributes,
    results: { result: AnyType },
    traits: [valueIsElement("result", "result type matches element type of 'memref'")],
    assemblyFormat: "$memref `[` $indices `]` attr-dict `:` type($memref)",
  },
  {
    verify({ op, memref, indices }) {
      const { rank } = memref.type as MemRefType;
      if (indices.length !== rank) {
        throw opError(op, `incorrect number of indices for load, expected ${rank} but got ${indices.length}`);
      }
    },
    fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined),
  },
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "read", value: memref }] });
export type LoadOp = Op<typeof LoadOp>;

LoadOp.implement(ElementAccessOpInterface, {
  kind: "load",
  buffer: ({ memref }) => memref,
  indexOperands: ({ indices }) => indices,
});
LoadOp.implement(PointerMemoryOpInterface, {
  held: ({ result, memref }) => (isBufferType(result.type) ? [{ pointer: result, memory: memref }] : []),
});

export const StoreOp = defineOp(
  "memref.store",
  {
    summary: "Writes an element of a buffer",
    operands: { value: AnyType, memref: AnyMemRef, indices: variadic(Index) },
    attributes: accessAttributes,
    traits: [valueIsElement("value", "type of 'value' matches element type of 'memref'")],
    assemblyFormat: "$value `,` $memref `[` $indices `]` attr-dict `:` type($memref)",
  },
  {
    verify({ op, memref, indices }) {
      if (indices.length !== (memref.type as MemRefType).rank) {
        throw opError(op, "store index operand count not equal to memref rank");
      }
    },
    fold: ({ op, value }): FoldResult => (foldMemRefCast(op, value) ? foldedInPlace : undefined),
  },
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "write", value: memref }] });
export type StoreOp = Op<typeof StoreOp>;

StoreOp.implement(ElementAccessOpInterface, {
  kind: "store",
  buffer: ({ memref }) => memref,
  indexOperands: ({ indices }) => indices,
  stored: ({ value }) => value,
});
StoreOp.implement(PointerMemoryOpInterface, {
  held: ({ value, memref }) => (isBufferType(value.type) ? [{ pointer: value, memory: memref }] : []),
});

export const CopyOp = defineOp(
  "memref.copy",
  {
    summary: "Copies the elements of a buffer to another one",
    operands: { source: AnyRankedOrUnrankedMemRef, target: AnyRankedOrUnrankedMemRef },
    assemblyFormat: "$source `,` $target attr-dict `:` type($source) `to` type($target)",
  },
  {
    verify({ op, source, target }) {
      if (elementTypeOrSelf(source.type) !== elementTypeOrSelf(target.type)) {
        throw opError(op, "requires the same element type for all operands");
      }
      if (!compatibleShapes(source.type as BaseMemRefType, target.type as BaseMemRefType)) {
        throw opError(op, "requires the same shape for all operands");
      }
    },
    fold({ op }): FoldResult {
      for (const operand of op.opOperands) {
        const cast = CastOp.defining(operand.value);
        if (cast === undefined || !canFoldIntoConsumer(cast)) continue;
        operand.set(cast.source);
        return foldedInPlace;
      }
      return undefined;
    },
  },
).implement(MemoryEffectOpInterface, {
  effects: ({ source, target }) => [
    { kind: "read", value: source },
    { kind: "write", value: target },
  ],
});
export type CopyOp = Op<typeof CopyOp>;
