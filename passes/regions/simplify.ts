/** Simplifies the control flow between blocks. */

import type { Region } from "../../ir/region.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import { eraseDeadCode } from "./dead-code.ts";
import { dropRedundantArguments, mergeIdenticalBlocks } from "./merge-blocks.ts";
import { eraseUnreachableBlocks } from "./unreachable-blocks.ts";

/**
 * "disabled" erases unreachable blocks only, since in them values may depend on themselves, with which folders need not
 * cope. "normal" also erases dead operations and dead block arguments; "aggressive" merges blocks that do the same as
 * well, and removes arguments that always hold one value.
 */
export type RegionSimplification = "disabled" | "normal" | "aggressive";

type Step = (region: Region, rewriter: PatternRewriter) => boolean;
const steps: Readonly<Record<RegionSimplification, readonly Step[]>> = {
  disabled: [eraseUnreachableBlocks],
  normal: [eraseUnreachableBlocks, eraseDeadCode],
  aggressive: [eraseUnreachableBlocks, eraseDeadCode, mergeIdenticalBlocks, dropRedundantArguments],
};

/** Simplifies the regions and those inside them, but for those of isolated operations. Returns whether anything changed. */
export function simplifyRegions(
  regions: readonly Region[],
  level: RegionSimplification,
  rewriter: PatternRewriter,
): boolean {
  let changed = false;
  for (const step of steps[level]) for (const region of regions) if (step(region, rewriter)) changed = true;
  return changed;
}
