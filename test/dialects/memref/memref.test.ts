/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { funcDialect } from "../../../dialects/func/index.ts";
import { memrefDialect } from "../../../dialects/memref/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";

const dialects = [funcDialect, memrefDialect];

describe("memref is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("memref", "ops.mlir"), ...dialects);
});

describe("errors in memref are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("memref", "invalid.mlir"), ...dialects);
});

describe("memref is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("memref", "canonicalize.mlir"), ...dialects);
});
