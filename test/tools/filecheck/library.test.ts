/** FileCheck as a library, and what it does on purpose in another way than upstream. */
import { describe, expect, it } from "vitest";
import { type FileCheckOptions, fileCheck } from "../../../tools/filecheck/filecheck.ts";

const check = (checks: string, input: string | Uint8Array, options: Partial<FileCheckOptions> = {}) => {
  return fileCheck({ checkFile: { name: "check", text: checks }, input: { name: "input", text: input }, ...options });
};

describe("fileCheck", () => {
  it("says nothing about a success", () => {
    expect(check("CHECK: a", "a\n")).toEqual({ status: 0, diagnostics: [], text: "" });
  });

  it("returns diagnostics as data", () => {
    const { status, diagnostics } = check("CHECK: aé\nCHECK-NEXT: bcd", "aé\n  bc\n", { dumpInput: "never" });
    expect(status).toBe(1);
    expect(diagnostics).toEqual([
      {
        severity: "error",
        file: "check",
        line: 2,
        column: 13,
        message: "CHECK-NEXT: expected string not found in input",
      },
      { severity: "note", file: "input", line: 1, column: 4, message: "scanning from here" },
      { severity: "note", file: "input", line: 2, column: 2, message: "possible intended match here" },
    ]);
  });

  it("reads bytes as well as text", () => {
    expect(check("CHECK: é{{^|.}}", Buffer.from("éx", "utf8")).status).toBe(0);
    expect(check("CHECK: {{[[:digit:]]}}", Uint8Array.of(0xff, 0x31)).status).toBe(0);
  });

  it("prints text beyond ASCII as it is", () => {
    expect(check("CHECK: [[X:.*]]\nCHECK: z", "αβγ\n", { verbosity: 1 }).text).toContain("1: αβγ");
  });

  it("colours the report when asked to", () => {
    const start = "\u001b[";
    expect(check("CHECK: a", "b\n", { colored: true }).text).toContain(start);
    expect(check("CHECK: a", "b\n").text).not.toContain(start);
    const dump = check("CHECK: b", "abc\n", { colored: true, verbosity: 1, dumpInput: "always" }).text;
    expect(dump).toContain(`${start}46ma${start}49mb${start}46mc`);
  });

  it("reports an expression that is wrong only as a whole", () => {
    // The group that \1 refers to is still open. Upstream never finds a match, so that -NOT would always succeed.
    const { status, diagnostics } = check("CHECK-NOT: a[[X:(b)\\1]]", "abb\n");
    expect(status).toBe(1);
    expect(diagnostics[0]?.message).toBe("invalid regex: invalid backreference number");
  });

  it("reports an implicit pattern that is wrong", () => {
    const { status, diagnostics } = check("CHECK: a", "a\n", { implicitCheckNot: ["{{[}}"] });
    expect(status).toBe(2);
    expect(diagnostics[0]).toMatchObject({ file: "command line", line: 1, column: 24 });
  });

  it("points at the operands of different formats", () => {
    const checks = "CHECK: [[#%x,N:]] [[#M:]]\nCHECK: [[#max(add(N,1),sub(M,1))]]";
    expect(check(checks, "a 1\n").diagnostics[0]).toMatchObject({
      line: 2,
      column: 11,
      message:
        "implicit format conflict between 'add(N,1)' (%x) and 'sub(M,1)' (%u), need an explicit format specifier",
    });
  });

  it("rejects a number on the command line without a value or a name", () => {
    expect(check("CHECK: a", "a\n", { defines: ["#N="] }).text).toContain(
      "missing value in numeric variable definition",
    );
    expect(check("CHECK: a", "a\n", { defines: ["#"] }).text).toContain("Missing equal sign");
    expect(check("CHECK: a", "a\n", { defines: ["#N=M"] }).text).toContain("undefined variable: M");
    expect(check("CHECK: a", "a\n", { defines: ["#N=div(1,0)"] }).status).toBe(2);
  });

  it("is linear in the input", { timeout: 30_000 }, () => {
    const count = 100_000;
    const lines = Array.from({ length: count }, (_, index) => `%${index} = arith.addf %a, %b : f32\n`);
    const checks = lines.map((_, index) => `CHECK-NEXT: %{{[0-9]+}} = arith.addf {{.*}}\nCHECK-NOT: mulf ${index}\n`);
    const all = `CHECK: arith\n${checks.slice(0, 20_000).join("")}CHECK-NOT: {{arith\\.mul.*}}\n`;
    expect(check(all, `arith\n${lines.join("")}`).status).toBe(0);
  });

  it("guesses in a long line without end", () => {
    const { diagnostics } = check(`CHECK: ${"x".repeat(2000)}`, "y".repeat(1_000_000), { dumpInput: "never" });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "CHECK: expected string not found in input",
      "scanning from here",
    ]);
  });
});
