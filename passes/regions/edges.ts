/** The ways into a block. */

import type { Block } from "../../ir/block.ts";
import { BranchOpInterface, successorOperands } from "../../ir/interfaces/control-flow.ts";

/** Whether every branch to the block says which values it passes, one for each argument. */
export function allBranchesKnown(block: Block): boolean {
  for (let edge = block.firstUse; edge !== null; edge = edge.nextUse) {
    if (!BranchOpInterface.implementedBy(edge.owner)) return false;
    if (successorOperands(edge.owner, edge.index).length !== block.args.length) return false;
  }
  return true;
}
