/** Functions that bring their own derivatives. */

import { expect, test } from "vitest";
import { compile } from "../../../../tools/compile.ts";
import { testEngines } from "../../../support/engines.ts";

/** The cube root by a hundred steps of bisection, through which no derivative flows, with derivatives by hand. */
const cubeRoot = `
  func.func private @root(%x: f64) -> f64 attributes { ad.vjp = @root_vjp, ad.jvp = @root_jvp } {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %steps = arith.constant 100 : index
    %zero = arith.constant 0.0 : f64
    %hundred = arith.constant 100.0 : f64
    %half = arith.constant 0.5 : f64
    %r:2 = scf.for %i = %c0 to %steps step %c1 iter_args(%low = %zero, %high = %hundred) -> (f64, f64) {
      %sum = arith.addf %low, %high : f64
      %middle = arith.mulf %sum, %half : f64
      %square = arith.mulf %middle, %middle : f64
      %cube = arith.mulf %square, %middle : f64
      %below = arith.cmpf olt, %cube, %x : f64
      %newLow = arith.select %below, %middle, %low : f64
      %newHigh = arith.select %below, %high, %middle : f64
      scf.yield %newLow, %newHigh : f64, f64
    }
    return %r#0 : f64
  }
  func.func private @slope(%x: f64) -> f64 {
    %one = arith.constant 1.0 : f64
    %three = arith.constant 3.0 : f64
    %y = func.call @root(%x) : (f64) -> f64
    %yy = arith.mulf %y, %y : f64
    %d = arith.mulf %three, %yy : f64
    %s = arith.divf %one, %d : f64
    return %s : f64
  }
  func.func private @root_vjp(%x: f64, %ybar: f64) -> f64 {
    %s = func.call @slope(%x) : (f64) -> f64
    %xbar = arith.mulf %s, %ybar : f64
    return %xbar : f64
  }
  func.func private @root_jvp(%x: f64, %xdot: f64) -> (f64, f64) {
    %y = func.call @root(%x) : (f64) -> f64
    %s = func.call @slope(%x) : (f64) -> f64
    %ydot = arith.mulf %s, %xdot : f64
    return %y, %ydot : f64, f64
  }`;

const requests = `
  func.func @f(%x: f64) -> f64 {
    %y = func.call @root(%x) : (f64) -> f64
    %z = arith.mulf %y, %x : f64
    return %z : f64
  }
  func.func @reverse(%x: f64) -> f64 {
    %d = ad.grad @f(%x) : (f64) -> f64
    return %d : f64
  }
  func.func @forward(%x: f64, %t: f64) -> f64 {
    %y, %d = ad.jvp @f(%x) tangents(%t : f64) : (f64) -> (f64, f64)
    return %d : f64
  }
  func.func @direct(%x: f64, %b: f64) -> (f64, f64) {
    %y, %d = ad.vjp @root(%x) cotangents(%b : f64) : (f64) -> (f64, f64)
    return %y, %d : f64, f64
  }`;

testEngines("both modes use the function's own derivatives", ({ run }) => {
  const module = run(cubeRoot + requests);
  // x^(1/3) x = x^(4/3)
  const expected = (4 / 3) * Math.cbrt(5);
  expect(module.reverse!(5)).toBeCloseTo(expected, 12);
  expect(module.forward!(5, 2)).toBeCloseTo(2 * expected, 12);
  const [y, xbar] = module.direct!(8, 3) as [number, number];
  expect(y).toBeCloseTo(2, 12);
  expect(xbar).toBeCloseTo(3 / 12, 12);
});

test("a declaration can be differentiated if it names its derivatives", () => {
  const text = `
    func.func private @known(f64) -> f64 attributes { ad.vjp = @known_vjp }
    func.func private @known_vjp(%x: f64, %ybar: f64) -> f64 {
      %two = arith.constant 2.0 : f64
      %xbar = arith.mulf %two, %ybar : f64
      return %xbar : f64
    }
    func.func @f(%x: f64) -> f64 {
      %d = ad.grad @known(%x) : (f64) -> f64
      return %d : f64
    }`;
  expect(compile(text, { engine: "js" }).f!(1)).toBe(2);
});
