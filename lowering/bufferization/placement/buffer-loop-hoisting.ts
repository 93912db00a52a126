/** `buffer-loop-hoisting`: buffers that no iteration hands to the next one are allocated once, in front of the loop. */

import { AllocaOp, AllocOp } from "../../../dialects/memref/index.ts";
import { definePass } from "../../../ir/pass.ts";
import { hoistAllocations, isLoop } from "./hoist-allocations.ts";

export const bufferLoopHoisting = definePass(
  "buffer-loop-hoisting",
  { summary: "Optimizes placement of allocation operations by moving them out of loop nests", on: "func.func" },
  (func) => {
    hoistAllocations(func, {
      isMoved: (op) => AllocOp.is(op) || AllocaOp.is(op),
      upperBound: (_, dependency) => dependency,
      // A name of the buffer that is outside is what the loop hands on.
      mayLeave: (op, common, dominance) => isLoop(op) && !dominance.dominatesBlock(common, op.block!),
      movesToDominators: false,
    });
  },
);
