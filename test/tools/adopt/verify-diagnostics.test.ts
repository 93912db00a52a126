/** Diagnostics that comments in the input expect. */

import { describe, expect, it } from "vitest";
import { Diagnostic, type Severity } from "../../../ir/diagnostic.ts";
import { FileLineColLoc, type Location, UnknownLoc } from "../../../ir/location.ts";
import { DiagnosticVerifier } from "../../../tools/adopt/verify-diagnostics.ts";

type Emitted = readonly [severity: Severity, line: number | undefined, message: string];

const locationOf = (line: number | undefined): Location =>
  line === undefined ? UnknownLoc.get() : FileLineColLoc.get("a.mlir", line, 1);

/** What is wrong about these diagnostics in this text, as `line: message`. */
function check(text: string, emitted: readonly Emitted[], onlyExpected = false): string[] {
  const reports: string[] = [];
  const verifier = new DiagnosticVerifier("a.mlir", text, onlyExpected, ({ location, message }) => {
    reports.push(`${location instanceof FileLineColLoc ? location.line : "?"}: ${message}`);
  });
  for (const [severity, line, message] of emitted) {
    verifier.handle(new Diagnostic(severity, locationOf(line), message));
  }
  verifier.finish();
  expect(verifier.failed).toBe(reports.length > 0);
  return reports;
}

describe("expected diagnostics", () => {
  it.each<[text: string, emitted: Emitted[]]>([
    ["op // expected-error {{is bad}}", [["error", 1, "this is bad here"]]],
    ["// expected-error@+1 {{bad}}\nop", [["error", 2, "bad"]]],
    ["op\n\n// expected-error @-2 {{bad}}", [["error", 1, "bad"]]],
    ["// expected-warning @below {{odd}}\nop", [["warning", 2, "odd"]]],
    ["op\n// expected-remark @above {{so}}", [["remark", 1, "so"]]],
    [
      "op\n// expected-note @above {{a}}\n// expected-error @above {{b}}",
      [
        ["error", 1, "b"],
        ["note", 1, "a"],
      ],
    ],
    [
      "// expected-error @below {{a}}\n// expected-error @below {{b}}\nop",
      [
        ["error", 3, "a"],
        ["error", 3, "b"],
      ],
    ],
    ["// expected-error @unknown {{bad}}", [["error", undefined, "bad"]]],
    ["op // expected-error-re {{got {{[0-9]+}} (of {{a|b}})}}", [["error", 1, "got 42 (of b) in all"]]],
    ["op // expected-error {{a {{b}} c}}", [["error", 1, "a {{b}} c"]]],
    [
      "op // expected-error {{same}}\n// expected-error @-1 {{same}}",
      [
        ["error", 1, "same"],
        ["error", 1, "same"],
      ],
    ],
  ])("are met: %j", (text, emitted) => {
    expect(check(text, emitted)).toEqual([]);
  });

  it.each<[text: string, emitted: Emitted[], reports: string[]]>([
    ["op // expected-error {{bad}}", [], ['1: expected error "bad" was not produced']],
    ["op", [["error", 1, "bad"]], ["1: unexpected error: bad"]],
    ["op", [["error", undefined, "bad"]], ["?: unexpected error: bad"]],
    [
      "op // expected-error {{bad}}",
      [
        ["error", 1, "bad"],
        ["error", 1, "bad"],
      ],
      ["1: unexpected error: bad"],
    ],
    [
      "op // expected-error {{bad}}",
      [["error", 2, "bad"]],
      ["2: unexpected error: bad", '1: expected error "bad" was not produced'],
    ],
    [
      "op // expected-warning {{bad}}",
      [["error", 1, "bad"]],
      ["1: 'error' diagnostic emitted when expecting a 'warning'", '1: expected warning "bad" was not produced'],
    ],
    ["op // expected-error bad", [], ["1: expected '{{' and '}}' around the text of the diagnostic"]],
    [
      "op // expected-error-re {{{{(}}}}",
      [],
      [
        "1: invalid regular expression: Invalid regular expression: /(?:()/: Unterminated group",
        '1: expected error "{{(}}" was not produced',
      ],
    ],
  ])("are not met: %j with %j", (text, emitted, reports) => {
    expect(check(text, emitted)).toEqual(reports);
  });

  it("leave others alone when only they are checked", () => {
    expect(
      check(
        "op // expected-error {{bad}}",
        [
          ["note", 1, "x"],
          ["error", 1, "bad"],
        ],
        true,
      ),
    ).toEqual([]);
    expect(check("op // expected-error {{bad}}", [["note", 1, "x"]], true)).toHaveLength(1);
  });

  it("include notes", () => {
    const reports: string[] = [];
    const verifier = new DiagnosticVerifier("a.mlir", "op // expected-error {{bad}}", false, ({ message }) => {
      reports.push(message);
    });
    verifier.handle(new Diagnostic("error", locationOf(1), "bad").attachNote(locationOf(1), "since"));
    expect(reports).toEqual(["unexpected note: since"]);
  });
});
