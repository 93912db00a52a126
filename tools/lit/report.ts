/** What a run of tests prints. */
import type { LitTest } from "./discovery.ts";
import { isFailure, type ResultCode, resultKinds, type TestResult } from "./result.ts";

export interface ReportOptions {
  /** Which results are printed when they come. */
  readonly printed: "off" | "failed" | "all";
  /** Of which tests the output is printed. */
  readonly output: "off" | "failed" | "all";
  /** Only what concerns failures is in the summary. */
  readonly isTerse: boolean;
  /** Kinds of results whose tests are listed in the end, beside failures. */
  readonly listed: ReadonlySet<ResultCode>;
  /** Whether the slowest tests are listed. */
  readonly showsTimes: boolean;
}

const stars = "*".repeat(20);
const rule = "-".repeat(74);
const slowestCount = 20;

const codes = Object.keys(resultKinds) as ResultCode[];

/** The line of a result, and the output of its test if that is wanted. `position` is from 1. */
export function formatResult(
  test: LitTest,
  result: TestResult,
  position: number,
  total: number,
  options: ReportOptions,
): string {
  const failed = isFailure(result);
  if (options.printed === "off" || (options.printed === "failed" && !failed)) return "";
  const { attempts, maximalAttempts } = result;
  const tries = attempts > 1 ? `, ${attempts} of ${maximalAttempts} attempts` : "";
  let text = `${result.code}: ${test.name} (${position} of ${total}${tries})\n`;
  if (options.output === "all" || (options.output === "failed" && failed)) {
    if (failed) text += `${stars} TEST '${test.name}' FAILED ${stars}\n`;
    text += `${result.output}\n${stars}\n`;
  }
  return text;
}

/** The lists of tests by results, the time and the numbers. */
export function formatSummary(
  results: ReadonlyMap<LitTest, TestResult>,
  elapsed: number,
  options: ReportOptions,
): string {
  const byCode = new Map<ResultCode, LitTest[]>(codes.map((code) => [code, []]));
  for (const [test, { code }] of results) byCode.get(code)!.push(test);
  let text = options.showsTimes ? formatTimes(results) : "";
  for (const [code, tests] of byCode) {
    if (tests.length === 0 || !(resultKinds[code].isFailure || options.listed.has(code))) continue;
    const names = tests.map(({ name }) => `  ${name}\n`).sort();
    text += `${stars}\n${resultKinds[code].title} Tests (${tests.length}):\n${names.join("")}\n`;
  }
  if (!options.isTerse) text += `\nTesting Time: ${elapsed.toFixed(2)}s\n`;
  const counted = [...byCode].filter(([code, tests]) => {
    return tests.length > 0 && (!options.isTerse || resultKinds[code].isFailure);
  });
  const width = Math.max(0, ...counted.map(([code]) => resultKinds[code].title.length));
  const digits = `${results.size}`.length;
  text += `\nTotal Discovered Tests: ${results.size}\n`;
  for (const [code, { length }] of counted) {
    const percentage = ((100 * length) / results.size).toFixed(2);
    text += `  ${resultKinds[code].title.padEnd(width)}: ${`${length}`.padStart(digits)} (${percentage}%)\n`;
  }
  return text;
}

function formatTimes(results: ReadonlyMap<LitTest, TestResult>): string {
  const timed = [...results].filter(([, { elapsed }]) => elapsed > 0);
  timed.sort(([, a], [, b]) => b.elapsed - a.elapsed);
  const lines = timed.slice(0, slowestCount).map(([{ name }, { elapsed }]) => `${elapsed.toFixed(2)}s: ${name}\n`);
  return lines.length === 0 ? "" : `Slowest Tests:\n${rule}\n${lines.join("")}${rule}\n`;
}

/** The suites with their folders and features. */
export function formatSuites(tests: readonly LitTest[]): string {
  const suites = new Map(tests.map(({ config }) => [config.root, config]));
  let text = "-- Test Suites --\n";
  for (const [root, config] of suites) {
    const { length } = tests.filter((test) => test.config.root === root);
    text += `  ${config.name} - ${length} tests\n`;
    text += `    Source Root: ${root}\n    Exec Root  : ${config.output}\n`;
    text += `    Available Features: ${[...config.features].sort().join(" ")}\n`;
    const substitutions = config.substitutions.map(([pattern, replacement]) => `${pattern} => ${replacement}`);
    text += `    Available Substitutions: ${substitutions.join(`\n${" ".repeat(29)}`)}\n`;
  }
  return text;
}

export function formatTests(tests: readonly LitTest[]): string {
  return `-- Available Tests --\n${tests.map(({ name }) => `  ${name}\n`).join("")}`;
}

/** The results as JSON, in lit's format. */
export function formatJson(results: ReadonlyMap<LitTest, TestResult>, elapsed: number): string {
  const tests = [...results].map(([test, { code, output, elapsed: time }]) => {
    return { name: test.name, code, output, elapsed: time };
  });
  return `${JSON.stringify({ elapsed, tests }, undefined, 2)}\n`;
}
