/** The derivative rules of the llvm dialect; derivatives.yaml has those that a formula says. */

import { derivativeRules } from "../../ir/derivatives/formula-rules.ts";
import type { DerivativeRule } from "../../ir/interfaces/differentiable.ts";
import { aggregateDerivatives } from "./derivatives/aggregates.ts";
import { powerDerivatives } from "./derivatives/powers.ts";
import { reductionDerivatives } from "./derivatives/reductions.ts";
import { vectorDerivatives } from "./derivatives/vectors.ts";
import { derivativeFormulas } from "./generated/derivatives.ts";
import { llvmOps } from "./ops.ts";

export const llvmDerivatives = (): readonly DerivativeRule[] => [
  ...derivativeRules(derivativeFormulas, llvmOps),
  ...aggregateDerivatives,
  ...powerDerivatives,
  ...reductionDerivatives,
  ...vectorDerivatives,
];
