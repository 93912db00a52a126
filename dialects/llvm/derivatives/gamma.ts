/** Derivatives of the gamma function and its logarithm, by the digamma function. */

import { functionOperation } from "../../../ir/derivatives/function-operation.ts";
import type { DerivativeBuilder, DerivativeRule } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { CallOp } from "../call-op.ts";
import { applyUnary, CosOp, LogOp, SinOp } from "../intrinsics/float.ts";
import { type Slope, slopeRule } from "./slopes.ts";

/** How far the argument is moved up for the series, which it then follows to the last digit of f64. */
const shift = 8;

/** Bernoulli numbers B_2k divided by 2k, for k = 1, 2, ... */
const coefficients = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/**
 * digamma(x) = (ln gamma(x))'. Moved up by digamma(x + 1) = digamma(x) + 1/x, then the asymptotic series; from the left by
 * reflection (Abramowitz and Stegun, 6.3.5, 6.3.7, 6.3.18).
 */
function digamma(b: DerivativeBuilder, x: Value): Value {
  const { builder, arithmetic: a } = b;
  const number = (value: number): Value => b.constant(value, x);
  const isLeft = a.compare(builder, "<", x, number(0.5));
  const start = a.select(builder, isLeft, a.subtract(builder, number(1), x), x);
  let sum = number(0);
  for (let i = 0; i < shift; i++) {
    const factor = a.divide(builder, number(1), i === 0 ? start : a.add(builder, start, number(i)));
    sum = a.subtract(builder, sum, factor);
  }
  const inverse = a.divide(builder, number(1), a.add(builder, start, number(shift)));
  const square = a.multiply(builder, inverse, inverse);
  let series = number(0);
  for (const coefficient of [...coefficients].reverse()) {
    series = a.multiply(builder, square, a.add(builder, number(coefficient), series));
  }
  const logarithm = applyUnary(builder, LogOp, a.add(builder, start, number(shift)));
  const half = a.multiply(builder, number(0.5), inverse);
  const right = a.subtract(builder, a.add(builder, sum, logarithm), a.add(builder, half, series));
  const angle = a.multiply(builder, number(Math.PI), x);
  const cosine = applyUnary(builder, CosOp, angle);
  const cotangent = a.divide(builder, cosine, applyUnary(builder, SinOp, angle));
  const reflected = a.subtract(builder, right, a.multiply(builder, number(Math.PI), cotangent));
  return a.select(builder, isLeft, reflected, right);
}

const slopes: Readonly<Record<string, Slope>> = {
  lgamma: (b, [x]) => digamma(b, x!),
  tgamma: (b, [x], result) => b.arithmetic.multiply(b.builder, result, digamma(b, x!)),
};

export const gammaDerivatives = (): readonly DerivativeRule[] =>
  Object.entries(slopes).flatMap(([name, slope]) =>
    ["", "f", "l"].map((suffix) =>
      slopeRule(functionOperation(CallOp, { name: name + suffix, parameters: ["x"] }, true), slope),
    ),
  );
