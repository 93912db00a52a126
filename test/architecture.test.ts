/** The layers of the source: `ir <- dialects <- passes <- lowering <- tools`, imports going down only; and its files. */

import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { globSync } from "tinyglobby";
import { describe, expect, it } from "vitest";
import { dialects, extensions } from "../tools/registry.ts";

const root = join(import.meta.dirname, "..");
const layers = ["ir", "dialects", "passes", "lowering", "tools"];

interface Import {
  readonly from: string;
  /** A file of the repository, or the name of a package. */
  readonly to: string;
}

const importForms = [
  /^(?:import|export)\s[^;"'()=]*?\sfrom\s+"([^"]+)"/gm,
  /^import\s+"([^"]+)"/gm,
  /\bimport\("([^"]+)"\)/g,
];

/** What a source text imports; the specifiers as they are written. Code inside template strings does not count. */
const specifiersOf = (text: string): string[] => {
  const code = text.replace(/`(?:[^`\\]|\\.)*`/gs, "``");
  return importForms.flatMap((form) => [...code.matchAll(form)].map(([, specifier]) => specifier!));
};

const files = globSync(
  layers.map((layer) => `${layer}/**/*.ts`),
  { cwd: root },
).sort();
const imports: readonly Import[] = files.flatMap((from) =>
  specifiersOf(readFileSync(join(root, from), "utf8")).map((specifier) => ({
    from,
    to: specifier.startsWith(".") ? relative(root, join(root, dirname(from), specifier)) : specifier,
  })),
);
const isLocal = ({ to }: Import): boolean => layers.includes(layerOf(to));
const layerOf = (file: string): string => file.split("/")[0]!;
const show = ({ from, to }: Import): string => `${from} imports ${to}`;

describe("the scan of imports", () => {
  it("finds every form", () => {
    const text = [
      'import "./a.ts";',
      'import b, { type B } from "./b.ts";',
      "import {",
      "  c,",
      '} from "./c.ts";',
      'export * as d from "./d.ts";',
      'import type { E } from "./e.ts";',
      'const f = await import("./f.ts");',
      "const text = `",
      'import g from "./g.ts";',
      "`;",
    ].join("\n");
    expect(specifiersOf(text).sort()).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts"]);
  });

  it("sees the whole source", () => {
    expect(files.length).toBeGreaterThan(200);
    expect(imports.filter(isLocal).length).toBeGreaterThan(1000);
    const missing = imports.filter((entry) => isLocal(entry) && !files.includes(entry.to));
    expect(missing.map(show)).toEqual([]);
  });
});

describe("files", () => {
  it("open with what they are for", () => {
    const written = files.filter((file) => !file.includes("/generated/"));
    const silent = written.filter((file) => !/^(#!.*\n)?\/\*\*/.test(readFileSync(join(root, file), "utf8")));
    expect(silent).toEqual([]);
  });
});

describe("layers", () => {
  it("import downwards only", () => {
    const upward = imports.filter(
      (entry) => isLocal(entry) && layers.indexOf(layerOf(entry.from)) < layers.indexOf(layerOf(entry.to)),
    );
    expect(upward.map(show)).toEqual([]);
  });

  it("never import tests, benchmarks or examples", () => {
    const strange = imports.filter((entry) => /^(\.\.|test|bench|examples)\//.test(entry.to));
    expect(strange.map(show)).toEqual([]);
  });
});

describe("dialects", () => {
  /** The folder of a dialect that a file belongs to. */
  const dialectOf = (file: string): string | undefined => /^dialects\/([^/]+)\//.exec(file)?.[1];
  /** The dialects that one declares to depend on, and those that these depend on. */
  const dependencies = (name: string): Set<string> => {
    const found = new Set<string>();
    const visit = (dialect: (typeof dialects)[number] | undefined): void => {
      for (const needed of dialect?.dependsOn ?? []) {
        found.add(needed.name);
        visit(needed);
      }
    };
    visit(dialects.find((dialect) => dialect.name === name));
    return found;
  };

  it("have a folder each", () => {
    const folders = new Set(files.flatMap((file) => dialectOf(file) ?? []));
    const names = dialects.map(({ name }) => name).filter((name) => name !== "builtin");
    expect([...folders].sort()).toEqual(names.sort());
  });

  it("import only the dialects that they declare to depend on", () => {
    const undeclared = imports.filter(({ from, to }) => {
      const [user, used] = [dialectOf(from), dialectOf(to)];
      return user !== undefined && used !== undefined && user !== used && !dependencies(user).has(used);
    });
    expect(undeclared.map(show)).toEqual([]);
  });

  it("do not depend on each other in circles", () => {
    for (const { name } of dialects) expect(dependencies(name)).not.toContain(name);
  });

  it("share code that knows none of them", () => {
    const wrong = imports.filter(({ from, to }) => /^dialects\/[^/]+$/.test(from) && dialectOf(to) !== undefined);
    expect(wrong.map(show)).toEqual([]);
  });
});

describe("packages", () => {
  /** Where each package may be imported; what is not named may be imported nowhere. */
  const homes: Readonly<Record<string, RegExp>> = {
    antlr4ng: /^(ir\/derivatives|tools\/build)\//,
    yaml: /^(ir\/derivatives|tools)\//,
    koffi: /^lowering\/llvm\/native\//,
    "llvm-bindings": /^lowering\/llvm\/bindings\.ts$/,
    commander: /^tools\//,
    picocolors: /^tools\//,
    tinyglobby: /^tools\//,
    esbuild: /^tools\/build\//,
    webgpu: /^lowering\/wgsl\//,
  };

  it("are used where they belong", () => {
    const packages = imports.filter(({ to }) => !isLocal({ from: "", to }) && !to.startsWith("node:"));
    const misplaced = packages.filter(({ from, to }) => homes[to]?.test(from) !== true);
    expect(misplaced.map(show)).toEqual([]);
  });

  it("of Node are left to what runs in Node only", () => {
    const misplaced = imports.filter(
      ({ from, to }) => to.startsWith("node:") && !/^(tools|lowering\/llvm)\//.test(from),
    );
    expect(misplaced.map(show)).toEqual([]);
  });
});

describe("the registry", () => {
  it("names every pass of passes/ and lowering/", () => {
    const defined = files
      .filter((file) => /^(passes|lowering)\//.test(file))
      .flatMap((file) => [...readFileSync(join(root, file), "utf8").matchAll(/definePass\(\s*"([^"]+)"/g)])
      .map(([, name]) => name!);
    const registered = extensions.flatMap(({ passes = [] }) => passes.map(({ name }) => name));
    expect(defined.filter((name) => !registered.includes(name))).toEqual([]);
  });
});
