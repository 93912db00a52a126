/** The analysis decides as mlir-opt does: which operands are in place, on programs that nobody has tuned it for. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../../ir/assembly/parse.ts";
import { PassManager } from "../../../passes/pass-manager.ts";
import { defaultContext } from "../../../tools/registry.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { randomTensorProgram } from "../../support/random-tensor-programs.ts";

const options = "bufferize-function-boundaries test-analysis-only allow-return-allocs-from-loops";
const separator = "// -----\n";

function decisions(text: string, heuristic: string): string {
  const context = defaultContext();
  const module = parseModule(text, context)!;
  const pipeline = `builtin.module(one-shot-bufferize{${options} analysis-heuristic=${heuristic}})`;
  expect(new PassManager(context, pipeline).run(module)).toBe(true);
  return printModule(module).trim();
}

describe.skipIf(!hasOracle("mlir-opt"))("decisions on random programs are those of mlir-opt", () => {
  it.each(["bottom-up", "top-down", "bottom-up-from-terminators"])("%s", (heuristic) => {
    const programs = Array.from({ length: 150 }, (_, seed) => randomTensorProgram(seed).text);
    const flags = ["--split-input-file", `--one-shot-bufferize=${options} analysis-heuristic=${heuristic}`];
    const { stdout, stderr } = runOracle("mlir-opt", flags, programs.join(`\n${separator}`));
    expect(stderr).toBe("");
    const expected = stdout.split(separator);
    expect(expected).toHaveLength(programs.length);
    programs.forEach((program, i) => {
      expect(decisions(program, heuristic), program).toBe(expected[i]!.trim());
    });
  });
});
