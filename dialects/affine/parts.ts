/** Parts of affine loops that count in steps of 1. */

import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import type { PartBound } from "../../ir/interfaces/splittable-loop.ts";
import type { Value } from "../../ir/value.ts";
import { createIndex } from "../arith/index.ts";
import { createApplied } from "./composed-apply.ts";
import { Iterations } from "./iterations.ts";
import type { Applied, LoopBounds } from "./map-operands.ts";

/** Whether the bounds are one expression each, so that its opposite is a bound as well, and one of the other kind. */
export const haveOneResult = ({ lower, upper }: LoopBounds): boolean =>
  lower.map.numResults === 1 && upper.map.numResults === 1;

/** Between which bounds a part lies. */
export function partOf({ lower, upper }: LoopBounds, from: readonly PartBound[], to: readonly PartBound[]): LoopBounds {
  const whole = new Iterations(lower, upper, 1n);
  const boundOf = (ends: readonly PartBound[]): Applied =>
    whole.applied(
      ends.map(({ of, factor, constant }) => whole[of][0]!.mul(factor).add(constant)),
      (value) => value,
    );
  return { lower: boundOf(from), upper: boundOf(to) };
}

/** `factor * iv + constant` */
export function createPartIndex(builder: OpBuilder, iv: Value, factor: 1 | -1, constant: number): Value {
  const map = AffineMap.get(1, 0, [AffineExpr.dim(0).mul(factor).add(constant)]);
  return createIndex(builder, createApplied(builder, { map, operands: [iv] }));
}
