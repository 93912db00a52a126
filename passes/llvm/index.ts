/** The passes on the llvm dialect. */

import type { Pass } from "../../ir/pass.ts";
import { llvmExpandMemRefCopies } from "./expand-memref-copies.ts";
import { llvmPromoteIndirectCalls } from "./promote-indirect-calls.ts";
import { llvmSplitAggregates } from "./split-aggregates.ts";

export const llvmPasses: readonly Pass[] = [llvmExpandMemRefCopies, llvmPromoteIndirectCalls, llvmSplitAggregates];
