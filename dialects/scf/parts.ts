/** Parts of loops that count in steps of 1. */

import type { OpBuilder } from "../../ir/builder.ts";
import type { LoopBounds } from "../../ir/interfaces/control-flow.ts";
import type { PartBound } from "../../ir/interfaces/splittable-loop.ts";
import type { Value } from "../../ir/value.ts";
import { AddIOp, createIndexConstant, linearForm, MaxSIOp, MinSIOp, SubIOp } from "../arith/index.ts";

/** Whether the step is known to be 1. */
export function hasUnitStep({ step }: LoopBounds): boolean {
  const { constant, terms } = linearForm(step);
  return constant === 1 && terms.size === 0;
}

/** Between which values a part lies, in front of the loop. */
export function partOf(
  builder: OpBuilder,
  bounds: LoopBounds,
  from: readonly PartBound[],
  to: readonly PartBound[],
): LoopBounds {
  const values = (ends: readonly PartBound[]): Value[] =>
    ends.map(({ of, factor, constant }) => {
      const bound = of === "lower" ? bounds.lowerBound : bounds.upperBound;
      return createPartIndex(builder, bound, factor, constant);
    });
  return {
    lowerBound: values(from).reduce((lhs, rhs) => builder.create(MaxSIOp, { lhs, rhs }).result),
    upperBound: values(to).reduce((lhs, rhs) => builder.create(MinSIOp, { lhs, rhs }).result),
    step: bounds.step,
  };
}

/** `factor * index + constant` */
export function createPartIndex(builder: OpBuilder, index: Value, factor: 1 | -1, constant: number): Value {
  if (factor === -1) return builder.create(SubIOp, { lhs: createIndexConstant(builder, constant), rhs: index }).result;
  if (constant === 0) return index;
  return builder.create(AddIOp, { lhs: index, rhs: createIndexConstant(builder, constant) }).result;
}
