/** What a program says of buffers that nothing overlaps reaches LLVM, at the pointer that it holds for. */

import { expect, it } from "vitest";
import { printModule } from "../../../../ir/assembly/asm-printer.ts";
import { distinctPointers, markDistinctPointers } from "../../../../lowering/llvm/engine/distinct-buffers.ts";
import { PassManager } from "../../../../passes/pass-manager.ts";
import { defaultContext } from "../../../../tools/registry.ts";
import { transformed } from "../../../support/pipeline.ts";

it("marks the aligned pointer of each", () => {
  const context = defaultContext();
  const module = transformed(
    `func.func @f(%a: memref<?x?xf64>, %n: index, %b: memref<f32> {llvm.noalias}, %c: memref<*xf32>,
                  %z: complex<f32>, %d: memref<?xf64> {llvm.noalias}) { return }
     func.func @g(%a: memref<?xf64>, %n: index) { return }`,
    "cse",
    context,
  );
  const distinct = distinctPointers(module);
  expect(new PassManager(context, "builtin.module(convert-to-llvm)").run(module)).toBe(true);
  expect(printModule(module)).not.toContain("noalias");
  markDistinctPointers(module, distinct);
  const [f, g] = printModule(module)
    .split("\n")
    .filter((line) => line.includes("llvm.func"));
  const parameters = f!.slice(f!.indexOf("(") + 1).split(/, (?=%)/);
  const marked = parameters.flatMap((parameter, i) => (parameter.includes("llvm.noalias") ? [i] : []));
  // Seven parts, the index, three parts, two parts, the complex number, five parts.
  expect(marked).toEqual([8 + 1, 7 + 1 + 3 + 2 + 1 + 1]);
  expect(g).not.toContain("noalias");
});
