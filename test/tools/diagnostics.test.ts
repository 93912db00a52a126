/** Diagnostics as the tools show them. */

import { describe, expect, it } from "vitest";
import { Diagnostic, type Severity } from "../../ir/diagnostic.ts";
import { CallSiteLoc, FileLineColLoc, FusedLoc, type Location, NameLoc, UnknownLoc } from "../../ir/location.ts";
import { DiagnosticRenderer } from "../../tools/diagnostics.ts";

const at = (line: number, column: number, endColumn = column): FileLineColLoc =>
  FileLineColLoc.get("a.mlir", line, column, line, endColumn);

function render(
  location: Location,
  colored = false,
  severity: Severity = "error",
  source = "one\n  two %x\n\tthree\n",
): string {
  const renderer = new DiagnosticRenderer(colored);
  renderer.addSource("a.mlir", source);
  return renderer.render(new Diagnostic(severity, location, "is wrong"));
}

describe("diagnostics", () => {
  it("show the line and a caret", () => {
    expect(render(at(2, 7))).toBe("a.mlir:2:7: error: is wrong\n  two %x\n      ^\n");
  });
  it("underline a range", () => {
    expect(render(at(2, 3, 6))).toBe("a.mlir:2:3: error: is wrong\n  two %x\n  ^~~\n");
  });
  it("keep tabs before the caret", () => {
    expect(render(at(3, 2))).toBe("a.mlir:3:2: error: is wrong\n\tthree\n\t^\n");
  });
  it("show a part of a long line", () => {
    const lines = render(at(1, 5001), false, "error", `${"a".repeat(5000)}X${"b".repeat(5000)}`).split("\n");
    expect(lines[1]!.length).toBeLessThanOrEqual(200);
    expect(lines[1]![lines[2]!.indexOf("^")]).toBe("X");
  });
  it("have no line where the source is not known", () => {
    expect(render(FileLineColLoc.get("b.mlir", 1, 1))).toBe("b.mlir:1:1: error: is wrong\n");
    expect(render(at(99, 1))).toBe("a.mlir:99:1: error: is wrong\n");
    expect(render(UnknownLoc.get())).toBe("error: is wrong\n");
  });
  it("find the place inside names and fusions", () => {
    expect(render(NameLoc.get("n", at(1, 1)))).toMatch(/^a\.mlir:1:1: error/);
    expect(render(FusedLoc.get([UnknownLoc.get(), at(1, 2)]))).toMatch(/^a\.mlir:1:2: error/);
  });
  it("tell from where a function was called", () => {
    expect(render(CallSiteLoc.get(at(1, 1), at(2, 3)))).toBe(
      "a.mlir:1:1: error: is wrong\none\n^\na.mlir:2:3: note: called from\n  two %x\n  ^\n",
    );
  });
  it("put notes below", () => {
    const renderer = new DiagnosticRenderer(false);
    const diagnostic = new Diagnostic("warning", at(1, 1), "odd").attachNote(at(2, 3), "see here");
    expect(renderer.render(diagnostic)).toBe("a.mlir:1:1: warning: odd\na.mlir:2:3: note: see here\n");
  });
  it.each([
    ["error", "\u001b[31m"],
    ["warning", "\u001b[35m"],
    ["remark", "\u001b[34m"],
    ["note", "\u001b[36m"],
  ] as const)("are coloured when they may be (%s)", (severity, code) => {
    expect(render(at(1, 1), true, severity)).toContain(code);
    expect(render(at(1, 1), false, severity)).not.toContain("\u001b");
  });
});
