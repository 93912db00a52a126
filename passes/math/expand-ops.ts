/**
 * The pass `math-expand-ops`: functions that a target lacks become simpler ones. Values are those of the function up to
 * rounding, special ones included, but for the sign of some zeros: those of sinh, tanh, atanh and of roots as powers.
 */
import { arithDialect } from "../../dialects/arith/index.ts";
import { mathDialect } from "../../dialects/math/index.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { definePass, listOption, stringOption } from "../../ir/pass.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { ElementBuilder } from "./element-builder.ts";
import type { Expansion } from "./expansions/expansion.ts";
import { hyperbolicExpansions } from "./expansions/hyperbolic.ts";
import { otherExpansions } from "./expansions/others.ts";
import { powerExpansions } from "./expansions/powers.ts";
import { roundingExpansions } from "./expansions/rounding.ts";

const patternOf = ({ op: root, isForAnyShape, expand }: Expansion): Pattern =>
  pattern(`expand-${root.name}`, root, ({ op }, rewriter) => {
    const elements = new ElementBuilder(rewriter, op.resultTypes[0]!);
    if (isForAnyShape === undefined && !elements.hasConstants) return false;
    const value = expand(elements, op.operands, op);
    if (value === undefined) return false;
    rewriter.replace(op, [value]);
    return true;
  });

/** By the names of operations without the dialect. */
const patterns: ReadonlyMap<string, Pattern> = new Map(
  [...otherExpansions, ...hyperbolicExpansions, ...roundingExpansions, ...powerExpansions].map((expansion) => [
    expansion.op.name.slice("math.".length),
    patternOf(expansion),
  ]),
);

export const mathExpandOps = definePass(
  "math-expand-ops",
  {
    summary: "Expand math operations.",
    options: { ops: listOption(stringOption("", ""), [], "Operations to expand.") },
    dependentDialects: [arithDialect, mathDialect],
  },
  (root, { context, options: { ops } }) => {
    const names = ops.map((name) => name.replace(/^math\./, ""));
    const unknown = names.find((name) => !patterns.has(name));
    if (unknown !== undefined) {
      throw errorAt(
        root.loc,
        `there is no expansion of 'math.${unknown}'; there are: ${[...patterns.keys()].join(", ")}`,
      );
    }
    const chosen = names.length === 0 ? [...patterns.values()] : names.map((name) => patterns.get(name)!);
    applyPatternsGreedily(root, chosen, context);
  },
);
