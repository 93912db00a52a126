/**
 * The pass `linalg-decompose-aggregated-ops`: operations that stand for several others are replaced by these, as upstream
 * does through its transform dialect.
 */
import { affineDialect } from "../../dialects/affine/index.ts";
import { linalgDialect } from "../../dialects/linalg/index.ts";
import { tensorDialect } from "../../dialects/tensor/index.ts";
import { AggregatedOpInterface } from "../../ir/interfaces/aggregated.ts";
import { definePass } from "../../ir/pass.ts";
import { interfacePattern } from "../../ir/pattern.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";

const decompose = interfacePattern("decompose-aggregated-op", AggregatedOpInterface, (op, rewriter) => {
  const results = AggregatedOpInterface.of(op)!.decompose(op, rewriter);
  if (results === undefined) return false;
  rewriter.replace(op, results);
  return true;
});

export const linalgDecomposeAggregatedOps = definePass(
  "linalg-decompose-aggregated-ops",
  {
    summary: "Replace softmax, pack and unpack by simpler operations",
    dependentDialects: [affineDialect, linalgDialect, tensorDialect],
  },
  (root, { context }) => {
    applyPatternsGreedily(root, [decompose], context);
  },
);
