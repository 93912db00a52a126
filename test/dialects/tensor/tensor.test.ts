/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { standardDialects } from "../../../dialects/standard.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";

describe("tensor is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("tensor", "ops.mlir"), ...standardDialects);
});

describe("errors in tensor are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("tensor", "invalid.mlir"), ...standardDialects);
});

describe("tensor is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("tensor", "canonicalize.mlir"), ...standardDialects);
});
