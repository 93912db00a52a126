/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { cfDialect } from "../../../dialects/cf/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { scfDialect } from "../../../dialects/scf/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";

const dialects = [cfDialect, funcDialect, scfDialect];

describe("cf is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("cf", "ops.mlir"), ...dialects);
});

describe("errors in cf are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("cf", "invalid.mlir"), ...dialects);
});

describe("cf is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("cf", "canonicalize.mlir"), ...dialects);
});
