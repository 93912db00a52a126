/** Where buffers come from. */

import { regionMemoryOf } from "../../ir/interfaces/concurrent.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { isPure } from "../../ir/interfaces/memory-effects.ts";
import type { Value } from "../../ir/value.ts";
import { allocates } from "./aliases.ts";
import { isBuffer } from "./flow.ts";

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
    const sources = op.operands.filter(isBuffer);
    if (sources.length !== 1 || !isPure(op)) return undefined;
    current = sources[0]!;
  }
}

/** Whether a block's argument is one of the function, or memory that a region is given. */
function isGiven(argument: Value): boolean {
  const block = argument.parentBlock;
  const region = block?.region ?? null;
  if (region === null || region.first !== block || region.parentOp === null) return false;
  if (FunctionOpInterface.implementedBy(region.parentOp)) return true;
  return regionMemoryOf(region.parentOp).some(({ buffer }) => buffer === argument);
}
