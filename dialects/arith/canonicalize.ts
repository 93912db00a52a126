/** The canonicalization patterns of `arith`. What needs no new operation is done by folding. */

import type { Pattern } from "../../ir/pattern.ts";
import { castPatterns } from "./canonicalize/casts.ts";
import { floatPatterns } from "./canonicalize/float.ts";
import { integerPatterns } from "./canonicalize/integer.ts";
import { logicPatterns } from "./canonicalize/logic.ts";

export const arithCanonicalizations: readonly Pattern[] = [
  ...integerPatterns,
  ...logicPatterns,
  ...castPatterns,
  ...floatPatterns,
];
