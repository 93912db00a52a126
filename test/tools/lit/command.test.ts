/** The program adopt-lit, as a process. */
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

const timeout = 60_000;
const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The program is bundled, because Node starts it much faster so. It finds its packages from where it is. */
let bundleFolder = "";
let program = "";

beforeAll(() => {
  const cache = join(root, "node_modules", ".cache");
  mkdirSync(cache, { recursive: true });
  bundleFolder = mkdtempSync(join(cache, "adopt-lit-test-"));
  program = join(bundleFolder, "dist", "adopt-lit.mjs");
  copyFileSync(join(root, "package.json"), join(bundleFolder, "package.json"));
  buildSync({
    entryPoints: [join(root, "tools/adopt-lit.ts")],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
});

afterAll(() => rmSync(bundleFolder, { recursive: true }));

const folder = temporaryFolder({
  "lit.config.yaml": "name: S\nsuffixes: [.test]\nfeatures: [foo]\n",
  "fail.test": "RUN: echo failing && false\n",
  "flaky.test": "ALLOW_RETRIES: 1\nRUN: cat %t.first || not touch %t.first\n",
  "pass.test": "RUN: echo a | FileCheck %s\nCHECK: a\n",
  "sub/pass.test": "RUN: true\n",
  "unresolved.test": "nothing\n",
  "unsupported.test": "REQUIRES: bar\nRUN: true\n",
  "xfail.test": "XFAIL: *\nRUN: false\n",
  "xpass.test": "XFAIL: *\nRUN: true\n",
});

function run(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...argv], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stderr, stdout: stdout.replace(/Time: [0-9.]+s/, "Time: 0.00s") };
}

describe("adopt-lit", () => {
  it("runs tests and reports", { timeout }, () => {
    const { status, stdout, stderr } = run(".", "--filter-out", "flaky", "-j1", "--show-pass", "--show-unsupported");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toBe(`-- Testing: 7 of 8 tests, 1 workers --
FAIL: S :: fail.test (1 of 7)
PASS: S :: pass.test (2 of 7)
PASS: S :: sub/pass.test (3 of 7)
UNRESOLVED: S :: unresolved.test (4 of 7)
UNSUPPORTED: S :: unsupported.test (5 of 7)
XFAIL: S :: xfail.test (6 of 7)
XPASS: S :: xpass.test (7 of 7)
********************
Unsupported Tests (1):
  S :: unsupported.test

********************
Passed Tests (2):
  S :: pass.test
  S :: sub/pass.test

********************
Unresolved Tests (1):
  S :: unresolved.test

********************
Failed Tests (1):
  S :: fail.test

********************
Unexpectedly Passed Tests (1):
  S :: xpass.test


Testing Time: 0.00s

Total Discovered Tests: 8
  Excluded           : 1 (12.50%)
  Unsupported        : 1 (12.50%)
  Passed             : 2 (25.00%)
  Expectedly Failed  : 1 (12.50%)
  Unresolved         : 1 (12.50%)
  Failed             : 1 (12.50%)
  Unexpectedly Passed: 1 (12.50%)
`);
  });

  it("shows the output of failed tests", { timeout }, () => {
    const { stdout } = run("-v", "fail.test", "pass.test");
    expect(stdout).toContain("******************** TEST 'S :: fail.test' FAILED ********************\nExit Code: 1\n");
    expect(stdout).toContain("# | failing\n");
    expect(stdout).not.toContain("executed command: FileCheck");
    expect(run("-a", "pass.test").stdout).toContain("# executed command: FileCheck");
  });

  it("is brief when asked to", { timeout }, () => {
    expect(run("-q", "fail.test", "pass.test", "-j1")).toEqual({
      status: 1,
      stderr: "",
      stdout: `-- Testing: 2 tests, 1 workers --
FAIL: S :: fail.test (1 of 2)
********************
Failed Tests (1):
  S :: fail.test


Total Discovered Tests: 2
  Failed: 1 (50.00%)
`,
    });
    expect(run("-s", "pass.test").stdout).not.toContain("PASS:");
  });

  it("shows that a test passed only when it was run again", { timeout }, () => {
    expect(run("flaky.test").stdout).toContain("FLAKYPASS: S :: flaky.test (1 of 1, 2 of 2 attempts)\n");
    expect(run("flaky.test").stdout).toContain("PASS: S :: flaky.test (1 of 1)\n");
  });

  it("writes results as JSON", { timeout }, () => {
    const file = join(folder, "results.json");
    expect(run("-o", file, "pass.test", "xfail.test").status).toBe(0);
    const results = JSON.parse(readFileSync(file, "utf8"));
    rmSync(file);
    expect(results.tests.map(({ name, code }: { name: string; code: string }) => [name, code])).toEqual([
      ["S :: pass.test", "PASS"],
      ["S :: xfail.test", "XFAIL"],
    ]);
    expect(run("-o", "no/where", "pass.test")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("cannot write"),
    });
  });

  it("selects tests", { timeout }, () => {
    const shown = (...argv: string[]) => run(...argv, "--no-execute", "-j1").stdout.match(/(?<=:: )\S+(?= \()/g);
    expect(shown(".", "--filter=PASS\\.test$", "--max-tests=2")).toEqual(["pass.test", "sub/pass.test"]);
    expect(shown("sub", "sub/pass.test")).toEqual(["sub/pass.test"]);
    const shards = ["1", "2", "3"].map((shard) => shown(".", "--num-shards=3", `--run-shard=${shard}`));
    expect(shards.map((tests) => tests?.length)).toEqual([3, 3, 2]);
    expect(new Set(shards.flat()).size).toBe(8);
    expect(shown(".", "--order=random")?.sort()).toEqual(shown(".")?.sort());
  });

  it("lets the caller expect failures", { timeout }, () => {
    expect(run("fail.test", "--xfail=fail.test").status).toBe(0);
    expect(run("xfail.test", "--xfail-not", "S :: xfail.test;other").status).toBe(1);
    expect(run("fail.test", "--ignore-fail").status).toBe(0);
  });

  it("shows suites and tests", { timeout }, () => {
    const { stdout, status } = run("sub", "--show-suites", "--show-tests");
    expect(status).toBe(0);
    expect(stdout).toContain(`  S - 1 tests\n    Source Root: ${folder}\n    Exec Root  : ${folder}\n`);
    expect(stdout).toContain("-- Available Tests --\n  S :: sub/pass.test\n");
    expect(run("sub", "--time-tests").stdout).toContain("Slowest Tests:");
  });

  it.each([
    [["--help"], 0, "Usage: adopt-lit"],
    [["--version"], 0, "lit of LLVM 22"],
    [[], 2, "missing required argument 'path'"],
    [["--filtre=x", "."], 2, "Did you mean --filter?"],
    [["--filter=(", "."], 2, "Invalid regular expression"],
    [["-j0", "."], 2, "whole number above zero"],
    [["--timeout=-1", "."], 2, "not negative"],
    [["--order=smart", "."], 2, "Allowed choices are lexical, random."],
    [["--run-shard=1", "."], 2, "must be used together"],
    [["--num-shards=1", "--run-shard=2", "."], 2, "must not be greater"],
    [["nowhere"], 2, "error: 'nowhere' does not exist"],
    [["--filter=nothing", "."], 2, "error: filter did not match any tests (of 8 discovered)."],
    [["--filter=nothing", "--allow-empty-runs", "."], 0, ""],
    [["--config-prefix=my", "."], 2, "my.config.yaml"],
  ] as const)("%j", { timeout }, (argv, status, message) => {
    const result = run(...argv);
    expect(result.status).toBe(status);
    expect(result.stdout + result.stderr).toContain(message);
    expect(status === 0 ? result.stderr : result.stdout).toBe("");
  });

  it("ends when it is interrupted", { timeout }, async () => {
    const slow = temporaryFolder({
      "lit.config.yaml": "name: S\nsuffixes: [.test]\n",
      "a.test": "RUN: sleep 60",
      "b.test": "RUN: sleep 60",
    });
    const child = spawn(process.execPath, [program, "-j1", slow]);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
        // The first test is running some time after this.
        if (chunk.includes("-- Testing")) setTimeout(() => child.kill("SIGINT"), 1500);
      });
    }
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect(status).toBe(130);
    expect(output).toContain("TIMEOUT: S :: a.test");
    expect(output).toContain("interrupted by user, skipping remaining tests");
  });
});
