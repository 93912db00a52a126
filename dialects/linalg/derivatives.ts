/** Derivatives of structured operations. All have the same rule: what they compute stands in their maps and bodies. */

import { type DerivativeRule, nonDifferentiable } from "../../ir/interfaces/differentiable.ts";
import { IndexOp } from "./body-ops.ts";
import { forward } from "./derivatives/forward.ts";
import { reverse } from "./derivatives/reverse.ts";
import { structuredOps } from "./structured-ops.ts";

export const linalgDerivatives: readonly DerivativeRule[] = [
  ...structuredOps.map((op): DerivativeRule => ({ op, inactive: [], jvp: forward, vjp: reverse })),
  ...nonDifferentiable(IndexOp),
];
