/** `sccp`: replaces values that are always the same constant, also across branches, loops and calls. */

import type { Block } from "../../ir/block.ts";
import type { Context } from "../../ir/context.ts";
import { wouldOpBeTriviallyDead } from "../../ir/interfaces/memory-effects.ts";
import { ParallelCombiningOpInterface } from "../../ir/interfaces/parallel-combining.ts";
import { UnknownLoc } from "../../ir/location.ts";
import { definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { PatternRewriter } from "../../ir/rewriter.ts";
import type { OpOperand, Value } from "../../ir/value.ts";
import { ConstantPropagation } from "../analysis/constant-propagation.ts";
import { ConstantUniquer } from "../rewriting/constant-uniquer.ts";

export const sccp = definePass("sccp", { summary: "Sparse Conditional Constant Propagation" }, (op, { context }) => {
  new ConstantReplacer(new ConstantPropagation(op), context).run(op.regions);
});

class ConstantReplacer {
  readonly #analysis: ConstantPropagation;
  readonly #context: Context;
  readonly #constants: ConstantUniquer;

  constructor(analysis: ConstantPropagation, context: Context) {
    this.#analysis = analysis;
    this.#context = context;
    this.#constants = new ConstantUniquer(new PatternRewriter(UnknownLoc.get()));
  }

  /** Blocks inside operations come after the blocks around them. */
  run(regions: readonly Region[]): void {
    const pending: Block[] = [];
    const add = (region: Region): void => {
      pending.push(...[...region.blocks()].reverse());
    };
    regions.forEach(add);
    for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
      for (const op of block.ops()) {
        let replacedAll = op.numResults > 0;
        for (const result of op.results) if (!this.#replace(result, block)) replacedAll = false;
        if (replacedAll && wouldOpBeTriviallyDead(op)) op.erase();
        else op.regions.forEach(add);
      }
      for (const argument of block.args) this.#replace(argument, block);
    }
  }

  #replace(value: Value, block: Block): boolean {
    const constant = this.#analysis.constant(value);
    if (constant === undefined) return false;
    const dialect = this.#context.dialect(constant.dialectName);
    const known = dialect && this.#constants.getOrCreate(block, dialect, constant.value, value.type);
    if (known === undefined) return false;
    value.replaceUsesWithIf(known, (use) => !namesOutput(use));
    return true;
  }
}

/** What a thread of a parallel loop writes to must stay the loop's output, whose value each thread finds. */
function namesOutput({ owner, value }: OpOperand): boolean {
  return ParallelCombiningOpInterface.of(owner)?.updatedDestinations(owner).includes(value) === true;
}
