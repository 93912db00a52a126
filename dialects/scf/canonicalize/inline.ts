/** Puts the body of an operation in its place. */

import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";

/** Replaces `op` by the one block of `region`; what its terminator passes on becomes the results. */
export function replaceByRegion(
  op: Operation,
  region: Region,
  rewriter: PatternRewriter,
  args: readonly Value[] = [],
): void {
  const terminator = region.front.last!;
  rewriter.inlineBlockBefore(region.front, op.block!, op, args);
  const values = terminator.operands;
  rewriter.erase(terminator);
  rewriter.replace(op, values);
}
