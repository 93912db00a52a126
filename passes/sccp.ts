/** `sccp`: replaces values that are always the same constant, also across branches, loops and calls. */

import type { Block } from "../ir/block.ts";
import type { Context } from "../ir/context.ts";
import { wouldOpBeTriviallyDead } from "../ir/interfaces/memory-effects.ts";
import { UnknownLoc } from "../ir/location.ts";
import { definePass } from "../ir/pass.ts";
import { PatternRewriter } from "../ir/rewriter.ts";
import type { Value } from "../ir/value.ts";
import { ConstantPropagation } from "./analysis/constant-propagation.ts";
import { ConstantUniquer } from "./constant-uniquer.ts";

export const sccp = definePass("sccp", { summary: "Sparse Conditional Constant Propagation" }, (op, { context }) => {
  const analysis = new ConstantPropagation(op);
  const replacer = new ConstantReplacer(analysis, context);
  for (const region of op.regions) for (const block of region.blocks()) replacer.block(block);
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

  block(block: Block): void {
    for (const op of block.ops()) {
      let replacedAll = op.numResults > 0;
      for (const result of op.results) if (!this.#replace(result, block)) replacedAll = false;
      if (replacedAll && wouldOpBeTriviallyDead(op)) op.erase();
      else for (const region of op.regions) for (const inner of region.blocks()) this.block(inner);
    }
    for (const argument of block.args) this.#replace(argument, block);
  }

  #replace(value: Value, block: Block): boolean {
    const constant = this.#analysis.constant(value);
    if (constant === undefined) return false;
    const dialect = this.#context.dialect(constant.dialectName);
    const known = dialect && this.#constants.getOrCreate(block, dialect, constant.value, value.type);
    if (known === undefined) return false;
    value.replaceAllUsesWith(known);
    return true;
  }
}
