/** What a pool and the processes that run its tests tell each other. */
import type { LitTest } from "./discovery.ts";
import type { TestResult } from "./result.ts";
import type { RunOptions } from "./run-test.ts";

/** What can be sent to another process of the options for a test. */
export type SentOptions = Pick<RunOptions, "timeout" | "retries" | "xfail" | "dryRun">;

export type WorkerRequest =
  | { readonly kind: "test"; readonly test: LitTest; readonly options: SentOptions }
  /** Ends the test that is running. */
  | { readonly kind: "abort" };

export type WorkerReply = { readonly kind: "attempt" } | { readonly kind: "result"; readonly result: TestResult };

/** The argument that makes a program a worker. */
export const workerArgument = "--serve-tests";
