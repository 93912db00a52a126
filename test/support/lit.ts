/** Makes the lit tests of a folder tests of vitest: `registerLitTests(join(import.meta.dirname, "lit"))`. */
import { describe, it } from "vitest";
import { discoverTests } from "../../tools/lit/discovery.ts";
import { ownPrograms } from "../../tools/lit/programs.ts";
import { isFailure } from "../../tools/lit/result.ts";
import { type RunOptions, runTest } from "../../tools/lit/run-test.ts";

/** In seconds. A test that takes longer is ended and fails. */
const timeout = 60;

/**
 * Registers one test for each lit test below `folder`, by its path. The programs of adopt run inside this process, and
 * those in `options`. An unsupported test counts as skipped.
 */
export function registerLitTests(folder: string, options: RunOptions = {}): void {
  const tests = discoverTests(folder);
  if (tests.length === 0) throw new Error(`there are no lit tests in '${folder}'`);
  const programs = new Map([...ownPrograms, ...(options.programs ?? [])]);
  describe(tests[0]!.config.name, () => {
    for (const test of tests) {
      it(test.path, { timeout: (timeout + 5) * 1000 }, async (context) => {
        const result = await runTest(test, { timeout, ...options, programs });
        if (result.code === "UNSUPPORTED") context.skip(result.output);
        if (isFailure(result)) throw new Error(`${result.code}: ${test.name}\n${result.output}`);
      });
    }
  });
}
