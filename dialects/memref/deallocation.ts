/** The operation that frees buffers. */

import { AnyRankedOrUnrankedMemRef } from "../../ir/builtin/constraints.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { foldMemRefCast } from "./cast.ts";

export const DeallocOp = defineOp(
  "memref.dealloc",
  {
    summary: "Frees a buffer",
    operands: { memref: AnyRankedOrUnrankedMemRef },
    assemblyFormat: "$memref attr-dict `:` type($memref)",
  },
  { fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined) },
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "free", value: memref }] });
export type DeallocOp = Op<typeof DeallocOp>;
