/** The passes on the llvm dialect. */

import type { Pass } from "../../ir/pass.ts";
import { llvmExpandMemRefCopies } from "./llvm-expand-memref-copies.ts";
import { llvmPromoteIndirectCalls } from "./llvm-promote-indirect-calls.ts";
import { llvmSplitAggregates } from "./llvm-split-aggregates.ts";

export const llvmPasses: readonly Pass[] = [llvmExpandMemRefCopies, llvmPromoteIndirectCalls, llvmSplitAggregates];
