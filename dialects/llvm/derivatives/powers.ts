/** The derivative of powers with integers. */

import type { Attribute } from "../../../ir/attribute.ts";
import { elementTypeOrSelf, VectorType } from "../../../ir/builtin/types.ts";
import { type DerivativeBuilder, derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { createConstant } from "../arithmetic.ts";
import { SubOp } from "../arithmetic-ops.ts";
import { SIToFPOp } from "../cast-ops.ts";
import { PowIOp } from "../intrinsics/float.ts";
import { splat } from "./reductions.ts";

/** base^power -> power * base^(power - 1), which is 0 for a power of 0 even where base^-1 is infinite. */
const powi = derivative(PowIOp, {
  inactive: ["power"],
  jvp({ val, power, fastmathFlags, res }, b) {
    const tangent = b.tangent(val);
    if (tangent === undefined) return;
    const slope = slopeOfPower(b, val, power, fastmathFlags);
    b.setTangent(res, b.arithmetic.multiply(b.builder, tangent, slope, fastmathFlags));
  },
  vjp({ val, power, fastmathFlags, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const slope = slopeOfPower(b, b.primal(val), b.primal(power), fastmathFlags);
    b.accumulate(val, b.arithmetic.multiply(b.builder, gradient, slope, fastmathFlags));
  },
});

function slopeOfPower(b: DerivativeBuilder, val: Value, power: Value, flags: Attribute): Value {
  const { builder, arithmetic } = b;
  const lowerPower = builder.create(SubOp, { lhs: power, rhs: createConstant(builder, power.type, 1) }).res;
  const lower = builder.createOperation(PowIOp, [val, lowerPower], [val.type], { fastmathFlags: flags }).result();
  const number = builder.create(SIToFPOp, { arg: power, resultTypes: [elementTypeOrSelf(val.type)] }).res;
  const factor = val.type instanceof VectorType ? splat(builder, number, val.type) : number;
  const zero = b.constant(0, val);
  const isZero = arithmetic.compare(builder, "==", factor, zero);
  return arithmetic.select(builder, isZero, zero, arithmetic.multiply(builder, factor, lower, flags));
}

export const powerDerivatives = [powi];
