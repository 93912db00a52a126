/** The results of tests. */

/** The kinds of results in the order of summaries, with their titles there. */
export const resultKinds = {
  EXCLUDED: { title: "Excluded", isFailure: false },
  UNSUPPORTED: { title: "Unsupported", isFailure: false },
  PASS: { title: "Passed", isFailure: false },
  FLAKYPASS: { title: "Passed With Retry", isFailure: false },
  XFAIL: { title: "Expectedly Failed", isFailure: false },
  UNRESOLVED: { title: "Unresolved", isFailure: true },
  TIMEOUT: { title: "Timed Out", isFailure: true },
  FAIL: { title: "Failed", isFailure: true },
  XPASS: { title: "Unexpectedly Passed", isFailure: true },
} as const;

export type ResultCode = keyof typeof resultKinds;

export interface TestResult {
  readonly code: ResultCode;
  /** What was executed and written, or why the test was not run. */
  readonly output: string;
  /** In seconds. */
  readonly elapsed: number;
  /** How often the test was run, and might have been at most. */
  readonly attempts: number;
  readonly maximalAttempts: number;
}

export function isFailure(result: TestResult): boolean {
  return resultKinds[result.code].isFailure;
}
