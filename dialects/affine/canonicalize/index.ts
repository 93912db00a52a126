/** The canonicalization patterns of the `affine` dialect. */

import type { Pattern } from "../../../ir/pattern.ts";
import { ApplyOp } from "../apply.ts";
import { minMaxPatterns } from "./min-max.ts";
import { simplifyMap } from "./simplify-map.ts";

export const affineCanonicalizations: readonly Pattern[] = [simplifyMap(ApplyOp), ...minMaxPatterns];
