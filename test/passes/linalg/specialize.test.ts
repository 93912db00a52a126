/** `linalg-specialize-generic-ops` knows the operations again that mlir-opt knows again. */

import { describe, expect, it } from "vitest";
import { everyNamedOp } from "../../dialects/linalg/programs.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { mlirOptEach, programsIn } from "../../support/programs.ts";

const passes = ["linalg-generalize-named-ops", "linalg-specialize-generic-ops"];

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  it("named operations and others", () => {
    const programs = programsIn("passes/linalg-specialize-generic-ops/names.mlir");
    mlirOptEach(programs, ...passes.map((pass) => `--${pass}`)).forEach(({ text, errors }, i) => {
      expect(errors).toEqual([]);
      const [ours] = mlirOptEach([transformedText(programs[i]!, passes.join(","))]);
      // Upstream forgets that numbers have no sign.
      expect(ours!.text.replace("{cast = #linalg.type_fn<cast_unsigned>} ", "")).toBe(text);
    });
  });

  it("every named operation", () => {
    const functions = everyNamedOp({ container: "tensor", input: "f32", output: "f32" }).split(/(?=func\.func )/);
    // Upstream forgets which matrices are transposed, and crashes where fill_rng_2d was.
    const isLeftOut = (text: string): boolean => text.includes("indexing_maps") || text.includes("fill_rng_2d");
    const programs = functions.filter((text) => text.startsWith("func.func") && !isLeftOut(text));
    expect(programs.length).toBeGreaterThan(70);
    mlirOptEach(programs, ...passes.map((pass) => `--${pass}`)).forEach(({ text, errors }, i) => {
      expect(errors).toEqual([]);
      expect(transformedText(programs[i]!, passes.join(",")).trimEnd()).toBe(text);
    });
  });
});

it("keeps the indices of transposed matrices", () => {
  const program = `
    #a = affine_map<(m, n, k) -> (k, m)>
    #b = affine_map<(m, n, k) -> (k, n)>
    #c = affine_map<(m, n, k) -> (m, n)>
    func.func @f(%a: tensor<5x4xf32>, %b: tensor<5x6xf32>, %c: tensor<4x6xf32>) -> tensor<4x6xf32> {
      %0 = linalg.matmul indexing_maps = [#a, #b, #c]
        ins(%a, %b : tensor<5x4xf32>, tensor<5x6xf32>) outs(%c : tensor<4x6xf32>) -> tensor<4x6xf32>
      return %0 : tensor<4x6xf32>
    }`;
  expect(transformedText(program, passes.join(","))).toBe(transformedText(program, "canonicalize"));
});
