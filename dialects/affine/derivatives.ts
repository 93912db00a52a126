/**
 * Derivatives of operations with affine expressions. Forward mode needs no rules for loops and branches: the engine passes
 * tangents on along the same ways as values.
 */
import { type DerivativeRule, nonDifferentiable } from "../../ir/interfaces/differentiable.ts";
import { accessRules } from "./derivatives/accesses.ts";
import { ifRule } from "./derivatives/branches.ts";
import { forRule } from "./derivatives/loops.ts";
import { parallelRule } from "./derivatives/parallel.ts";
import { PrefetchOp } from "./prefetch.ts";

export const affineDerivatives: readonly DerivativeRule[] = [
  ...accessRules,
  forRule,
  ifRule,
  parallelRule,
  ...nonDifferentiable(PrefetchOp),
];
