/** Tests have the results that LLVM's own lit gives them, where that is installed. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fileCheckProgram } from "../../../tools/filecheck/command.ts";
import { discoverTests } from "../../../tools/lit/discovery.ts";
import { runTest } from "../../../tools/lit/run-test.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const lit = ["/usr/lib/llvm-22/bin/lit", "/usr/lib/llvm-22/build/utils/lit/lit.py"].find(existsSync);
const tools = "/usr/lib/llvm-22/bin";

const tests = [
  "RUN: true",
  "RUN: true\nRUN: false",
  "XRUN: false",
  "RUN : false\nRUN: true",
  "RUN: true // RUN: false",
  "RUN: false | true",
  "RUN: true | false | true",
  "RUN: false; true",
  "RUN: false || true && false",
  "RUN: not false && not not true && not FileCheck --frobnicate",
  "RUN: not nowhere",
  "RUN: not --crash true",
  "RUN: not --crash sh -c 'kill -6 $$'",
  "RUN: not sh -c 'kill -6 $$'",
  "RUN: echo a \\\nRUN:   b | FileCheck %s\nCHECK: a b",
  "RUN: echo a \\",
  "RUN: echo a \\\nXFAIL: *",
  "RUN: echo 'a",
  "RUN: echo a |",
  "RUN: cat %s | FileCheck %s --check-prefix=FOO\nFOO: {{x}}y\nxy",
  "RUN: echo %s %S %p %t %basename_t %{s:basename} %% | FileCheck %s\nCHECK-NOT: {{[^%]%[^ ]}}",
  "RUN: echo %(line) %(line+1) %(line-1) | FileCheck %s\nCHECK: 1 2 0",
  "RUN: echo %%s | FileCheck %s\nCHECK: {{^}}%s{{$}}",
  "RUN: mkdir -p %t.d && cd %t.d && touch x && ls | grep x && rm x && not ls x",
  "RUN: echo a > %t && echo b >> %t && cat %t | FileCheck %s\nCHECK: a\nCHECK-NEXT: b",
  "RUN: sh -c 'echo out; echo err >&2' > %t 2>&1; grep out %t && grep err %t",
  "RUN: sh -c 'echo err >&2' 2> %t; grep err %t",
  "RUN: sh -c 'echo err >&2' &> %t; grep err %t",
  "RUN: cat < %s | grep RUN",
  "RUN: env A=b sh -c 'test $A = b'\nRUN: env -u A sh -c 'test -z \"$A\"'",
  "RUN: export A=b\nRUN: sh -c 'test $A = b'",
  "RUN: cd sub\nRUN: pwd | grep sub",
  "RUN: diff %s %s && not diff %s %S/lit.config.yaml",
  "RUN: echo 'a\nRUN: b'",
  "XFAIL: *\nRUN: false",
  "XFAIL: foo\nRUN: true",
  "XFAIL: !foo\nRUN: true",
  "XFAIL: bar || (foo && true)\nRUN: false",
  "REQUIRES: foo, bar\nRUN: false",
  "REQUIRES: {{f.o}}\nRUN: true",
  "UNSUPPORTED: foo\nRUN: false",
  "REQUIRES: foo &&\nRUN: true",
  "XFAIL: a b\nRUN: true",
  "no directive",
  "RUN: true\nEND.\nRUN: false",
  "ALLOW_RETRIES: 1\nRUN: cat %t || not touch %t",
  "ALLOW_RETRIES: 1\nRUN: false",
  "ALLOW_RETRIES: many\nRUN: true",
  "DEFINE: %{a} = echo x\nRUN: %{a} | grep x\nREDEFINE: %{a} = false\nRUN: %{a}",
  "DEFINE: %{a} = \\\nDEFINE:   true\nRUN: %{a}",
  "DEFINE: a = b\nRUN: true",
  "REDEFINE: %{a} = b\nRUN: true",
  "DEFINE: %{a} = b\nDEFINE: %{a} = c\nRUN: true",
  "RUN: %if foo %{ true %} %else %{ false %}",
  "RUN: %if bar %{ false %} %else %{ true %}",
  "RUN: %if foo %{ true",
];

const name = (index: number) => `${`${index}`.padStart(3, "0")}.test`;

function createSuite(): string {
  return temporaryFolder({
    ...Object.fromEntries(tests.map((text, index) => [name(index), `${text}\n`])),
    "sub/keep": "",
    "lit.config.yaml": `name: S\nsuffixes: [.test]\nfeatures: [foo]\n`,
    "lit.cfg.py": `import lit.formats
config.name = "S"
config.test_format = lit.formats.ShTest(False)
config.suffixes = [".test"]
config.available_features.add("foo")
config.environment["PATH"] = "${tools}:" + config.environment["PATH"]
`,
  });
}

describe.skipIf(lit === undefined)("LLVM's lit", () => {
  it("gives tests the same results", { timeout: 120_000 }, async () => {
    const upstream = spawnSync(lit!, ["-j2", createSuite()], { encoding: "utf8" });
    const theirs = Object.fromEntries(
      [...upstream.stdout.matchAll(/^([A-Z]+): S :: (\S+)/gm)].map(([, code, test]) => [test, code]),
    );
    const programs = new Map([["FileCheck", fileCheckProgram]]);
    const ours: Record<string, string> = {};
    for (const test of discoverTests(createSuite())) ours[test.path] = (await runTest(test, { programs })).code;
    const describeAll = (results: Record<string, string | undefined>) => {
      return tests.map((text, index) => `${results[name(index)]} for ${JSON.stringify(text)}`);
    };
    expect(describeAll(ours)).toEqual(describeAll(theirs));
  });
});
