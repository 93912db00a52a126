/** Derivatives of structs and arrays as values, and of intrinsic functions that give two numbers in one. */

import { type DerivativeBuilder, derivative, isDifferentiableType } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { ExtractValueOp, InsertValueOp } from "../aggregate-ops.ts";
import { extractValue, insertValue, packValues } from "../aggregate-values.ts";
import { FractionExpOp, SincosOp } from "../intrinsics/float.ts";

const extractRule = derivative(ExtractValueOp, {
  linear: ["container"],
  vjp({ container, position, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined || !b.isActive(container)) return;
    const { builder } = b;
    const before = b.gradient(container);
    // The sum is that of one part alone.
    const part = before === undefined ? gradient : b.add(extractValue(builder, before, position.numbers), gradient);
    b.setGradient(container, insertValue(builder, before ?? b.zero(container), part, position.numbers));
  },
});

const insertRule = derivative(InsertValueOp, {
  jvp({ container, value, position, res }, b) {
    const [around, part] = [b.tangent(container), b.tangent(value)];
    if (around === undefined && part === undefined) return;
    const before = around ?? b.zero(container);
    // Whatever stands in place of a part without derivatives is of no importance.
    const isNumber = isDifferentiableType(value.type);
    const after = isNumber ? insertValue(b.builder, before, part ?? b.zero(value), position.numbers) : before;
    b.setTangent(res, after);
  },
  vjp({ container, value, position, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    if (!isDifferentiableType(value.type)) {
      b.accumulate(container, gradient);
      return;
    }
    const { builder } = b;
    b.accumulate(value, extractValue(builder, gradient, position.numbers));
    if (b.isActive(container)) {
      b.accumulate(container, insertValue(builder, gradient, b.zero(value), position.numbers));
    }
  },
});

/** The sine and the cosine */
const sincosRule = derivative(SincosOp, {
  jvp({ val, res }, b) {
    const tangent = b.tangent(val);
    if (tangent === undefined) return;
    const { builder, arithmetic } = b;
    const [sine, cosine] = [extractValue(builder, res, [0]), extractValue(builder, res, [1])];
    const ofSine = arithmetic.multiply(builder, tangent, cosine);
    const ofCosine = arithmetic.negate(builder, arithmetic.multiply(builder, tangent, sine));
    b.setTangent(res, packValues(builder, [ofSine, ofCosine]));
  },
  vjp({ val, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const { builder, arithmetic } = b;
    const both = b.primal(res);
    const [sine, cosine] = [extractValue(builder, both, [0]), extractValue(builder, both, [1])];
    const [ofSine, ofCosine] = [extractValue(builder, gradient, [0]), extractValue(builder, gradient, [1])];
    const positive = arithmetic.multiply(builder, ofSine, cosine);
    const negative = arithmetic.multiply(builder, ofCosine, sine);
    b.accumulate(val, arithmetic.subtract(builder, positive, negative));
  },
});

/** fraction = val * 2^-exponent, where the exponent is constant between the jumps */
const fractionRule = derivative(FractionExpOp, {
  jvp({ val, res }, b) {
    const tangent = b.tangent(val);
    if (tangent === undefined) return;
    const ofFraction = b.arithmetic.multiply(b.builder, tangent, scaleOfFraction(b, val, res));
    b.setTangent(res, insertValue(b.builder, b.zero(res), ofFraction, [0]));
  },
  vjp({ val, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const ofFraction = extractValue(b.builder, gradient, [0]);
    const scale = scaleOfFraction(b, b.primal(val), b.primal(res));
    b.accumulate(val, b.arithmetic.multiply(b.builder, ofFraction, scale));
  },
});

/** 2^-exponent, which is 1 for 0. */
function scaleOfFraction(b: DerivativeBuilder, val: Value, both: Value): Value {
  const { builder, arithmetic } = b;
  const isZero = arithmetic.compare(builder, "==", val, b.constant(0, val));
  const ratio = arithmetic.divide(builder, extractValue(builder, both, [0]), val);
  return arithmetic.select(builder, isZero, b.constant(1, val), ratio);
}

export const aggregateDerivatives = [extractRule, insertRule, sincosRule, fractionRule];
