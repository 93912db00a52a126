/** The summary that a test run ends with. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const SCRIPT = fileURLToPath(new URL("../../../tools/build/test-summary.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "adopt-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

function summarize(report: object | undefined, status: number) {
  const path = join(folder, "report.json");
  writeFileSync(path, report === undefined ? "" : JSON.stringify(report));
  const result = spawnSync(process.execPath, ["--import", "tsx", SCRIPT, path, String(status)], { encoding: "utf8" });
  return [result.stdout, result.status];
}

const file = (status: string, tests: number) => ({
  status,
  assertionResults: Array.from({ length: tests }, () => ({})),
});
const counts = (numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number) => ({
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numTodoTests,
});

describe("the summary of a test run", () => {
  it("counts tests that passed, failed and were skipped", () => {
    const testResults = [file("passed", 5), file("failed", 5)];
    expect(summarize({ ...counts(5, 2, 2, 1), testResults }, 1)).toEqual(["5 passed, 2 failed, 3 skipped\n", 1]);
    expect(summarize({ ...counts(5, 0, 0, 0), testResults: [] }, 0)).toEqual(["5 passed, 0 failed, 0 skipped\n", 0]);
  });

  it("counts files that could not be loaded as failures", () => {
    const testResults = [file("passed", 5), file("failed", 0), file("failed", 0)];
    expect(summarize({ ...counts(5, 0, 0, 0), testResults }, 1)).toEqual(["5 passed, 2 failed, 0 skipped\n", 1]);
  });

  it("counts a run that failed otherwise as one failure", () => {
    expect(summarize(undefined, 2)).toEqual(["0 passed, 1 failed, 0 skipped\n", 1]);
    expect(summarize({ ...counts(5, 0, 0, 0), testResults: [] }, 1)).toEqual(["5 passed, 1 failed, 0 skipped\n", 1]);
  });
});
