/** What the operations that WGSL lacks, or has with little accuracy, are made of. */
import {
  FastMathFlags,
  type FastMathFlagsAttr,
  MaximumFOp,
  MaxNumFOp,
  MinimumFOp,
  MinNumFOp,
  RemFOp,
} from "../../../dialects/arith/index.ts";
import * as math from "../../../dialects/math/index.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import { classificationExpansions } from "./classification.ts";
import { erf, erfc } from "./error-function.ts";
import { exp, exp2, expm1 } from "./exponential.ts";
import { clampf, maximumf, maxnumf, minimumf, minnumf } from "./extrema.ts";
import { fma } from "./fma.ts";
import { acosh, asinh, atanh, cosh, sinh, tanh } from "./hyperbolic.ts";
import { integerExpansions } from "./integers.ts";
import { acos, asin, atan, atan2 } from "./inverse-trigonometric.ts";
import { callOf, type Expansion } from "./library.ts";
import { log, log1p, log2, log10 } from "./logarithm.ts";
import { cbrt, fpowi, powf } from "./powers.ts";
import { remf } from "./remainder.ts";
import { round } from "./rounding.ts";
import { cos, sin, tan } from "./trigonometric.ts";

export { Library, libraryPrefix } from "./library.ts";

/** Of these WGSL has a version that may be less accurate. */
const improved = [
  callOf(math.AcosOp, acos),
  callOf(math.AcoshOp, acosh),
  callOf(math.AsinOp, asin),
  callOf(math.AsinhOp, asinh),
  callOf(math.AtanOp, atan),
  callOf(math.Atan2Op, atan2),
  callOf(math.AtanhOp, atanh),
  callOf(math.CosOp, cos),
  callOf(math.CoshOp, cosh),
  callOf(math.ExpOp, exp),
  callOf(math.Exp2Op, exp2),
  callOf(math.FmaOp, fma),
  callOf(math.LogOp, log),
  callOf(math.Log2Op, log2),
  callOf(math.PowFOp, powf),
  callOf(math.SinOp, sin),
  callOf(math.SinhOp, sinh),
  callOf(math.TanOp, tan),
  callOf(math.TanhOp, tanh),
] as const;

const missing = [
  callOf(math.CbrtOp, cbrt),
  callOf(math.ClampFOp, clampf),
  callOf(math.ErfOp, erf),
  callOf(math.ErfcOp, erfc),
  callOf(math.ExpM1Op, expm1),
  callOf(math.FPowIOp, fpowi),
  callOf(math.Log10Op, log10),
  callOf(math.Log1pOp, log1p),
  callOf(math.RoundOp, round),
  callOf(MaximumFOp, maximumf),
  callOf(MaxNumFOp, maxnumf),
  callOf(MinimumFOp, minimumf),
  callOf(MinNumFOp, minnumf),
  callOf(RemFOp, remf),
  ...classificationExpansions,
  ...integerExpansions,
] as const;

/** Sine and cosine, which are expanded in turn where they must be. */
const separately: Expansion = (op, code) => {
  const [angle] = op.operands;
  return [code.op(math.SinOp, angle!), code.op(math.CosOp, angle!)];
};

const improvedDefs: ReadonlySet<OpDefinition> = new Set(improved.map(([def]) => def));
const expansions: ReadonlyMap<OpDefinition, Expansion> = new Map([
  ...improved,
  ...missing,
  [math.SincosOp, separately],
]);

export const isExpanded = (op: Operation): boolean => expansions.has(op.def);

/** What replaces an operation. Approximations that the operation or the user allows are WGSL's own. */
export function expansionOf(op: Operation, allowsApproximations: boolean): Expansion | undefined {
  const expansion = expansions.get(op.def);
  if (expansion === undefined || !improvedDefs.has(op.def)) return expansion;
  const flags = op.attr("fastmath") as FastMathFlagsAttr | undefined;
  return allowsApproximations || FastMathFlags.has(flags, "afn") ? undefined : expansion;
}
