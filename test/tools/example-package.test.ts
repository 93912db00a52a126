/** The package in test/example-package, installed beside adopt as anybody's package would be, works in every way. */

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "adopt-example-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  mkdirSync(join(project, "node_modules"));
  symlinkSync(root, join(project, "node_modules", "adopt"));
  // A copy, not a link: imports are resolved from where a file really is.
  cpSync(join(root, "test", "example-package"), join(project, "node_modules", "adopt-example-shapes"), {
    recursive: true,
  });
  cpSync(join(root, "test", "example-package", "shapes.mlir"), join(project, "shapes.mlir"));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const node = (...args: string[]): string => execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
const adopt = (...args: string[]): string => node(join(root, "dist", "adopt.js"), ...args);

/** f(x, y) = x hypot(sqrt(x^2 + 1/4), y) */
const value = (x: number, y: number): number => x * Math.hypot(Math.sqrt(x * x + 0.25), y);
function gradient(x: number, y: number): [number, number] {
  const length = Math.hypot(Math.sqrt(x * x + 0.25), y);
  return [length + (x * x) / length, (x * y) / length];
}

it("the command reads its operations and prints them back", () => {
  const text = adopt("shapes.mlir", "--load-dialect-plugin=adopt-example-shapes");
  expect(text).toContain("example.smooth_abs %arg0 {eps = 2.500000e-01 : f64}");
  expect(text).toContain("example.hypot");
});

it("the command differentiates them by both kinds of rules", () => {
  const text = adopt(
    "shapes.mlir",
    "--load-dialect-plugin=adopt-example-shapes",
    "--autodiff",
    "--canonicalize",
    "--cse",
  );
  expect(text).toContain("@f_pullback");
  expect(text).toContain("@f_jvp");
  expect(text).not.toContain("ad.");
});

it("the command runs the package's pass", () => {
  const flags = ["--load-dialect-plugin=adopt-example-shapes", "--autodiff", "--lower-example", "--canonicalize"];
  expect(adopt("shapes.mlir", ...flags)).not.toContain("example.");
});

it("the library computes the gradient", () => {
  writeFileSync(
    join(project, "use.mjs"),
    `import { readFileSync } from "node:fs";
     import { compile, defaultContext, loadDerivativeFiles } from "adopt";
     import example from "adopt-example-shapes";
     const context = defaultContext({ extensions: [example] });
     if (!(await loadDerivativeFiles(context))) throw new Error("the rule file is wrong");
     const pipeline = "builtin.module(autodiff,lower-example)";
     const module = compile(readFileSync("shapes.mlir", "utf8"), { context, pipeline, engine: "js" });
     const [x, y] = [0.75, -1.5];
     const forward = [module.derivative(x, y, 1, 0), module.derivative(x, y, 0, 1)];
     console.log(JSON.stringify({ value: module.f(x, y), reverse: module.gradient(x, y), forward }));`,
  );
  const result = JSON.parse(node("use.mjs")) as { value: number; reverse: number[]; forward: number[] };
  const expected = gradient(0.75, -1.5);
  expect(result.value).toBeCloseTo(value(0.75, -1.5), 14);
  for (const i of [0, 1]) {
    expect(result.reverse[i]).toBeCloseTo(expected[i]!, 14);
    expect(result.forward[i]).toBeCloseTo(expected[i]!, 14);
  }
});

it("a package that does not exist is an error in one line", () => {
  expect(() => adopt("shapes.mlir", "--load-dialect-plugin=adopt-example-shape")).toThrow(/cannot load the plugin/);
});
