/** The derivative rules of the llvm dialect: those in derivatives.yaml, and those that need more than a formula. */

import { derivativeRules } from "../../ir/derivatives/formula-rules.ts";
import type { DerivativeRule } from "../../ir/interfaces/differentiable.ts";
import { derivativeFormulas } from "./generated/derivatives.ts";
import { llvmOps } from "./ops.ts";

export const llvmDerivatives = (): readonly DerivativeRule[] => derivativeRules(derivativeFormulas, llvmOps);
