/** The passes that simplify and rearrange IR of any dialect. */

import type { Pass } from "../../ir/pass.ts";
import { scfUpliftWhileToFor } from "../scf/uplift-while-to-for.ts";
import { canonicalize } from "./canonicalize.ts";
import { controlFlowSink } from "./control-flow-sink.ts";
import { cse } from "./cse.ts";
import { inline } from "./inline.ts";
import { loopInvariantCodeMotion } from "./loop-invariant-code-motion.ts";
import { mem2reg } from "./mem2reg.ts";
import { printOpStats } from "./print-op-stats.ts";
import { removeDeadValues } from "./remove-dead-values.ts";
import { sccp } from "./sccp.ts";
import { sroa } from "./sroa.ts";
import { stripDebuginfo } from "./strip-debuginfo.ts";
import { symbolDce } from "./symbol-dce.ts";
import { symbolPrivatize } from "./symbol-privatize.ts";
import { topologicalSort } from "./topological-sort.ts";

export const transforms: readonly Pass[] = [
  canonicalize,
  controlFlowSink,
  cse,
  inline,
  loopInvariantCodeMotion,
  mem2reg,
  printOpStats,
  removeDeadValues,
  sccp,
  scfUpliftWhileToFor,
  sroa,
  stripDebuginfo,
  symbolDce,
  symbolPrivatize,
  topologicalSort,
];
