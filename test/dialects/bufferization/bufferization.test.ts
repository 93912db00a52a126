/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { bufferizationDialect } from "../../../dialects/bufferization/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";
import { standardDialects } from "../../support/standard-dialects.ts";

const dialects = [...standardDialects, bufferizationDialect];

describe("bufferization is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("bufferization", "ops.mlir"), ...dialects);
});

describe("errors in bufferization are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("bufferization", "invalid.mlir"), ...dialects);
});

describe("bufferization is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("bufferization", "canonicalize.mlir"), ...dialects);
});
