/**
 * `optimize-allocation-liveness`: frees a buffer right behind its last use in the block that allocates it, if it is freed
 * in that block anyway. Buffers whose address is taken, or that are put into others, are left alone.
 */
import { DeallocOp } from "../../../dialects/memref/index.ts";
import type { Block } from "../../../ir/block.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { definePass } from "../../../ir/pass.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { BufferOrigins } from "./buffer-origins.ts";
import { isAllocated, isKeptElsewhere } from "./buffers.ts";

export const optimizeAllocationLiveness = definePass(
  "optimize-allocation-liveness",
  { summary: "This pass optimizes the liveness of temp allocations in the input function", on: "func.func" },
  (func) => {
    const body = FunctionOpInterface.of(func)!.body(func);
    if (body.isEmpty) return;
    const origins = new BufferOrigins(body);
    const buffers: OpResult[] = [];
    func.walk((op) => {
      buffers.push(...op.results.filter(isAllocated));
    }, "pre");
    for (const buffer of buffers) freeEarlier(buffer, origins);
  },
);

function freeEarlier(buffer: OpResult, origins: BufferOrigins): void {
  const block = buffer.parentBlock!;
  const deallocs = buffer.users.filter((user) => DeallocOp.is(user));
  const [dealloc] = deallocs;
  if (dealloc === undefined || deallocs.length > 1 || dealloc.block !== block) return;
  const last = lastUse(origins.aliases([buffer]), dealloc, block);
  if (last?.isBeforeInBlock(dealloc) === true) dealloc.moveAfter(last);
}

/** The last operation in the block that uses one of the buffers; undefined if there is none, or it is not known. */
function lastUse(aliases: Iterable<Value>, dealloc: Operation, block: Block): Operation | undefined {
  let last: Operation | undefined;
  for (const alias of aliases) {
    for (const user of alias.users) {
      if (user === dealloc) continue;
      if (isKeptElsewhere(user)) return undefined;
      const ancestor = ancestorIn(user, block);
      if (ancestor === undefined) return undefined;
      if (last === undefined || last.isBeforeInBlock(ancestor)) last = ancestor;
    }
  }
  return last;
}

function ancestorIn(op: Operation, block: Block): Operation | undefined {
  let at: Operation | null = op;
  while (at !== null && at.block !== block) at = at.parentOp;
  return at ?? undefined;
}
