/** How reverse mode adds to buffers of adjoints, while it is open how that is done without one addition losing another. */

import { AnyMemRef, AnyType, Index } from "../../ir/builtin/constraints.ts";
import { elementTypeOrSelf, type MemRefType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { typesMatchWith } from "../../ir/traits.ts";

/** Several of them may be executed in any order, since what they add is a part of one sum. */
export const AccumulateOp = defineOp(
  "ad.accumulate",
  {
    summary: "Adds a value to an element of a buffer of adjoints",
    operands: { value: AnyType, memref: AnyMemRef, indices: variadic(Index) },
    traits: [
      typesMatchWith({
        from: "memref",
        to: "value",
        summary: "value type matches element type of 'memref'",
        transform: elementTypeOrSelf,
      }),
    ],
    assemblyFormat: "$value `,` $memref `[` $indices `]` attr-dict `:` type($memref)",
  },
  {
    verify({ op, memref, indices }) {
      const { rank } = memref.type as MemRefType;
      if (indices.length !== rank) throw opError(op, `expected ${rank} indices, but got ${indices.length}`);
    },
  },
).implement(MemoryEffectOpInterface, {
  effects: ({ memref }) => [
    { kind: "read", value: memref },
    { kind: "write", value: memref },
  ],
});
export type AccumulateOp = Op<typeof AccumulateOp>;
