/** The command adopt: input, output, arguments, reports and information. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { areBindingsAvailable } from "../../../lowering/llvm/bindings.ts";
import { transforms } from "../../../passes/transforms/index.ts";
import { adoptProgram } from "../../../tools/adopt/command.ts";
import { dialectLoaders, transformNames } from "../../../tools/adopt/loader.ts";
import { optionGroups } from "../../../tools/adopt/options.ts";
import { defaultContext } from "../../../tools/registry.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";

const cwd = mkdtempSync(join(tmpdir(), "adopt-test-"));
afterAll(() => rmSync(cwd, { recursive: true }));

const file = (name: string, text: string | Uint8Array): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};
const asText = (output: string | Uint8Array): string =>
  typeof output === "string" ? output : Buffer.from(output).toString("utf8");

async function adopt(args: readonly string[], stdin: string | Uint8Array = "", env: Record<string, string> = {}) {
  const result = await adoptProgram(args, {
    readStdin: () => (typeof stdin === "string" ? Buffer.from(stdin) : stdin),
    cwd,
    env,
    colored: false,
  });
  return { stdout: asText(result.stdout), stderr: asText(result.stderr), status: result.status, raw: result.stdout };
}

const sum = `func.func @f(%a: i32) -> i32 {
  %c = arith.constant 1 : i32
  %d = arith.constant 1 : i32
  %0 = arith.addi %c, %a : i32
  %1 = arith.addi %d, %a : i32
  %2 = arith.muli %0, %1 : i32
  return %2 : i32
}
`;
const simplified = `module {
  func.func @f(%arg0: i32) -> i32 {
    %c1_i32 = arith.constant 1 : i32
    %0 = arith.addi %arg0, %c1_i32 : i32
    %1 = arith.muli %0, %0 : i32
    return %1 : i32
  }
}
`;

describe("input and output", () => {
  it("reads a file or standard input, runs passes in order, prints", async () => {
    file("sum.mlir", sum);
    for (const args of [
      ["sum.mlir", "-canonicalize", "--cse"],
      ["-canonicalize", "-cse", "-"],
      ["--canonicalize", "--cse"],
    ]) {
      expect(await adopt(args, sum)).toMatchObject({ stdout: simplified, stderr: "", status: 0 });
    }
  });

  it("writes to a file when all goes well, and leaves nothing else behind", async () => {
    file("sum.mlir", sum);
    const before = readdirSync(cwd);
    expect(await adopt(["sum.mlir", "-canonicalize", "-cse", "-o", "out.mlir"])).toMatchObject({
      stdout: "",
      status: 0,
    });
    expect(readFileSync(join(cwd, "out.mlir"), "utf8")).toBe(simplified);
    expect((await adopt(["-o=out.mlir"], "func.func @broken")).status).toBe(1);
    expect(readFileSync(join(cwd, "out.mlir"), "utf8")).toBe(simplified);
    expect(readdirSync(cwd).sort()).toEqual([...new Set([...before, "out.mlir"])].sort());
  });

  it("keeps bytes that are no UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from('module attributes {a.b = "'), Buffer.from([0xff]), Buffer.from('"} {}')]);
    const { stdout } = await adopt(["--allow-unregistered-dialect"], bytes);
    expect(stdout).toContain('"\\FF"');
  });

  it.each([
    [["nowhere.mlir"], "adopt: cannot open input file 'nowhere.mlir': No such file or directory\n"],
    [["."], "adopt: cannot open input file '.': Is a directory\n"],
    [["a.mlir", "b.mlir"], "adopt: there is more than one input: 'a.mlir', 'b.mlir'\n"],
    [["-o", "no/such/folder.mlir"], "adopt: cannot write 'no/such/folder.mlir': No such file or directory\n"],
  ])("%j", async (args, stderr) => {
    expect(await adopt(args, "module {}")).toMatchObject({ stdout: "", stderr, status: 1 });
  });

  it("says what bytecode is", async () => {
    file("module.bc", new Uint8Array([0x4d, 0x4c, 0xef, 0x52, 0]));
    expect((await adopt(["module.bc"])).stderr).toContain("'module.bc' is MLIR bytecode");
  });

  it("prints as it is asked to", async () => {
    expect((await adopt(["--mlir-print-op-generic"], sum)).stdout).toContain('"arith.addi"');
    expect((await adopt(["--mlir-print-debuginfo"], sum)).stdout).toContain('#loc = loc("<stdin>":1:');
    const local = (await adopt(["--mlir-print-debuginfo", "--mlir-print-local-scope"], sum)).stdout;
    expect(local).not.toContain("#loc");
    expect(local).toContain('loc("<stdin>":4:8)');
  });

  it("puts a module around the input unless it is told not to", async () => {
    const one = "func.func @f() {\n  return\n}\n";
    expect((await adopt([], one)).stdout).toMatch(/^module/);
    expect((await adopt(["--no-implicit-module", "-canonicalize"], one)).stdout).toBe(one);
    const two = await adopt(["--no-implicit-module"], one + one.replace("@f", "@g"));
    expect(two.stderr).toContain("source must contain a single top-level operation, found: 2");
  });

  it("accepts operations of other dialects only when it is asked to", async () => {
    const text = '"foo.bar"() : () -> ()\n';
    expect((await adopt([], text)).stderr).toContain("--allow-unregistered-dialect");
    expect((await adopt(["--allow-unregistered-dialect"], text)).stdout).toContain('"foo.bar"()');
  });
});

describe("parts of an input", () => {
  const parts = `${sum}// -----\nfunc.func @g() {\n  return %x : i32\n}\n  // -----  \nfunc.func @h() {\n  return\n}\n`;

  it("are processed on their own, at the places that they have in the whole", async () => {
    const { stdout, stderr, status } = await adopt(["--split-input-file"], parts);
    expect(status).toBe(1);
    expect(stderr).toContain("<stdin>:11:10: error: use of undeclared SSA value name");
    expect(stderr).toContain("  return %x : i32\n         ^");
    expect(stdout.match(/@\w/g)).toEqual(["@f", "@h"]);
    expect(stdout).toContain("}\n// -----\nmodule");
  });

  it("may be divided by another marker, which does not count inside a line", async () => {
    const text = 'func.func @a() { return }\n//%%\nfunc.func @b() { return } //%% no\n//%%\nmodule @"//%%" {}\n';
    const { stdout } = await adopt(["--split-input-file=//%%"], text);
    expect(stdout.split("\n//%%\n")).toHaveLength(3);
  });
});

describe("arguments", () => {
  it.each([
    [["--canonicalise"], "adopt: unknown option '--canonicalise'; did you mean '--canonicalize'?\n"],
    [["-pass-pipelin=x"], "adopt: unknown option '--pass-pipelin'; did you mean '--pass-pipeline'?\n"],
    [["--qqq"], "adopt: unknown option '--qqq'\n"],
    [["--emit=elf"], "adopt: option '--emit' is one of 'mlir', 'llvm-ir', 'bitcode', 'wgsl', not 'elf'\n"],
    [["--verify-each=perhaps"], "adopt: option '--verify-each' is either true or false, not 'perhaps'\n"],
    [["-o"], "adopt: option '-o' needs a value: file\n"],
    [["-q"], "adopt: unknown option '-q'\n"],
    [["-h=x"], "adopt: unknown option '-h'\n"],
    [
      ["--mlir-print-ir-after=canonicalise"],
      "adopt: --mlir-print-ir-after: there is no pass 'canonicalise'; did you mean 'canonicalize'?\n",
    ],
    [["--run-reproducer"], "adopt: the input is no reproducer: it names no pipeline to run\n"],
    [
      ["-cse", "--pass-pipeline=builtin.module(cse)"],
      "adopt: --pass-pipeline cannot be used together with passes as options ('--cse')\n",
    ],
  ])("%j are refused", async (args, stderr) => {
    expect(await adopt(args, "module {}")).toMatchObject({ stdout: "", stderr, status: 1 });
  });

  it("shows where a pipeline is wrong", async () => {
    const { stderr, status } = await adopt(["--pass-pipeline=builtin.module(canonicalise)"], "module {}");
    expect({ stderr, status }).toEqual({
      stderr: `--pass-pipeline:1:16: error: 'canonicalise' does not refer to a registered pass or pass pipeline; did you mean 'canonicalize'?
builtin.module(canonicalise)
               ^
`,
      status: 1,
    });
  });

  it("shows where an option of a pass is wrong", async () => {
    expect((await adopt(["--canonicalize=top-down=false max-iteration=2"], "module {}")).stderr).toBe(
      `--canonicalize:1:16: error: 'canonicalize' has no option 'max-iteration'; did you mean 'max-iterations'?
top-down=false max-iteration=2
               ^
`,
    );
  });

  it("gives passes their options, with one dash or two", async () => {
    const { stderr } = await adopt(
      ["-canonicalize=max-iterations=2 top-down=false", "--dump-pass-pipeline"],
      "module {}",
    );
    expect(stderr).toBe("builtin.module(canonicalize{top-down=false max-iterations=2})\n");
  });

  it("takes what follows -- as a file", async () => {
    expect((await adopt(["--", "-cse"])).stderr).toContain("cannot open input file '-cse'");
  });
});

describe("reports", () => {
  it("on time, statistics and the IR go to standard error", async () => {
    const flags = [
      "-cse",
      "--mlir-timing",
      "--mlir-pass-statistics",
      "--mlir-print-ir-before=cse",
      "--mlir-disable-threading",
    ];
    const { stdout, stderr, status } = await adopt(flags, sum);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^module/);
    expect(stderr).toContain("// -----// IR Dump Before cse //----- //");
    expect(stderr).toContain("(S) 2 num-cse'd - Number of operations CSE'd");
    for (const name of ["Parser", "cse", "Output", "Rest", "Total"])
      expect(stderr).toMatch(new RegExp(`%\\)  ${name}\n`));
  });
});

describe("reproducers", () => {
  it("are written when a pass fails, and run again", async () => {
    const text = "func.func @f() {\n  return\n}\nmodule @inner {}\n";
    const failing = [
      "--pass-pipeline=builtin.module(cse,func.func(symbol-dce))",
      "--mlir-pass-pipeline-crash-reproducer=r.mlir",
    ];
    const { stderr, status } = await adopt(failing, text);
    expect(status).toBe(1);
    expect(stderr).toContain("'func.func' op was scheduled to run under SymbolDCE, but does not define a symbol table");
    expect(stderr).toContain("reproducer generated at 'r.mlir'");
    expect(readFileSync(join(cwd, "r.mlir"), "utf8")).toContain(
      'pipeline: "builtin.module(cse,func.func(symbol-dce))"',
    );
    const again = await adopt(["r.mlir", "--run-reproducer"]);
    expect(again.status).toBe(1);
    expect(again.stderr).toContain("does not define a symbol table");
  });
});

describe("what is emitted", () => {
  const lowered = "llvm.func @f(%a: i64) -> i64 {\n  %0 = llvm.add %a, %a : i64\n  llvm.return %0 : i64\n}\n";

  it("may be LLVM IR", async () => {
    const { stdout, status } = await adopt(["--emit=llvm-ir"], lowered);
    expect(status).toBe(0);
    expect(stdout).toContain("define i64 @f(i64");
    if (hasOracle("llvm-as")) expect(runOracle("llvm-as", ["-o", "/dev/null"], stdout).stderr).toBe("");
  });

  it("is refused where operations are not of the llvm dialect", async () => {
    const { stdout, stderr, status } = await adopt(["--emit=llvm-ir"], sum);
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
    expect(stderr).toMatch(/^<stdin>:1:1: error: 'func\.func' op/);
  });

  it.skipIf(!areBindingsAvailable())("may be bitcode", async () => {
    const { raw, status } = await adopt(["--emit=bitcode"], lowered);
    expect(status).toBe(0);
    expect([...(raw as Uint8Array).slice(0, 4)]).toEqual([0x42, 0x43, 0xc0, 0xde]);
    const split = await adopt(["--emit=bitcode", "--split-input-file"], `${lowered}// -----\n${lowered}`);
    expect(split.stderr).toBe("adopt: bitcode cannot be written for an input that is split into parts\n");
  });

  it.skipIf(areBindingsAvailable())("cannot be bitcode without llvm-bindings, and says so", async () => {
    const { stderr, status } = await adopt(["--emit=bitcode"], lowered);
    expect(status).toBe(1);
    expect(stderr).toContain("llvm-bindings");
  });
});

describe("information", () => {
  it("names every option, pass and option of a pass", async () => {
    const { stdout, status } = await adopt(["--help"]);
    expect(status).toBe(0);
    for (const group of Object.values(optionGroups)) {
      for (const name of Object.keys(group)) expect(stdout).toMatch(new RegExp(`^  --?${name}\\b`, "m"));
    }
    for (const { name, spec } of defaultContext().passes) {
      const section = stdout.slice(stdout.indexOf(`\n  --${name}`));
      for (const option of Object.keys(spec.options ?? {})) expect(section).toContain(`\n    ${option}=<`);
    }
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  });

  it("names the version, the dialects and the passes", async () => {
    expect((await adopt(["--version"])).stdout).toMatch(/^adopt \d+\.\d+\.\d+, compatible with MLIR 22\n$/);
    const dialects = (await adopt(["--show-dialects"])).stdout;
    for (const { name } of defaultContext().dialects) expect(dialects).toMatch(new RegExp(`^  ${name} `, "m"));
    const passes = (await adopt(["--list-passes"])).stdout;
    for (const { name } of defaultContext().passes) expect(passes).toMatch(new RegExp(`^${name}\\b`, "m"));
  });
});

describe("extensions", () => {
  const plugin = `const pass = { name: "rename", spec: { summary: "Renames functions" }, run(op) {
      for (const inner of op.regions[0].front.ops()) inner.setAttr("renamed.by", inner.attr("sym_name"));
    } };
    export default { passes: [pass] };\n`;

  it("are loaded from a file, a package, and a package that can only be imported", async () => {
    file("plugin.mjs", plugin);
    const { mkdirSync } = await import("node:fs");
    for (const [name, manifest] of [
      ["adopt-plain", { main: "index.mjs" }],
      ["adopt-modern", { type: "module", exports: { ".": { import: "./index.mjs" } } }],
    ] as const) {
      const folder = join(cwd, "node_modules", name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0", ...manifest }));
      writeFileSync(join(folder, "index.mjs"), plugin);
    }
    for (const specifier of ["./plugin.mjs", "plugin.mjs", "adopt-plain", "adopt-modern"]) {
      const { stdout, stderr } = await adopt(
        [`--load-dialect-plugin=${specifier}`, "--rename"],
        "func.func @f() { return }",
      );
      expect({ specifier, stderr, renamed: stdout.includes('renamed.by = "f"') }).toEqual({
        specifier,
        stderr: "",
        renamed: true,
      });
    }
  });

  it.each([
    ["nowhere.mjs", "", "there is no such file, and no such package in"],
    ["empty.mjs", "export const other = 1;", "does not export a dialect or an extension"],
    ["broken.mjs", "export default (", "cannot load the plugin 'broken.mjs'"],
  ])("%s cannot be loaded", async (name, text, message) => {
    if (text !== "") file(name, text);
    const { stderr, status } = await adopt([`--load-dialect-plugin=${name}`], "module {}");
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  it("report mistakes in rule files at their place", async () => {
    file("rules.yaml", "math.sinn: { operand: grad }\n");
    const { stderr, status } = await adopt(["--derivative-rules=rules.yaml"], "module {}");
    expect(status).toBe(1);
    expect(stderr).toBe(`rules.yaml:1:1: error: unknown operation 'math.sinn'; did you mean 'math.sin'?
math.sinn: { operand: grad }
^
`);
  });

  it("that fail by a bug are no riddle", async () => {
    file(
      "bug.mjs",
      `export default { passes: [{ name: "bug", spec: { summary: "" }, run() { throw new TypeError("oops"); } }] };`,
    );
    const args = ["--load-dialect-plugin=bug.mjs", "--bug"];
    expect((await adopt(args, "module {}")).stderr).toBe(
      "adopt: internal error: oops (set ADOPT_DEBUG=1 to see where)\n",
    );
    expect((await adopt(args, "module {}", { ADOPT_DEBUG: "1" })).stderr).toContain("bug.mjs");
  });
});

describe("what is loaded on demand", () => {
  it("is what is registered", async () => {
    expect(new Set(transforms.map(({ name }) => name))).toEqual(transformNames);
    const loaded = await Promise.all(Object.values(dialectLoaders).map((load) => load()));
    expect(loaded.map(({ name }) => name)).toEqual(Object.keys(dialectLoaders));
    const registered = defaultContext().dialects.filter(({ name }) => name !== "builtin");
    expect(Object.keys(dialectLoaders).sort()).toEqual(registered.map(({ name }) => name).sort());
  });
});
