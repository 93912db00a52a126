/** The canonicalization patterns of the `affine` dialect. */

import type { Pattern } from "../../../ir/pattern.ts";
import { LoadOp, StoreOp, VectorLoadOp, VectorStoreOp } from "../access.ts";
import { ApplyOp } from "../apply.ts";
import { PrefetchOp } from "../prefetch.ts";
import { delinearizePatterns } from "./delinearize-index.ts";
import { forPatterns } from "./for.ts";
import { ifPatterns } from "./if.ts";
import { linearizePatterns } from "./linearize-index.ts";
import { minMaxPatterns } from "./min-max.ts";
import { parallelPatterns } from "./parallel.ts";
import { simplifyMap } from "./simplify-map.ts";

export const affineCanonicalizations: readonly Pattern[] = [
  ...[ApplyOp, LoadOp, PrefetchOp, StoreOp, VectorLoadOp, VectorStoreOp].map((def) => simplifyMap(def)),
  ...delinearizePatterns,
  ...forPatterns,
  ...ifPatterns,
  ...linearizePatterns,
  ...minMaxPatterns,
  ...parallelPatterns,
];
