/** `canonicalize`: brings operations into their canonical form by folding and by the dialects' patterns. */

import type { Context } from "../../ir/context.ts";
import { opError } from "../../ir/diagnostic.ts";
import { boolOption, choiceOption, definePass, intOption, listOption, stringOption } from "../../ir/pass.ts";
import type { Pattern } from "../../ir/pattern.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { PatternSet } from "../rewriting/pattern-set.ts";

export const canonicalize = definePass(
  "canonicalize",
  {
    summary: "Canonicalize operations",
    options: {
      "top-down": boolOption(true, "Seed the worklist in general top-down order"),
      "region-simplify": choiceOption(
        ["disabled", "normal", "aggressive"],
        "normal",
        "Simplify control flow: erase dead blocks and arguments (normal), merge blocks (aggressive)",
      ),
      "max-iterations": intOption(
        10,
        "Max. iterations between applying patterns / simplifying regions; -1 for no limit",
      ),
      "max-num-rewrites": intOption(-1, "Max. number of pattern rewrites within an iteration; -1 for no limit"),
      "test-convergence": boolOption(false, "Fail if the iterations end before nothing changes any more"),
      "disable-patterns": listOption(stringOption("", ""), [], "Names of patterns that are not applied"),
      "enable-patterns": listOption(stringOption("", ""), [], "Names of the only patterns that are applied"),
    },
    // Patterns look at globals, but never into other functions.
    isLocal: true,
  },
  (op, { context, options }) => {
    const patterns = chosenPatterns(context, options["enable-patterns"], options["disable-patterns"]);
    const maxIterations = options["max-iterations"];
    const maxNumRewrites = options["max-num-rewrites"];
    const regionSimplification = options["region-simplify"];
    // Region simplification would erase them all in the end.
    const eraseDeadFirst = regionSimplification !== "disabled" && maxIterations !== 0 && maxNumRewrites < 0;
    const { converged } = applyPatternsGreedily(op, patterns, context, {
      topDown: options["top-down"],
      regionSimplification,
      eraseDeadFirst,
      maxIterations,
      maxNumRewrites,
    });
    if (!converged && options["test-convergence"]) {
      throw opError(op, `is still changing after ${options["max-iterations"]} iterations of canonicalization`);
    }
  },
);

/** The sorted patterns of a context are made again only when patterns were added. */
const allPatterns = new WeakMap<Context, { readonly count: number; readonly set: PatternSet<Pattern> }>();

function chosenPatterns(
  context: Context,
  enabled: readonly string[],
  disabled: readonly string[],
): PatternSet<Pattern> {
  const { canonicalizations } = context;
  if (enabled.length > 0 || disabled.length > 0) {
    const isChosen = ({ name }: Pattern): boolean =>
      (enabled.length === 0 || enabled.includes(name)) && !disabled.includes(name);
    return new PatternSet(canonicalizations.filter(isChosen));
  }
  let known = allPatterns.get(context);
  if (known?.count !== canonicalizations.length) {
    known = { count: canonicalizations.length, set: new PatternSet(canonicalizations) };
    allPatterns.set(context, known);
  }
  return known.set;
}
