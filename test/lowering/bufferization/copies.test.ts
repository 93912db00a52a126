/** Bufferization allocates and copies no more than mlir-opt does, on the programs of the lit tests and on random ones. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../../ir/assembly/parse.ts";
import { PassManager } from "../../../passes/pass-manager.ts";
import { defaultContext } from "../../../tools/registry.ts";
import { hasOracle } from "../../support/oracles.ts";
import { mlirOptEach, programsIn } from "../../support/programs.ts";
import { randomTensorProgram } from "../../support/random-tensor-programs.ts";

const options = "bufferize-function-boundaries allow-return-allocs-from-loops";
const programsOf = (file: string): string[] => programsIn(`lowering/bufferization/one-shot-bufferize/${file}`);

interface Count {
  readonly allocations: number;
  readonly copies: number;
}

const count = (text: string): Count => ({
  allocations: text.match(/memref\.alloc\(/g)?.length ?? 0,
  copies: text.match(/memref\.copy/g)?.length ?? 0,
});

function bufferized(text: string): string {
  const context = defaultContext({ allowUnregisteredDialects: true });
  const module = parseModule(text, context)!;
  const pipeline = `builtin.module(one-shot-bufferize{${options}},cse,canonicalize)`;
  expect(new PassManager(context, pipeline).run(module)).toBe(true);
  return printModule(module);
}

const upstreamCounts = (programs: readonly string[]): Count[] =>
  mlirOptEach(programs, `--one-shot-bufferize=${options}`, "--cse", "--canonicalize").map(({ text }) => count(text));

describe.skipIf(!hasOracle("mlir-opt"))("as many allocations and copies as mlir-opt", () => {
  it.each([
    "functions.mlir",
    "loops.mlir",
    "allocating-loops.mlir",
    "linalg.mlir",
    "slices.mlir",
    "shapes.mlir",
    "creation.mlir",
  ])("in %s", (file) => {
    const programs = programsOf(file);
    expect(programs.map((program) => count(bufferized(program)))).toEqual(upstreamCounts(programs));
  });

  it("in random programs", () => {
    const programs = Array.from({ length: 100 }, (_, seed) => randomTensorProgram(seed + 1000).text);
    const upstream = upstreamCounts(programs);
    programs.forEach((program, i) => {
      const { allocations, copies } = count(bufferized(program));
      expect(allocations, program).toBeLessThanOrEqual(upstream[i]!.allocations);
      expect(copies, program).toBeLessThanOrEqual(upstream[i]!.copies);
    });
  });

  // Of these mlir-opt copies one in vain, and where a buffer is read after a loop of branches, it copies none.
  it("but for branches between blocks", () => {
    const programs = programsOf("unstructured.mlir");
    const named = (counts: readonly Count[]): Record<string, number> =>
      Object.fromEntries(programs.map((program, i) => [program.match(/@(\w+)/)![1]!, counts[i]!.copies]));
    expect(named(upstreamCounts(programs))).toMatchObject({ diamond: 1, read_after_loop: 0, execute_region: 1 });
    expect(named(programs.map((program) => count(bufferized(program))))).toMatchObject({
      diamond: 0,
      read_after_loop: 1,
      execute_region: 0,
    });
  });

  // mlir-opt does not see that what a case yields is the switch's result.
  it("but for switches", () => {
    const program = programsOf("branches.mlir").find((text) => text.includes("@index_switch"))!;
    expect(upstreamCounts([program])).toEqual([{ allocations: 1, copies: 0 }]);
    expect(count(bufferized(program))).toEqual({ allocations: 2, copies: 1 });
  });
});
