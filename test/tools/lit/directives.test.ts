/** The directives of test files, expressions over features, and substitutions. */
import { delimiter, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { evaluateFeatures, FeatureExpressionError } from "../../../tools/lit/feature-expression.ts";
import { builtinSubstitutions, Substitutions } from "../../../tools/lit/substitutions.ts";
import { parseTestScript, TestScriptError } from "../../../tools/lit/test-script.ts";

describe("expressions over features", () => {
  const features = new Set(["foo", "bar-1.2", "target=x86_64-linux", "c++"]);

  it.each([
    ["foo", true],
    ["fo", false],
    ["true", true],
    ["false", false],
    ["!foo", false],
    ["!!foo", true],
    ["foo && nothing", false],
    ["foo||nothing", true],
    ["nothing || foo && nothing", false],
    ["(nothing || foo) && foo", true],
    ["nothing && (", undefined],
    ["bar-1.2 && c++", true],
    ["target={{.*}}-linux", true],
    ["target={{x86|arm}}", false],
    ["{{f.}}o", true],
    ["{{f.}}", false],
    ["c{{\\+}}+", true],
    ["", undefined],
    ["foo bar", undefined],
    ["foo &&", undefined],
    ["foo & bar", undefined],
    ["(foo", undefined],
    ["foo)", undefined],
    ["{{(}}", undefined],
  ])("%j", (expression, expected) => {
    if (expected === undefined) expect(() => evaluateFeatures(expression, features)).toThrow(FeatureExpressionError);
    else expect(evaluateFeatures(expression, features)).toBe(expected);
  });
});

describe("test files", () => {
  it("give their directives", () => {
    const script = parseTestScript(`
      // RUN: a %s \\
      // RUN:   | b && %(line) %(line+2) %( line-1)
      // REQUIRES: x, y && z
      // XFAIL: *
      // XFAIL: w
      // UNSUPPORTED: u
      # DEFINE: %{n} = one \\
      # DEFINE:   two
      ; RUN: c
      ; REDEFINE: %{n}=
      ALLOW_RETRIES: 3
      BACKEND. is no end
      END.
      RUN: d
    `);
    expect(script).toEqual({
      steps: [
        { kind: "run", line: 2, text: "a %s    | b && 3 5 %( line-1)" },
        { kind: "define", line: 8, name: "%{n}", value: "one two" },
        { kind: "run", line: 10, text: "c" },
        { kind: "redefine", line: 11, name: "%{n}", value: "" },
      ],
      requires: ["x", "y && z"],
      unsupported: ["u"],
      xfail: ["*", "w"],
      retries: 3,
    });
  });

  it.each([
    ["", "Test has no 'RUN:' line"],
    ["END.\nRUN: a", "Test has no 'RUN:' line"],
    ["RUN: a \\", "Test has unterminated 'RUN:' directive (with '\\') at line 1"],
    ["RUN: a \\\nRUN: b \\\nXFAIL: *", "Test has unterminated 'RUN:' directive (with '\\') from line 1 to 2"],
    ["RUN: a\nREQUIRES: a b", "in REQUIRES: directive on test line 2"],
    ["RUN: a\nUNSUPPORTED: *", "couldn't parse text: '*'"],
    ["RUN: a\nALLOW_RETRIES: x", "Invalid number 'x'"],
    ["RUN: a\nALLOW_RETRIES: 1\nALLOW_RETRIES: 2", "more than one ALLOW_RETRIES"],
    ["RUN: a\nDEFINE: %{a}", "needs a '='"],
    ["RUN: a\nDEFINE: a = b", "Substitution name 'a' is malformed"],
    ["RUN: a\nDEFINE: %{1} = b", "Substitution name '%{1}' is malformed"],
  ])("reject %j", (text, message) => {
    expect(() => parseTestScript(text)).toThrow(TestScriptError);
    expect(() => parseTestScript(text)).toThrow(message);
  });
});

describe("substitutions", () => {
  const paths = { source: "/suite/sub/a.test", temporary: "/out/sub/Output/a.test.tmp" };
  const create = (...own: [string, string][]) => {
    return new Substitutions([...own, ...builtinSubstitutions(paths)], new Set(["foo"]));
  };

  it.each([
    ["%s %S %p", "/suite/sub/a.test /suite/sub /suite/sub"],
    ["%t %t.out %T %basename_t", "/out/sub/Output/a.test.tmp /out/sub/Output/a.test.tmp.out /out/sub/Output a.test"],
    ["%{s:basename} %{t:stem}", "a.test a.test"],
    ["%/s %:s %{s:real} %{/t:real}", "/suite/sub/a.test suite/sub/a.test /suite/sub/a.test /out/sub/Output/a.test.tmp"],
    ["%{pathsep} %{fs-sep} %{fs-src-root}", `${delimiter} ${sep} /`],
    ["%% %%s %%%s", "% %s %/suite/sub/a.test"],
    ["%{unknown} %x 100%", "%{unknown} %x 100%"],
    ["%if foo %{ yes %} %else %{ no %} x", "yes x"],
    ["%if bar %{ yes %} %else %{ no %} x", "no x"],
    ["%if bar %{yes%} x", " x"],
    ["%if foo || (bar) %{a %if bar %{b%} %else %{%s%}%} %}", "a /suite/sub/a.test %}"],
    ["%iffy", "%iffy"],
  ])("%s", (text, expected) => {
    expect(create().apply(text)).toBe(expected);
  });

  it("come before the built-in ones, which their replacements may contain", () => {
    expect(create(["%{run}", "adopt %s"]).apply("%{run} $& | x")).toBe("adopt /suite/sub/a.test $& | x");
    expect(create(["%s", "other"]).apply("%s")).toBe("other");
  });

  it("of programs replace only whole words", () => {
    const replaced = create(["opt", "/bin/opt -x"]).apply("opt a | not opt; ./opt opt-b a.opt opt.c 'opt'");
    expect(replaced).toBe("/bin/opt -x a | not /bin/opt -x; ./opt opt-b a.opt opt.c '/bin/opt -x'");
  });

  it("are defined and redefined", () => {
    const substitutions = create();
    substitutions.define("%{a}", "%{b} %s", 1);
    expect(substitutions.apply("%{a}")).toBe("%{b} /suite/sub/a.test");
    substitutions.define("%{b}", "%%s", 2);
    expect(substitutions.apply("%{a}")).toBe("%s /suite/sub/a.test");
    substitutions.redefine("%{b}", "two", 3);
    expect(substitutions.apply("%{a} %{a}")).toBe("two /suite/sub/a.test two /suite/sub/a.test");
    expect(() => substitutions.define("%{a}", "", 4)).toThrow(
      "is already defined before 'DEFINE:' directive at line 4",
    );
    expect(() => substitutions.redefine("%{c}", "", 5)).toThrow("No substitution for '%{c}' is defined");
    expect(() => substitutions.define("%{pathsep}", "", 6)).toThrow(TestScriptError);
  });

  it("that refer to themselves are an error", () => {
    const substitutions = create();
    substitutions.define("%{a}", "%{b}", 1);
    substitutions.define("%{b}", "x %{a}", 2);
    expect(() => substitutions.apply("%{a}")).toThrow("refer to each other without end");
  });

  it.each([
    ["%if foo", "'%{' is missing for %if substitution"],
    ["%if foo %{ a", "'%}' is missing for %if substitution"],
    ["%if foo %{ a %} %else b", "'%{' is missing for %else substitution"],
    ["%if foo bar %{ a %}", "expected: <end of expression>"],
  ])("reject %j", (text, message) => {
    expect(() => create().apply(text)).toThrow(message);
  });
});
