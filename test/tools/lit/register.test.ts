/** Lit tests as tests of vitest, which another vitest runs here. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { registerLitTests } from "../../support/lit.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const support = fileURLToPath(new URL("../../support/lit.ts", import.meta.url));
const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

describe("registerLitTests", () => {
  it("gives each lit test a result", { timeout: 60_000 }, () => {
    const folder = temporaryFolder({
      "all.test.ts": `import { registerLitTests } from ${JSON.stringify(support)};
        registerLitTests(${JSON.stringify("lit")}, { programs: new Map([["own", () => ({ stdout: "own\\n", stderr: "", status: 0 })]]) });`,
      "lit/lit.config.yaml": "name: S\nsuffixes: [.mlir]\n",
      "lit/fail.mlir": "// RUN: echo failing && false",
      "lit/sub/pass.mlir": "// RUN: own | FileCheck %s\n// CHECK: own",
      "lit/unsupported.mlir": "// REQUIRES: nothing\n// RUN: false",
      "lit/xfail.mlir": "// XFAIL: *\n// RUN: false",
    });
    const { stdout } = spawnSync(process.execPath, [vitest, "run", "--root", folder, "--reporter=json"], {
      cwd: folder,
      encoding: "utf8",
    });
    const report: Report = JSON.parse(stdout);
    const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(results.map(({ fullName, status }) => [fullName, status])).toEqual([
      ["S fail.mlir", "failed"],
      ["S sub/pass.mlir", "passed"],
      ["S unsupported.mlir", "skipped"],
      ["S xfail.mlir", "passed"],
    ]);
    expect(results[0]!.failureMessages[0]).toContain("FAIL: S :: fail.mlir\nExit Code: 1");
    expect(results[0]!.failureMessages[0]).toContain("# | failing");
  });

  it("does not accept a folder without tests", () => {
    const folder = temporaryFolder({ "lit.config.yaml": "suffixes: [.mlir]\n", "a.txt": "" });
    expect(() => registerLitTests(folder)).toThrow("there are no lit tests");
    expect(() => registerLitTests(join(folder, "nowhere"))).toThrow("does not exist");
  });
});
