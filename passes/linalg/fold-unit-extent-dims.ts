/**
 * The pass `linalg-fold-unit-extent-dims`: structured operations, pads and slices do without dimensions of one element,
 * which are taken away before and put back behind them.
 */
import { affineDialect } from "../../dialects/affine/index.ts";
import { arithDialect } from "../../dialects/arith/index.ts";
import { linalgDialect } from "../../dialects/linalg/index.ts";
import { memrefDialect } from "../../dialects/memref/index.ts";
import { CollapseShapeOp, EmptyOp, ExpandShapeOp, tensorDialect } from "../../dialects/tensor/index.ts";
import { boolOption, definePass } from "../../ir/pass.ts";
import type { PatternRoot } from "../../ir/pattern.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { unitLoopPatterns } from "./unit-dims/drop-unit-loops.ts";
import { emptyPatterns } from "./unit-dims/empties.ts";
import { dropUnitDimsOfPad } from "./unit-dims/pads.ts";
import { byReshapes, bySlices } from "./unit-dims/rank-reduction.ts";
import { resolveSizes } from "./unit-dims/sizes.ts";
import { slicePatterns } from "./unit-dims/slices.ts";

const canonicalized: ReadonlySet<PatternRoot> = new Set<PatternRoot>([CollapseShapeOp, EmptyOp, ExpandShapeOp]);

export const linalgFoldUnitExtentDims = definePass(
  "linalg-fold-unit-extent-dims",
  {
    summary: "Remove unit-extent dimension in Linalg ops on tensors",
    options: {
      "use-rank-reducing-slices": boolOption(false, "Generate rank-reducing slices instead of reassociative reshapes"),
    },
    dependentDialects: [affineDialect, arithDialect, linalgDialect, memrefDialect, tensorDialect],
  },
  (root, { context, options }) => {
    const usesSlices = options["use-rank-reducing-slices"];
    const reduction = usesSlices ? bySlices : byReshapes;
    const patterns = [
      ...unitLoopPatterns(reduction),
      dropUnitDimsOfPad(reduction),
      ...(usesSlices ? [] : slicePatterns),
      ...emptyPatterns,
      resolveSizes,
      ...context.canonicalizations.filter(({ root: kind }) => canonicalized.has(kind)),
    ];
    applyPatternsGreedily(root, patterns, context);
  },
);
