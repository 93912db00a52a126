/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { funcDialect } from "../../../dialects/func/index.ts";
import { linalgDialect } from "../../../dialects/linalg/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";

describe("linalg is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("linalg", "ops.mlir"), funcDialect, linalgDialect);
});

describe("errors in linalg are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("linalg", "invalid.mlir"), funcDialect, linalgDialect);
});

describe("linalg is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("linalg", "canonicalize.mlir"), funcDialect, linalgDialect);
});
