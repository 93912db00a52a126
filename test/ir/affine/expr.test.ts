/** Affine expressions: simplified and printed as in MLIR, without changing their value. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AffineBinaryOpExpr, AffineExpr, AffineMap, simplifyAffineExpr } from "../../../ir/affine.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { build, numDims, numSymbols, type Tree, text, trees, treeValue } from "./random-expr.ts";

const [d0, d1, d2] = [AffineExpr.dim(0), AffineExpr.dim(1), AffineExpr.dim(2)];
const [s0, s1] = [AffineExpr.symbol(0), AffineExpr.symbol(1)];
const constant = AffineExpr.constant;

/** The maps with one result each that mlir-opt reads from expressions. */
function mlirOptPrints(expressions: readonly string[], ...flags: string[]): string[] {
  const ops = expressions.map((e) => `"t.op"() {m = affine_map<(d0, d1, d2)[s0, s1] -> (${e})>} : () -> ()`);
  const module = `func.func @f() {\n${ops.join("\n")}\nreturn\n}`;
  const { stdout, stderr } = runOracle("mlir-opt", ["--allow-unregistered-dialect", ...flags], module);
  expect(stderr).toBe("");
  const aliases = new Map([...stdout.matchAll(/^(#\w+) = affine_map<(.*)>$/gm)].map(([, name, map]) => [name, map!]));
  return [...stdout.matchAll(/\{m = (#\w+)\}/g)].map(([, name]) => aliases.get(name)!);
}

const printed = (expr: AffineExpr): string => String(AffineMap.get(numDims, numSymbols, [expr]));

const inputs = fc.tuple(
  fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), fc.nat(20)),
  fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 1, max: 6 })),
);

/** Checks that an expression has the value of the tree, in bigints and in numbers. */
function expectSameValue(expr: AffineExpr, tree: Tree, dims: readonly number[], symbols: readonly number[]): void {
  const value = treeValue(tree, dims, symbols);
  // Where the tree has no value, the simplified expression may have one.
  if (Number.isNaN(value)) return;
  const map = AffineMap.get(numDims, numSymbols, [expr]);
  expect(map.evaluate(dims.map(BigInt), symbols.map(BigInt))).toEqual([BigInt(value)]);
  expect(map.evaluateNumbers(dims, symbols)).toEqual([value]);
}

describe("AffineExpr", () => {
  it("is the same object when it is equal", () => {
    expect(d0.add(s0.mul(4))).toBe(AffineExpr.dim(0).add(AffineExpr.symbol(0).mul(4n)));
    expect(d0.add(s0)).not.toBe(d0.add(s1));
  });

  const cases: readonly (readonly [expr: AffineExpr, printed: string])[] = [
    [d0.mul(2).add(s0), "d0 * 2 + s0"],
    [d1.floorDiv(4), "d1 floordiv 4"],
    [d0.sub(d1), "d0 - d1"],
    [d0.neg(), "-d0"],
    [d0.mul(-3), "d0 * -3"],
    [d0.sub(d1.mul(3)), "d0 - d1 * 3"],
    [d0.sub(4), "d0 - 4"],
    [d0.sub(d1.add(d2)), "d0 - (d1 + d2)"],
    [d0.add(d1).neg(), "-(d0 + d1)"],
    [d0.add(1).mul(2), "(d0 + 1) * 2"],
    [d0.mod(2).floorDiv(3), "(d0 mod 2) floordiv 3"],
    [d0.add(d1).ceilDiv(s0), "(d0 + d1) ceildiv s0"],
    [d0.mul(s0).mul(s1), "(d0 * s0) * s1"],
    [constant(-5), "-5"],
    [constant(4).add(d0), "d0 + 4"],
    [s0.add(d0), "d0 + s0"],
    [d1.add(d0), "d0 + d1"],
    [s1.mul(s0), "s0 * s1"],
    [d0.add(0), "d0"],
    [d0.mul(1), "d0"],
    [d0.mul(0), "0"],
    [d0.add(2).add(3), "d0 + 5"],
    [d0.add(2).add(d1), "d0 + d1 + 2"],
    [d0.mul(2).add(d0.mul(3)), "d0 * 5"],
    [d0.sub(d0), "0"],
    [d0.sub(d0.floorDiv(4).mul(4)), "d0 mod 4"],
    [d0.sub(d0.floorDiv(s0).mul(s0)), "d0 mod s0"],
    [d1.add(d0).sub(d0.floorDiv(4).mul(4)), "d0 + d1 - (d0 floordiv 4) * 4"],
    [d1.mul(2).add(d0).sub(d0.floorDiv(4).mul(4)), "d1 * 2 + d0 mod 4"],
    [d0.mul(2).mul(3), "d0 * 6"],
    [d0.mul(2).mul(s0), "(d0 * s0) * 2"],
    [d0.mul(8).floorDiv(4), "d0 * 2"],
    [d0.mul(8).ceilDiv(4), "d0 * 2"],
    [d0.mul(8).add(d1).floorDiv(4), "d0 * 2 + d1 floordiv 4"],
    [d0.mul(8).mod(4), "0"],
    [d0.mul(8).add(d1).mod(4), "d1 mod 4"],
    [d0.mod(8).mod(4), "d0 mod 4"],
    [constant(-7).mod(4), "1"],
    [constant(-7).floorDiv(2), "-4"],
    [constant(-7).ceilDiv(2), "-3"],
    [constant(7).floorDiv(0), "7 floordiv 0"],
    [constant(7).mod(0), "7 mod 0"],
    [constant(2n ** 63n - 1n).add(1), "9223372036854775807 + 1"],
    [d0.mul(2n ** 63n - 1n).mul(2), "d0 * -2"],
  ];
  it.each(cases)("prints %s as %s", (expr, expected) => {
    expect(String(expr)).toBe(expected);
  });

  it.skipIf(!hasOracle("mlir-opt"))("prints these as mlir-opt does", () => {
    // The parser rejects a division by zero before it can simplify it.
    const readable = cases.map(([, expected]) => expected).filter((expected) => !expected.endsWith(" 0"));
    expect(mlirOptPrints(readable)).toEqual(readable.map((e) => `(d0, d1, d2)[s0, s1] -> (${e})`));
  });

  it.skipIf(!hasOracle("mlir-opt"))("is simplified like in mlir-opt", () => {
    const sample = fc.sample(trees(false), { numRuns: 3000, seed: 1 });
    expect(sample.map((tree) => printed(build(tree)))).toEqual(mlirOptPrints(sample.map(text)));
  });

  it("keeps its value when it is simplified", () => {
    const property = fc.property(trees(false), inputs, (tree, [dims, symbols]) => {
      expectSameValue(build(tree), tree, dims, symbols);
    });
    fc.assert(property, { numRuns: 3000, seed: 2 });
  });

  it("is divisible by its largest known divisor", () => {
    const property = fc.property(trees(true), inputs, (tree, [dims, symbols]) => {
      const value = treeValue(tree, dims, symbols);
      const { largestKnownDivisor } = build(tree);
      if (Number.isNaN(value)) return;
      expect(largestKnownDivisor === 0n ? BigInt(value) : BigInt(value) % largestKnownDivisor).toBe(0n);
    });
    fc.assert(property, { numRuns: 2000, seed: 3 });
  });

  it("knows what it is", () => {
    expect([d0, s0, s0.add(1), s0.mul(d0)].map((e) => e.isSymbolicOrConstant)).toEqual([false, true, true, false]);
    expect([d0.mul(2), d0.mul(s0), d0.mod(4), d0.mod(s0)].map((e) => e.isPureAffine)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(d0.mul(12).add(d1.mul(8)).largestKnownDivisor).toBe(4n);
    expect(d0.mul(12).isMultipleOf(6)).toBe(true);
    expect(d0.add(s1).isFunctionOfDim(0)).toBe(true);
    expect(d0.add(s1).isFunctionOfDim(1)).toBe(false);
    expect(d0.add(s1).isFunctionOfSymbol(1)).toBe(true);
  });

  it("replaces its parts", () => {
    const expr = d0.add(d1.mul(s0));
    expect(String(expr.replaceDimsAndSymbols([d2, constant(3)], [s1]))).toBe("d2 + s1 * 3");
    expect(String(expr.replaceDims([d1, d0]))).toBe("d1 + d0 * s0");
    expect(String(expr.replaceSymbols([constant(0)]))).toBe("d0");
    expect(String(expr.replace(new Map([[d1.mul(s0), d2.mod(2)]])))).toBe("d0 + d2 mod 2");
    expect(String(expr.shiftDims(2, 1))).toBe("d0 + d3 * s0");
    expect(String(expr.shiftSymbols(1))).toBe("d0 + d1 * s1");
    expect(String(d0.add(d1).compose(AffineMap.get(1, 0, [d0.mul(2), d0.mul(3)])))).toBe("d0 * 5");
  });

  it("is walked parts first", () => {
    const seen: string[] = [];
    d0.add(s0.mul(2)).walk((expr) => seen.push(String(expr)));
    expect(seen).toEqual(["d0", "s0", "2", "s0 * 2", "d0 + s0 * 2"]);
  });

  it("is built as it is given on request", () => {
    expect(String(AffineBinaryOpExpr.get("add", constant(1), d0))).toBe("1 + d0");
  });

  it("takes only 64-bit constants", () => {
    expect(() => constant(2n ** 63n)).toThrow("9223372036854775808 does not fit a 64-bit integer");
    expect(String(constant(-(2n ** 63n)))).toBe("-9223372036854775808");
  });
});

describe("simplifyAffineExpr", () => {
  it.skipIf(!hasOracle("mlir-opt"))("gives what mlir-opt gives", () => {
    const sample = fc.sample(trees(true), { numRuns: 3000, seed: 4 });
    const simplified = mlirOptPrints(sample.map(text), "--affine-simplify-structures");
    expect(sample.map((tree) => printed(simplifyAffineExpr(build(tree))))).toEqual(simplified);
  });

  it("keeps the value", () => {
    const property = fc.property(trees(false), inputs, (tree, [dims, symbols]) => {
      expectSameValue(simplifyAffineExpr(build(tree)), tree, dims, symbols);
    });
    fc.assert(property, { numRuns: 3000, seed: 5 });
  });

  it("comes to an end when it is repeated", () => {
    const property = fc.property(trees(false), (tree) => {
      let expr = build(tree);
      for (let i = 0; i < 5; i++) expr = simplifyAffineExpr(expr);
      expect(String(simplifyAffineExpr(expr))).toBe(String(expr));
    });
    fc.assert(property, { numRuns: 30000, seed: 9 });
  });

  it("leaves alone what would overflow", () => {
    const large = 2n ** 62n;
    const expr = d0.mul(large).add(d1).add(d0.mul(large));
    expect(simplifyAffineExpr(expr)).toBe(expr);
  });
});
