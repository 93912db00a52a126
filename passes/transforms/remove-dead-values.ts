/**
 * `remove-dead-values`: removes what cannot make a difference: operations, block arguments, what regions pass to each
 * other, and the arguments and results of functions all of whose callers are known.
 */
import { PoisonOp, ubDialect } from "../../dialects/ub/index.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { Context } from "../../ir/context.ts";
import { RegionBranchOpInterface, setSuccessorOperands, successorOperands } from "../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import { boolOption, definePass } from "../../ir/pass.ts";
import type { Callee } from "../analysis/call-sites.ts";
import { ValueLiveness } from "../analysis/liveness.ts";
import { eraseCallParts, eraseFunctionParts } from "../function-parts.ts";
import { applyOpPatternsGreedily } from "../greedy-driver.ts";
import { allBranchesKnown } from "../regions/edges.ts";

export const removeDeadValues = definePass(
  "remove-dead-values",
  {
    summary: "Remove dead values",
    options: {
      canonicalize: boolOption(true, "Canonicalize region branch ops, which drops what their regions pass in vain"),
    },
    dependentDialects: [ubDialect],
  },
  (root, { context, options }) => {
    const liveness = new ValueLiveness(root);
    const dead = deadOperations(root, liveness);
    // Dead operations may use each other in circles.
    for (const op of dead) op.dropAllReferences();
    const poisons = poisonDeadOperands(root, liveness);
    eraseDeadBlockArguments(root, liveness);
    for (const callee of liveness.closedFunctions) eraseDeadParts(callee, liveness);
    for (const op of dead) op.erase();
    if (!options.canonicalize) return;
    canonicalizeRegionBranches(root, context);
    for (const poison of poisons) if (!poison.hasUses) poison.erase();
  },
);

/** The outermost ones; what is inside them goes with them. */
function deadOperations(root: Operation, liveness: ValueLiveness): Operation[] {
  const dead: Operation[] = [];
  root.walk((op) => {
    if (op === root || liveness.isLiveOp(op)) return "advance";
    dead.push(op);
    return "skip";
  }, "pre");
  return dead;
}

/** What regions are given in vain becomes poison: the regions' operations may not be able to do with less. */
function poisonDeadOperands(root: Operation, liveness: ValueLiveness): Operation[] {
  const poisons: Operation[] = [];
  root.walk((op) => {
    if (!liveness.isLiveOp(op) || !passesToRegions(op)) return;
    const builder = OpBuilder.before(op);
    for (const index of liveness.deadOperands(op)) {
      const value = op.operand(index);
      if (PoisonOp.defining(value) !== undefined) continue;
      const poison = builder.create(PoisonOp, { resultTypes: [value.type] });
      op.setOperand(index, poison.result);
      poisons.push(poison.op);
    }
  });
  return poisons;
}

const passesToRegions = (op: Operation): boolean =>
  RegionBranchOpInterface.implementedBy(op) ||
  (op.block?.last === op && op.parentOp !== null && RegionBranchOpInterface.implementedBy(op.parentOp));

function eraseDeadBlockArguments(root: Operation, liveness: ValueLiveness): void {
  const blocks: Block[] = [];
  root.walk((op) => {
    for (const region of op.regions) {
      for (let block = region.first?.next ?? null; block !== null; block = block.next) {
        if (block.args.some((argument) => !liveness.isLive(argument)) && allBranchesKnown(block)) blocks.push(block);
      }
    }
  });
  const isLive = new Map(blocks.map((block) => [block, block.args.map((argument) => liveness.isLive(argument))]));
  for (const block of blocks) {
    for (let edge = block.firstUse; edge !== null; edge = edge.nextUse) {
      const kept = successorOperands(edge.owner, edge.index).filter((_, i) => isLive.get(block)![i]);
      setSuccessorOperands(edge.owner, edge.index, kept);
    }
  }
  for (const block of blocks) block.eraseArguments((i) => !isLive.get(block)![i]);
}

function eraseDeadParts({ op, body, calls }: Callee, liveness: ValueLiveness): void {
  const func = FunctionOpInterface.of(op);
  if (func === undefined) return;
  const isArgDead = body!.front.args.map((argument) => !liveness.isLive(argument));
  const isResultDead = func.resultTypes(op).map((_, i) => !calls.some((call) => liveness.isLive(call.result(i))));
  if (!isArgDead.includes(true) && !isResultDead.includes(true)) return;
  for (const call of calls)
    eraseCallParts(
      call,
      (i) => isArgDead[i]!,
      (i) => isResultDead[i]!,
    );
  eraseFunctionParts(
    op,
    (i) => isArgDead[i]!,
    (i) => isResultDead[i]!,
  );
}

function canonicalizeRegionBranches(root: Operation, context: Context): void {
  const ops: Operation[] = [];
  root.walk((op) => {
    if (RegionBranchOpInterface.implementedBy(op)) ops.push(op);
  });
  // All patterns, as upstream: what a pattern of a region branch op makes may match others.
  applyOpPatternsGreedily(root, ops, context.canonicalizations, context);
}
