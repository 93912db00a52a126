/** The passes that transform IR without leaving its level. */

import type { Extension } from "../ir/dialect.ts";
import { autodiff } from "./autodiff/autodiff.ts";
import { canonicalize } from "./canonicalize.ts";
import { controlFlowSink } from "./control-flow-sink.ts";
import { cse } from "./cse.ts";
import { inline } from "./inline.ts";
import { loopInvariantCodeMotion } from "./loop-invariant-code-motion.ts";
import { lowerAdTape } from "./lower-ad-tape.ts";
import { printOpStats } from "./print-op-stats.ts";
import { removeDeadValues } from "./remove-dead-values.ts";
import { sccp } from "./sccp.ts";
import { stripDebuginfo } from "./strip-debuginfo.ts";
import { symbolDce } from "./symbol-dce.ts";
import { symbolPrivatize } from "./symbol-privatize.ts";
import { topologicalSort } from "./topological-sort.ts";

export const transformPasses: Extension = {
  passes: [
    autodiff,
    canonicalize,
    controlFlowSink,
    cse,
    inline,
    loopInvariantCodeMotion,
    lowerAdTape,
    printOpStats,
    removeDeadValues,
    sccp,
    stripDebuginfo,
    symbolDce,
    symbolPrivatize,
    topologicalSort,
  ],
};
