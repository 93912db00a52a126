/** Operations by which threads synchronize, and the threads of a subgroup exchange values. */

import { I1, I32, I32Attr } from "../../ir/builtin/constraints.ts";
import { i1 } from "../../ir/builtin/types.ts";
import { confined, optional } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ConditionallySpeculatable, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { allTypesMatch, inferTypes, Pure } from "../../ir/traits.ts";
import { BroadcastType, ShuffleMode } from "./attributes.ts";
import { IntegerOrFloatOrVector, isPowerOfTwo } from "./reductions.ts";

export const BarrierOp = defineOp("gpu.barrier", {
  summary: "Waits until all threads of the block have come here and see what the others have written",
  assemblyFormat: "attr-dict",
});
export type BarrierOp = Op<typeof BarrierOp>;

const valueAndValid = inferTypes(({ operands }) => [operands[0]!.type, i1()]);

export const ShuffleOp = defineOp(
  "gpu.shuffle",
  {
    summary: "The value of another thread of the subgroup, and whether there is one",
    operands: { value: IntegerOrFloatOrVector, offset: I32, width: I32 },
    attributes: { mode: ShuffleMode },
    results: { shuffleResult: IntegerOrFloatOrVector, valid: I1 },
    traits: [Pure, allTypesMatch("value", "shuffleResult"), valueAndValid],
    assemblyFormat: "$mode $value `,` $offset `,` $width attr-dict `:` type($value)",
  },
  { resultNames: () => ["shuffleResult", "valid"] },
);
export type ShuffleOp = Op<typeof ShuffleOp>;

export const RotateOp = defineOp(
  "gpu.rotate",
  {
    summary: "The value of the thread that is `offset` further in a group of `width` threads of the subgroup",
    operands: { value: IntegerOrFloatOrVector },
    attributes: {
      offset: confined(I32Attr, "minimum value is 0", ({ value }) => value >= 0n),
      width: confined(I32Attr, "value is a power of two > 0", ({ number }) => isPowerOfTwo(number)),
    },
    results: { rotateResult: IntegerOrFloatOrVector, valid: I1 },
    traits: [Pure, allTypesMatch("value", "rotateResult"), valueAndValid],
    assemblyFormat: "$value `,` $offset `,` $width attr-dict `:` type($value)",
  },
  {
    verify({ op, offset, width }) {
      if (offset.value >= width.value) throw opError(op, `offset must be in the range [0, ${width.value})`);
    },
    resultNames: () => ["rotateResult", "valid"],
  },
);
export type RotateOp = Op<typeof RotateOp>;

export const SubgroupBroadcastOp = defineOp(
  "gpu.subgroup_broadcast",
  {
    summary: "The value of one thread of the subgroup, for all of them",
    operands: { src: IntegerOrFloatOrVector, lane: optional(I32) },
    attributes: { broadcast_type: BroadcastType },
    results: { result: IntegerOrFloatOrVector },
    traits: [allTypesMatch("result", "src"), inferTypes(({ operands }) => [operands[0]!.type])],
    assemblyFormat: "$src `,` $broadcast_type ($lane^)? attr-dict `:` type($src)",
  },
  {
    verify({ op, broadcast_type, lane }) {
      const isSpecific = broadcast_type.value === "specific_lane";
      if (isSpecific && lane === undefined) throw opError(op, "lane must be specified for `specific_lane` broadcast");
      if (!isSpecific && lane !== undefined) {
        throw opError(op, "lane can only be specified for `specific_lane` broadcast");
      }
    },
  },
)
  .implement(MemoryEffectOpInterface, { effects: () => [] })
  // Elsewhere another lane may be the first one that is active.
  .implement(ConditionallySpeculatable, {
    isSpeculatable: ({ broadcast_type }) => broadcast_type.value === "specific_lane",
  });
export type SubgroupBroadcastOp = Op<typeof SubgroupBroadcastOp>;
