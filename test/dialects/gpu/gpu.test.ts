/** The programs of test/lit/dialects/gpu/, given to mlir-opt as well. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { standardDialects } from "../../../dialects/standard.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { expectRoundTrip, expectSameCanonicalForm } from "../../support/round-trip.ts";

const lit = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../../lit/dialects/gpu/${name}.mlir`), "utf8");

describe.skipIf(!hasOracle("mlir-opt"))("the gpu dialect", () => {
  it("reads and prints what mlir-opt does", () => {
    expectRoundTrip(lit("ops"), ...standardDialects);
  });

  it.each(lit("canonicalize").split("// -----"))("is canonicalized as by mlir-opt: %#", (program) => {
    expectSameCanonicalForm(program, ...standardDialects);
  });

  it("finds the errors that mlir-opt finds", () => {
    const flags = ["--split-input-file", "--verify-diagnostics"];
    expect(runOracle("mlir-opt", flags, withoutSecondErrors(lit("invalid"))).stderr).toBe("");
  });
});

/** mlir-opt reports a word that it does not know twice; those cases go. */
const withoutSecondErrors = (text: string): string =>
  text
    .split("// -----")
    .filter((program) => !program.includes("expected ::mlir::gpu::"))
    .join("// -----");
