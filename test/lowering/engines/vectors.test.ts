/** Operations on vectors give the same on every engine. */

import { beforeAll, expect, it } from "vitest";
import type { CompiledModule } from "../../../tools/compile.ts";
import { describeEngines } from "../../support/engines.ts";

const text = `
    func.func @floats(%a: vector<4xf32>, %b: vector<4xf32>, %s: i1) -> (vector<4xf32>, vector<4xi1>, vector<4xf32>) {
      %c = arith.constant dense<[1.0, -2.0, 0.1, 4.0]> : vector<4xf32>
      %half = arith.constant dense<0.5> : vector<4xf32>
      %0 = math.fma %a, %b, %c : vector<4xf32>
      %1 = arith.cmpf olt, %a, %b : vector<4xf32>
      %2 = arith.select %1, %0, %half : vector<4xi1>, vector<4xf32>
      %3 = arith.select %s, %2, %a : vector<4xf32>
      %4 = math.absf %3 : vector<4xf32>
      return %4, %1, %c : vector<4xf32>, vector<4xi1>, vector<4xf32>
    }
    func.func @integers(%a: vector<3xi8>, %b: vector<3xi8>) -> (vector<3xi8>, vector<3xi1>, vector<3xi8>, vector<3xi8>) {
      %0, %1 = arith.addui_extended %a, %b : vector<3xi8>, vector<3xi1>
      %2, %3 = arith.mulsi_extended %a, %b : vector<3xi8>
      return %0, %1, %2, %3 : vector<3xi8>, vector<3xi1>, vector<3xi8>, vector<3xi8>
    }
    func.func @indices(%a: vector<4xindex>) -> (vector<4xindex>, vector<4xi64>) {
      %0 = arith.muli %a, %a : vector<4xindex>
      %1 = arith.addi %0, %a : vector<4xindex>
      %2 = arith.index_cast %1 : vector<4xindex> to vector<4xi64>
      return %1, %2 : vector<4xindex>, vector<4xi64>
    }
    func.func @bits(%a: vector<2xf32>) -> vector<2xi32> {
      %0 = arith.bitcast %a : vector<2xf32> to vector<2xi32>
      return %0 : vector<2xi32>
    }`;

describeEngines("vectors", ({ run, engine }) => {
  let module: CompiledModule;
  beforeAll(() => {
    module = run(text);
  });

  it("of floats", () => {
    const a = [1, 2, 3, 4];
    const b = [2, 1, 5, 4];
    const tenth = Math.fround(0.1);
    expect(module.floats!(a, b, true)).toEqual([
      [3, 0.5, Math.fround(15 + tenth), 0.5],
      [true, false, true, false],
      [1, -2, tenth, 4],
    ]);
    expect((module.floats!(a, Float32Array.from(b), false) as unknown[])[0]).toEqual(a);
  });

  it("of integers, with several results", () => {
    expect(module.integers!([-1, 100, 3], [-1, 100, -4])).toEqual([
      [-2, -56, -1],
      [true, false, false],
      [1, 16, -12],
      [0, 39, -1],
    ]);
  });

  it("of indices", () => {
    expect(module.indices!([1, 2, -3, 1000000])).toEqual([
      [2, 6, 6, 1000001000000],
      [2n, 6n, 6n, 1000001000000n],
    ]);
    expect(() => module.indices!([2 ** 30, 0, 0, 0])).toThrow("beyond 2^53");
  });

  it.runIf(engine === "js")("of several dimensions", () => {
    const { add } = run(`
      func.func @add(%a: vector<2x2xf64>) -> vector<2x2xf64> {
        %0 = arith.addf %a, %a : vector<2x2xf64>
        return %0 : vector<2x2xf64>
      }`);
    expect(add!([1, 2, 3, 4])).toEqual([2, 4, 6, 8]);
  });

  it("casts of bits", () => {
    expect(module.bits!([1, -0])).toEqual([0x3f800000, -(2 ** 31)]);
  });
});
