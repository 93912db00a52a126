/** `empty-tensor-to-alloc-tensor`: tensors whose contents do not matter get a buffer of their own. */

import { AllocTensorOp, bufferizationDialect } from "../../dialects/bufferization/index.ts";
import { EmptyOp } from "../../dialects/tensor/index.ts";
import { definePass } from "../../ir/pass.ts";
import { pattern } from "../../ir/pattern.ts";
import { applyPatternsGreedily } from "../../passes/greedy-driver.ts";

const replaceEmpty = pattern("replace-empty", EmptyOp, ({ op, dynamicSizes, result }, rewriter) => {
  rewriter.replaceWithNew(op, AllocTensorOp, { dynamic_sizes: dynamicSizes, resultTypes: [result.type] });
  return true;
});

export const emptyTensorToAllocTensor = definePass(
  "empty-tensor-to-alloc-tensor",
  { summary: "Replace all empty ops by alloc_tensor ops", dependentDialects: [bufferizationDialect] },
  (root, { context }) => {
    applyPatternsGreedily(root, [replaceEmpty], context);
  },
);
