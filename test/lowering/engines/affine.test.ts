/** Programs with affine operations run as they are. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { AffineMap } from "../../../ir/affine.ts";
import { build, numDims, numSymbols, trees } from "../../ir/affine/random-expr.ts";
import { describeEngines } from "../../support/engines.ts";

describeEngines("affine", ({ run }) => {
  it("computes expressions as they evaluate", () => {
    const exprs = fc
      .sample(trees(true), { numRuns: 80, seed: 7 })
      .map(build)
      .filter((expr) => {
        let isDefined = true;
        expr.walk((part) => {
          const divides = part.kind === "mod" || part.kind === "floordiv" || part.kind === "ceildiv";
          if (divides && part.rhs.constantValue! <= 0n) isDefined = false;
        });
        return isDefined;
      });
    expect(exprs.length).toBeGreaterThan(30);
    const names = ["%a, %b, %c", "%x, %y"];
    const functions = exprs.map((expr, i) => {
      const map = AffineMap.get(numDims, numSymbols, [expr]);
      return `func.func @f${i}(%a: index, %b: index, %c: index, %x: index, %y: index) -> index {
        %0 = affine.apply affine_map<${map}>(${names[0]})[${names[1]}]
        return %0 : index
      }`;
    });
    const module = run(functions.join("\n"));
    const points = [
      [0, 0, 0, 0, 0],
      [7, -3, 12, 5, -8],
      [-17, 23, -1, -6, 4],
      [100, 64, 32, 3, 9],
    ];
    exprs.forEach((expr, i) => {
      const map = AffineMap.get(numDims, numSymbols, [expr]);
      for (const point of points) {
        const [expected] = map.evaluateNumbers(point.slice(0, numDims), point.slice(numDims))!;
        expect(module[`f${i}`]!(...point), `${expr} at ${point}`).toBe(expected);
      }
    });
  });

  it("takes minima and maxima, also as bounds of loops", () => {
    const { f } = run(`
      func.func @f(%n: index, %m: index, %out: memref<?xi32>) -> (index, index) {
        %0 = affine.min affine_map<(d0)[s0] -> (d0, s0 + 2, 7)>(%n)[%m]
        %1 = affine.max affine_map<(d0)[s0] -> (d0, s0 + 2, 7)>(%n)[%m]
        %one = arith.constant 1 : i32
        affine.for %i = max affine_map<()[s0] -> (s0 - 3, 1)>()[%n] to min affine_map<()[s0, s1] -> (s0, s1, 9)>()[%n, %m] step 2 {
          affine.store %one, %out[%i] : memref<?xi32>
        }
        return %0, %1 : index, index
      }`);
    const out = new Int32Array(10);
    expect(f!(8, 12, out)).toEqual([7, 14]);
    expect([...out]).toEqual([0, 0, 0, 0, 0, 1, 0, 1, 0, 0]);
    expect(f!(-4, 12, out)).toEqual([-4, 14]);
    expect(f!(3, 2, new Int32Array(10))).toEqual([3, 7]);
  });

  it("decides by integer sets", () => {
    const { f } = run(`
      func.func @f(%n: index, %m: index) -> (i32, i32) {
        %c1 = arith.constant 1 : i32
        %c2 = arith.constant 2 : i32
        %0 = affine.if affine_set<(d0)[s0] : (d0 - 3 >= 0, d0 mod 2 == 0, s0 - d0 >= 0)>(%n)[%m] -> i32 {
          affine.yield %c1 : i32
        } else {
          affine.yield %c2 : i32
        }
        %1 = affine.if affine_set<() : ()>() -> i32 {
          affine.yield %c1 : i32
        } else {
          affine.yield %c2 : i32
        }
        return %0, %1 : i32, i32
      }`);
    expect(f!(4, 9)).toEqual([1, 1]);
    expect(f!(5, 9)).toEqual([2, 1]);
    expect(f!(2, 9)).toEqual([2, 1]);
    expect(f!(10, 9)).toEqual([2, 1]);
  });

  it("joins the values of parallel iterations", () => {
    const { f } = run(`
      func.func @f(%x: memref<?x?xf64>, %n: index, %m: index) -> (f64, f64, f64, f64) {
        %0:4 = affine.parallel (%i, %j) = (0, 0) to (%n, min(%m, 3)) reduce ("addf", "mulf", "maximumf", "minimumf") -> (f64, f64, f64, f64) {
          %1 = affine.load %x[%i, %j] : memref<?x?xf64>
          affine.yield %1, %1, %1, %1 : f64, f64, f64, f64
        }
        return %0#0, %0#1, %0#2, %0#3 : f64, f64, f64, f64
      }`);
    const x = { data: Float64Array.of(1, 2, -3, 4, 5, 6), shape: [3, 2] };
    expect(f!(x, 3, 2)).toEqual([15, -720, 6, -3]);
    expect(f!(x, 0, 2)).toEqual([0, 1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  it("executes a parallel loop without dimensions once", () => {
    const { f } = run(`
      func.func @f(%x: memref<1xf64>) {
        affine.parallel () = () to () {
          %0 = affine.load %x[0] : memref<1xf64>
          %1 = arith.addf %0, %0 : f64
          affine.store %1, %x[0] : memref<1xf64>
        }
        return
      }`);
    const x = Float64Array.of(3);
    f!(x);
    expect(x[0]).toBe(6);
  });

  it("splits and joins indices", () => {
    const { split, join } = run(`
      func.func @split(%i: index, %n: index) -> (index, index, index) {
        %0:3 = affine.delinearize_index %i into (%n, 4) : index, index, index
        return %0#0, %0#1, %0#2 : index, index, index
      }
      func.func @join(%i: index, %j: index, %k: index, %n: index) -> index {
        %0 = affine.linearize_index [%i, %j, %k] by (7, %n, 4) : index
        return %0 : index
      }`);
    for (const position of [0, 5, 37, 100, -1, -25]) {
      const [i, j, k] = split!(position, 5) as [number, number, number];
      expect(0 <= j && j < 5 && 0 <= k && k < 4).toBe(true);
      expect(join!(i, j, k, 5)).toBe(position);
    }
  });
});
