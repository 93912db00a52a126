/** Canonicalization of `bufferization.clone`. */

import { memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { viewedBuffer } from "../../../ir/interfaces/view-like.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { Value } from "../../../ir/value.ts";
import { areCastCompatible, CastOp } from "../../memref/index.ts";
import { CloneOp } from "../ops/allocation.ts";
import { DeallocOp } from "../ops/dealloc.ts";

/**
 * The one operation that frees `buffer`, whatever happens; undefined if none does, "several" if more than one do. Those
 * that free under a condition are not looked at.
 */
function deallocOf(buffer: Value): Operation | "several" | undefined {
  let found: Operation | undefined;
  for (const user of buffer.users) {
    if (DeallocOp.is(user)) continue;
    const frees = memoryEffects(user)?.some(({ kind, value }) => kind === "free" && value === buffer);
    if (frees !== true) continue;
    if (found !== undefined) return "several";
    found = user;
  }
  return found;
}

/** Whether anything from `first` on may free memory before `last` does. */
function isFreedBetween(first: Operation | null, last: Operation): boolean {
  for (let op = first; op !== last; op = op!.next) {
    if (memoryEffects(op!)?.some(({ kind }) => kind === "free")) return true;
  }
  return false;
}

/**
 * Of a clone and its source, one is enough if either is freed in the block of the clone: the other one then takes its
 * place, and is not freed there.
 */
export const needlessClone = pattern("needless-clone", CloneOp, ({ op, input, output }, rewriter) => {
  if (!output.hasUses) {
    rewriter.erase(op);
    return true;
  }
  if (input.type !== output.type && !areCastCompatible(input.type, output.type)) return false;
  if (output.users.some((user) => DeallocOp.is(user))) return false;
  const ofClone = deallocOf(output);
  const ofSource = deallocOf(viewedBuffer(input));
  if (ofClone === "several" || ofSource === "several") return false;
  // Where both are freed in one block, their lives may overlap in part only.
  if (ofClone !== undefined && ofClone.block === ofSource?.block) return false;
  const dealloc = [ofClone, ofSource].find((found) => found?.block === op.block);
  if (dealloc === undefined || !op.isBeforeInBlock(dealloc) || isFreedBetween(op.next, dealloc)) return false;
  const source =
    input.type === output.type ? input : rewriter.create(CastOp, { source: input, resultTypes: [output.type] }).dest;
  rewriter.replace(op, [source]);
  rewriter.erase(dealloc);
  return true;
});
