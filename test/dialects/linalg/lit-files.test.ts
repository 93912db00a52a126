/** The programs of the lit tests mean the same to mlir-opt: the good ones read the same, the bad ones are refused alike. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { funcDialect } from "../../../dialects/func/index.ts";
import { linalgDialect } from "../../../dialects/linalg/index.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { expectRoundTrip } from "../../support/round-trip.ts";

const folder = join(import.meta.dirname, "../../lit/dialects/linalg");
const subjects = ["generic", "map", "named", "reduce", "relayout"];

describe.skipIf(!hasOracle("mlir-opt"))("lit tests", () => {
  for (const subject of subjects) {
    it(`${subject}: good programs are read and printed alike`, () => {
      const text = readFileSync(join(folder, subject, "ops.mlir"), "utf8");
      for (const part of text.split("// -----\n")) expectRoundTrip(part, funcDialect, linalgDialect);
    });

    it(`${subject}: bad programs are refused in the same words`, () => {
      const flags = ["--verify-diagnostics", "--split-input-file", "--allow-unregistered-dialect"];
      const { stderr, status } = runOracle("mlir-opt", [...flags, join(folder, subject, "invalid.mlir")]);
      expect(stderr).toBe("");
      expect(status).toBe(0);
    });
  }
});
