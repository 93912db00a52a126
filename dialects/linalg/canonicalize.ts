/** The canonicalization patterns of `linalg`. */

import type { Pattern } from "../../ir/pattern.ts";
import { castPatterns } from "./canonicalize/casts.ts";
import { erasePatterns } from "./canonicalize/erase.ts";
import { fillPatterns } from "./canonicalize/fill.ts";
import { relayoutPatterns } from "./canonicalize/relayout.ts";

export const linalgCanonicalizations: readonly Pattern[] = [
  ...erasePatterns,
  ...castPatterns,
  ...fillPatterns,
  ...relayoutPatterns,
];
