/**
 * Derivatives of structured operations. All have the same rule: what they compute stands in their maps and bodies. Those
 * that stand for several others are differentiated as these.
 */
import type { OpDefinition } from "../../ir/define-op.ts";
import { type DerivativeRule, nonDifferentiable } from "../../ir/interfaces/differentiable.ts";
import { IndexOp } from "./body-ops.ts";
import { decompose } from "./decompose.ts";
import { forward } from "./derivatives/forward.ts";
import { reverse } from "./derivatives/reverse.ts";
import { softmaxRule } from "./derivatives/softmax.ts";
import { PackOp, UnPackOp } from "./pack.ts";
import { structuredOps } from "./structured-ops.ts";

const aggregatedOps: readonly OpDefinition[] = [PackOp, UnPackOp];

export const linalgDerivatives: readonly DerivativeRule[] = [
  ...structuredOps.map((op): DerivativeRule => ({ op, inactive: [], jvp: forward, vjp: reverse })),
  softmaxRule,
  ...aggregatedOps.map((op): DerivativeRule => ({ op, inactive: [], expand: decompose })),
  ...nonDifferentiable(IndexOp),
];
