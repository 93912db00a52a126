/** Operations that make buffers. */

import { AnyMemRef, Index } from "../../ir/builtin/constraints.ts";
import { hasIdentityLayout } from "../../ir/builtin/strided-layout.ts";
import type { MemRefType } from "../../ir/builtin/types.ts";
import { optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { AutomaticAllocationScope } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { verifyDynamicSizes } from "../dynamic-sizes.ts";
import { AlignmentAttr, MemRefOfRankOne } from "./constraints.ts";

const allocation = {
  operands: { dynamicSizes: variadic(Index), symbolOperands: variadic(Index) },
  attributes: { alignment: optional(AlignmentAttr) },
  results: { memref: AnyMemRef },
  assemblyFormat: "`(`$dynamicSizes`)` (`` `[` $symbolOperands^ `]`)? attr-dict `:` type($memref)",
} as const;

interface Allocation {
  readonly op: Operation;
  readonly dynamicSizes: readonly Value[];
  readonly symbolOperands: readonly Value[];
  readonly memref: Value;
}

function verifyAllocation({ op, dynamicSizes, symbolOperands, memref }: Allocation): void {
  const type = memref.type as MemRefType;
  verifyDynamicSizes(op, type, dynamicSizes);
  const symbols = type.layout?.affineMap.numSymbols ?? 0;
  if (symbolOperands.length !== symbols) {
    throw opError(
      op,
      `symbol operand count does not equal memref symbol count: expected ${symbols}, got ${symbolOperands.length}`,
    );
  }
}

export const AllocOp = defineOp(
  "memref.alloc",
  { summary: "Allocates a buffer that lives until it is deallocated", ...allocation },
  { verify: verifyAllocation, resultNames: () => ["alloc"] },
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "allocate", value: memref }] });
export type AllocOp = Op<typeof AllocOp>;

export const AllocaOp = defineOp(
  "memref.alloca",
  { summary: "Allocates a buffer that lives as long as the operation around it executes", ...allocation },
  {
    verify(view) {
      let scope = view.op.parentOp;
      while (scope !== null && !scope.def.hasTrait(AutomaticAllocationScope)) scope = scope.parentOp;
      if (scope === null) throw opError(view.op, "requires an ancestor op with AutomaticAllocationScope trait");
      verifyAllocation(view);
    },
    resultNames: () => ["alloca"],
  },
).implement(MemoryEffectOpInterface, {
  effects: ({ memref }) => [{ kind: "allocate", value: memref, isAutomatic: true }],
});
export type AllocaOp = Op<typeof AllocaOp>;

export const ReallocOp = defineOp(
  "memref.realloc",
  {
    summary: "Changes the size of a buffer, which may move it",
    operands: { source: MemRefOfRankOne, dynamicResultSize: optional(Index) },
    attributes: { alignment: optional(AlignmentAttr) },
    results: { result: MemRefOfRankOne },
    assemblyFormat: "$source (`(` $dynamicResultSize^ `)`)? attr-dict `:` type($source) `to` type(results)",
  },
  {
    verify({ op, source, dynamicResultSize, result }) {
      const from = source.type as MemRefType;
      const to = result.type as MemRefType;
      if (!hasIdentityLayout(from)) throw errorAt(op.loc, `unsupported layout for source memref type '${from}'`);
      if (!hasIdentityLayout(to)) throw errorAt(op.loc, `unsupported layout for result memref type '${to}'`);
      const types = `specified for source memref type '${from}' and result memref type '${to}'`;
      if (from.memorySpace !== to.memorySpace) throw errorAt(op.loc, `different memory spaces ${types}`);
      if (from.elementType !== to.elementType) throw errorAt(op.loc, `different element types ${types}`);
      const needsSize = to.numDynamicDims > 0;
      if (needsSize !== (dynamicResultSize !== undefined)) {
        const problem = needsSize ? "missing" : "unnecessary";
        throw errorAt(op.loc, `${problem} dimension operand for result type '${to}'`);
      }
    },
  },
).implement(MemoryEffectOpInterface, {
  effects: ({ source, result }) => [
    { kind: "free", value: source },
    { kind: "allocate", value: result },
  ],
});
export type ReallocOp = Op<typeof ReallocOp>;
