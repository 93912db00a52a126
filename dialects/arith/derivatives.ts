/** The derivative rules of `arith`; derivatives.yaml says what they are. */

import { derivativeRules } from "../../ir/derivatives/formula-rules.ts";
import type { DerivativeRule } from "../../ir/interfaces/differentiable.ts";
import { derivativeFormulas } from "./generated/derivatives.ts";
import { arithOps } from "./ops.ts";

export const arithDerivatives = (): readonly DerivativeRule[] => derivativeRules(derivativeFormulas, arithOps);
