/** What the pass makes is plain IR, so it is differentiated again: forward over reverse, and reverse over reverse. */

import { expect, test } from "vitest";
import { compile } from "../../../../tools/compile.ts";
import { describeEngines } from "../../../support/engines.ts";

interface Case {
  readonly name: string;
  /** Defines @f: (f64, f64) -> f64. */
  readonly text: string;
  readonly point: readonly [number, number];
  /** The matrix of second derivatives at `point`, where it is known in closed form. */
  readonly hessian?: readonly [number, number, number, number];
}

const cases: readonly Case[] = [
  {
    name: "straight-line code",
    text: `func.func private @f(%x: f64, %y: f64) -> f64 {
      %e = math.exp %x : f64
      %p = arith.mulf %e, %y : f64
      %r = arith.mulf %p, %y : f64
      return %r : f64
    }`,
    point: [0.5, 1.5],
    hessian: [Math.exp(0.5) * 2.25, Math.exp(0.5) * 3, Math.exp(0.5) * 3, Math.exp(0.5) * 2],
  },
  {
    name: "a branch",
    text: `func.func private @f(%x: f64, %y: f64) -> f64 {
      %c = arith.cmpf ogt, %x, %y : f64
      %r = scf.if %c -> (f64) {
        %s = math.sin %x : f64
        %p = arith.mulf %s, %y : f64
        scf.yield %p : f64
      } else {
        %q = arith.mulf %x, %x : f64
        %p = arith.mulf %q, %y : f64
        scf.yield %p : f64
      }
      return %r : f64
    }`,
    point: [0.5, 1.5],
    hessian: [3, 1, 1, 0],
  },
  {
    name: "a loop with a tape",
    text: `func.func private @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 7 : index
      %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x, %b = %y) -> (f64, f64) {
        %s = math.sin %a : f64
        %p = arith.mulf %s, %b : f64
        %q = arith.addf %p, %x : f64
        scf.yield %b, %q : f64, f64
      }
      %m = arith.mulf %r#0, %r#1 : f64
      return %m : f64
    }`,
    point: [0.9, 0.3],
  },
  {
    name: "nested loops that share a tape",
    text: `func.func private @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 3 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (f64) {
        %t = scf.for %j = %c0 to %n step %c1 iter_args(%u = %s) -> (f64) {
          %v = math.sin %u : f64
          %w = arith.mulf %v, %y : f64
          %z = arith.addf %w, %u : f64
          scf.yield %z : f64
        }
        scf.yield %t : f64
      }
      return %r : f64
    }`,
    point: [0.4, 0.2],
  },
  {
    name: "a call",
    text: `func.func private @g(%a: f64) -> f64 {
      %s = math.sin %a : f64
      %r = arith.mulf %s, %a : f64
      return %r : f64
    }
    func.func private @f(%x: f64, %y: f64) -> f64 {
      %a = func.call @g(%x) : (f64) -> f64
      %p = arith.mulf %a, %y : f64
      %b = func.call @g(%p) : (f64) -> f64
      return %b : f64
    }`,
    point: [0.7, 1.3],
  },
];

const requests = `
  func.func private @gradX(%x: f64, %y: f64) -> f64 {
    %a, %b = ad.grad @f(%x, %y) : (f64, f64) -> (f64, f64)
    return %a : f64
  }
  func.func private @gradY(%x: f64, %y: f64) -> f64 {
    %a, %b = ad.grad @f(%x, %y) : (f64, f64) -> (f64, f64)
    return %b : f64
  }
  func.func @gradient(%x: f64, %y: f64) -> (f64, f64) {
    %a = func.call @gradX(%x, %y) : (f64, f64) -> f64
    %b = func.call @gradY(%x, %y) : (f64, f64) -> f64
    return %a, %b : f64, f64
  }
  func.func @forwardOverReverse(%x: f64, %y: f64, %s: f64, %t: f64) -> (f64, f64) {
    %a, %ad = ad.jvp @gradX(%x, %y) tangents(%s, %t : f64, f64) : (f64, f64) -> (f64, f64)
    %b, %bd = ad.jvp @gradY(%x, %y) tangents(%s, %t : f64, f64) : (f64, f64) -> (f64, f64)
    return %ad, %bd : f64, f64
  }
  func.func @reverseOverReverse(%x: f64, %y: f64) -> (f64, f64, f64, f64) {
    %xx, %xy = ad.grad @gradX(%x, %y) : (f64, f64) -> (f64, f64)
    %yx, %yy = ad.grad @gradY(%x, %y) : (f64, f64) -> (f64, f64)
    return %xx, %xy, %yx, %yy : f64, f64, f64, f64
  }`;

describeEngines("second derivatives", ({ engine }) => {
  test.each(cases)("$name", ({ text, point, hessian }) => {
    const module = compile(text + requests, { engine });
    const reverse = module.reverseOverReverse!(...point) as number[];
    const [xx, yx] = module.forwardOverReverse!(...point, 1, 0) as number[];
    const [xy, yy] = module.forwardOverReverse!(...point, 0, 1) as number[];
    const scale = Math.max(...reverse.map(Math.abs), 1);
    const close = (a: number, b: number, tolerance: number): void =>
      expect(Math.abs(a - b) / scale).toBeLessThan(tolerance);
    [xx, xy, yx, yy].forEach((value, i) => {
      close(reverse[i]!, value!, 1e-12);
    });
    close(reverse[1]!, reverse[2]!, 1e-12);
    hessian?.forEach((value, i) => {
      close(reverse[i]!, value, 1e-13);
    });
    // Differences of the gradient.
    const step = 1e-5;
    point.forEach((_, variable) => {
      const at = (offset: number) =>
        module.gradient!(...point.map((value, i) => (i === variable ? value + offset : value))) as number[];
      const [above, below] = [at(step), at(-step)];
      [0, 1].forEach((component) => {
        close(reverse[2 * component + variable]!, (above[component]! - below[component]!) / (2 * step), 1e-7);
      });
    });
  });
});
