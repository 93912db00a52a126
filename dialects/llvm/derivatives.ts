/** The derivative rules of the llvm dialect; derivatives.yaml and functions.yaml have those that a formula says. */

import type { FormulaRule } from "../../ir/derivatives/formula.ts";
import { derivativeRules } from "../../ir/derivatives/formula-rules.ts";
import { functionOperationName } from "../../ir/derivatives/function-operation.ts";
import type { DerivativeRule } from "../../ir/interfaces/differentiable.ts";
import { CallOp } from "./call-op.ts";
import { addressDerivatives } from "./derivatives/addresses.ts";
import { aggregateDerivatives } from "./derivatives/aggregates.ts";
import { allocationDerivatives } from "./derivatives/allocation.ts";
import { atomicDerivatives } from "./derivatives/atomic.ts";
import { besselDerivatives } from "./derivatives/bessel.ts";
import { bitDerivatives } from "./derivatives/bits.ts";
import { complexFunctionDerivatives } from "./derivatives/complex-functions.ts";
import { gammaDerivatives } from "./derivatives/gamma.ts";
import { integerResultDerivatives } from "./derivatives/integer-results.ts";
import { maskedDerivatives } from "./derivatives/masked.ts";
import { memoryDerivatives } from "./derivatives/memory.ts";
import { memoryCopyDerivatives } from "./derivatives/memory-copies.ts";
import { promiseDerivatives } from "./derivatives/memory-promises.ts";
import { observerDerivatives } from "./derivatives/observers.ts";
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

const rules = (): readonly DerivativeRule[] => [
  ...derivativeRules([...derivativeFormulas, ...libraryFormulas()], llvmOps),
  ...addressDerivatives,
  ...aggregateDerivatives,
  ...allocationDerivatives(),
  ...atomicDerivatives,
  ...besselDerivatives(),
  ...bitDerivatives,
  ...complexFunctionDerivatives(),
  ...gammaDerivatives(),
  ...maskedDerivatives,
  ...memoryDerivatives,
  ...memoryCopyDerivatives,
  ...observerDerivatives(),
  ...outParameterDerivatives(),
  ...powerDerivatives,
  ...promiseDerivatives,
  ...reductionDerivatives,
  ...vectorDerivatives,
];

export function llvmDerivatives(): readonly DerivativeRule[] {
  const known = rules();
  const byName = new Map(known.map(({ op }) => [op.name, op]));
  return [...known, ...integerResultDerivatives((name) => byName.get(functionOperationName(CallOp, name))!)];
}
