/** Names that were meant where others are written. */

import { expect, it } from "vitest";
import { nearestName } from "../../ir/nearest-name.ts";

it.each([
  ["canonicalise", ["canonicalize", "cse"], "canonicalize"],
  ["cannonicalize", ["canonicalize", "cse"], "canonicalize"],
  ["sce", ["canonicalize", "cse"], "cse"],
  ["count", ["counts", "cound"], "counts"],
  ["zzz", ["canonicalize", "cse"], undefined],
  ["inline", [], undefined],
])("the nearest to %s among %j is %s", (name, candidates, expected) => {
  expect(nearestName(name, candidates)).toBe(expected);
});
