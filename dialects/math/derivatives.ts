/** The derivative rules of the math dialect: those in derivatives.yaml, and one that needs more than a formula. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import { elementTypeOrSelf, IndexType, i64, isDynamicType, ShapedType } from "../../ir/builtin/types.ts";
import { derivativeRules } from "../../ir/derivatives/formula-rules.ts";
import { type DerivativeBuilder, type DerivativeRule, derivative } from "../../ir/interfaces/differentiable.ts";
import type { Value } from "../../ir/value.ts";
import { createConstant } from "../arith/constants.ts";
import { arithOps, IndexCastOp, SIToFPOp, SubIOp } from "../arith/ops.ts";
import { derivativeFormulas } from "./generated/derivatives.ts";
import { FPowIOp, mathOps } from "./ops.ts";

/** base^power -> power * base^(power - 1), which is 0 for a power of 0 even where base^-1 is infinite. */
const fpowi = derivative(FPowIOp, {
  inactive: ["rhs"],
  jvp({ lhs, rhs, fastmath, result }, b) {
    const tangent = b.tangent(lhs);
    if (tangent === undefined) return;
    const slope = slopeOfPower(b, lhs, rhs, fastmath);
    b.setTangent(result, b.arithmetic.multiply(b.builder, tangent, slope, fastmath));
  },
  vjp({ lhs, rhs, fastmath, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined || !b.isActive(lhs)) return;
    const slope = slopeOfPower(b, b.primal(lhs), b.primal(rhs), fastmath);
    b.accumulate(lhs, b.arithmetic.multiply(b.builder, gradient, slope, fastmath));
  },
});

function slopeOfPower(b: DerivativeBuilder, base: Value, power: Value, fastmath: Attribute): Value {
  const { builder, arithmetic } = b;
  const one = integerOne();
  const lowerPower = builder.create(SubIOp, { lhs: power, rhs: one }).result;
  const lower = builder.createOperation(FPowIOp, [base, lowerPower], [base.type], { fastmath }).result();
  const factor = builder.create(SIToFPOp, { in: asInteger(), resultTypes: [base.type] }).out;
  const zero = b.constant(0, base);
  const isZero = arithmetic.compare(builder, "==", factor, zero);
  return arithmetic.select(builder, isZero, zero, arithmetic.multiply(builder, factor, lower, fastmath));

  function integerOne(): Value {
    const isDynamic = isDynamicType(power.type);
    const element = createConstant(builder, isDynamic ? elementTypeOrSelf(power.type) : power.type, 1);
    return isDynamic ? b.fill(element, power) : element;
  }

  /** The power as what can be cast to a float. */
  function asInteger(): Value {
    if (!(elementTypeOrSelf(power.type) instanceof IndexType)) return power;
    return builder.create(IndexCastOp, { in: power, resultTypes: [withElements(power.type, i64())] }).out;
  }
}

const withElements = (type: Type, element: Type): Type =>
  type instanceof ShapedType ? type.cloneWith(type.shape, element) : element;

export const mathDerivatives = (): readonly DerivativeRule[] => [
  ...derivativeRules(derivativeFormulas, [...mathOps, ...arithOps]),
  fpowi,
];
