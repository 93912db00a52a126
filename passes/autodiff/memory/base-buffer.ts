/** Where buffers come from, and whether their indices tell elements apart. */

import { hasIdentityLayout } from "../../../ir/builtin/strided-layout.ts";
import { MemRefType } from "../../../ir/builtin/types.ts";
import { regionMemoryOf } from "../../../ir/interfaces/concurrent.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { ViewLikeOpInterface } from "../../../ir/interfaces/view-like.ts";
import type { Value } from "../../../ir/value.ts";
import { allocates } from "./allocations.ts";
import { sourceOf } from "./constant-memory.ts";

/**
 * The buffer that a chain of views begins with, if that is an argument of the function or an allocation: two different
 * ones of these are different memory. Undefined for a buffer that comes from elsewhere.
 */
export function baseOfBuffer(buffer: Value): Value | undefined {
  let current = buffer;
  for (;;) {
    const op = current.definingOp;
    if (op === undefined) return isGiven(current) ? current : undefined;
    if (allocates(op, current)) return current;
    const source = sourceOf(current);
    if (source === undefined) return undefined;
    current = source;
  }
}

/** Whether different indices mean different elements of the memory, as far as types and views tell. */
function layoutOf(buffer: Value): "distinct" | "repeated" | "unknown" {
  let current = buffer;
  while (!(current.type instanceof MemRefType && hasIdentityLayout(current.type))) {
    const op = current.definingOp;
    const view = op === undefined ? undefined : ViewLikeOpInterface.of(op);
    if (view === undefined) return "unknown";
    if (view.isInjective?.(op!) !== true) return "repeated";
    current = view.viewSource(op!);
  }
  return "distinct";
}

/** Whether different indices mean different elements of the memory; false if it is not known. */
export const hasDistinctElements = (buffer: Value): boolean => layoutOf(buffer) === "distinct";

/** Whether the buffer is a view that may show one element at several places. */
export const mayRepeatElements = (buffer: Value): boolean => layoutOf(buffer) === "repeated";

/** Whether a block's argument is one of the function, or memory that a region is given. */
function isGiven(argument: Value): boolean {
  const block = argument.parentBlock;
  const region = block?.region ?? null;
  if (region === null || region.first !== block || region.parentOp === null) return false;
  if (FunctionOpInterface.implementedBy(region.parentOp)) return true;
  return regionMemoryOf(region.parentOp).some(({ buffer }) => buffer === argument);
}
