/** Derivatives of poison, which stands where control never gets a value: its tangent is poison, and nothing flows to it. */

import { type DerivativeRule, derivative, isShadowedType } from "../../ir/interfaces/differentiable.ts";
import { PoisonOp } from "./ops.ts";

export const ubDerivatives: readonly DerivativeRule[] = [
  derivative(PoisonOp, {
    jvp({ result }, b) {
      if (b.isActive(result)) b.setTangent(result, b.builder.create(PoisonOp, { resultTypes: [result.type] }).result);
    },
    /** The shadow of no buffer is none. */
    prepare({ result }, b) {
      if (isShadowedType(result.type)) b.setShadow(result, result);
    },
    vjp() {},
  }),
];
