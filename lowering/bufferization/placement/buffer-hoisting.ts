/** `buffer-hoisting`: buffers are allocated where all ways begin on which they go on, but not outside of loops. */

import { AllocOp } from "../../../dialects/memref/index.ts";
import { definePass } from "../../../ir/pass.ts";
import { hoistAllocations, isLoop } from "./hoist-allocations.ts";

export const bufferHoisting = definePass(
  "buffer-hoisting",
  {
    summary:
      "Optimizes placement of allocation operations by moving them into common dominators and out of nested regions",
    on: "func.func",
  },
  (func) => {
    hoistAllocations(func, {
      isMoved: (op) => AllocOp.is(op),
      upperBound(common, dependency, dominance) {
        const isBelow =
          dependency !== undefined && dependency !== common && dominance.dominatesBlock(common, dependency);
        return isBelow ? dependency : common;
      },
      mayLeave: (op) => !isLoop(op),
      movesToDominators: true,
    });
  },
);
