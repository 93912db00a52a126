/** The canonicalization patterns of the `scf` dialect. */

import type { Pattern } from "../../../ir/pattern.ts";
import { executeRegionPatterns } from "./execute-region.ts";
import { forPatterns } from "./for.ts";
import { forallPatterns } from "./forall.ts";
import { ifPatterns } from "./if.ts";
import { indexSwitchPatterns } from "./index-switch.ts";
import { parallelPatterns } from "./parallel.ts";
import { whilePatterns } from "./while.ts";

export const scfCanonicalizations: readonly Pattern[] = [
  ...executeRegionPatterns,
  ...forPatterns,
  ...forallPatterns,
  ...ifPatterns,
  ...indexSwitchPatterns,
  ...parallelPatterns,
  ...whilePatterns,
];
