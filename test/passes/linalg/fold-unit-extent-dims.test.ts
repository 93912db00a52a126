/** `linalg-fold-unit-extent-dims` makes of programs what mlir-opt makes of them, and they compute the same as before. */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/library.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { mlirOptEach, programsIn } from "../../support/programs.ts";

const pass = "linalg-fold-unit-extent-dims";
const litPrograms = (file: string): string[] => programsIn(`passes/${pass}/${file}`);

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  describe.each(["extents.mlir", "kept.mlir"])("%s", (file) => {
    it.each(["", "use-rank-reducing-slices=true"])("%s", (options) => {
      const programs = litPrograms(file);
      const flag = options === "" ? `--${pass}` : `--${pass}=${options}`;
      mlirOptEach(programs, flag).forEach(({ text, errors }, i) => {
        expect(errors).toEqual([]);
        expect(transformedText(programs[i]!, `${pass}{${options}}`).trimEnd()).toBe(text);
      });
    });
  });
});

describe("what programs compute stays", () => {
  const arrays = (shapes: readonly (readonly number[])[]) =>
    shapes.map((shape, k) =>
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 5 + k) % 7) / 4),
    );
  const all = [...litPrograms("extents.mlir"), ...litPrograms("kept.mlir")];
  it.each([
    ["elementwise", [[8], [8]]],
    ["one_element", [[1], [1]]],
    ["reduction", [[4], [4]]],
    ["window", [[6], [1], [6]]],
    ["outputs", [[5], [5], [5]]],
    ["taken_slice", [[64]]],
    ["put_in_slice", [[64], [4]]],
  ])("%s", (name, shapes) => {
    const program = all.find((text) => text.includes(`@${name}(`))!;
    const run = (text: string): unknown => {
      const results = compile<any>(text, { engine: "js" })[name](...arrays(shapes));
      return [results].flat().map((result) => Float32Array.from(result as Float32Array));
    };
    for (const options of ["", "use-rank-reducing-slices=true"]) {
      expect(run(transformedText(program, `${pass}{${options}}`))).toEqual(run(program));
    }
  });
});
