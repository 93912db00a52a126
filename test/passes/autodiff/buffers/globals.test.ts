/** Functions that change global variables: what is in them is private state of what is differentiated. */

import { expect, test } from "vitest";
import { compile } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement, type NamedSubject } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { failureOf } from "../../../support/pipeline.ts";

interface Program extends NamedSubject {
  /** What it computes does not depend on what the variables hold when it begins. */
  readonly text: string;
}

const buffer = "memref<?xf64>";

const programs: readonly Program[] = [
  {
    name: "functions that share a variable, and no argument",
    text: `memref.global "private" @g : memref<f64> = dense<1.5>
    func.func private @multiply(%x: f64) {
      %g = memref.get_global @g : memref<f64>
      %y = memref.load %g[] : memref<f64>
      %p = arith.mulf %x, %y : f64
      %s = math.sin %p : f64
      memref.store %s, %g[] : memref<f64>
      return
    }
    func.func private @get() -> f64 {
      %g = memref.get_global @g : memref<f64>
      %y = memref.load %g[] : memref<f64>
      return %y : f64
    }
    func.func @f(%x: f64, %y: f64) -> f64 {
      func.call @multiply(%x) : (f64) -> ()
      %a = func.call @get() : () -> f64
      func.call @multiply(%y) : (f64) -> ()
      func.call @multiply(%x) : (f64) -> ()
      %b = func.call @get() : () -> f64
      %g = memref.get_global @g : memref<f64>
      %start = arith.constant 1.5 : f64
      memref.store %start, %g[] : memref<f64>
      %r = arith.mulf %a, %b : f64
      return %r : f64
    }`,
    types: ["f64", "f64"],
    resultTypes: ["f64"],
    args: [0.8, 1.3],
  },
  {
    name: "recursion that adds up in a variable, and counts in another",
    text: `memref.global @sum : memref<2xf64>  = uninitialized
    memref.global @count : memref<i64> = dense<0>
    func.func private @visit(%a: ${buffer}, %low: index, %high: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %one = arith.constant 1 : i64
      %sum = memref.get_global @sum : memref<2xf64>
      %count = memref.get_global @count : memref<i64>
      %k = memref.load %count[] : memref<i64>
      %l = arith.addi %k, %one : i64
      memref.store %l, %count[] : memref<i64>
      %size = arith.subi %high, %low : index
      %single = arith.cmpi ule, %size, %c1 : index
      scf.if %single {
        %x = memref.load %a[%low] : ${buffer}
        %s = memref.load %sum[%c0] : memref<2xf64>
        %p = arith.mulf %x, %s : f64
        %t = arith.addf %s, %p : f64
        %half = arith.constant 0.5 : f64
        %u = arith.mulf %t, %half : f64
        memref.store %u, %sum[%c0] : memref<2xf64>
        memref.store %p, %a[%low] : ${buffer}
      } else {
        %h = arith.divui %size, %c2 : index
        %middle = arith.addi %low, %h : index
        func.call @visit(%a, %low, %middle) : (${buffer}, index, index) -> ()
        %s = memref.load %sum[%c0] : memref<2xf64>
        %t = memref.load %sum[%c1] : memref<2xf64>
        %p = arith.addf %s, %t : f64
        memref.store %p, %sum[%c1] : memref<2xf64>
        func.call @visit(%a, %middle, %high) : (${buffer}, index, index) -> ()
      }
      return
    }
    func.func @f(%a: ${buffer}, %n: index, %x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %sum = memref.get_global @sum : memref<2xf64>
      memref.store %x, %sum[%c0] : memref<2xf64>
      memref.store %x, %sum[%c1] : memref<2xf64>
      func.call @visit(%a, %c0, %n) : (${buffer}, index, index) -> ()
      %s = memref.load %sum[%c0] : memref<2xf64>
      %t = memref.load %sum[%c1] : memref<2xf64>
      %r = arith.mulf %s, %t : f64
      return %r : f64
    }`,
    types: [buffer, "index", "f64"],
    resultTypes: ["f64"],
    args: [[0.5, 1.2, -0.7, 0.9, 0.3], 5, 0.8],
  },
  {
    name: "views of a variable, copies, and a loop that counts by itself",
    text: `memref.global "private" @work : memref<8xf64> = dense<0.0>
    func.func private @step(%at: index, %x: f64) -> f64 {
      %c1 = arith.constant 1 : index
      %work = memref.get_global @work : memref<8xf64>
      %next = arith.addi %at, %c1 : index
      %v = memref.subview %work[%next] [1] [1] : memref<8xf64> to memref<1xf64, strided<[1], offset: ?>>
      %c0 = arith.constant 0 : index
      %y = memref.load %work[%at] : memref<8xf64>
      %p = arith.mulf %x, %y : f64
      memref.store %p, %v[%c0] : memref<1xf64, strided<[1], offset: ?>>
      %s = math.cos %p : f64
      return %s : f64
    }
    func.func @f(%a: memref<8xf64>, %x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c7 = arith.constant 7 : index
      %work = memref.get_global @work : memref<8xf64>
      memref.copy %a, %work : memref<8xf64> to memref<8xf64>
      %r:2 = scf.while (%i = %c0, %s = %x) : (index, f64) -> (index, f64) {
        %more = arith.cmpi ult, %i, %c7 : index
        scf.condition(%more) %i, %s : index, f64
      } do {
      ^bb0(%i: index, %s: f64):
        %t = func.call @step(%i, %s) : (index, f64) -> f64
        %j = arith.addi %i, %c1 : index
        scf.yield %j, %t : index, f64
      }
      memref.copy %work, %a : memref<8xf64> to memref<8xf64>
      return %r#1 : f64
    }`,
    types: ["memref<8xf64>", "f64"],
    resultTypes: ["f64"],
    args: [[0.9, 0.4, 0.1, 0.7, 0.3, 0.2, 0.6, 0.5], 0.8],
  },
  {
    name: "a parallel loop over a variable",
    text: `memref.global "private" @squares : memref<4xf64> = uninitialized
    func.func @f(%a: memref<4xf64>) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c4 = arith.constant 4 : index
      %squares = memref.get_global @squares : memref<4xf64>
      scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %x = memref.load %a[%i] : memref<4xf64>
        %first = memref.load %a[%c0] : memref<4xf64>
        %p = arith.mulf %x, %first : f64
        memref.store %p, %squares[%i] : memref<4xf64>
        scf.reduce
      }
      %zero = arith.constant 0.0 : f64
      %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%s = %zero) -> f64 {
        %x = memref.load %squares[%i] : memref<4xf64>
        %t = math.sin %x : f64
        %u = arith.addf %s, %t : f64
        scf.yield %u : f64
      }
      return %r : f64
    }`,
    types: ["memref<4xf64>"],
    resultTypes: ["f64"],
    args: [[0.9, 0.4, 1.1, 0.7]],
  },
];

describeEngines("global variables", ({ engine }) => {
  test.each(programs)("$name", (program) => {
    for (const passes of ["autodiff,lower-ad-tape", "autodiff,canonicalize,cse,symbol-dce,lower-ad-tape"]) {
      expectAgreement(derivativesOf(program, { engine, passes }), {
        values: 1e-14,
        modes: 1e-13,
        differences: 1e-8,
      });
    }
  });

  test("what is there in the beginning is constant, and the shadows of an earlier request are forgotten", () => {
    const text = `memref.global "private" @g : memref<f64> = dense<2.0>
      func.func private @f(%x: f64) -> f64 {
        %g = memref.get_global @g : memref<f64>
        %y = memref.load %g[] : memref<f64>
        %r = arith.mulf %x, %y : f64
        memref.store %r, %g[] : memref<f64>
        return %r : f64
      }
      func.func @reverse(%x: f64) -> f64 {
        %d = ad.grad @f(%x) : (f64) -> f64
        return %d : f64
      }
      func.func @forward(%x: f64) -> f64 {
        %one = arith.constant 1.0 : f64
        %y, %d = ad.jvp @f(%x) tangents(%one : f64) : (f64) -> (f64, f64)
        return %d : f64
      }`;
    const { reverse, forward } = compile(text, { engine });
    // The variable is multiplied by 3 each time.
    expect([reverse!(3), reverse!(3), forward!(3), forward!(3)]).toEqual([2, 6, 18, 54]);
  });

  test("forward over reverse", () => {
    const text = `${programs[0]!.text.replace("func.func @f(%x: f64, %y: f64)", "func.func private @of(%x: f64, %y: f64)")}
      func.func @gradient(%x: f64, %y: f64) -> f64 {
        %a, %b = ad.grad @of(%x, %y) : (f64, f64) -> (f64, f64)
        return %a : f64
      }
      func.func @second(%x: f64, %y: f64, %s: f64, %t: f64) -> f64 {
        %a, %d = ad.jvp @gradient(%x, %y) tangents(%s, %t : f64, f64) : (f64, f64) -> (f64, f64)
        return %d : f64
      }`;
    const { gradient, second } = compile(text, { engine });
    const at = (x: number, y: number): number => gradient!(x, y) as number;
    const h = 1e-5;
    expect(second!(0.8, 1.3, 1, 0)).toBeCloseTo((at(0.8 + h, 1.3) - at(0.8 - h, 1.3)) / (2 * h), 7);
    expect(second!(0.8, 1.3, 0, 1)).toBeCloseTo((at(0.8, 1.3 + h) - at(0.8, 1.3 - h)) / (2 * h), 7);
  });
});

const shared = `memref.global "private" @g : memref<1xf64> = uninitialized
  func.func private @f(%x: f64, %m: memref<1xf64>) -> f64 {
    %c0 = arith.constant 0 : index
    %g = memref.get_global @g : memref<1xf64>
    memref.store %x, %g[%c0] : memref<1xf64>
    %y = memref.load %m[%c0] : memref<1xf64>
    return %y : f64
  }`;

test("refused: the variable is passed as well", () => {
  const text = `${shared}
    func.func @ask(%x: f64, %s: memref<1xf64>) -> f64 {
      %g = memref.get_global @g : memref<1xf64>
      %d = ad.grad @f(%x, %g) shadows(%s : memref<1xf64>) : (f64, memref<1xf64>) -> f64
      return %d : f64
    }`;
  expect(failureOf(text, "autodiff").join("\\n")).toContain(
    "'ad.grad' op passes a variable that the function changes itself (operand 1)",
  );
});

test("refused: several requests at once", () => {
  const text = `${shared}
    func.func @ask(%x: f64, %m: memref<1xf64>, %s: memref<1xf64>, %out: ${buffer}, %n: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      scf.parallel (%i) = (%c0) to (%n) step (%c1) {
        %d = ad.grad @f(%x, %m) shadows(%s : memref<1xf64>) : (f64, memref<1xf64>) -> f64
        memref.store %d, %out[%i] : ${buffer}
        scf.reduce
      }
      return
    }`;
  expect(failureOf(text, "autodiff").join("\\n")).toContain(
    "asks several times at once for the derivative of a function that changes the variable 'g'",
  );
});
