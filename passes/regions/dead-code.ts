/**
 * Removes operations and block arguments on which nothing depends that can be noticed, also when they depend on each
 * other in a circle through block arguments.
 */

import type { Block } from "../../ir/block.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { BranchOpInterface, setSuccessorOperands, successorOperands } from "../../ir/interfaces/control-flow.ts";
import { wouldOpBeTriviallyDead } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import { isIsolatedFromAbove } from "../../ir/traits.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";

/** Cleans `region` and the regions inside it, but for those of isolated operations. Returns whether anything was removed. */
export function eraseDeadCode(region: Region, rewriter: PatternRewriter): boolean {
  const liveness = new Liveness();
  liveness.markRegion(region);
  const dead: DeadCode = { ops: [], blocks: [] };
  collectDead(region, liveness, dead);
  erase(dead, liveness, rewriter);
  return dead.ops.length > 0 || dead.blocks.length > 0;
}

/** The operations and arguments that matter, found by following uses back from the operations with effects. */
class Liveness {
  readonly #ops: Set<Operation>;
  readonly #args: Set<BlockArgument>;
  readonly #pendingOps: Operation[];
  readonly #pendingArgs: BlockArgument[];
  readonly #droppable: Map<Operation, boolean>;

  constructor() {
    this.#ops = new Set();
    this.#args = new Set();
    this.#pendingOps = [];
    this.#pendingArgs = [];
    this.#droppable = new Map();
  }

  isLiveOp(op: Operation): boolean {
    return this.#ops.has(op);
  }
  /** The arguments of entry blocks belong to the operation around them. */
  isLiveArgument(argument: BlockArgument): boolean {
    return argument.owner.isEntryBlock || this.#args.has(argument);
  }

  markRegion(region: Region): void {
    this.#markEffectsIn(region);
    for (;;) {
      const op = this.#pendingOps.pop();
      if (op !== undefined) {
        this.#visitOp(op);
        continue;
      }
      const argument = this.#pendingArgs.pop();
      if (argument === undefined) return;
      this.#visitArgument(argument);
    }
  }

  #markEffectsIn(region: Region): void {
    for (let block = region.first; block !== null; block = block.next) {
      for (let op = block.first; op !== null; op = op.next) {
        if (!wouldOpBeTriviallyDead(op, this.#droppable)) this.#markOp(op);
      }
    }
  }

  #markOp(op: Operation): void {
    if (this.#ops.has(op)) return;
    this.#ops.add(op);
    this.#pendingOps.push(op);
  }

  #markValue(value: Value): void {
    const def = value.definingOp;
    if (def !== undefined) {
      this.#markOp(def);
      return;
    }
    const argument = value as BlockArgument;
    if (this.isLiveArgument(argument)) return;
    this.#args.add(argument);
    this.#pendingArgs.push(argument);
  }

  #visitOp(op: Operation): void {
    if (op.regions.length > 0 && !isIsolatedFromAbove(op)) {
      for (const region of op.regions) this.#markEffectsIn(region);
    }
    if (op.blockOperands.length === 0) {
      for (let i = 0; i < op.numOperands; i++) this.#markValue(op.operand(i));
    } else this.#visitBranch(op);
  }

  /** What is passed to an argument matters only when the argument does. */
  #visitBranch(op: Operation): void {
    const branch = BranchOpInterface.of(op);
    const forwarded = new Map<number, BlockArgument>();
    op.successors.forEach((target, index) => {
      const { start, count } = branch?.successorOperandRange(op, index) ?? emptyRange;
      const produced = target.args.length - count;
      target.args.forEach((argument, i) => {
        if (i < produced) this.#markValue(argument);
        else forwarded.set(start + i - produced, argument);
      });
    });
    op.operands.forEach((value, i) => {
      const argument = forwarded.get(i);
      if (argument === undefined || this.isLiveArgument(argument)) this.#markValue(value);
    });
  }

  #visitArgument(argument: BlockArgument): void {
    for (let use = argument.owner.firstUse; use !== null; use = use.nextUse) {
      const passed = passedTo(argument, use.owner, use.index);
      if (passed !== undefined && this.#ops.has(use.owner)) this.#markValue(passed);
    }
  }
}

/** The value that `branch` passes to `argument` along the edge to its successor `index`. */
function passedTo(argument: BlockArgument, branch: Operation, index: number): Value | undefined {
  const passed = successorOperands(branch, index);
  return passed[passed.length - argument.owner.args.length + argument.index];
}

/** What is not live, collected before anything is erased. */
interface DeadCode {
  readonly ops: Operation[];
  /** Blocks with arguments that are not live. */
  readonly blocks: Block[];
}

function collectDead(region: Region, liveness: Liveness, dead: DeadCode): void {
  for (let block = region.first; block !== null; block = block.next) {
    if (block.args.some((argument) => !liveness.isLiveArgument(argument))) dead.blocks.push(block);
    for (let op = block.last; op !== null; op = op.prev) {
      if (!liveness.isLiveOp(op)) dead.ops.push(op);
      else if (op.regions.length > 0 && !isIsolatedFromAbove(op)) {
        for (const inner of op.regions) collectDead(inner, liveness, dead);
      }
    }
  }
}

/** Dead things may use each other in circles, so all links are cut before the first one goes. */
function erase(dead: DeadCode, liveness: Liveness, rewriter: PatternRewriter): void {
  for (const op of dead.ops) {
    rewriter.notifyErased(op);
    op.dropAllReferences();
  }
  for (const block of dead.blocks) {
    const isLive = block.args.map((argument) => liveness.isLiveArgument(argument));
    // Changing an edge's operands leaves the edges as they are.
    for (let edge = block.firstUse; edge !== null; edge = edge.nextUse) {
      const { owner, index } = edge;
      const passed = successorOperands(owner, index);
      const produced = block.args.length - passed.length;
      rewriter.modify(owner, () => {
        setSuccessorOperands(
          owner,
          index,
          passed.filter((_, i) => isLive[produced + i]),
        );
      });
    }
  }
  for (const block of dead.blocks) {
    const isLive = block.args.map((argument) => liveness.isLiveArgument(argument));
    block.eraseArguments((i) => !isLive[i]);
  }
  for (const op of dead.ops) op.erase();
}
