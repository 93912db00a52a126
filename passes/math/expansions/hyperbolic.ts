/**
 * Trigonometric and hyperbolic functions from exponentials and logarithms.
 *
 * Where numbers of about the same size are subtracted, near 0, the result is exact to the last place of 1, not to its own.
 */
import { UIToFPOp } from "../../../dialects/arith/index.ts";
import * as math from "../../../dialects/math/index.ts";
import type { Value } from "../../../ir/value.ts";
import type { ElementBuilder } from "../element-builder.ts";
import type { Expansion } from "./expansion.ts";

/** `sin(x) / cos(x)` */
const tan: Expansion = {
  op: math.TanOp,
  isForAnyShape: true,
  expand: (e, [x]) => {
    const sine = e.apply(math.SinOp, x!);
    return e.div(sine, e.apply(math.CosOp, x!));
  },
};

/** `(exp(x) + exp(-x)) / 2`, or with the difference. */
function halfOf(e: ElementBuilder, x: Value, combine: (a: Value, b: Value) => Value): Value {
  const growing = e.apply(math.ExpOp, x);
  const falling = e.apply(math.ExpOp, e.neg(x));
  const combined = combine(growing, falling);
  return e.mul(combined, e.constant(0.5));
}
const sinh: Expansion = { op: math.SinhOp, expand: (e, [x]) => halfOf(e, x!, e.sub) };
const cosh: Expansion = { op: math.CoshOp, expand: (e, [x]) => halfOf(e, x!, e.add) };

/** `(1 - exp(-2x)) / (1 + exp(-2x))` for the magnitude, which does not overflow, with the sign put back. */
const tanh: Expansion = {
  op: math.TanhOp,
  expand(e, [x]) {
    const zero = e.constant(0);
    const one = e.constant(1);
    const minusTwo = e.constant(-2);
    const isNegative = e.convert(UIToFPOp, e.compareFloats("olt", x!, zero));
    const sign = e.add(e.mul(isNegative, minusTwo), one);
    const magnitude = e.mul(sign, x!);
    const falling = e.apply(math.ExpOp, e.mul(minusTwo, magnitude));
    const dividend = e.sub(one, falling);
    return e.mul(sign, e.div(dividend, e.add(one, falling)));
  },
};

/**
 * `log(|x| + sqrt(x * x + 1))` with the sign put back, since for negative numbers the sum would cancel. Where the square is
 * too large for the type it is `log(2|x|)`.
 */
const asinh: Expansion = {
  op: math.AsinhOp,
  expand(e, [x]) {
    const magnitude = e.apply(math.AbsFOp, x!);
    const root = e.apply(math.SqrtOp, e.apply(math.FmaOp, magnitude, magnitude, e.constant(1)));
    const usual = e.apply(math.LogOp, e.add(magnitude, root));
    const large = e.add(e.apply(math.LogOp, magnitude), e.constant(Math.LN2));
    const isLarge = e.compareFloats("ogt", magnitude, e.constant(2 ** Math.floor(e.format.bias / 2)));
    return e.apply(math.CopySignOp, e.select(isLarge, large, usual), x!);
  },
};

/** `log(x) + log(1 + sqrt(1 - 1 / (x * x)))`, which no size of x makes too large, and which is no number below 1. */
const acosh: Expansion = {
  op: math.AcoshOp,
  expand(e, [x]) {
    const one = e.constant(1);
    const inverse = e.div(one, e.mul(x!, x!));
    const root = e.apply(math.SqrtOp, e.sub(one, inverse));
    return e.add(e.apply(math.LogOp, x!), e.apply(math.LogOp, e.add(one, root)));
  },
};

/** `log((1 + x) / (1 - x)) / 2` */
const atanh: Expansion = {
  op: math.AtanhOp,
  expand(e, [x]) {
    const one = e.constant(1);
    const above = e.add(x!, one);
    const below = e.add(e.neg(x!), one);
    const logarithm = e.apply(math.LogOp, e.div(above, below));
    return e.mul(logarithm, e.constant(0.5));
  },
};

export const hyperbolicExpansions: readonly Expansion[] = [tan, sinh, cosh, tanh, asinh, acosh, atanh];
