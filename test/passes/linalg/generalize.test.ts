/** `linalg-generalize-named-ops` makes of every named operation what mlir-opt makes of it. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { everyNamedOp, type ProgramOptions } from "../../dialects/linalg/programs.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformed } from "../../support/pipeline.ts";
import { mlirOpt } from "../../support/round-trip.ts";

const pass = "linalg-generalize-named-ops";

const options: readonly ProgramOptions[] = [
  { container: "memref", input: "f16", output: "f32" },
  { container: "tensor", input: "i8", output: "i32" },
];

describe.skipIf(!hasOracle("mlir-opt"))(pass, () => {
  for (const option of options) {
    it(`${option.container}: ${option.input} and ${option.output}`, () => {
      const program = everyNamedOp(option);
      expect(mlirOpt(printModule(transformed(program, pass)))).toBe(mlirOpt(program, `--${pass}`));
    });
  }

  it("handles map, reduce, transpose, broadcast and elementwise", () => {
    const program = `
      func.func @f(%a: memref<4x5xf32>, %v: memref<4xf32>, %t: memref<5x4xf32>) {
        linalg.map { arith.addf } ins(%a, %a : memref<4x5xf32>, memref<4x5xf32>) outs(%a : memref<4x5xf32>) {note}
        linalg.reduce { arith.addf } ins(%a : memref<4x5xf32>) outs(%v : memref<4xf32>) dimensions = [1]
        linalg.transpose ins(%a : memref<4x5xf32>) outs(%t : memref<5x4xf32>) permutation = [1, 0]
        linalg.broadcast ins(%v : memref<4xf32>) outs(%t : memref<5x4xf32>) dimensions = [0]
        linalg.elementwise kind=#linalg.elementwise_kind<reciprocal> ins(%a : memref<4x5xf32>) outs(%a : memref<4x5xf32>)
        linalg.contract indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>]
          ins(%a, %a : memref<4x5xf32>, memref<4x5xf32>) outs(%v : memref<4xf32>)
        return
      }`;
    expect(mlirOpt(printModule(transformed(program, pass)))).toBe(mlirOpt(program, `--${pass}`));
  });
});
