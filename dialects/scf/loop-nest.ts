/** Nests of `scf.for`. */

import type { OpBuilder } from "../../ir/builder.ts";
import type { MixedIndex } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createIndex, createIndexConstant } from "../arith/index.ts";
import { createFor } from "./for.ts";

export interface NestBounds {
  readonly lowerBound: readonly Value[];
  readonly upperBound: readonly Value[];
  readonly step: readonly Value[];
}

type NestBody = (ivs: readonly Value[], state: readonly Value[]) => readonly Value[];

/** A loop for each dimension, one inside the other, that carry values from `inits` on; `body` returns the next values. */
export function createNest(
  builder: OpBuilder,
  { lowerBound, upperBound, step }: NestBounds,
  inits: readonly Value[],
  body: NestBody,
): readonly Value[] {
  const nest = (outer: readonly Value[], state: readonly Value[]): readonly Value[] => {
    const i = outer.length;
    if (i === step.length) return body(outer, state);
    const bounds = { lowerBound: lowerBound[i]!, upperBound: upperBound[i]!, step: step[i]! };
    return createFor(builder, bounds, state, (iv, carried) => nest([...outer, iv], carried)).results;
  };
  return nest([], inits);
}

/** Loops over all indices below `sizes`, one for each, with constants where they are needed. */
export function overIndices(
  builder: OpBuilder,
  sizes: readonly MixedIndex[],
  inits: readonly Value[],
  body: NestBody,
): readonly Value[] {
  const loop = (outer: readonly Value[], state: readonly Value[]): readonly Value[] => {
    if (outer.length === sizes.length) return body(outer, state);
    const lowerBound = createIndexConstant(builder, 0);
    const upperBound = createIndex(builder, sizes[outer.length]!);
    const step = createIndexConstant(builder, 1);
    const bounds = { lowerBound, upperBound, step };
    return createFor(builder, bounds, state, (index, carried) => loop([...outer, index], carried)).results;
  };
  return loop([], inits);
}
