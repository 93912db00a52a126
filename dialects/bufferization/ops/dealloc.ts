/** `bufferization.dealloc`: frees buffers under conditions, unless they are needed further on. */

import { DenseArrayAttr } from "../../../ir/builtin/attributes.ts";
import { AnyRankedOrUnrankedMemRef, I1 } from "../../../ir/builtin/constraints.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import { variadic } from "../../../ir/constraint.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import { operandSegmentSizes } from "../../../ir/segments.ts";
import type { InferringTrait } from "../../../ir/trait.ts";

/** One result for each retained buffer; `verify` has words of its own for a wrong number. */
const oneResultEach: InferringTrait = {
  name: "InferTypeOpInterface",
  inferResultTypes({ attr }) {
    const sizes = attr(operandSegmentSizes);
    return new Array(sizes instanceof DenseArrayAttr ? (sizes.numbers[2] ?? 0) : 0).fill(i1());
  },
};

/**
 * Each buffer of `memrefs` is freed if its condition holds and no buffer of `retained` lies in the same memory. The
 * results say, for each retained buffer, whether its memory was to be freed: who retains it owns it from now on.
 */
export const DeallocOp = defineOp(
  "bufferization.dealloc",
  {
    summary: "Frees buffers under conditions, unless retained buffers lie in the same memory",
    operands: {
      memrefs: variadic(AnyRankedOrUnrankedMemRef),
      conditions: variadic(I1),
      retained: variadic(AnyRankedOrUnrankedMemRef),
    },
    results: { updatedConditions: variadic(I1) },
    traits: [oneResultEach],
    assemblyFormat:
      "(` ``(` $memrefs^ `:` type($memrefs) `)` `if` ` ` `(` $conditions `)`)? " +
      "(`retain` ` ` `(` $retained^ `:` type($retained) `)`)? attr-dict",
  },
  {
    verify({ op, memrefs, conditions, retained, updatedConditions }) {
      if (memrefs.length !== conditions.length) {
        throw opError(op, "must have the same number of conditions as memrefs to deallocate");
      }
      if (retained.length !== updatedConditions.length) {
        throw opError(op, "must have the same number of updated conditions (results) as retained operands");
      }
    },
  },
).implement(MemoryEffectOpInterface, {
  effects: ({ memrefs }) => memrefs.map((value) => ({ kind: "free", value })),
});
export type DeallocOp = Op<typeof DeallocOp>;
