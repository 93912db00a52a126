/** Buffers with something that the compiler may assume of them. */

import { AnyMemRef } from "../../ir/builtin/constraints.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import { Assumption, inferTypes, Pure, SameOperandsAndResultType } from "../../ir/traits.ts";
import { i32Between } from "./constraints.ts";

export const AssumeAlignmentOp = defineOp(
  "memref.assume_alignment",
  {
    summary: "The same buffer, whose memory begins at a multiple of so many bytes",
    operands: { memref: AnyMemRef },
    attributes: { alignment: i32Between("whose value is positive", 1n, 2n ** 31n - 1n) },
    results: { result: AnyMemRef },
    traits: [Assumption, Pure, SameOperandsAndResultType],
    assemblyFormat: "$memref `,` $alignment attr-dict `:` type($memref)",
  },
  {
    verify({ op, alignment: { value } }) {
      if ((value & (value - 1n)) !== 0n) throw opError(op, "alignment must be power of 2");
    },
    fold: ({ memref, alignment }): FoldResult =>
      AssumeAlignmentOp.defining(memref)?.alignment === alignment ? memref : undefined,
    resultNames: () => ["assume_align"],
  },
).implement(ViewLikeOpInterface, { viewSource: ({ memref }) => memref, isInjective: () => true });
export type AssumeAlignmentOp = Op<typeof AssumeAlignmentOp>;

export const DistinctObjectsOp = defineOp(
  "memref.distinct_objects",
  {
    summary: "The same buffers, no two of which share memory",
    operands: { operands: variadic(AnyMemRef) },
    results: { results: variadic(AnyMemRef) },
    traits: [Assumption, Pure, inferTypes(({ operands }) => operands.map(({ type }) => type))],
    assemblyFormat: "$operands attr-dict `:` type($operands)",
  },
  {
    verify({ op }) {
      if (op.numOperands === 0) throw opError(op, "expected at least one operand");
    },
  },
);
export type DistinctObjectsOp = Op<typeof DistinctObjectsOp>;
