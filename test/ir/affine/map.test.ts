/** Affine maps and integer sets. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AffineExpr,
  AffineMap,
  applyPermutationMap,
  compressDims,
  compressUnusedDims,
  compressUnusedSymbols,
  concatAffineMaps,
  expandDimsToRank,
  getProjectedMap,
  IntegerSet,
  inverseAndBroadcastProjectedPermutation,
  inversePermutation,
  projectDims,
  projectSymbols,
  removeDuplicateExprs,
  simplifyAffineMap,
  unusedDims,
} from "../../../ir/affine.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { build, numDims, numSymbols, trees } from "./random-expr.ts";

const [d0, d1, d2, d3] = [AffineExpr.dim(0), AffineExpr.dim(1), AffineExpr.dim(2), AffineExpr.dim(3)];
const [s0, s1] = [AffineExpr.symbol(0), AffineExpr.symbol(1)];
const zero = AffineExpr.constant(0);
const permutation = (...targets: number[]): AffineMap => AffineMap.getPermutationMap(targets);

describe("AffineMap", () => {
  it.each([
    [AffineMap.get(2, 1, [d0.mul(2).add(s0), d1.floorDiv(4)]), "(d0, d1)[s0] -> (d0 * 2 + s0, d1 floordiv 4)"],
    [AffineMap.get(0, 0), "() -> ()"],
    [AffineMap.get(0, 2, [s1]), "()[s0, s1] -> (s1)"],
    [AffineMap.getConstantMap(7), "() -> (7)"],
    [AffineMap.getMultiDimIdentityMap(3), "(d0, d1, d2) -> (d0, d1, d2)"],
    [AffineMap.getMinorIdentityMap(3, 2), "(d0, d1, d2) -> (d1, d2)"],
    [AffineMap.getFilteredIdentityMap(3, (position) => position !== 1), "(d0, d1, d2) -> (d0, d2)"],
    [permutation(1, 2, 0), "(d0, d1, d2) -> (d1, d2, d0)"],
    [AffineMap.getMultiDimMapWithTargets(3, [2, 1]), "(d0, d1, d2) -> (d2, d1)"],
    [AffineMap.fromStrides(0, [4, 1], -1), "(d0, d1) -> (d0 * 4 + d1)"],
    [AffineMap.fromStrides(-1, [-1, 1], -1), "(d0, d1)[s0, s1] -> (d0 * s1 + s0 + d1)"],
  ])("prints %s", (map, text) => {
    expect(String(map)).toBe(text);
    expect(AffineMap.get(map.numDims, map.numSymbols, map.results)).toBe(map);
  });

  it.skipIf(!hasOracle("mlir-opt"))("makes strided layouts that mlir-opt reads", () => {
    const layout = AffineMap.fromStrides(-1, [-1, 1], -1);
    const uses = `"t.op"() {a = memref<4x4xf32, affine_map<${layout}>>} : () -> ()`;
    const { stdout } = runOracle("mlir-opt", ["--allow-unregistered-dialect"], uses);
    expect(stdout).toContain(`affine_map<${layout}>`);
  });

  it("knows identities and permutations", () => {
    const identity = AffineMap.getMultiDimIdentityMap(2);
    expect([identity.isIdentity, permutation(1, 0).isIdentity]).toEqual([true, false]);
    expect(AffineMap.get(2, 0, [d0]).isIdentity).toBe(false);
    expect(AffineMap.get(0, 1, [s0]).isSymbolIdentity).toBe(true);
    expect([AffineMap.getMinorIdentityMap(3, 2).isMinorIdentity, permutation(1, 0).isMinorIdentity]).toEqual([
      true,
      false,
    ]);
    expect([permutation(1, 0).isPermutation, AffineMap.get(2, 0, [d0]).isPermutation]).toEqual([true, false]);
    expect(AffineMap.get(3, 0, [d2, d0]).isProjectedPermutation()).toBe(true);
    expect(AffineMap.get(3, 0, [d2, d2]).isProjectedPermutation()).toBe(false);
    expect(AffineMap.get(3, 1, [d2]).isProjectedPermutation()).toBe(false);
    expect(AffineMap.get(3, 0, [d2, zero]).isProjectedPermutation()).toBe(false);
    expect(AffineMap.get(3, 0, [d2, zero]).isProjectedPermutation(true)).toBe(true);
    expect(AffineMap.get(3, 0, [zero, d2]).minorIdentityBroadcastDims).toEqual([0]);
    expect(AffineMap.get(3, 0, [d2, zero]).minorIdentityBroadcastDims).toBeUndefined();
  });

  it("knows constants", () => {
    const map = AffineMap.getConstantMap(7);
    expect([map.isConstant, map.isSingleConstant, map.singleConstantResult]).toEqual([true, true, 7n]);
    expect(() => AffineMap.get(1, 0, [d0]).constantResults).toThrow("(d0) -> (d0) is not constant");
    expect(() => AffineMap.get(0, 0).singleConstantResult).toThrow("() -> () is not a single constant");
  });

  it("finds results", () => {
    const map = AffineMap.get(3, 1, [d2, d0.add(s0)]);
    expect([map.numResults, map.numInputs, map.isEmpty]).toEqual([2, 4, false]);
    expect([map.getDimPosition(0), map.getResultPosition(d2), map.getResultPosition(d1)]).toEqual([2, 0, undefined]);
    expect(() => map.getDimPosition(1)).toThrow("result 1 of (d0, d1, d2)[s0] -> (d2, d0 + s0) is not a dimension");
    expect([map.isFunctionOfDim(0), map.isFunctionOfDim(1), map.isFunctionOfSymbol(0)]).toEqual([true, false, true]);
  });

  it("takes parts of its results", () => {
    const map = AffineMap.get(3, 0, [d0, d1, d2]);
    expect(map.getSubMap([2, 0]).results).toEqual([d2, d0]);
    expect(map.getSliceMap(1, 1).results).toEqual([d1]);
    expect(map.getMajorSubMap(2).results).toEqual([d0, d1]);
    expect(map.getMinorSubMap(2).results).toEqual([d1, d2]);
    expect([map.getMajorSubMap(5), map.getMinorSubMap(5)]).toEqual([map, map]);
    expect(map.getMinorSubMap(0).results).toEqual([]);
    expect(map.dropResult(1).results).toEqual([d0, d2]);
    expect(map.dropResults([0, 2]).results).toEqual([d1]);
    expect(map.insertResult(zero, 1).results).toEqual([d0, zero, d1, d2]);
  });

  it("renames and replaces", () => {
    const map = AffineMap.get(2, 1, [d0.add(s0), d1]);
    expect(String(map.shiftDims(1, 1))).toBe("(d0, d1, d2)[s0] -> (d0 + s0, d2)");
    expect(String(map.shiftSymbols(1))).toBe("(d0, d1)[s0, s1] -> (d0 + s1, d1)");
    expect(String(map.replaceDimsAndSymbols([d1, d0], [zero], 2, 0))).toBe("(d0, d1) -> (d1, d0)");
    expect(String(map.replace(new Map([[d1, zero]]), 1))).toBe("(d0)[s0] -> (d0 + s0, 0)");
  });

  it("composes: the symbols of the inner map follow", () => {
    const outer = AffineMap.get(2, 1, [d0.add(d1.mul(s0))]);
    const inner = AffineMap.get(1, 1, [d0.floorDiv(2), d0.add(s0)]);
    expect(String(outer.compose(inner))).toBe("(d0)[s0, s1] -> (d0 floordiv 2 + (d0 + s1) * s0)");
    expect(() => outer.compose(outer)).toThrow("cannot compose");
  });

  it("has the values of both maps when it is composed", () => {
    const maps = fc.tuple(trees(true), trees(true), trees(true), trees(true)).map((t) => t.map(build));
    const small = fc.bigInt({ min: -10n, max: 10n });
    fc.assert(
      fc.property(maps, fc.array(small, { minLength: 7, maxLength: 7 }), ([result, ...inner], values) => {
        const outerMap = AffineMap.get(numDims, numSymbols, [result!]);
        const innerMap = AffineMap.get(numDims, numSymbols, inner);
        const [dims, outerSymbols, innerSymbols] = [values.slice(0, 3), values.slice(3, 5), values.slice(5)];
        const between = innerMap.evaluate(dims, innerSymbols);
        const expected = between && outerMap.evaluate(between, outerSymbols);
        if (expected === undefined) return;
        expect(outerMap.compose(innerMap).evaluate(dims, [...outerSymbols, ...innerSymbols])).toEqual(expected);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  it("has no value where a divisor has none", () => {
    const map = AffineMap.get(1, 1, [d0.floorDiv(s0), d0]);
    expect(map.evaluate([7n], [-2n])).toEqual([-4n, 7n]);
    expect(map.evaluate([7n], [0n])).toBeUndefined();
    expect(map.evaluateNumbers([7], [0])).toBeUndefined();
    expect(AffineMap.get(1, 1, [d0.mod(s0)]).evaluate([7n], [-2n])).toBeUndefined();
    expect(AffineMap.get(1, 1, [d0.ceilDiv(s0)]).evaluateNumbers([0], [-2])).toEqual([0]);
    expect(() => map.evaluate([1n])).toThrow("no value for s0");
  });

  it("folds the inputs that are known", () => {
    const map = AffineMap.get(2, 1, [d0.mul(s0), d1.add(d0), d1]);
    expect(String(map.partialConstantFold([3n, undefined, 4n]))).toBe("(d0, d1)[s0] -> (12, d0 + d1, d1)");
  });

  it("simplifies all results", () => {
    const map = AffineMap.get(2, 0, [d0.add(d1).sub(d0), d0.add(d1).add(d1)]);
    expect(String(simplifyAffineMap(map))).toBe("(d0, d1) -> (d1, d0 + d1 * 2)");
  });
});

describe("functions of affine maps", () => {
  it("inverts permutations", () => {
    expect(inversePermutation(permutation(1, 2, 0))).toBe(permutation(2, 0, 1));
    const repeated = AffineMap.get(3, 0, [d1, d0.add(d1), d0, d2, d1]);
    expect(String(inversePermutation(repeated))).toBe("(d0, d1, d2, d3, d4) -> (d2, d0, d3)");
    expect(inversePermutation(AffineMap.get(2, 0, [d1]))).toBeUndefined();
    expect(inversePermutation(AffineMap.get(0, 0))).toBe(AffineMap.get(0, 0));
    expect(() => inversePermutation(AffineMap.get(1, 1, [d0]))).toThrow("has symbols");
  });

  it("inverts projected permutations with zeros", () => {
    const map = AffineMap.get(4, 0, [d2, d0]);
    expect(String(inverseAndBroadcastProjectedPermutation(map))).toBe("(d0, d1) -> (d1, 0, d0, 0)");
    const withZero = AffineMap.get(3, 0, [d0, zero]);
    expect(String(inverseAndBroadcastProjectedPermutation(withZero))).toBe("(d0, d1) -> (d0, 0, 0)");
    expect(() => inverseAndBroadcastProjectedPermutation(AffineMap.get(1, 0, [d0.add(1)]))).toThrow(
      "is not a projected",
    );
  });

  it("concatenates", () => {
    const maps = [AffineMap.get(3, 0, [d0, d2]), AffineMap.get(0, 0), AffineMap.get(2, 0, [d1])];
    expect(String(concatAffineMaps(maps))).toBe("(d0, d1, d2) -> (d0, d2, d1)");
    expect(concatAffineMaps([])).toBe(AffineMap.get(0, 0));
  });

  it("projects inputs out", () => {
    const map = AffineMap.get(3, 2, [d0.add(d1).add(s0), d2.add(s1)]);
    expect(String(projectDims(map, [false, true, false]))).toBe("(d0, d1, d2)[s0, s1] -> (d0 + s0, d2 + s1)");
    expect(String(projectDims(map, [false, true, false], true))).toBe("(d0, d1)[s0, s1] -> (d0 + s0, d1 + s1)");
    expect(String(projectSymbols(map, [true, false]))).toBe("(d0, d1, d2)[s0, s1] -> (d0 + d1, d2 + s1)");
    expect(String(projectSymbols(map, [true, false], true))).toBe("(d0, d1, d2)[s0] -> (d0 + d1, d2 + s0)");
    const slice = AffineMap.get(2, 2, [d0.add(d1.mul(s0)).add(s1)]);
    expect(String(getProjectedMap(slice, [false, true]))).toBe("(d0)[s0] -> (d0 + s0)");
    expect(String(getProjectedMap(slice, [false, true], false, false))).toBe("(d0, d1)[s0, s1] -> (d0 + s1)");
  });

  it("drops what is not used", () => {
    const map = AffineMap.get(3, 2, [d0.add(s1), d2]);
    expect(unusedDims([map])).toEqual([false, true, false]);
    expect(unusedDims([map, AffineMap.get(3, 2, [d1])])).toEqual([false, false, false]);
    expect(String(compressUnusedDims(map))).toBe("(d0, d1)[s0, s1] -> (d0 + s1, d1)");
    expect(String(compressUnusedSymbols(map))).toBe("(d0, d1, d2)[s0] -> (d0 + s0, d2)");
    expect(String(compressDims(map, [true, true, false]))).toBe("(d0)[s0, s1] -> (s1, d0)");
    expect(removeDuplicateExprs(AffineMap.get(2, 0, [d1, d0, d1])).results).toEqual([d1, d0]);
  });

  it("expands to a rank", () => {
    const map = AffineMap.get(2, 0, [d0.add(d1)]);
    expect(String(expandDimsToRank(map, 4, [true, false, true, false]))).toBe("(d0, d1, d2, d3) -> (d1 + d3)");
  });

  it("permutes lists", () => {
    expect(applyPermutationMap(permutation(2, 0, 1), ["a", "b", "c"], "")).toEqual(["c", "a", "b"]);
    expect(applyPermutationMap(AffineMap.get(2, 0, [d1, zero]), [10, 20], 0)).toEqual([20, 0]);
    expect(() => applyPermutationMap(AffineMap.get(1, 0, [d3.mul(2)]), [1], 0)).toThrow("is not a projected");
  });
});

describe("IntegerSet", () => {
  const set = IntegerSet.get(1, 1, [d0.sub(s0), d0.mul(2).sub(4)], [false, true]);

  it("prints as in MLIR and is interned", () => {
    expect(String(set)).toBe("(d0)[s0] : (d0 - s0 >= 0, d0 * 2 - 4 == 0)");
    expect(IntegerSet.get(1, 1, set.constraints, set.eqFlags)).toBe(set);
    expect(IntegerSet.get(1, 1, set.constraints, [true, true])).not.toBe(set);
  });

  it.skipIf(!hasOracle("mlir-opt"))("prints as mlir-opt does", () => {
    const sets = [set, IntegerSet.getEmptySet(2, 0), IntegerSet.get(0, 1, [s0.mod(2)], [true])];
    const attributes = sets.map((s, i) => `a${i} = affine_set<${s}>`).join(", ");
    const { stdout } = runOracle("mlir-opt", ["--allow-unregistered-dialect"], `"t.op"() {${attributes}} : () -> ()`);
    const printed = [...stdout.matchAll(/^#\w+ = affine_set<(.*)>$/gm)].map(([, text]) => text);
    expect(printed).toEqual(sets.map(String));
  });

  it("counts constraints", () => {
    expect([set.numConstraints, set.numEqualities, set.numInequalities, set.numInputs]).toEqual([2, 1, 1, 2]);
    expect([set.isEq(0), set.isEq(1)]).toEqual([false, true]);
    expect([set.isEmptyIntegerSet, IntegerSet.getEmptySet(1, 0).isEmptyIntegerSet]).toEqual([false, true]);
  });

  it("knows its points", () => {
    expect([set.contains([2n], [1n]), set.contains([2n], [3n]), set.contains([3n], [1n])]).toEqual([
      true,
      false,
      false,
    ]);
    expect(IntegerSet.get(1, 1, [d0.floorDiv(s0)], [false]).contains([1n], [0n])).toBeUndefined();
  });

  it("replaces its inputs", () => {
    expect(String(set.replaceDimsAndSymbols([d1], [zero], 2, 0))).toBe("(d0, d1) : (d1 >= 0, d1 * 2 - 4 == 0)");
  });
});
