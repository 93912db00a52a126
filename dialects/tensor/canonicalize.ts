/** Canonicalization of `tensor` operations. */

import type { Pattern } from "../../ir/pattern.ts";
import { castPatterns } from "./canonicalize/casts.ts";
import { concatPatterns } from "./canonicalize/concat.ts";
import { creationPatterns } from "./canonicalize/creation.ts";
import { elementPatterns } from "./canonicalize/element.ts";
import { loopPatterns } from "./canonicalize/loops.ts";
import { padPatterns } from "./canonicalize/pad.ts";
import { reassociationPatterns } from "./canonicalize/reassociation.ts";
import { shapePatterns } from "./canonicalize/shape.ts";
import { slicePatterns } from "./canonicalize/slices.ts";

export const tensorCanonicalizations: readonly Pattern[] = [
  ...castPatterns,
  ...concatPatterns,
  ...creationPatterns,
  ...elementPatterns,
  ...loopPatterns,
  ...padPatterns,
  ...reassociationPatterns,
  ...shapePatterns,
  ...slicePatterns,
];
