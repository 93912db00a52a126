/** The passes on memref make of the programs of their lit tests what mlir-opt makes of them. */

import { describe, expect, it } from "vitest";
import { compile } from "../../tools/library.ts";
import { expectSameButForOrder, expectSameLowering } from "../lowering/to-llvm/compare.ts";
import { hasOracle } from "../support/oracles.ts";
import { transformedText } from "../support/pipeline.ts";
import { programsIn } from "../support/programs.ts";

/** The programs of a lit test by the names of their functions. */
function programs(pass: string, file: string): [name: string, text: string][] {
  return programsIn(`passes/${pass}/${file}`).map((part) => [
    /func\.func @(\w+)\(/.exec(part.replace(/^\/\/.*$/gm, ""))![1]!,
    part,
  ]);
}

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  describe.each([
    ["expand-realloc", "growing.mlir"],
    ["expand-strided-metadata", "views.mlir"],
    ["fold-memref-alias-ops", "accesses.mlir"],
    ["fold-memref-alias-ops", "subviews.mlir"],
  ])("%s of %s", (pass, file) => {
    it.each(programs(pass, file))("%s", (_, text) => expectSameLowering(text, pass));
  });

  it.each(programs("expand-realloc", "no-deallocs.mlir"))("expand-realloc{emit-deallocs=false} of %s", (_, text) =>
    expectSameLowering(text, "expand-realloc{emit-deallocs=false}"),
  );

  it.each(programs("expand-strided-metadata", "metadata.mlir"))(
    "expand-strided-metadata of %s, but for the order of constants",
    (_, text) => expectSameButForOrder(text, "expand-strided-metadata"),
  );
});

describe("normalize-memrefs", () => {
  const text = (file: string): string[] => programsIn(`passes/normalize-memrefs/${file}`);

  // Where mlir-opt gives a size that is not known for one that is 0, and does not see the sizes that a program asks for.
  const ofOwn = /@(m|tiles_of_any_number)\(/;
  it.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
    for (const program of text("layouts.mlir")) {
      if (!ofOwn.test(program)) expectSameLowering(program, "normalize-memrefs");
    }
    expectSameLowering(text("functions.mlir")[0]!, "normalize-memrefs");
  });

  it("accesses the same elements", () => {
    const program = `
      func.func @f(%m: memref<40xf64>, %i: index, %j: index) -> f64 {
        %0 = memref.reinterpret_cast %m to offset: [3], sizes: [4, 5], strides: [8, 2]
          : memref<40xf64> to memref<4x5xf64, strided<[8, 2], offset: 3>>
        %1 = memref.load %0[%i, %j] : memref<4x5xf64, strided<[8, 2], offset: 3>>
        %2 = affine.load %0[symbol(%j) floordiv 2, symbol(%i) + 1] : memref<4x5xf64, strided<[8, 2], offset: 3>>
        %3 = arith.addf %1, %2 : f64
        memref.store %3, %0[%i, %j] : memref<4x5xf64, strided<[8, 2], offset: 3>>
        return %3 : f64
      }`;
    const normalized = transformedText(program, "normalize-memrefs");
    expect(normalized).not.toContain("strided");
    for (const [i, j] of [
      [0, 0],
      [3, 4],
      [2, 1],
    ]) {
      const [before, after] = [program, normalized].map((each) => {
        const memory = Float64Array.from({ length: 40 }, (_, k) => k * k);
        const result = compile<any>(each, { engine: "js" }).f(memory, i, j);
        return { result, memory };
      });
      expect(after).toEqual(before);
    }
  });
});
