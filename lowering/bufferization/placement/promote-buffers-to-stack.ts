/**
 * `promote-buffers-to-stack`: small buffers that nobody frees, and that do not leave the operation around that frees its
 * stack memory, are put on the stack. A block to which control comes back would take more of it each time.
 */
import { AllocaOp, AllocOp, RankOp } from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { ComplexType, scalarWidth } from "../../../ir/builtin/types.ts";
import {
  isRegionTerminator,
  LoopLikeOpInterface,
  RegionBranchOpInterface,
} from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { definePass, intOption } from "../../../ir/pass.ts";
import { AutomaticAllocationScope } from "../../../ir/traits.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { BufferOrigins } from "../deallocation/buffer-origins.ts";
import { allocationsIn, isFreedOrKept, mayRepeat } from "./allocations.ts";

interface Limits {
  readonly "max-alloc-size-in-bytes": number;
  readonly "max-rank-of-allocated-memref": number;
}

export const promoteBuffersToStack = definePass(
  "promote-buffers-to-stack",
  {
    summary: "Promotes heap-based allocations to automatically managed stack-based allocations",
    on: "func.func",
    options: {
      "max-alloc-size-in-bytes": intOption(1024, "Maximal size in bytes to promote allocations to stack"),
      "max-rank-of-allocated-memref": intOption(1, "Maximal memref rank to promote dynamic buffers"),
    },
  },
  (func, { options }) => {
    const body = FunctionOpInterface.of(func)!.body(func);
    if (body.isEmpty) return;
    const origins = new BufferOrigins(body);
    for (const buffer of allocationsIn(func)) {
      const allocation = AllocOp.match(buffer.owner);
      if (allocation === undefined || !isSmall(allocation, options)) continue;
      const aliases = origins.aliases([buffer]);
      if (!isFreedOrKept(aliases) && diesInScope(buffer, aliases)) putOnStack(allocation);
    }
  },
);

function putOnStack({ op, dynamicSizes, symbolOperands, alignment, memref }: AllocOp): void {
  const resultTypes = [memref.type];
  const stack = OpBuilder.before(op).create(AllocaOp, { dynamicSizes, symbolOperands, alignment, resultTypes });
  stack.op.setDiscardableAttrs(op.discardableAttrs);
  memref.replaceAllUsesWith(stack.memref);
  op.erase();
}

/** A buffer whose sizes are ranks is small, too. */
function isSmall({ op, memref }: AllocOp, limits: Limits): boolean {
  const { type } = memref;
  if (!type.hasStaticShape) {
    const isOfRanks = op.operands.every((operand) => RankOp.defining(operand) !== undefined);
    return type.rank <= limits["max-rank-of-allocated-memref"] && isOfRanks;
  }
  const bits = widthOf(type.elementType);
  return bits !== undefined && type.numElements * bits <= limits["max-alloc-size-in-bytes"] * 8;
}

/** In bits; undefined for what is no number. */
const widthOf = (type: Type): number | undefined =>
  type instanceof ComplexType ? 2 * scalarWidth(type.elementType)! : scalarWidth(type);

/** Whether an operation around, which is no loop between, frees its stack memory only when the buffer is of no use any more. */
function diesInScope(buffer: OpResult, aliases: Iterable<Value>): boolean {
  for (let { parentBlock: block } = buffer; block !== null; block = block.parentOp?.block ?? null) {
    const around = block.parentOp;
    if (around === null || mayRepeat(block)) return false;
    if (around.def.hasTrait(AutomaticAllocationScope) && !isHandedOut(aliases, around)) return true;
    if (LoopLikeOpInterface.implementedBy(around) || !RegionBranchOpInterface.implementedBy(around)) return false;
  }
  return false;
}

/** Whether the operation ends with one of the values. */
function isHandedOut(values: Iterable<Value>, op: Operation): boolean {
  for (const value of values) {
    for (const user of value.users) if (isRegionTerminator(user) && user.parentOp === op) return true;
  }
  return false;
}
