/** What the builtin dialect reads and prints means the same to mlir-opt. */

import { describe } from "vitest";
import { litPrograms, testRoundTrips } from "../../support/programs.ts";

describe("elements are read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("builtin", "elements.mlir"));
});
