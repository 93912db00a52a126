/** The derivative rules of the llvm dialect; derivatives.yaml and functions.yaml have those that a formula says. */

import type { FormulaRule } from "../../ir/derivatives/formula.ts";
import { derivativeRules } from "../../ir/derivatives/formula-rules.ts";
import type { DerivativeRule } from "../../ir/interfaces/differentiable.ts";
import { aggregateDerivatives } from "./derivatives/aggregates.ts";
import { allocationDerivatives } from "./derivatives/allocation.ts";
import { atomicDerivatives } from "./derivatives/atomic.ts";
import { bitDerivatives } from "./derivatives/bits.ts";
import { complexFunctionDerivatives } from "./derivatives/complex-functions.ts";
import { gammaDerivatives } from "./derivatives/gamma.ts";
import { maskedDerivatives } from "./derivatives/masked.ts";
import { memoryDerivatives } from "./derivatives/memory.ts";
import { memoryCopyDerivatives } from "./derivatives/memory-copies.ts";
import { promiseDerivatives } from "./derivatives/memory-promises.ts";
import { outParameterDerivatives } from "./derivatives/out-parameters.ts";
import { powerDerivatives } from "./derivatives/powers.ts";
import { reductionDerivatives } from "./derivatives/reductions.ts";
import { vectorDerivatives } from "./derivatives/vectors.ts";
import { derivativeFormulas } from "./generated/derivatives.ts";
import { functionFormulas } from "./generated/functions.ts";
import { llvmOps } from "./ops.ts";

/** The functions of <math.h> for double, float and long double. */
const libraryFormulas = (): FormulaRule[] =>
  ["", "f", "l"].flatMap((suffix) =>
    functionFormulas.map((rule) => ({ ...rule, function: { ...rule.function!, name: rule.function!.name + suffix } })),
  );

export const llvmDerivatives = (): readonly DerivativeRule[] => [
  ...derivativeRules([...derivativeFormulas, ...libraryFormulas()], llvmOps),
  ...aggregateDerivatives,
  ...allocationDerivatives(),
  ...atomicDerivatives,
  ...bitDerivatives,
  ...complexFunctionDerivatives(),
  ...gammaDerivatives(),
  ...maskedDerivatives,
  ...memoryDerivatives,
  ...memoryCopyDerivatives,
  ...outParameterDerivatives(),
  ...powerDerivatives,
  ...promiseDerivatives,
  ...reductionDerivatives,
  ...vectorDerivatives,
];
