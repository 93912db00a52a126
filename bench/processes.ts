/** Whole processes: reading, verifying and printing, and canonicalizing, beside mlir-opt; and the cold start beside Node's. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Form, generateProgram } from "./generate/program.ts";
import { generateTensorProgram } from "./generate/tensor-program.ts";

/** One line of a table: how our time compares with another one that was measured in the same run. */
export interface Comparison {
  readonly what: string;
  readonly oursMs: number;
  readonly theirsMs: number;
}

interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

const largeFile = 10e6;
const smallFile = 5e3;
const rounds = 5;

function runOnce({ program, args }: Command): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: ${stderr}`);
  return performance.now() - start;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Runs both by turns, so that what else the machine does meets both. */
function compare(what: string, ours: Command, theirs: Command): Comparison {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(runOnce(ours));
    times[1].push(runOnce(theirs));
  }
  return { what, oursMs: median(times[0]), theirsMs: median(times[1]) };
}

/** Measures what users run: the built commands in dist/. */
export function compareProcesses(): Comparison[] {
  const folder = mkdtempSync(join(tmpdir(), "adopt-bench-"));
  const adopt = join(import.meta.dirname, "..", "dist", "adopt.js");
  const node = (...args: string[]): Command => ({ program: process.execPath, args });
  const mlirOpt = (...args: string[]): Command => ({
    program: "mlir-opt-22",
    args: ["--mlir-disable-threading", ...args],
  });
  try {
    const comparisons: Comparison[] = [];
    for (const form of ["generic", "custom"] satisfies Form[]) {
      const file = join(folder, `${form}.mlir`);
      writeFileSync(file, generateProgram(form, largeFile));
      const output = ["-o", "/dev/null"];
      comparisons.push(
        compare(`read, verify, print 10 MB, ${form} form`, node(adopt, file, ...output), mlirOpt(file, ...output)),
        compare(
          `canonicalize, cse on 10 MB, ${form} form`,
          node(adopt, file, "-canonicalize", "-cse", ...output),
          mlirOpt(file, "-canonicalize", "-cse", ...output),
        ),
      );
    }
    const tensors = join(folder, "tensors.mlir");
    writeFileSync(tensors, generateTensorProgram(largeFile));
    const lowering = [
      "-one-shot-bufferize=bufferize-function-boundaries",
      "-convert-linalg-to-loops",
      "-convert-scf-to-cf",
    ];
    for (const [what, passes] of [
      ["read, verify, print", []],
      ["bufferize and lower to cf", lowering],
    ] as const) {
      const args = [tensors, ...passes, "-o", "/dev/null"];
      comparisons.push(compare(`${what} 10 MB of linalg, tensor, memref, scf`, node(adopt, ...args), mlirOpt(...args)));
    }
    const small = join(folder, "small.mlir");
    writeFileSync(small, generateProgram("custom", smallFile));
    comparisons.push(
      compare(
        "cold start on 5 kB, beside an empty Node process",
        node(adopt, small, "-o", "/dev/null"),
        node("-e", "0"),
      ),
    );
    return comparisons;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
