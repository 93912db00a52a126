/** Simplifies the control flow between blocks. */

import type { Region } from "../../ir/block.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import { eraseDeadCode } from "./dead-code.ts";
import { dropRedundantArguments, mergeIdenticalBlocks } from "./merge-blocks.ts";
import { eraseUnreachableBlocks } from "./unreachable-blocks.ts";

/**
 * "normal" erases unreachable blocks, dead operations and dead block arguments; "aggressive" also merges blocks that do
 * the same and removes arguments that always hold one value.
 */
export type RegionSimplification = "disabled" | "normal" | "aggressive";

type Step = (region: Region, rewriter: PatternRewriter) => boolean;
const steps: Readonly<Record<RegionSimplification, readonly Step[]>> = {
  disabled: [],
  normal: [eraseUnreachableBlocks, eraseDeadCode],
  aggressive: [eraseUnreachableBlocks, eraseDeadCode, mergeIdenticalBlocks, dropRedundantArguments],
};

/** Simplifies the regions and those inside them. Returns whether anything changed. */
export function simplifyRegions(
  regions: readonly Region[],
  level: RegionSimplification,
  rewriter: PatternRewriter,
): boolean {
  let changed = false;
  for (const step of steps[level]) for (const region of regions) if (step(region, rewriter)) changed = true;
  return changed;
}
