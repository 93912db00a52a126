/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { affineDialect } from "../../../dialects/affine/index.ts";
import { tensorDialect } from "../../../dialects/tensor/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";
import { standardDialects } from "../../support/standard-dialects.ts";

const dialects = [...standardDialects, affineDialect, tensorDialect];

describe("tensor is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("tensor", "ops.mlir"), ...dialects);
});

describe("errors in tensor are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("tensor", "invalid.mlir"), ...dialects);
});

describe("tensor is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("tensor", "canonicalize.mlir"), ...dialects);
});
