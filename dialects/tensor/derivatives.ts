/** The derivative rules of `tensor`; derivatives.yaml has those that a formula says. */

import { derivativeRules } from "../../ir/derivatives/formula-rules.ts";
import type { DerivativeRule } from "../../ir/interfaces/differentiable.ts";
import { elementDerivatives } from "./derivatives/elements.ts";
import { gatherScatterDerivatives } from "./derivatives/gather-scatter.ts";
import { regionDerivatives } from "./derivatives/regions.ts";
import { shapeDerivatives } from "./derivatives/shapes.ts";
import { sliceDerivatives } from "./derivatives/slices.ts";
import { derivativeFormulas } from "./generated/derivatives.ts";
import { tensorOps } from "./ops.ts";

export const tensorDerivatives = (): readonly DerivativeRule[] => [
  ...derivativeRules(derivativeFormulas, tensorOps),
  ...elementDerivatives,
  ...gatherScatterDerivatives,
  ...regionDerivatives,
  ...shapeDerivatives,
  ...sliceDerivatives,
];
