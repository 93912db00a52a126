/** The passes on launches and kernels, compared with mlir-opt on the programs of their lit tests. */

import { describe, expect, it } from "vitest";
import { defaultContext } from "../../../tools/registry.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { programsIn } from "../../support/programs.ts";
import { mlirOpt } from "../../support/round-trip.ts";

const cases: readonly (readonly [file: string, passes: string])[] = [
  ["lowering/convert-parallel-loops-to-gpu/loops", "func.func(convert-parallel-loops-to-gpu)"],
  ["lowering/gpu-kernel-outlining/kernels", "gpu-kernel-outlining"],
  ["passes/gpu-map-parallel-loops/policies", "func.func(gpu-map-parallel-loops)"],
  ["passes/gpu-map-parallel-loops/policies", "func.func(gpu-map-parallel-loops{mapping-policy=innermost-first})"],
  ["passes/gpu-launch-sink-index-computations/sink", "gpu-launch-sink-index-computations"],
];

const visited = /(?<=\{)SCFToGPU_visited, |, SCFToGPU_visited| \{SCFToGPU_visited\}/g;

describe.skipIf(!hasOracle("mlir-opt"))("give what mlir-opt gives", () => {
  it.each(cases.flatMap(([file, passes]) => programsIn(`${file}.mlir`).map((text, i) => ({ file, passes, text, i }))))(
    "$passes on $file, $i",
    ({ text, passes }) => {
      const context = defaultContext({ allowUnregisteredDialects: true });
      // A mark of the pass for itself, which it forgets.
      const expected = mlirOpt(text, `--pass-pipeline=builtin.module(${passes})`).replaceAll(visited, "");
      expect(mlirOpt(transformedText(text, passes, context))).toBe(expected);
    },
  );
});
