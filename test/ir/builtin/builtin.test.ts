/** What the builtin dialect reads and prints means the same to mlir-opt. */

import { describe } from "vitest";
import { litPrograms, testRoundTrips } from "../../support/programs.ts";

describe("attributes are read and printed as by mlir-opt", () => {
  for (const file of ["aliases.mlir", "elements.mlir"]) testRoundTrips(litPrograms("builtin", file));
});
