/** Functions that are a few operations of `arith`. */

import * as arith from "../../../dialects/arith/index.ts";
import * as math from "../../../dialects/math/index.ts";
import { IntegerType } from "../../../ir/builtin/types.ts";
import type { Value } from "../../../ir/value.ts";
import type { ElementBuilder } from "../element-builder.ts";
import type { Expansion } from "./expansion.ts";

/** Binary search for the highest bit that is set: it is among the first `width` bits of `rest`. */
function ctlz(e: ElementBuilder, x: Value): Value | undefined {
  if (!(e.element instanceof IntegerType)) return undefined;
  const total = e.element.width;
  const ones = (1n << BigInt(total)) - 1n;
  let rest = x;
  let count = e.constant(0n);
  for (let width = total; width > 1; ) {
    const half = Math.floor(width / 2);
    const bits = e.constant(BigInt(half));
    const isBelow = e.compareIntegers("ule", rest, e.constant(ones >> BigInt(half)));
    const more = e.apply(arith.AddIOp, count, bits);
    const shifted = e.apply(arith.ShLIOp, rest, bits);
    rest = e.select(isBelow, shifted, rest);
    count = e.select(isBelow, more, count);
    width -= half;
  }
  const isZero = e.compareIntegers("eq", x, e.constant(0n));
  return e.select(isZero, e.constant(BigInt(total)), count);
}

export const otherExpansions: readonly Expansion[] = [
  { op: math.CountLeadingZerosOp, expand: (e, [x]) => ctlz(e, x!) },
  { op: math.FmaOp, isForAnyShape: true, expand: (e, [a, b, c]) => e.add(e.mul(a!, b!), c!) },
  {
    op: math.ClampFOp,
    isForAnyShape: true,
    expand(e, [value, min, max], op) {
      const { fastmath } = math.ClampFOp.view(op);
      const raised = e.builder.create(arith.MaximumFOp, { lhs: value!, rhs: min!, fastmath }).result;
      return e.builder.create(arith.MinimumFOp, { lhs: raised, rhs: max!, fastmath }).result;
    },
  },
];
