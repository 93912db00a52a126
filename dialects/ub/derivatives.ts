/** Derivatives of poison, which stands where control never gets a value: its tangent is poison, and nothing flows to it. */

import { type DerivativeRule, derivative } from "../../ir/interfaces/differentiable.ts";
import { PoisonOp } from "./ops.ts";

export const ubDerivatives: readonly DerivativeRule[] = [
  derivative(PoisonOp, {
    jvp({ result }, b) {
      if (b.isActive(result)) b.setTangent(result, b.builder.create(PoisonOp, { resultTypes: [result.type] }).result);
    },
    vjp() {},
  }),
];
