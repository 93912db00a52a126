/** Canonicalization of `memref.copy`. */

import { MemRefType } from "../../../ir/builtin/types.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { CopyOp } from "../access.ts";

/** copy(x, x)  ->  nothing */
const selfCopy = pattern("self-copy", CopyOp, ({ op, source, target }, rewriter) => {
  if (source !== target) return false;
  rewriter.erase(op);
  return true;
});

/** A copy of no elements goes. */
const emptyCopy = pattern("empty-copy", CopyOp, ({ op, source, target }, rewriter) => {
  const isEmpty = [source, target].some(({ type }) => type instanceof MemRefType && type.shape.includes(0));
  if (isEmpty) rewriter.erase(op);
  return isEmpty;
});

export const copyPatterns: readonly Pattern[] = [selfCopy, emptyCopy];
