/** Programs of all shapes mean the same to mlir-opt after adopt read and printed them. */

import { join } from "node:path";
import { describe } from "vitest";
import { cfDialect } from "../../../dialects/cf/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { scfDialect } from "../../../dialects/scf/index.ts";
import { readPrograms, testRoundTrips } from "../../support/programs.ts";

describe("the func dialect is read and printed as by mlir-opt", () => {
  testRoundTrips(readPrograms(join(import.meta.dirname, "round-trip.mlir")), funcDialect, cfDialect, scfDialect);
});
