/** The pass `one-shot-bufferize`: tensors become buffers, with as few copies as the analysis finds necessary. */

import { arithDialect } from "../../dialects/arith/index.ts";
import { bufferizationDialect } from "../../dialects/bufferization/index.ts";
import { memrefDialect } from "../../dialects/memref/index.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { definePass } from "../../ir/pass.ts";
import { bufferize } from "./bufferize.ts";
import { optionsOf, passOptions } from "./options.ts";

export const oneShotBufferize = definePass(
  "one-shot-bufferize",
  {
    summary: "One-Shot Bufferize",
    on: "builtin.module",
    options: passOptions,
    dependentDialects: [arithDialect, bufferizationDialect, memrefDialect],
  },
  (module, { options }) => {
    const chosen = optionsOf(options);
    if (chosen.mustInferMemorySpace && chosen.useEncodingForMemorySpace) {
      throw errorAt(
        module.loc,
        "only one of 'must-infer-memory-space' and 'use-encoding-for-memory-space' are allowed in one-shot-bufferize",
      );
    }
    if (chosen.printConflicts && !chosen.testAnalysisOnly) {
      throw errorAt(module.loc, "Invalid option: 'print-conflicts' requires 'test-analysis-only'");
    }
    if (chosen.copyBeforeWrite && chosen.testAnalysisOnly) {
      throw errorAt(module.loc, "Invalid option: 'copy-before-write' cannot be used with 'test-analysis-only'");
    }
    bufferize(module, chosen);
  },
);
