/** Runs one test. */
import { mkdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describeFileError } from "../file-error.ts";
import type { Program } from "../program.ts";
import type { LitTest } from "./discovery.ts";
import { evaluateFeatures } from "./feature-expression.ts";
import { isFailure, type ResultCode, type TestResult } from "./result.ts";
import { parseCommandLine } from "./shell/parser.ts";
import { ShellSession } from "./shell/session.ts";
import { ShellSyntaxError } from "./shell/syntax.ts";
import { builtinSubstitutions, Substitutions, type TestPaths } from "./substitutions.ts";
import { parseTestScript, type ScriptStep, type TestScript, TestScriptError } from "./test-script.ts";
import { type ExecutedLine, renderTranscript, type Transcript } from "./transcript.ts";

export interface RunOptions {
  /** Programs that run inside this process, by the names they have in command lines. */
  readonly programs?: ReadonlyMap<string, Program>;
  /** The time in seconds that each attempt may take; 0, the default, for any. */
  readonly timeout?: number;
  /** How often a failed test is run again, unless it says itself. */
  readonly retries?: number;
  /** Whether the test is expected to fail, against what it says itself. */
  readonly xfail?: boolean;
  /** When set, nothing is executed and every test that would be run passes. */
  readonly dryRun?: boolean;
  /** Called when an attempt to run the test starts. */
  readonly onAttempt?: () => void;
  /** Ends the test, as if its time were over. */
  readonly signal?: AbortSignal;
}

/** Runs a test. A test that is wrong in itself is UNRESOLVED; no error is thrown for it. */
export async function runTest(test: LitTest, options: RunOptions = {}): Promise<TestResult> {
  const start = performance.now();
  const end = (code: ResultCode, output: string, attempts = 1, maximalAttempts = 1): TestResult => {
    return { code, output, elapsed: (performance.now() - start) / 1000, attempts, maximalAttempts };
  };
  try {
    const script = parseTestScript(readFileSync(test.file, "utf8"));
    const obstacle = findObstacle(test, script);
    if (obstacle !== undefined) return end("UNSUPPORTED", obstacle);
    if (options.dryRun) return end("PASS", "");
    const expectsFailure = options.xfail ?? isExpectedToFail(script, test.config.features);
    const maximalAttempts = 1 + (script.retries ?? options.retries ?? 0);
    for (let attempt = 1; ; attempt++) {
      options.onAttempt?.();
      const transcript = await executeScript(test, script, options);
      const code = classify(transcript, expectsFailure, attempt);
      const result = end(code, renderTranscript(transcript), attempt, maximalAttempts);
      if (!isFailure(result) || attempt >= maximalAttempts || options.signal?.aborted) return result;
    }
  } catch (error) {
    if (error instanceof TestScriptError) return end("UNRESOLVED", error.message);
    return end("UNRESOLVED", `${test.file}: ${describeFileError(error)}`);
  }
}

/** Why the test cannot be run here, or undefined. */
function findObstacle({ config }: LitTest, script: TestScript): string | undefined {
  if (config.unsupported) return "Test is unsupported";
  const missing = script.requires.filter((expression) => !evaluateFeatures(expression, config.features));
  if (missing.length > 0) return `Test requires the following unavailable features: ${missing.join(", ")}`;
  const present = script.unsupported.filter((expression) => evaluateFeatures(expression, config.features));
  if (present.length === 0) return undefined;
  return `Test does not support the following features and/or targets: ${present.join(", ")}`;
}

function isExpectedToFail({ xfail }: TestScript, features: ReadonlySet<string>): boolean {
  return xfail.some((expression) => expression === "*" || evaluateFeatures(expression, features));
}

function classify(transcript: Transcript, expectsFailure: boolean, attempt: number): ResultCode {
  if (transcript.lines.some(({ syntaxError }) => syntaxError !== undefined)) return "UNRESOLVED";
  if (transcript.exceededTime !== undefined) return "TIMEOUT";
  if (transcript.status !== 0) return expectsFailure ? "XFAIL" : "FAIL";
  if (expectsFailure) return "XPASS";
  return attempt > 1 ? "FLAKYPASS" : "PASS";
}

/** Executes the command lines one by one, up to the first that fails. */
async function executeScript(test: LitTest, script: TestScript, options: RunOptions): Promise<Transcript> {
  const paths = testPaths(test);
  const substitutions = new Substitutions(
    [...test.config.substitutions, ...builtinSubstitutions(paths)],
    test.config.features,
  );
  const runs = expandRuns(script.steps, substitutions);
  const timeout = options.timeout ?? 0;
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = timeout > 0 ? setTimeout(abort, timeout * 1000) : undefined;
  options.signal?.addEventListener("abort", abort);
  if (options.signal?.aborted) abort();
  try {
    const session = new ShellSession({
      cwd: prepareFolders(paths, runs),
      env: testEnvironment(test),
      programs: options.programs ?? new Map(),
      signal: controller.signal,
    });
    const lines: ExecutedLine[] = [];
    let status = 0;
    for (const { line, text } of runs) {
      const before = session.executed.length;
      const { status: lineStatus, syntaxError } = await executeLine(session, text);
      lines.push({ line, text, commands: session.executed.slice(before), syntaxError });
      status = lineStatus;
      if (status !== 0 || controller.signal.aborted) break;
    }
    return { lines, status, exceededTime: controller.signal.aborted ? timeout : undefined };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", abort);
  }
}

async function executeLine(
  session: ShellSession,
  text: string,
): Promise<{ status: number; syntaxError: string | undefined }> {
  try {
    return { status: await session.run(parseCommandLine(text)), syntaxError: undefined };
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    return { status: 1, syntaxError: error.message };
  }
}

/** The command lines with all substitutions made; definitions count from where they stand. */
function expandRuns(steps: readonly ScriptStep[], substitutions: Substitutions): { line: number; text: string }[] {
  const runs: { line: number; text: string }[] = [];
  for (const step of steps) {
    if (step.kind === "run") runs.push({ line: step.line, text: substitutions.apply(step.text) });
    else substitutions[step.kind](step.name, step.value, step.line);
  }
  return runs;
}

function testPaths({ config, path, file }: LitTest): TestPaths {
  const folder = join(config.output, dirname(path), "Output");
  return { source: file, temporary: join(folder, `${basename(file)}.tmp`) };
}

/** Makes the folder that commands run in, and the one of temporary files if a command line names it. */
function prepareFolders({ temporary }: TestPaths, runs: readonly { readonly text: string }[]): string {
  const output = dirname(temporary);
  const isUsed = runs.some(({ text }) => text.includes(output));
  mkdirSync(isUsed ? output : dirname(output), { recursive: true });
  return dirname(output);
}

function testEnvironment({ config }: LitTest): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return { ...Object.fromEntries(inherited), ...config.environment };
}
