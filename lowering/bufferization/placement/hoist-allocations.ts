/**
 * Moves allocations to blocks around them, as upstream's buffer-hoisting passes do, but that what is freed stays where it
 * is, since it would be freed once in each iteration, and what leaves a loop of blocks does so too.
 */
import type { Block } from "../../../ir/block.ts";
import { DominanceInfo } from "../../../ir/dominance.ts";
import { ConcurrentOpInterface } from "../../../ir/interfaces/concurrent.ts";
import { LoopLikeOpInterface, RegionBranchOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { BufferOrigins } from "../deallocation/buffer-origins.ts";
import { isOwnedAllocation } from "../deallocation/buffers.ts";
import { allocationsIn, isFreedOrKept, mayRepeat } from "./allocations.ts";

export const isLoop = (op: Operation): boolean =>
  LoopLikeOpInterface.implementedBy(op) || ConcurrentOpInterface.implementedBy(op);

/** How far allocations go. */
export interface HoistingRule {
  isMoved(op: Operation): boolean;
  /** The block that nothing leaves upwards; `common` dominates all other names of the buffer, `dependency` has its sizes. */
  upperBound(common: Block, dependency: Block | undefined, dominance: DominanceInfo): Block | undefined;
  /** Whether a buffer, whose names `common` dominates, may leave the operation. */
  mayLeave(op: Operation, common: Block, dominance: DominanceInfo): boolean;
  /** Whether it is enough to get above another block, or an operation must be left for the buffer to move. */
  readonly movesToDominators: boolean;
}

/** Moves allocations inside a function. */
export function hoistAllocations(func: Operation, rule: HoistingRule): void {
  const body = FunctionOpInterface.of(func)!.body(func);
  if (body.isEmpty) return;
  const origins = new BufferOrigins(body);
  const dominance = new DominanceInfo();
  const buffers = allocationsIn(func).filter(({ owner }) => rule.isMoved(owner));
  // Upstream's order where several come to one place.
  const inOrder = [...buffers.filter(isOwnedAllocation), ...buffers.filter((buffer) => !isOwnedAllocation(buffer))];
  for (const buffer of inOrder) {
    const aliases = origins.aliases([buffer]);
    if (isFreedOrKept(aliases)) continue;
    const place = placementOf(buffer, aliases, rule, dominance);
    if (place !== buffer.parentBlock) buffer.owner.moveBefore(startIn(place, buffer.owner));
  }
}

function placementOf(buffer: OpResult, aliases: Iterable<Value>, rule: HoistingRule, dominance: DominanceInfo): Block {
  let common = buffer.parentBlock!;
  for (const alias of aliases) common = commonDominator(common, alias.parentBlock!, dominance);
  const bound = rule.upperBound(common, innermost(buffer.owner.operands, dominance), dominance);
  let place = buffer.parentBlock!;
  let at = place;
  while (bound === undefined || (bound !== at && dominance.dominatesBlock(bound, at))) {
    const idom = at === at.region!.front ? undefined : dominance.immediateDominator(at);
    const around = at.parentOp;
    if (idom !== undefined) {
      if (rule.movesToDominators && mayRepeat(place, idom)) break;
      at = idom;
      if (rule.movesToDominators) place = at;
      continue;
    }
    if (around === null || around.block === null || !isKnownControlFlow(around)) break;
    if (!rule.mayLeave(around, common, dominance)) break;
    at = around.block;
    place = at;
  }
  return place;
}

const isKnownControlFlow = (op: Operation): boolean =>
  !ConcurrentOpInterface.implementedBy(op) &&
  (LoopLikeOpInterface.implementedBy(op) || RegionBranchOpInterface.implementedBy(op));

/** The block, of those where the values are defined, that all others dominate. */
function innermost(values: readonly Value[], dominance: DominanceInfo): Block | undefined {
  let found: Block | undefined;
  for (const { parentBlock } of values) {
    if (found === undefined || dominance.dominatesBlock(found, parentBlock!)) found = parentBlock!;
  }
  return found;
}

/** The closest block that dominates both. */
function commonDominator(a: Block, b: Block, dominance: DominanceInfo): Block {
  let at = a;
  while (!dominance.dominatesBlock(at, b)) {
    const idom = at === at.region!.front ? undefined : dominance.immediateDominator(at);
    at = idom ?? at.parentOp!.block!;
  }
  return at;
}

/** The operation in `block` behind which all is that `op`, further inside or behind, comes before. */
function startIn(block: Block, op: Operation): Operation {
  let at: Operation | null = op;
  while (at !== null && at.block !== block) at = at.parentOp;
  return at ?? block.last!;
}
