/** The options of `one-shot-bufferize`, named as upstream names them. */

import type { BufferizationOptions, LayoutConversion } from "../../ir/interfaces/bufferizable.ts";
import { boolOption, choiceOption, intOption, listOption, type OptionValues, stringOption } from "../../ir/pass.ts";

export type AnalysisHeuristic = "bottom-up" | "top-down" | "bottom-up-from-terminators" | "fuzzer";

export interface OneShotOptions extends BufferizationOptions {
  readonly analysisHeuristic: AnalysisHeuristic;
  /** Seed of the order in which the fuzzer decides. */
  readonly analysisFuzzerSeed: number;
  /** Bufferize only operations of these dialects; all if there are none. */
  readonly dialectFilter: readonly string[];
  /** Functions in which every write is to a copy. */
  readonly noAnalysisFuncFilter: readonly string[];
  /** Decide and say what was decided in attributes, but change nothing. */
  readonly testAnalysisOnly: boolean;
  /** Say in attributes which reads and writes are in conflict. */
  readonly printConflicts: boolean;
}

const layouts = ["infer-layout-map", "identity-layout-map", "fully-dynamic-layout-map"] as const;

export const passOptions = {
  "allow-return-allocs-from-loops": boolOption(false, "Allows returning/yielding new allocations from a loop"),
  "allow-unknown-ops": boolOption(false, "Allows unknown (not bufferizable) ops in the input IR"),
  "analysis-fuzzer-seed": intOption(0, "Test only: seed of the order in which the heuristic 'fuzzer' decides"),
  "analysis-heuristic": choiceOption(
    ["bottom-up", "top-down", "bottom-up-from-terminators", "fuzzer"],
    "bottom-up",
    "Order in which the analysis decides about operations",
  ),
  "buffer-alignment": intOption(64, "Sets the alignment of newly allocated buffers"),
  "bufferize-function-boundaries": boolOption(false, "Bufferize function boundaries"),
  "check-parallel-regions": boolOption(true, "Account for parallel regions in RaW analysis"),
  "copy-before-write": boolOption(false, "Skip the analysis. Make a buffer copy on every write"),
  "dialect-filter": listOption(stringOption("", ""), [], "Restrict bufferization to ops from these dialects"),
  "function-boundary-type-conversion": choiceOption(
    layouts,
    "infer-layout-map",
    "Controls layout maps when bufferizing function signatures",
  ),
  "must-infer-memory-space": boolOption(false, "The memory space of all memrefs must be inferred: there is no default"),
  "no-analysis-func-filter": listOption(
    stringOption("", ""),
    [],
    "Skip the analysis of functions with these names, and make a buffer copy on every write in them",
  ),
  "print-conflicts": boolOption(false, "Test only: annotate IR with RaW conflicts. Requires test-analysis-only"),
  "test-analysis-only": boolOption(false, "Test only: only run the in-place analysis and annotate IR"),
  "unknown-type-conversion": choiceOption(
    layouts,
    "fully-dynamic-layout-map",
    "Controls layout maps for non-inferrable memref types",
  ),
  "use-encoding-for-memory-space": boolOption(false, "The memory space is the tensor's encoding"),
} as const;

export const optionsOf = (values: OptionValues<typeof passOptions>): OneShotOptions => ({
  allowReturnAllocsFromLoops: values["allow-return-allocs-from-loops"],
  allowUnknownOps: values["allow-unknown-ops"],
  analysisFuzzerSeed: values["analysis-fuzzer-seed"],
  analysisHeuristic: values["analysis-heuristic"],
  bufferAlignment: values["buffer-alignment"],
  bufferizeFunctionBoundaries: values["bufferize-function-boundaries"],
  checkParallelRegions: values["check-parallel-regions"],
  copyBeforeWrite: values["copy-before-write"],
  dialectFilter: values["dialect-filter"],
  functionBoundaryTypeConversion: values["function-boundary-type-conversion"] satisfies LayoutConversion,
  mustInferMemorySpace: values["must-infer-memory-space"],
  noAnalysisFuncFilter: values["no-analysis-func-filter"],
  printConflicts: values["print-conflicts"],
  testAnalysisOnly: values["test-analysis-only"],
  unknownTypeConversion: values["unknown-type-conversion"],
  useEncodingForMemorySpace: values["use-encoding-for-memory-space"],
});

/** What the pass does without options. */
export const defaultOptions = (): OneShotOptions =>
  optionsOf(
    Object.fromEntries(Object.entries(passOptions).map(([name, option]) => [name, option.default])) as OptionValues<
      typeof passOptions
    >,
  );
