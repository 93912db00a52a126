/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { cfDialect } from "../../../dialects/cf/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { scfDialect } from "../../../dialects/scf/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";

const dialects = [cfDialect, funcDialect, scfDialect];

describe("scf is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("scf", "ops.mlir"), ...dialects);
});

describe("errors in scf are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("scf", "invalid.mlir"), ...dialects);
});

describe("scf is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("scf", "canonicalize.mlir"), ...dialects);
});
