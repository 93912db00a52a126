/** Running single tests. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileCheckProgram } from "../../../tools/filecheck/command.ts";
import { discoverTests } from "../../../tools/lit/discovery.ts";
import { type RunOptions, runTest } from "../../../tools/lit/run-test.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const config = "name: S\nsuffixes: [.test]\nfeatures: [foo]\nenvironment: {GREETING: hello}\n";

const programs = new Map([
  ["FileCheck", fileCheckProgram],
  ["adopt-filecheck", fileCheckProgram],
]);

async function run(text: string, options: RunOptions = {}, more: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder({ "lit.config.yaml": config, "a.test": text, ...more });
  const [test] = discoverTests(join(folder, "a.test"));
  const result = await runTest(test!, { programs, ...options });
  return { ...result, folder };
}

describe("runTest", () => {
  it.each([
    ["RUN: true", "PASS"],
    ["RUN: true\nRUN: false\nRUN: true", "FAIL"],
    ["XFAIL: *\nRUN: false", "XFAIL"],
    ["XFAIL: foo\nRUN: true", "XPASS"],
    ["XFAIL: bar\nRUN: true", "PASS"],
    ["XFAIL: bar, foo\nRUN: false", "XFAIL"],
    ["REQUIRES: foo\nRUN: true", "PASS"],
    ["REQUIRES: foo, bar\nRUN: false", "UNSUPPORTED"],
    ["UNSUPPORTED: foo\nRUN: false", "UNSUPPORTED"],
    ["UNSUPPORTED: bar\nRUN: true", "PASS"],
    ["nothing", "UNRESOLVED"],
    ["RUN: echo 'a", "UNRESOLVED"],
    ["RUN: %if foo", "UNRESOLVED"],
    ["REDEFINE: %{a} = b\nRUN: true", "UNRESOLVED"],
    ["XFAIL: *\nRUN: echo 'a", "UNRESOLVED"],
    ["RUN: cat %s | FileCheck %s\nCHECK: x{{y}}z\nxyz", "PASS"],
    ["RUN: echo b | adopt-filecheck %s\nCHECK: a", "FAIL"],
    ["RUN: echo b | not FileCheck %s\nCHECK: a", "PASS"],
    ["RUN: sh -c 'test $GREETING = hello'", "PASS"],
    ["RUN: mkdir -p %t && echo a > %t/x && diff %t/x %t/x && cd %t && cat x", "PASS"],
    ["DEFINE: %{check} = FileCheck %s\nRUN: echo a | %{check}\nCHECK: a", "PASS"],
  ] as const)("%j is %s", async (text, code) => {
    expect((await run(text)).code).toBe(code);
  });

  it("tells what was executed", async () => {
    const text = "RUN: echo one && sh -c 'echo two >&2'\nRUN: echo three | sh -c 'cat; exit 3' > %t\nRUN: echo 'a b'\n";
    const { code, output, folder, attempts } = await run(text);
    const temporary = join(folder, "Output", "a.test.tmp");
    expect({ code, attempts }).toEqual({ code: "FAIL", attempts: 1 });
    expect(output).toBe(`Exit Code: 3

Command Output (stdout):
--
# RUN: at line 1
echo one && sh -c 'echo two >&2'
# executed command: echo one
# .---command stdout------------
# | one
# \`-----------------------------
# executed command: sh -c 'echo two >&2'
# .---command stderr------------
# | two
# \`-----------------------------
# RUN: at line 2
echo three | sh -c 'cat; exit 3' > ${temporary}
# executed command: echo three
# executed command: sh -c 'cat; exit 3'
# .---redirected output from '${temporary}'
# | three
# \`-----------------------------
# note: command had no output on stdout or stderr
# error: command failed with exit status: 3

--
`);
    expect(readFileSync(temporary, "utf8")).toBe("three\n");
  });

  it("tells why a test was not run", async () => {
    const unavailable = await run("REQUIRES: bar && foo, baz\nRUN: true");
    expect(unavailable.output).toBe("Test requires the following unavailable features: bar && foo, baz");
    const unsupported = await run("UNSUPPORTED: foo\nRUN: true");
    expect(unsupported.output).toBe("Test does not support the following features and/or targets: foo");
    const local = await run("RUN: true", {}, { "lit.local.yaml": "unsupported: true" });
    expect(local).toMatchObject({ code: "UNSUPPORTED", output: "Test is unsupported" });
  });

  it("runs a failed test again", async () => {
    // The test passes when it is run the third time.
    const text = "RUN: echo x >> %t\nRUN: cat %t | FileCheck %s\nCHECK-COUNT-3: x\n";
    expect(await run(`ALLOW_RETRIES: 2\n${text}`)).toMatchObject({
      code: "FLAKYPASS",
      attempts: 3,
      maximalAttempts: 3,
    });
    expect(await run(`ALLOW_RETRIES: 1\n${text}`)).toMatchObject({ code: "FAIL", attempts: 2, maximalAttempts: 2 });
    expect(await run(text, { retries: 5 })).toMatchObject({ code: "FLAKYPASS", attempts: 3, maximalAttempts: 6 });
    expect(await run(`ALLOW_RETRIES: 0\n${text}`, { retries: 5 })).toMatchObject({ code: "FAIL", attempts: 1 });
  });

  it("ends a test that takes too long, with all that it started", { timeout: 20_000 }, async () => {
    const text = "RUN: echo before\nRUN: sh -c 'sleep 60 & echo $! > %t; wait'\nRUN: echo after\n";
    const { code, output, elapsed, folder } = await run(text, { timeout: 1 });
    expect(code).toBe("TIMEOUT");
    expect(elapsed).toBeLessThan(10);
    expect(output).toContain("Timeout: Reached timeout of 1 seconds");
    expect(output).toContain("# | before");
    expect(output).not.toContain("after");
    const child = Number(readFileSync(join(folder, "Output", "a.test.tmp"), "utf8"));
    await expect.poll(() => isRunning(child)).toBe(false);
    expect((await run("XFAIL: *\nRUN: sh -c 'sleep 60'", { timeout: 0.1 })).code).toBe("TIMEOUT");
  });

  it("ends a test when it is told to", { timeout: 20_000 }, async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const { code, elapsed } = await run("RUN: sh -c 'sleep 60'", { signal: controller.signal, retries: 3 });
    expect(code).toBe("TIMEOUT");
    expect(elapsed).toBeLessThan(10);
  });

  it("lets the caller decide about expected failures", async () => {
    expect((await run("RUN: false", { xfail: true })).code).toBe("XFAIL");
    expect((await run("XFAIL: *\nRUN: false", { xfail: false })).code).toBe("FAIL");
  });

  it("executes nothing in a dry run", async () => {
    const { code, folder } = await run("RUN: touch %t && false", { dryRun: true });
    expect(code).toBe("PASS");
    expect(existsSync(join(folder, "Output"))).toBe(false);
  });

  it("reports a program of this process that crashes", async () => {
    const crashing = new Map([["crash", () => Promise.reject(new Error("on purpose"))]]);
    const { code, output } = await run("RUN: crash", { programs: crashing });
    expect(code).toBe("FAIL");
    expect(output).toContain("# | internal error: Error: on purpose");
    expect((await run("RUN: not crash", { programs: crashing })).code).toBe("FAIL");
    expect((await run("RUN: not --crash crash", { programs: crashing })).code).toBe("PASS");
  });

  it("does not see a test file that is gone as passed", async () => {
    const folder = temporaryFolder({ "lit.config.yaml": config, "a.test": "RUN: true" });
    const [test] = discoverTests(join(folder, "a.test"));
    const result = await runTest({ ...test!, file: join(folder, "b.test") });
    expect(result).toMatchObject({
      code: "UNRESOLVED",
      output: `${join(folder, "b.test")}: No such file or directory`,
    });
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended is there until somebody asks for its status.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
