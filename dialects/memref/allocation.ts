/** Operations that make and free buffers. */

import { AnyMemRef, Index } from "../../ir/builtin/constraints.ts";
import type { MemRefType } from "../../ir/builtin/types.ts";
import { optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { AutomaticAllocationScope } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { AlignmentAttr } from "./constraints.ts";

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
  const expected = type.numDynamicDims;
  if (dynamicSizes.length !== expected) {
    throw opError(op, `incorrect number of dynamic sizes, has ${dynamicSizes.length}, expected ${expected}`);
  }
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
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "allocate", value: memref }] });
export type AllocaOp = Op<typeof AllocaOp>;
