/** The options of the program, which are LLVM's. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileCheckProgram } from "../../../tools/filecheck/command.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "filecheck-"));
  writeFileSync(join(folder, "check"), "CHECK: a [[X]]\n");
  writeFileSync(join(folder, "input"), "a b\n");
  writeFileSync(join(folder, "empty"), "");
});

afterAll(() => rmSync(folder, { recursive: true }));

const run = async (argv: readonly string[], stdin = "", env: Record<string, string> = {}) => {
  const context = { readStdin: () => Buffer.from(stdin), cwd: folder, env, colored: false };
  const { stdout, stderr, status } = await fileCheckProgram(argv, context);
  return { stdout: stdout.toString(), stderr: stderr.toString(), status };
};

describe("adopt-filecheck", () => {
  it.each([
    [["check", "--input-file=input", "-DX=b"]],
    [["check", "-input-file=input", "-D", "X=b"]],
    [["check", "--input-file", "input", "-DX=b", "-v=false", "--allow-empty=true"]],
    [["-input-file", "input", "-DX=b", "-allow-unused-prefixes", "-check-prefixes=CHECK,FOO", "--", "check"]],
  ])("accepts %j", async (argv) => {
    expect(await run(argv)).toEqual({ stdout: "", stderr: "", status: 0 });
  });

  it("reads the input from standard input", async () => {
    expect((await run(["check", "-DX=c"], "a c\n")).status).toBe(0);
    const { stderr } = await run(["check", "-DX=c"], "a b\n");
    expect(stderr).toContain("<stdin>:1:1: note: scanning from here");
  });

  it("reads the check file from standard input", async () => {
    expect((await run(["-", "--input-file=input"], "CHECK: b\n")).status).toBe(0);
  });

  it("reads options from the environment", async () => {
    const env = { FILECHECK_OPTS: "-DX='b' --dump-input=never\t-v" };
    const { stderr, status } = await run(["check", "--input-file=input"], "", env);
    expect(status).toBe(0);
    expect(stderr).toContain("remark: CHECK: expected string found in input");
    expect(stderr).not.toContain("Input was:");
  });

  it("prefers the value of --dump-input that comes first of all values", async () => {
    const argv = ["check", "--input-file=input", "-DX=b"];
    expect((await run([...argv, "--dump-input=never", "--dump-input=always"])).stderr).toContain("Input was:");
    const help = await run([...argv, "--dump-input=never", "--dump-input=help"]);
    expect(help).toMatchObject({ status: 0, stderr: "" });
    expect(help.stdout).toContain("Annotations:");
  });

  it("prints help and the version", async () => {
    expect(await run(["--help"])).toMatchObject({ status: 0, stderr: "" });
    expect((await run(["--help"])).stdout).toContain("--implicit-check-not <pattern>");
    expect((await run(["-version"])).stdout).toContain("LLVM 22");
  });

  it.each([
    [["check", "--foo"], 1, "unknown option '--foo'"],
    [["check", "-input-fil=x"], 1, "Did you mean --input-file?"],
    [["check", "--allow-empty=maybe"], 1, "--allow-empty"],
    [["check", "--dump-input=sometimes"], 1, "Allowed choices are help, always, fail, never."],
    [["check", "--dump-input-context=-1"], 1, "not negative"],
    [["check", "--input-file"], 1, "argument missing"],
    [["check", "input"], 1, "too many arguments"],
    [[], 2, "<check-file> not specified"],
    [["nowhere", "--input-file=input"], 2, "Could not open check file 'nowhere': No such file or directory"],
    [["check", "--input-file=nowhere"], 2, "Could not open input file 'nowhere': No such file or directory"],
    [["check", "--input-file=."], 2, "Could not open input file '.': Is a directory"],
    [["check", "--input-file=empty"], 2, "FileCheck error: 'empty' is empty."],
  ] as const)("rejects %j", async (argv, status, message) => {
    const result = await run(argv);
    expect(result.status).toBe(status);
    expect(result.stderr).toContain(message);
    expect(result.stdout).toBe("");
  });
});
