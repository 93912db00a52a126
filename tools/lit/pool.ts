/**
 * Runs tests in several processes. A process that does not come to an end, because a program inside it runs forever, is
 * ended together with its test, and a new one takes its place.
 */
import { type ChildProcess, fork } from "node:child_process";
import type { LitTest } from "./discovery.ts";
import { isFailure, type TestResult } from "./result.ts";
import { type SentOptions, type WorkerReply, type WorkerRequest, workerArgument } from "./worker-protocol.ts";

export interface PoolOptions {
  /** The module of the processes, which with `workerArgument` calls `serveTests`. */
  readonly workerModule: URL;
  readonly workers: number;
  /** The time in seconds that an attempt may take, or 0. */
  readonly timeout: number;
  /** No test is started after so many failures. */
  readonly maximalFailures: number;
  /** The options for a test. */
  readonly optionsOf: (test: LitTest) => SentOptions;
  /** Called with each result, in the order in which the tests end. */
  readonly onResult: (test: LitTest, result: TestResult) => void;
  /** Ends the tests that are running, and starts no more. */
  readonly signal: AbortSignal;
}

/** Milliseconds that a process has to end a test after its time, before the process itself is ended. */
const grace = 2000;

/** The number of characters kept of what a process writes itself. */
const writtenLimit = 1 << 16;

/** Runs the tests, as far as there are not too many failures. */
export async function runTests(tests: readonly LitTest[], options: PoolOptions): Promise<void> {
  const queue = tests.values();
  let failures = 0;
  const take = (): LitTest | undefined => {
    if (options.signal.aborted || failures >= options.maximalFailures) return undefined;
    return queue.next().value;
  };
  const runInProcess = async (): Promise<void> => {
    let process: TestProcess | undefined;
    for (let test = take(); test !== undefined; test = take()) {
      process ??= new TestProcess(options);
      const result = await process.run(test);
      if (isFailure(result)) failures++;
      options.onResult(test, result);
      if (process.hasEnded) process = undefined;
    }
    process?.end();
  };
  const count = Math.min(options.workers, tests.length);
  await Promise.all(Array.from({ length: count }, runInProcess));
}

class TestProcess {
  readonly #options: PoolOptions;
  readonly #process: ChildProcess;
  /** What it has written itself, which is not from a command of a test. */
  #written: string;
  hasEnded: boolean;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#process = fork(options.workerModule, [workerArgument], { serialization: "advanced", silent: true });
    this.#written = "";
    this.hasEnded = false;
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (chunk) => {
        this.#written = (this.#written + chunk).slice(-writtenLimit);
      });
    }
  }

  end(): void {
    this.hasEnded = true;
    this.#process.kill("SIGKILL");
  }

  /** Runs one test; whatever happens to the process, there is a result. */
  run(test: LitTest): Promise<TestResult> {
    const { signal, timeout, optionsOf } = this.#options;
    const process = this.#process;
    const start = performance.now();
    const send = (request: WorkerRequest): boolean => process.send(request);
    return new Promise((resolve) => {
      let watchdog: NodeJS.Timeout | undefined;
      const finish = (result: TestResult): void => {
        clearTimeout(watchdog);
        signal.removeEventListener("abort", abort);
        process.removeAllListeners();
        resolve(result);
      };
      const giveUp = (code: TestResult["code"], output: string): void => {
        const elapsed = (performance.now() - start) / 1000;
        this.end();
        finish({ code, output: output + this.#written, elapsed, attempts: 1, maximalAttempts: 1 });
      };
      const endAfter = (milliseconds: number): void => {
        clearTimeout(watchdog);
        const seconds = Math.round((performance.now() - start + milliseconds) / 1000);
        const message = `Timeout: the test was ended after ${seconds} seconds, in the middle of a program\n`;
        watchdog = setTimeout(() => giveUp("TIMEOUT", message), milliseconds);
      };
      const abort = (): void => {
        send({ kind: "abort" });
        endAfter(grace);
      };
      signal.addEventListener("abort", abort);
      process.on("message", (reply: WorkerReply) => {
        if (reply.kind === "result") finish(reply.result);
        else if (timeout > 0) endAfter(timeout * 1000 + grace);
      });
      process.on("error", (error) => giveUp("UNRESOLVED", `The test could not be run: ${error.message}\n`));
      process.on("close", (code, killedBy) => {
        giveUp("UNRESOLVED", `The process of the test ended with ${code === null ? killedBy : `status ${code}`}\n`);
      });
      send({ kind: "test", test, options: optionsOf(test) });
    });
  }
}
