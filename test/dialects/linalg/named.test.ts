/** Every named operation is read and printed as mlir-opt does it. */

import { describe, it } from "vitest";
import { funcDialect } from "../../../dialects/func/index.ts";
import { linalgDialect } from "../../../dialects/linalg/index.ts";
import { hasOracle } from "../../support/oracles.ts";
import { expectRoundTrip } from "../../support/round-trip.ts";
import { everyNamedOp, type ProgramOptions } from "./programs.ts";

const programs: Readonly<Record<string, ProgramOptions>> = {
  "floats in tensors": { container: "tensor", input: "f32", output: "f32" },
  "floats in buffers that become wider": { container: "memref", input: "f16", output: "f64" },
  "integers in tensors that become wider": { container: "tensor", input: "i8", output: "i32" },
  "integers in buffers": { container: "memref", input: "i32", output: "i32" },
  "integers that become floats, without signs": {
    container: "tensor",
    input: "i8",
    output: "f32",
    attributes: ({ cast }) => (cast !== undefined ? " {cast = #linalg.type_fn<cast_unsigned>}" : ""),
  },
  "strides and dilations": {
    container: "tensor",
    input: "f32",
    output: "f32",
    attributes: (_, rank) =>
      rank === 0 ? "" : ` {strides = ${numbers([2, 1, 3], rank)}, dilations = ${numbers([3, 2, 1], rank)}}`,
  },
};

const numbers = (values: readonly number[], rank: number): string =>
  `dense<[${values.slice(0, rank).join(", ")}]> : tensor<${rank}xi64>`;

/** Operations on complex numbers, and the shapes of their operands. */
const onComplexNumbers: readonly (readonly string[])[] = [
  ...["add", "sub", "mul", "div"].map((op) => [op, "?", "?", "?"]),
  ["copy", "2x3", "2x3"],
  ["elementwise kind=#linalg.elementwise_kind<sub>", "2", "2", "2"],
  ["matmul", "2x?", "?x4", "2x4"],
  ["dot", "3", "3", ""],
  ["conv_1d_nwc_wcf", "1x5x2", "3x2x4", "1x3x4"],
  ["pooling_nhwc_sum", "1x3x3x1", "2x2", "1x2x2x1"],
];

function complexProgram([op, ...shapes]: readonly string[]): string {
  const types = shapes.map((shape) => `memref<${shape === "" ? "" : `${shape}x`}complex<f32>>`);
  const names = types.map((_, i) => `%x${i}`);
  const [inputs, output] = [names.slice(0, -1).join(", "), names.at(-1)];
  return `func.func @f(${names.map((name, i) => `${name}: ${types[i]}`).join(", ")}) {
    linalg.${op} ins(${inputs} : ${types.slice(0, -1).join(", ")}) outs(${output} : ${types.at(-1)})
    return
  }`;
}

describe.skipIf(!hasOracle("mlir-opt"))("named operations", () => {
  for (const [name, options] of Object.entries(programs)) {
    it(`are read and printed alike: ${name}`, () => {
      expectRoundTrip(everyNamedOp(options), funcDialect, linalgDialect);
    });
  }

  it.each(onComplexNumbers)("are read and printed alike on complex numbers: %s", (...operation) => {
    expectRoundTrip(complexProgram(operation), funcDialect, linalgDialect);
  });
});
