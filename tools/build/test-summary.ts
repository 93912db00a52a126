/**
 * Sums up a run of `npm test` in one line, `N passed, N failed, N skipped`, and exits with 1 if anything failed.
 * Arguments: the file of vitest's JSON report, and the exit status of `npm test`.
 */

import { readFileSync } from "node:fs";

/** What is read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** One per test file. */
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const EMPTY: Report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

/** @throws {SyntaxError} if the report is damaged. It is empty where the checks before the tests failed. */
function readReport(path: string): Report {
  const text = readFileSync(path, "utf8");
  return text === "" ? EMPTY : JSON.parse(text);
}

const [path = "", status = "1"] = process.argv.slice(2);
const report = readReport(path);
const brokenFiles = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
let failed = report.numFailedTests + brokenFiles.length;
// A check before the tests, or an error outside of all of them, counts as one failure.
if (failed === 0 && status !== "0") failed = 1;
console.log(
  `${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests + report.numTodoTests} skipped`,
);
process.exitCode = failed === 0 ? 0 : 1;
