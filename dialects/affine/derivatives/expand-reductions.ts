/**
 * Parallel loops with products, maxima and minima are differentiated as loops that carry them: an `affine.parallel` cannot
 * look for the iteration that won, or count zeros.
 */
import { FloatType } from "../../../ir/builtin/types.ts";
import { type ParallelOp, reductionKinds } from "../parallel.ts";
import { sequentialParallel } from "../sequential.ts";

export function expandReductions(loop: ParallelOp): void {
  const kinds = reductionKinds(loop);
  if (kinds.some((kind, i) => kind !== "addf" && loop.results[i]!.type instanceof FloatType)) sequentialParallel(loop);
}
