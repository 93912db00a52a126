/** `linalg-morph-ops` makes of every named operation what mlir-opt makes of it. */

import { describe, expect, it } from "vitest";
import { everyNamedOp } from "../../dialects/linalg/programs.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { mlirOptEach } from "../../support/programs.ts";

const options = ["named-to-category", "named-to-generic", "named-to-category category-to-generic"];

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  it.each(options)("%s", (option) => {
    const functions = everyNamedOp({ container: "tensor", input: "f32", output: "f32" }).split(/(?=func\.func )/);
    const programs = functions.filter((text) => text.startsWith("func.func"));
    const ours = mlirOptEach(programs.map((program) => transformedText(program, `linalg-morph-ops{${option}}`)));
    mlirOptEach(programs, `--linalg-morph-ops=${option}`).forEach(({ text, errors }, i) => {
      expect(errors).toEqual([]);
      expect(ours[i]!.text).toBe(text);
    });
  });
});
