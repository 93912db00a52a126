/** Processes that run tests, when these do not behave. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { discoverTests } from "../../../tools/lit/discovery.ts";
import { type PoolOptions, runTests } from "../../../tools/lit/pool.ts";
import type { TestResult } from "../../../tools/lit/result.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const files = {
  "lit.config.yaml": "name: S\nsuffixes: [.test]\n",
  "a.test": "",
  "b.test": "",
  "c.test": "",
  "hangs.mjs": `process.on("message", () => { process.send({ kind: "attempt" }); while (true); });`,
  "ends.mjs": `process.on("message", () => process.exit(3));`,
  "is-killed.mjs": `process.on("message", () => process.kill(process.pid, "SIGKILL"));`,
  "throws.mjs": `throw new Error("on purpose");`,
  "fails.mjs": `
    const result = { code: "FAIL", output: "", elapsed: 0, attempts: 1, maximalAttempts: 1 };
    process.on("message", ({ test }) => process.send({ kind: "result", result: { ...result, output: test.path } }));`,
  "waits.mjs": `
    const result = { code: "TIMEOUT", output: "", elapsed: 0, attempts: 1, maximalAttempts: 1 };
    process.on("message", ({ kind }) => { if (kind === "abort") process.send({ kind: "result", result }); });`,
};

async function run(worker: keyof typeof files, options: Partial<PoolOptions> = {}): Promise<TestResult[]> {
  const folder = temporaryFolder(files);
  const results: TestResult[] = [];
  await runTests(discoverTests(folder), {
    workerModule: pathToFileURL(join(folder, worker)),
    workers: 2,
    timeout: 0,
    maximalFailures: Number.POSITIVE_INFINITY,
    optionsOf: () => ({}),
    onResult: (_, result) => results.push(result),
    signal: new AbortController().signal,
    ...options,
  });
  return results;
}

const timeout = 60_000;

describe("runTests", () => {
  it("ends a process in which a test hangs", { timeout }, async () => {
    const results = await run("hangs.mjs", { timeout: 0.2, maximalFailures: 2, workers: 1 });
    expect(results.map(({ code }) => code)).toEqual(["TIMEOUT", "TIMEOUT"]);
    expect(results[0]!.output).toContain("in the middle of a program");
  });

  it("goes on after a process has ended by itself", { timeout }, async () => {
    const ended = await run("ends.mjs");
    expect(ended.map(({ code }) => code)).toEqual(["UNRESOLVED", "UNRESOLVED", "UNRESOLVED"]);
    expect(ended[0]!.output).toBe("The process of the test ended with status 3\n");
    const [killed] = await run("is-killed.mjs");
    expect(killed!.output).toBe("The process of the test ended with SIGKILL\n");
    const [thrown] = await run("throws.mjs");
    expect(thrown!.output).toContain("The process of the test ended with status 1\n");
    expect(thrown!.output).toContain("Error: on purpose");
  });

  it("starts no tests after too many failures", { timeout }, async () => {
    const results = await run("fails.mjs", { maximalFailures: 2, workers: 1 });
    expect(results.map(({ output }) => output)).toEqual(["a.test", "b.test"]);
  });

  it("ends early when it is told to", { timeout }, async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 500);
    const results = await run("waits.mjs", { signal: controller.signal });
    expect(results.map(({ code }) => code)).toEqual(["TIMEOUT", "TIMEOUT"]);
  });
});
