/** The process that runs tests for a pool: it gets a test at a time and answers with its result. */
import type { LitTest } from "./discovery.ts";
import { ownPrograms } from "./programs.ts";
import type { TestResult } from "./result.ts";
import { type RunOptions, runTest } from "./run-test.ts";

/** What can be sent to another process of the options for a test. */
export type SentOptions = Pick<RunOptions, "timeout" | "retries" | "xfail" | "dryRun">;

export type WorkerRequest =
  | { readonly kind: "test"; readonly test: LitTest; readonly options: SentOptions }
  /** Ends the test that is running. */
  | { readonly kind: "abort" };

export type WorkerReply = { readonly kind: "attempt" } | { readonly kind: "result"; readonly result: TestResult };

/** The argument that makes a program a worker. */
export const workerArgument = "--serve-tests";

/** Answers requests until the pool ends the process. */
export function serveTests(): void {
  const reply = (message: WorkerReply): void => {
    process.send!(message);
  };
  const controller = new AbortController();
  // The pool, which is interrupted too, tells when to end the commands that are running.
  process.on("SIGINT", () => {});
  process.on("disconnect", () => process.exit());
  process.on("message", async (request: WorkerRequest) => {
    if (request.kind === "abort") {
      controller.abort();
      return;
    }
    const result = await runTest(request.test, {
      ...request.options,
      programs: ownPrograms,
      signal: controller.signal,
      onAttempt: () => reply({ kind: "attempt" }),
    });
    reply({ kind: "result", result });
  });
}
