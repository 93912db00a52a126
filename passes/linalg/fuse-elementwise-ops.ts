/**
 * The pass `linalg-fuse-elementwise-ops`: elements are computed where they are used. Reshapes between operations move out
 * of the way, and constants into the bodies.
 */
import { ApplyOp, affineDialect } from "../../dialects/affine/index.ts";
import { arithDialect } from "../../dialects/arith/index.ts";
import { GenericOp, linalgDialect } from "../../dialects/linalg/index.ts";
import { CollapseShapeOp, ExpandShapeOp, tensorDialect } from "../../dialects/tensor/index.ts";
import type { Context } from "../../ir/context.ts";
import { definePass } from "../../ir/pass.ts";
import type { Pattern, PatternRoot } from "../../ir/pattern.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import { cleanupPatterns } from "./fusion/cleanup.ts";
import { constantPatterns } from "./fusion/constants.ts";
import { fuseElementwiseOps } from "./fusion/elementwise.ts";
import { expansionPatterns } from "./fusion/expansion.ts";
import { reshapePatterns } from "./fusion/reshapes.ts";

const canonicalized: ReadonlySet<PatternRoot> = new Set<PatternRoot>([
  ApplyOp,
  GenericOp,
  ExpandShapeOp,
  CollapseShapeOp,
]);
/** Canonicalizations that hold for every structured operation. */
const general = new Set(["erase-dead-linalg-op", "fold-tensor-cast-consumer", "infer-static-shape-of-operands"]);

const canonicalizations = (context: Context): Pattern[] =>
  context.canonicalizations.filter(({ root, name }) => general.has(name) || canonicalized.has(root));

export const linalgFuseElementwiseOps = definePass(
  "linalg-fuse-elementwise-ops",
  {
    summary: "Fuse elementwise operations on tensors",
    dependentDialects: [affineDialect, arithDialect, linalgDialect, tensorDialect],
  },
  (root, { context }) => {
    const patterns = [
      fuseElementwiseOps,
      ...constantPatterns,
      ...cleanupPatterns,
      ...expansionPatterns,
      ...reshapePatterns,
      ...canonicalizations(context),
    ];
    applyPatternsGreedily(root, patterns, context);
  },
);
