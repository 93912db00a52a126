/**
 * The pass `convert-scf-to-cf`: structured control flow becomes branches between blocks.
 *
 * Operations are lowered from the inside to the outside, and in each block from the last to the first: what follows an
 * operation moves to a block of its own, so that every operation moves at most once for each level of nesting.
 */
import { arithDialect } from "../../dialects/arith/index.ts";
import { cfDialect } from "../../dialects/cf/index.ts";
import {
  ExecuteRegionOp,
  ForallOp,
  ForOp,
  IfOp,
  IndexSwitchOp,
  ParallelOp,
  sequentialForall,
  sequentialParallel,
  WhileOp,
} from "../../dialects/scf/index.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { lowerExecuteRegion, lowerIf, lowerIndexSwitch } from "./branches.ts";
import { lowerFor, lowerWhile } from "./loops.ts";

export const convertScfToCf = definePass(
  "convert-scf-to-cf",
  {
    summary: "Turns structured control flow into branches between blocks",
    dependentDialects: [arithDialect, cfDialect],
  },
  (root) => {
    for (const region of root.regions) lowerRegion(region);
  },
);

/** Puts branches in the place of an operation whose regions hold no structured control flow any more. */
const lowerings: ReadonlyMap<OpDefinition, (op: Operation) => void> = new Map<OpDefinition, (op: Operation) => void>([
  [ForOp, (op) => lowerFor(ForOp.view(op))],
  [WhileOp, (op) => lowerWhile(WhileOp.view(op))],
  [IfOp, (op) => lowerIf(IfOp.view(op))],
  [IndexSwitchOp, (op) => lowerIndexSwitch(IndexSwitchOp.view(op))],
  [ExecuteRegionOp, (op) => lowerExecuteRegion(ExecuteRegionOp.view(op))],
]);

/** Turns parallel loops into nests of sequential ones; returns the outermost. */
const sequential: ReadonlyMap<OpDefinition, (op: Operation) => Operation> = new Map<
  OpDefinition,
  (op: Operation) => Operation
>([
  [ParallelOp, (op) => sequentialParallel(ParallelOp.view(op))],
  [ForallOp, (op) => sequentialForall(ForallOp.view(op))],
]);

function lowerRegion(region: Region): void {
  for (const block of [...region.blocks()]) {
    for (const op of block.opsReversed()) {
      const loop = sequential.get(op.def)?.(op) ?? op;
      for (const inner of loop.regions) lowerRegion(inner);
      lowerings.get(loop.def)?.(loop);
    }
  }
}
