/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { affineDialect } from "../../../dialects/affine/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { scfDialect } from "../../../dialects/scf/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";

const dialects = [affineDialect, funcDialect, scfDialect];

describe("affine is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("affine", "ops.mlir"), ...dialects);
});

describe("errors in affine are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("affine", "invalid.mlir"), ...dialects);
});

describe("affine is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("affine", "canonicalize.mlir"), ...dialects);
});
