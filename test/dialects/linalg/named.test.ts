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

describe.skipIf(!hasOracle("mlir-opt"))("named operations", () => {
  for (const [name, options] of Object.entries(programs)) {
    it(`are read and printed alike: ${name}`, () => {
      expectRoundTrip(everyNamedOp(options), funcDialect, linalgDialect);
    });
  }
});
