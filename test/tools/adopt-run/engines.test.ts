import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isEngineAvailable } from "../../../tools/compile.ts";

const command = join(import.meta.dirname, "../../../tools/adopt-run.ts");
const program = `func.func @f(%x: f64) -> (f64, i64) {
  %0 = math.sqrt %x : f64
  %1 = arith.fptosi %0 : f64 to i64
  return %0, %1 : f64, i64
}`;

/** Runs the command as a process of its own. */
function run(engine: string, env: Readonly<Record<string, string>> = {}) {
  const args = ["--import", "tsx", command, "--args=6.25", `--engine=${engine}`];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    input: program,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { stdout, stderr, status };
}

const success = { stdout: "2.5\n2\n", stderr: "", status: 0 };
const withoutLibrary = { ADOPT_LIBLLVM: "/nonexistent" };

describe("the command adopt-run", () => {
  it("runs on the js engine", () => {
    expect(run("js")).toEqual(success);
  });
  it.skipIf(!isEngineAvailable("llvm"))("runs as native code", () => {
    expect(run("llvm")).toEqual(success);
  });
  it("falls back to the js engine where libLLVM is missing", () => {
    expect(run("auto", withoutLibrary)).toEqual(success);
  });
  it("says what to install if native code is asked for", () => {
    const { stdout, stderr, status } = run("llvm", withoutLibrary);
    expect([stdout, status]).toEqual(["", 1]);
    expect(stderr).toMatch(/^adopt-run: error: .*install LLVM 22.*ADOPT_LIBLLVM.*\n$/);
  });
});
