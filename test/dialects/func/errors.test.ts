/** Wrong programs give the messages of mlir-opt, at the same places. */

import { join } from "node:path";
import { describe } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { cfDialect } from "../../../dialects/cf/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { scfDialect } from "../../../dialects/scf/index.ts";
import { readPrograms, testErrors } from "../../support/programs.ts";

describe("errors in the func dialect are those of mlir-opt", () => {
  const programs = readPrograms(join(import.meta.dirname, "errors.mlir"));
  testErrors(programs, arithDialect, cfDialect, funcDialect, scfDialect);
});
