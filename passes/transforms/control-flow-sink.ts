/**
 * `control-flow-sink`: moves computations into the only branch that needs them, so that the other branches do without.
 * Only regions that are executed at most once, and perhaps not at all, are moved into.
 */

import { DominanceInfo } from "../../ir/dominance.ts";
import { RegionBranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import { isMemoryEffectFree } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";

export const controlFlowSink = definePass(
  "control-flow-sink",
  {
    summary: "Sink operations into conditional blocks",
    statistics: { "num-sunk": "Number of operations sunk" },
  },
  (root, { statistics }) => {
    const dominance = new DominanceInfo();
    root.walk((op) => {
      for (const region of conditionalRegions(op)) statistics["num-sunk"] += sinkInto(region, dominance);
    });
  },
);

/** The regions that control may pass by and never comes back to. */
function conditionalRegions(op: Operation): Region[] {
  const branch = RegionBranchOpInterface.of(op);
  if (branch === undefined || branch.successors(op, undefined).length < 2) return [];
  const next = (region: Region): Region[] =>
    branch.successors(op, region).flatMap(({ region: to }) => (to === undefined ? [] : [to]));
  return op.regions.filter((region) => {
    const reached = new Set(next(region));
    for (const other of reached) for (const to of next(other)) reached.add(to);
    return !region.isEmpty && !reached.has(region);
  });
}

/** Returns the number of operations that were moved. */
function sinkInto(region: Region, dominance: DominanceInfo): number {
  let sunk = 0;
  const stack = [...region.blocks()].flatMap((block) => [...block.ops()]);
  for (let user = stack.pop(); user !== undefined; user = stack.pop()) {
    for (const { value } of user.opOperands) {
      const op = value.definingOp;
      if (op === undefined || op.parentRegion === region || !canMove(op, region, dominance)) continue;
      op.moveBefore(region.front.first!);
      stack.push(op);
      sunk++;
    }
  }
  return sunk;
}

const canMove = (op: Operation, region: Region, dominance: DominanceInfo): boolean =>
  isMemoryEffectFree(op) &&
  op.results.every((result) => result.users.every((user) => dominance.dominatesBlock(region.front, user.block!)));
