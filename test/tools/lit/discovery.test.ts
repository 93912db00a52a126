/** Which files are tests, and how suites are configured. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LitConfigError } from "../../../tools/lit/config.ts";
import { discoverTests } from "../../../tools/lit/discovery.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const suite = "name: S\nsuffixes: [.test]\n";

describe("discoverTests", () => {
  it("finds the tests of a folder by their names", () => {
    const folder = temporaryFolder({
      "lit.config.yaml": suite,
      "b.test": "",
      "a.test": "",
      "a.txt": "",
      "sub/c.test": "",
      "sub/deep/d.test": "",
      "Inputs/e.test": "",
      "Output/f.test": "",
      ".hidden/g.test": "",
      "folder.test/h.test": "",
    });
    const names = (path: string) => discoverTests(join(folder, path)).map(({ name }) => name);
    expect(names(".")).toEqual([
      "S :: a.test",
      "S :: b.test",
      "S :: folder.test/h.test",
      "S :: sub/c.test",
      "S :: sub/deep/d.test",
    ]);
    expect(names("sub")).toEqual(["S :: sub/c.test", "S :: sub/deep/d.test"]);
    expect(names("a.txt")).toEqual(["S :: a.txt"]);
  });

  it("reads configurations in YAML and JSON, and extends them below", () => {
    const folder = temporaryFolder({
      "lit.config.json": JSON.stringify({
        name: "J",
        suffixes: [".test"],
        features: ["one", { yes: { program: "sh" }, no: { program: "no-such-program" } }],
        substitutions: { "%{a}": "1" },
        environment: { A: "1", B: "1" },
        output: "../out",
      }),
      "a.test": "",
      "sub/lit.local.yml": "suffixes: [.txt]\nfeatures: [two]\nsubstitutions: {'%{a}': '2'}\nenvironment: {B: '2'}\n",
      "sub/b.txt": "",
      "sub/c.test": "",
      "off/lit.local.yaml": "unsupported: true",
      "off/d.test": "",
      "empty/lit.local.yaml": "# nothing\n",
      "empty/e.test": "",
    });
    const [a, e, d, b, ...others] = discoverTests(folder);
    expect([a, e, d, b, ...others].map((test) => test?.path)).toEqual([
      "a.test",
      "empty/e.test",
      "off/d.test",
      "sub/b.txt",
    ]);
    const system = { linux: "system-linux", darwin: "system-darwin", win32: "system-windows" }[
      process.platform as "linux"
    ];
    expect([...a!.config.features]).toEqual([system, "one", "yes"]);
    expect(a!.config.output).toBe(join(folder, "../out"));
    expect([...b!.config.features]).toEqual([system, "one", "yes", "two"]);
    expect(b!.config.substitutions).toEqual([
      ["%{a}", "2"],
      ["%{a}", "1"],
    ]);
    expect(b!.config.environment).toEqual({ A: "1", B: "2" });
    expect([a, d, e].map((test) => test!.config.unsupported)).toEqual([false, true, false]);
    // The same configuration applies when only the folder is asked for.
    expect(discoverTests(join(folder, "sub"))).toEqual([b]);
  });

  it("knows features that depend on the surroundings", () => {
    const folder = temporaryFolder({
      "lit.config.yaml": `${suite}environment: {SET: x, EMPTY: ""}
features:
  - a: {environment: SET}
  - b: {environment: EMPTY}
  - c: {platform: ${process.platform}}
  - d: {platform: nowhere}
  - e: {environment: SET, platform: nowhere}
`,
      "a.test": "",
    });
    const [test] = discoverTests(folder);
    expect([...test!.config.features].slice(1)).toEqual(["a", "c"]);
  });

  it("keeps a suite inside another one apart", () => {
    const folder = temporaryFolder({
      "lit.config.yaml": `${suite}features: [outer]\n`,
      "a.test": "",
      "inner/lit.config.yaml": "name: I\nsuffixes: [.txt]\n",
      "inner/a.test": "",
      "inner/b.txt": "",
    });
    const tests = discoverTests(folder);
    expect(tests.map(({ name }) => name)).toEqual(["S :: a.test", "I :: b.txt"]);
    expect(tests[1]!.config.features.has("outer")).toBe(false);
    expect(tests[1]!.config.root).toBe(join(folder, "inner"));
  });

  it("takes another prefix for configurations", () => {
    const folder = temporaryFolder({ "my.config.yaml": suite, "a.test": "" });
    expect(discoverTests(folder, { configPrefix: "my" })).toHaveLength(1);
    expect(() => discoverTests(folder)).toThrow(LitConfigError);
  });

  it.each([
    ["colour: red", "unknown key 'colour'; there are name, output,"],
    ["- a", "must be a map"],
    ["name: 1", "'name' must be a text"],
    ["suffixes: .test", "'suffixes' must be a list of texts"],
    ["unsupported: 1", "'unsupported' must be true or false"],
    ["environment: {A: 1}", "'environment' must be a map of names to texts"],
    ["features: [{a: {compiler: gcc}}]", "'features' must be a list of names, or of maps"],
    ["a: b: c", "lit.config.yaml"],
  ])("rejects the configuration %j", (config, message) => {
    const folder = temporaryFolder({ "lit.config.yaml": config, "a.test": "" });
    expect(() => discoverTests(folder)).toThrow(LitConfigError);
    expect(() => discoverTests(folder)).toThrow(message);
    expect(() => discoverTests(folder)).toThrow(folder);
  });

  it("rejects what does not exist or belongs to no suite", () => {
    const folder = temporaryFolder({ "a.test": "" });
    expect(() => discoverTests(join(folder, "b.test"))).toThrow("does not exist");
    expect(() => discoverTests(join(folder, "a.test"))).toThrow("belongs to no test suite");
  });
});
