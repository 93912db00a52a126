/** Patterns for every structured operation. */

import type { Operation } from "../../../ir/operation.ts";
import type { Pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import { structuredOps } from "../structured-ops.ts";

/** One pattern for each structured operation, so that other operations need not be asked. */
export const forEachOp = (
  name: string,
  rewrite: (op: Operation, rewriter: PatternRewriter) => boolean,
  benefit = 1,
): readonly Pattern[] => structuredOps.map((root) => ({ name, root, benefit, rewrite }));
