/** Compares what passes make of random programs with what mlir-opt makes of them. */

import { describe, expect, it } from "vitest";
import { hasOracle, runOracle } from "../support/oracles.ts";
import { transformedText } from "../support/pipeline.ts";
import { withoutOrder } from "../support/round-trip.ts";
import { structuredProgram } from "../support/structured-programs.ts";

const separator = "// -----\n";
const programs = Array.from({ length: 120 }, (_, seed) => structuredProgram(seed + 1));

/** What mlir-opt prints for each program. */
function mlirOpt(texts: readonly string[], ...flags: readonly string[]): string[] {
  const { stdout, stderr, status } = runOracle("mlir-opt", ["--split-input-file", ...flags], texts.join(separator));
  if (status !== 0) throw new Error(stderr);
  return stdout.split(separator);
}

/** Passes whose output is the same, line by line. */
const exact = [
  "cse",
  "sccp",
  "loop-invariant-code-motion",
  "control-flow-sink",
  "symbol-dce",
  "strip-debuginfo",
  "symbol-privatize{exclude=f0}",
  // mlir-opt leaves private functions that only other dead functions call.
  "inline{default-pipeline=},symbol-dce",
  "inline{default-pipeline= op-pipelines=func.func(cse)},symbol-dce",
  "sccp,cse,loop-invariant-code-motion",
];

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  it.each(exact)("%s", (pipeline) => {
    const expected = mlirOpt(programs, `--pass-pipeline=builtin.module(${pipeline})`);
    const actual = mlirOpt(programs.map((text) => transformedText(text, pipeline)));
    expect(actual).toEqual(expected);
  });

  it.each([
    "canonicalize",
    "canonicalize{top-down=false}",
    "canonicalize{region-simplify=disabled}",
    "canonicalize,cse,canonicalize",
    "inline,symbol-dce",
  ])("%s, but for the order of constants", (pipeline) => {
    const expected = mlirOpt(programs, `--pass-pipeline=builtin.module(${pipeline})`);
    const actual = mlirOpt(programs.map((text) => transformedText(text, pipeline)));
    expect(actual.map(withoutOrder)).toEqual(expected.map(withoutOrder));
  });
});
