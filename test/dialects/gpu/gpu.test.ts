/** The gpu dialect: its syntax, errors and canonical forms are those of mlir-opt. */

import { describe } from "vitest";
import { gpuDialect } from "../../../dialects/gpu/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";
import { standardDialects } from "../../support/standard-dialects.ts";

describe("the gpu dialect reads and prints what mlir-opt does", () => {
  testRoundTrips(litPrograms("gpu", "ops.mlir"), gpuDialect, ...standardDialects);
});

describe("the gpu dialect finds the errors that mlir-opt finds", () => {
  // mlir-opt reports a word that it does not know a second time.
  const programs = litPrograms("gpu", "invalid.mlir").filter((text) => !text.includes("expected ::mlir::gpu::"));
  testErrors(programs, gpuDialect, ...standardDialects);
});

describe("the gpu dialect is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("gpu", "canonicalize.mlir"), gpuDialect, ...standardDialects);
});
