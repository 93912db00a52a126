/** Poison and unreachable places become those of llvm as with mlir-opt. */

import { describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { expectSameLowering } from "./compare.ts";

const poison = (type: string): string =>
  `func.func @f() -> ${type} {\n%0 = ub.poison : ${type}\nreturn %0 : ${type}\n}`;

describe.skipIf(!hasOracle("mlir-opt"))("convert-ub-to-llvm", () => {
  it.each([
    "i1",
    "i32",
    "f32",
    "f8E4M3FN",
    "index",
    "complex<f32>",
    "vector<2xf32>",
    "vector<2x2xindex>",
    "memref<?x4xf32>",
    "!llvm.ptr",
    "!llvm.struct<(i32, f32)>",
  ])("converts poison of type %s", (type) => {
    expectSameLowering(poison(type), "convert-ub-to-llvm");
    expectSameLowering(poison(type), "convert-ub-to-llvm{index-bitwidth=32}");
  });

  it.each(["tensor<2xf32>", "tuple<i32>"])("leaves poison of type %s alone", (type) => {
    expectSameLowering(poison(type), "convert-ub-to-llvm");
  });

  it("converts unreachable places", () => {
    const text = `func.func @f(%c: i1) {
      cf.cond_br %c, ^a, ^b
    ^a:
      ub.unreachable
    ^b:
      return
    }`;
    expectSameLowering(text, "convert-ub-to-llvm");
  });
});

describe("convert-ub-to-llvm", () => {
  it("makes the poison of llvm", () => {
    expect(transformedText(poison("i32"), "convert-ub-to-llvm")).toContain("llvm.mlir.poison : i32");
  });
});
