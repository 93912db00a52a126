/** The programs of the lit tests mean the same to mlir-opt, before and after adopt worked on them. */

import { describe } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { complexDialect } from "../../../dialects/complex/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { litPrograms, testCanonicalForms, testErrors, testRoundTrips } from "../../support/programs.ts";

const dialects = [arithDialect, complexDialect, funcDialect];

describe("complex is read and printed as by mlir-opt", () => {
  testRoundTrips(litPrograms("complex", "ops.mlir"), ...dialects);
});

describe("errors in complex are those of mlir-opt, at the same places", () => {
  testErrors(litPrograms("complex", "invalid.mlir"), ...dialects);
});

describe("complex is canonicalized as by mlir-opt", () => {
  testCanonicalForms(litPrograms("complex", "canonicalize.mlir"), ...dialects);
});
