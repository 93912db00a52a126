/** The canonical forms are those of mlir-opt. */

import { join } from "node:path";
import { describe } from "vitest";
import { cfDialect } from "../../../dialects/cf/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { scfDialect } from "../../../dialects/scf/index.ts";
import { readPrograms, testCanonicalForms } from "../../support/programs.ts";

describe("the cf dialect is canonicalized as by mlir-opt", () => {
  const programs = readPrograms(join(import.meta.dirname, "canonicalize.mlir"));
  testCanonicalForms(programs, cfDialect, funcDialect, scfDialect);
});
