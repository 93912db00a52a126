/** Loops inside each other, for what derivatives do to each element. */

import { Region } from "../../ir/block.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { indexType } from "../../ir/builtin/types.ts";
import type { MixedIndex } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createIndex, createIndexConstant } from "../arith/index.ts";
import { ForOp, YieldOp } from "./ops.ts";

/** Loops over all indices below `sizes`, one loop for each; `body` returns what the loops carry on, from `inits`. */
export function overIndices(
  builder: OpBuilder,
  sizes: readonly MixedIndex[],
  inits: readonly Value[],
  body: (indices: readonly Value[], state: readonly Value[]) => readonly Value[],
): readonly Value[] {
  const types = inits.map(({ type }) => type);
  const loop = (outer: readonly Value[], state: readonly Value[]): readonly Value[] => {
    if (outer.length === sizes.length) return body(outer, state);
    const lowerBound = createIndexConstant(builder, 0);
    const upperBound = createIndex(builder, sizes[outer.length]!);
    const step = createIndexConstant(builder, 1);
    const region = new Region();
    builder.guarded(() => {
      const [index, ...carried] = builder.createBlock(region, [indexType(), ...types]).args;
      builder.create(YieldOp, { results: loop([...outer, index!], carried) });
    });
    return builder.create(ForOp, { lowerBound, upperBound, step, initArgs: state, region, resultTypes: types }).results;
  };
  return loop([], inits);
}
