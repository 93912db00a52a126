/** Random cases give the same result and the same report as LLVM's FileCheck. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import { randomCase } from "./arbitrary.ts";
import { comparable, runOurs, runUpstream } from "./run.ts";

const seed = 20250817;
const numRuns = 400;

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "filecheck-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("random check files", () => {
  it.skipIf(!hasOracle("FileCheck"))("agree with upstream", { timeout: 120_000 }, async () => {
    const seen = new Set<number | null>();
    const agrees = fc.asyncProperty(randomCase, async ({ check, input, flags }) => {
      writeFileSync(join(folder, "check"), `${check}\n`);
      writeFileSync(join(folder, "input"), input);
      const ours = await runOurs(folder, flags);
      const theirs = runUpstream(folder, flags);
      seen.add(theirs.status);
      expect({ status: ours.status, report: comparable(ours.report) }).toEqual({
        status: theirs.status,
        report: comparable(theirs.report),
      });
    });
    await fc.assert(agrees, { seed, numRuns });
    // The generator reaches all outcomes.
    expect([...seen].sort()).toEqual([0, 1, 2]);
  });
});
