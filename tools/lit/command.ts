/** The program `adopt-lit`: selects tests, runs them, and reports. */
import { writeFileSync } from "node:fs";
import { describeFileError } from "../file-error.ts";
import { parseArguments } from "../program.ts";
import { LitConfigError } from "./config.ts";
import { discoverTests, type LitTest } from "./discovery.ts";
import { createLitCommand, type LitOptions, listedResults } from "./options.ts";
import { runTests } from "./pool.ts";
import { formatJson, formatResult, formatSuites, formatSummary, formatTests, type ReportOptions } from "./report.ts";
import { isFailure, type TestResult } from "./result.ts";
import type { SentOptions } from "./worker-protocol.ts";

/** What the program needs of its surroundings. It prints while it runs. */
export interface LitSurroundings {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** The module of the processes that run tests; with `workerArgument` it calls `serveTests`. */
  readonly workerModule: URL;
  /** Ends the run before all tests are run. */
  readonly signal: AbortSignal;
}

/** Exit statuses as lit's: 0, 1 when tests failed, 2 when no tests could be run. */
const status = { success: 0, failure: 1, error: 2, interrupted: 130 } as const;

/** Runs the program with the arguments behind its name, and returns its exit status. */
export async function runLit(argv: readonly string[], surroundings: LitSurroundings): Promise<number> {
  const command = createLitCommand();
  const ended = parseArguments(command, argv);
  if (ended !== undefined) {
    surroundings.write(ended.stdout.toString());
    surroundings.writeError(ended.stderr.toString());
    return ended.status === 0 ? status.success : status.error;
  }
  const options = command.opts<LitOptions>();
  try {
    return await runSelected(discoverAll(command.args, options), options, surroundings);
  } catch (error) {
    if (!(error instanceof LitConfigError)) throw error;
    surroundings.writeError(`error: ${error.message}\n`);
    return status.error;
  }
}

function discoverAll(paths: readonly string[], options: LitOptions): LitTest[] {
  const { configPrefix } = options;
  // A test that several paths lead to is run once.
  const byFile = new Map<string, LitTest>();
  for (const test of paths.flatMap((path) => discoverTests(path, { configPrefix }))) byFile.set(test.file, test);
  return [...byFile.values()];
}

async function runSelected(
  discovered: readonly LitTest[],
  options: LitOptions,
  surroundings: LitSurroundings,
): Promise<number> {
  const { write, writeError, signal } = surroundings;
  if (discovered.length === 0) {
    writeError("error: did not discover any tests for provided path(s)\n");
    return status.error;
  }
  if (options.showSuites || options.showTests) {
    write((options.showSuites ? formatSuites(discovered) : "") + (options.showTests ? formatTests(discovered) : ""));
    return status.success;
  }
  const selected = selectTests(discovered, options);
  if (selected.length === 0) {
    if (options.allowEmptyRuns) return status.success;
    const hint = "Use '--allow-empty-runs' to suppress this error.";
    writeError(`error: filter did not match any tests (of ${discovered.length} discovered).  ${hint}\n`);
    return status.error;
  }
  const results = await runAndPrint(discovered, selected, options, surroundings);
  if (signal.aborted) {
    writeError("  interrupted by user, skipping remaining tests\n");
    return status.interrupted;
  }
  const hasFailed = [...results.values()].some(isFailure);
  return hasFailed && !options.ignoreFail ? status.failure : status.success;
}

/** Runs tests and prints their results; the others are excluded. */
async function runAndPrint(
  discovered: readonly LitTest[],
  selected: readonly LitTest[],
  options: LitOptions,
  { write, workerModule, signal }: LitSurroundings,
): Promise<ReadonlyMap<LitTest, TestResult>> {
  const report = reportOptions(options);
  const workers = Math.min(options.workers, selected.length);
  const ofTotal = selected.length === discovered.length ? "" : ` of ${discovered.length}`;
  write(`-- Testing: ${selected.length}${ofTotal} tests, ${workers} workers --\n`);
  const excluded: TestResult = { code: "EXCLUDED", output: "", elapsed: 0, attempts: 0, maximalAttempts: 0 };
  const results = new Map<LitTest, TestResult>(discovered.map((test) => [test, excluded]));
  const start = performance.now();
  let completed = 0;
  await runTests(selected, {
    workerModule,
    workers,
    timeout: options.timeout,
    maximalFailures: options.maxFailures ?? Number.POSITIVE_INFINITY,
    optionsOf: (test) => testOptions(test, options),
    onResult: (test, result) => {
      results.set(test, result);
      completed++;
      write(formatResult(test, result, completed, selected.length, report));
    },
    signal,
  });
  const elapsed = (performance.now() - start) / 1000;
  write(formatSummary(results, elapsed, report));
  if (options.output !== undefined) writeResults(options.output, formatJson(results, elapsed));
  return results;
}

function writeResults(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new LitConfigError(`cannot write '${file}': ${describeFileError(error)}`);
  }
}

function testOptions(test: LitTest, options: LitOptions): SentOptions {
  const isListed = (paths: readonly string[]) => paths.includes(test.path) || paths.includes(test.name);
  const xfail = isListed(options.xfailNot) ? false : isListed(options.xfail) ? true : undefined;
  return { timeout: options.timeout, retries: options.maxRetriesPerTest, dryRun: !options.execute, xfail };
}

function selectTests(discovered: readonly LitTest[], options: LitOptions): LitTest[] {
  const { filter, filterOut, numShards, runShard } = options;
  if ((numShards === undefined) !== (runShard === undefined)) {
    throw new LitConfigError("--num-shards and --run-shard must be used together");
  }
  if (numShards !== undefined && runShard! > numShards) {
    throw new LitConfigError("--run-shard must not be greater than --num-shards");
  }
  let tests = discovered.filter(({ name }) => (filter?.test(name) ?? true) && !filterOut?.test(name));
  tests.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (options.order === "random") shuffle(tests);
  if (numShards !== undefined) tests = tests.filter((_, index) => index % numShards === runShard! - 1);
  return tests.slice(0, options.maxTests);
}

/** Fisher and Yates's shuffle. */
function shuffle(tests: LitTest[]): void {
  for (let index = tests.length - 1; index > 0; index--) {
    const other = Math.floor(Math.random() * (index + 1));
    [tests[index], tests[other]] = [tests[other]!, tests[index]!];
  }
}

function reportOptions(options: LitOptions): ReportOptions {
  const output = options.testOutput ?? (options.showAll ? "all" : options.verbose ? "failed" : "off");
  const isBrief = options.succinct || options.quiet;
  // Output is printed below results, so these are needed for as many tests.
  const printed = options.printResultAfter ?? (isBrief && output !== "all" ? "failed" : "all");
  return {
    printed,
    output,
    isTerse: options.quiet ?? false,
    listed: listedResults(options),
    showsTimes: options.timeTests ?? false,
  };
}
