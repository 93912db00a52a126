/** Files that are transformed while they are read, and those that cannot be. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type PrintOptions, printModule } from "../../../ir/assembly/asm-printer.ts";
import { parseFile } from "../../../ir/assembly/parse.ts";
import { PassManager } from "../../../passes/pass-manager.ts";
import { parsePipeline } from "../../../passes/pipeline-parser.ts";
import { splitInput } from "../../../tools/adopt/split-input.ts";
import { transformWhileReading } from "../../../tools/adopt/streaming.ts";
import { defaultContext } from "../../../tools/registry.ts";

/** Enough functions that several batches are read. */
const longText = (count: number, body: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => body(i)).join("");

const adding = (i: number): string => `func.func @f${i}(%a: i32) -> i32 {
  %c = arith.constant ${i} : i32
  %zero = arith.constant 0 : i32
  %0 = arith.addi %a, %zero : i32
  %1 = arith.addi %0, %c : i32
  return %1 : i32
}
`;

const local = "builtin.module(canonicalize,cse)";

function streamed(text: string, pipeline = "builtin.module()", print: PrintOptions = {}): string | undefined {
  const context = defaultContext({ allowUnregisteredDialects: true });
  const result = transformWhileReading(text, context, {
    name: "input",
    pipeline: parsePipeline(pipeline, context),
    verifyEach: true,
    print,
  });
  expect(context.diagnostics).toEqual([]);
  return result;
}

/** The text after the same at once; undefined for an error. */
function atOnce(text: string, pipeline = "builtin.module()", print: PrintOptions = {}): string | undefined {
  const context = defaultContext({ allowUnregisteredDialects: true });
  const file = parseFile(text, context, { name: "input" });
  if (file === undefined || !new PassManager(context, pipeline).run(file.module)) return undefined;
  return context.diagnostics.length > 0 ? undefined : printModule(file.module, { ...print, resources: file.resources });
}

const forms: readonly PrintOptions[] = [{}, { generic: true }, { localScope: true }];

function expectSame(text: string, pipeline?: string): void {
  for (const form of forms) expect(streamed(text, pipeline, form)).toBe(atOnce(text, pipeline, form));
}

function expectRefused(text: string, pipeline?: string): void {
  expect(streamed(text, pipeline)).toBeUndefined();
}

describe("what is streamed", () => {
  it("is a module of many batches", () => {
    const text = longText(600, adding);
    for (const pipeline of ["builtin.module()", local, "builtin.module(func.func(cse),canonicalize)", "any(cse)"]) {
      for (const module of [
        text,
        `module {\n${text}}`,
        `module @name {\n${text}}`,
        `// Comment\n"builtin.module"() ({\n${text}}) : () -> ()`,
      ]) {
        expectSame(module, pipeline);
      }
    }
  });

  it("is an empty file", () => {
    expectSame("");
    expectSame("module {}");
    expectSame("module @name {}", local);
  });

  it("calls functions in front", () => {
    const calling = (i: number): string =>
      `func.func @g${i}(%a: i32) -> i32 {\n  %0 = call @f${i >> 1}(%a) : (i32) -> i32\n  return %0 : i32\n}\n`;
    expectSame(
      longText(1000, (i) => adding(i) + calling(i)),
      local,
    );
  });

  it("calls functions further down", () => {
    const calling = (i: number): string =>
      `func.func @g${i}(%a: i32) -> i32 {\n  %0 = call @f${i}(%a) : (i32) -> i32\n  return %0 : i32\n}\n`;
    expectSame(
      longText(1000, adding) + longText(1000, calling).replace("@f7(", "@last(") + adding(7).replace("@f7", "@last"),
      local,
    );
    expectSame(longText(10, calling) + longText(1000, adding), local);
  });

  it("defines aliases", () => {
    const aliases = (i: number): string =>
      `func.func @f${i}(%i: index) -> index {\n  %0 = affine.apply affine_map<(d0) -> (d0 + ${i % 7})>(%i)\n  return %0 : index\n}\n`;
    expectSame(longText(1000, aliases));
    expectSame(longText(1000, aliases), local);
  });

  it("has globals, and resources at the end", () => {
    const text = `memref.global "private" constant @c : memref<2xf32> = dense_resource<blob>\n${longText(500, adding)}`;
    expectSame(
      `${text}{-#\n  dialect_resources: {\n    builtin: {\n      blob: "0x040000000000803F00000040"\n    }\n  }\n#-}\n`,
    );
  });

  it("holds modules", () => {
    expectSame(`module {\n  module @a {\n${adding(1)}  }\n  module @b {\n${adding(1)}  }\n${longText(500, adding)}}`);
  });
});

describe("what needs the whole module", () => {
  it("is a module with attributes", () => {
    expectRefused(`module attributes {a.b = 1 : i32} {\n${adding(0)}}`);
    expectRefused(`"builtin.module"() ({\n${adding(0)}}) {a.b = 1 : i32} : () -> ()`);
  });

  it("are two modules side by side", () => {
    expectRefused(`module {\n${adding(0)}}\nmodule {\n${adding(0)}}`);
    expectRefused(`module {\n${adding(0)}}\n${adding(0)}`);
    expectRefused(`${adding(0)}module {\n${adding(1)}}`);
  });

  it("are passes that look at more than a function", () => {
    expectRefused(adding(0), "builtin.module(symbol-dce)");
    expectRefused(adding(0), "builtin.module(func.func(canonicalize),inline)");
    expectRefused(adding(0), "builtin.module(func.func(any(cse)))");
    expectRefused(adding(0), "func.func(cse)");
  });

  it("are operations that a pass might change", () => {
    expectRefused(`memref.global "private" constant @c : memref<2xf32> = dense<1.0>\n${adding(0)}`, local);
    expectRefused(`%0 = arith.constant 0 : index\n${adding(0)}`);
    expectRefused(`"a.b"() ({\n}) : () -> ()\n${adding(0)}`);
  });

  it.each([
    ["text that cannot be read", `${longText(500, adding)}func.func @g() {\n  return %x : i32\n}\n`],
    [
      "an operation that is wrong",
      longText(500, adding).replace(
        "arith.addi %a, %zero : i32\n  %1",
        "arith.addi %a, %zero : i32\n  %1 = arith.addf %0, %c : f32 %1",
      ),
    ],
    ["a value from nowhere", `${longText(500, adding)}func.func @g() -> i32 {\n  return %f : i32\n}\n`],
    ["a symbol that is there twice", longText(500, adding) + adding(3)],
    ["a call of nothing", `${longText(500, adding)}func.func @g() {\n  call @h() : () -> ()\n  return\n}\n`],
    [
      "a call that is wrong and dead",
      `func.func @g() {\n  %c = func.constant @f3 : (i64) -> i64\n  return\n}\n${longText(500, adding)}`,
    ],
    ["a call of the wrong type", `${longText(500, adding)}func.func @g() {\n  call @f3() : () -> ()\n  return\n}\n`],
  ])("is %s", (_, text) => {
    expect(atOnce(text)).toBeUndefined();
    expectRefused(text);
    expectRefused(text, local);
  });
});

it("gives the same for all inputs of lit tests", () => {
  const root = join(import.meta.dirname, "..", "..", "lit");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".mlir"));
  let count = 0;
  for (const file of files) {
    for (const text of splitInput(readFileSync(join(root, file), "utf8"), "// -----")) {
      forms.forEach((form, i) => {
        const pipeline = i === 0 ? local : undefined;
        const result = streamed(text, pipeline, form);
        if (result === undefined) return;
        count++;
        expect(result, file).toBe(atOnce(text, pipeline, form));
      });
    }
  }
  expect(count).toBeGreaterThan(1500);
});
