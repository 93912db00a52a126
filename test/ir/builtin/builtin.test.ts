/** What the builtin dialect and the generic form read, print and refuse means the same to mlir-opt. */

import { describe } from "vitest";
import { gpuDialect } from "../../../dialects/gpu/index.ts";
import { llvmDialect } from "../../../dialects/llvm/index.ts";
import { litPrograms, testErrors, testRoundTrips } from "../../support/programs.ts";
import { standardDialects } from "../../support/standard-dialects.ts";

describe("attributes are read and printed as by mlir-opt", () => {
  for (const file of ["aliases.mlir", "elements.mlir"]) testRoundTrips(litPrograms("builtin", file));
});

describe("errors in types, elements, affine maps, properties, operations and uses are those of mlir-opt, at the same places", () => {
  for (const subject of ["types", "elements", "affine", "properties", "syntax", "dominance"]) {
    testErrors(litPrograms("builtin", `invalid-${subject}.mlir`), ...standardDialects, gpuDialect, llvmDialect);
  }
});
