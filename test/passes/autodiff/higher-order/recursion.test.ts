/**
 * Second derivatives of functions that call themselves and change memory, which reverse mode splits: all pairs of modes
 * agree with each other and with differences.
 */
import { describe, test } from "vitest";
import { isEngineAvailable } from "../../../../tools/compile.ts";
import { describeEngines } from "../../../support/engines.ts";
import { expectSecondDerivatives, memoryOfReverseOverReverse } from "../../../support/second-derivatives.ts";
import { expectFreed } from "../../../support/watched-memory.ts";
import { buffer, view } from "../recursion/buffers.ts";
import { randomRecursion } from "../recursion/random.ts";

/** A function of one number that fills a buffer with numbers, calls `@g` and sums up what is in the buffer then. */
const filling = (count: number, call: string): string => `func.func private @f(%x: f64) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %n = arith.constant ${count} : index
    %a = memref.alloc(%n) : ${buffer}
    %last = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> f64 {
      memref.store %s, %a[%i] : ${buffer}
      %t = math.cos %s : f64
      scf.yield %t : f64
    }
    %v = memref.cast %a : ${buffer} to ${view}
    ${call}
    %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %r) -> f64 {
      %y = memref.load %a[%i] : ${buffer}
      %z = arith.mulf %y, %y : f64
      %t = arith.addf %s, %z : f64
      scf.yield %t : f64
    }
    memref.dealloc %a : ${buffer}
    return %sum : f64
  }`;

const programs: Readonly<Record<string, string>> = {
  "a walk that rewrites an element": `func.func private @g(%a: ${buffer}, %x: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %y = memref.load %a[%m] : ${buffer}
        %p = arith.mulf %x, %y : f64
        %s = math.sin %p : f64
        memref.store %s, %a[%c0] : ${buffer}
        %q = func.call @g(%a, %s, %m) : (${buffer}, f64, index) -> f64
        %v = arith.mulf %q, %y : f64
        scf.yield %v : f64
      }
      return %r : f64
    }
    ${filling(4, `%r = func.call @g(%a, %x, %n) : (${buffer}, f64, index) -> f64`)}`,
  "a transform in place with a buffer that it frees": `func.func private @g(%a: ${view}, %n: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %several = arith.cmpi ugt, %n, %c1 : index
      scf.if %several {
        %half = arith.divui %n, %c2 : index
        %even = memref.subview %a[0] [%half] [2] : ${view} to ${view}
        %odd = memref.subview %a[1] [%half] [2] : ${view} to ${view}
        func.call @g(%even, %half) : (${view}, index) -> ()
        func.call @g(%odd, %half) : (${view}, index) -> ()
        %t = memref.alloc(%n) : ${buffer}
        scf.for %i = %c0 to %half step %c1 {
          %x = memref.load %even[%i] : ${view}
          %y = memref.load %odd[%i] : ${view}
          %p = arith.mulf %x, %y : f64
          %s = arith.addf %x, %p : f64
          %j = arith.addi %i, %half : index
          memref.store %s, %t[%i] : ${buffer}
          memref.store %p, %t[%j] : ${buffer}
        }
        scf.for %i = %c0 to %n step %c1 {
          %x = memref.load %t[%i] : ${buffer}
          %s = math.sin %x : f64
          memref.store %s, %a[%i] : ${view}
        }
        memref.dealloc %t : ${buffer}
      }
      return
    }
    ${filling(4, `func.call @g(%v, %n) : (${view}, index) -> ()\n%r = math.exp %x : f64`)}`,
  "loops until something, which call the function, and whose condition computes": `
    func.func private @g(%a: ${buffer}, %x: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %limit = arith.constant 1.3 : f64
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %w:2 = scf.while (%s = %x, %i = %c0) : (f64, index) -> (f64, index) {
          %e = math.exp %s : f64
          %more = arith.cmpf olt, %s, %limit : f64
          scf.condition(%more) %e, %i : f64, index
        } do {
        ^bb0(%s: f64, %i: index):
          %y = memref.load %a[%c0] : ${buffer}
          %q = func.call @g(%a, %y, %m) : (${buffer}, f64, index) -> f64
          %p = arith.mulf %q, %s : f64
          %sine = math.sin %p : f64
          memref.store %sine, %a[%c0] : ${buffer}
          %t = arith.addf %s, %y : f64
          %j = arith.addi %i, %c1 : index
          scf.yield %t, %j : f64, index
        }
        %u = math.sin %w#0 : f64
        scf.yield %u : f64
      }
      return %r : f64
    }
    ${filling(2, `%r = func.call @g(%a, %x, %n) : (${buffer}, f64, index) -> f64`)}`,
  "tensors of known and of unknown size": `
    func.func private @g(%a: ${buffer}, %t: tensor<?xf64>, %s: tensor<2xf64>, %n: index) -> tensor<?xf64> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> tensor<?xf64> {
        scf.yield %t : tensor<?xf64>
      } else {
        %m = arith.subi %n, %c1 : index
        %x = memref.load %a[%m] : ${buffer}
        %y = tensor.extract %t[%m] : tensor<?xf64>
        %p = arith.mulf %x, %y : f64
        memref.store %p, %a[%m] : ${buffer}
        %more = tensor.concat dim(0) %t, %s : (tensor<?xf64>, tensor<2xf64>) -> tensor<?xf64>
        %squares = arith.mulf %more, %more : tensor<?xf64>
        %u = tensor.insert %p into %s[%c0] : tensor<2xf64>
        %v = math.sin %u : tensor<2xf64>
        %g = func.call @g(%a, %squares, %v, %m) : (${buffer}, tensor<?xf64>, tensor<2xf64>, index) -> tensor<?xf64>
        %b = tensor.extract %g[%c0] : tensor<?xf64>
        %d = tensor.insert %b into %t[%m] : tensor<?xf64>
        %e = arith.mulf %d, %t : tensor<?xf64>
        scf.yield %e : tensor<?xf64>
      }
      return %r : tensor<?xf64>
    }
    ${filling(
      2,
      `%pair = tensor.splat %x : tensor<2xf64>
      %row = tensor.splat %x[%n] : tensor<?xf64>
      %g = func.call @g(%a, %row, %pair, %n) : (${buffer}, tensor<?xf64>, tensor<2xf64>, index) -> tensor<?xf64>
      %r = tensor.extract %g[%c1] : tensor<?xf64>`,
    )}`,
};

const bounds = { modes: 1e-11, differences: 1e-5 };

describeEngines("second derivatives of recursion", ({ engine }) => {
  test.each(Object.entries(programs))("%s", (_, text) => expectSecondDerivatives(text, engine, bounds));
});

test.each([0, 1, 2, 3, 4, 5])("random program %i", (seed) => {
  const { text } = randomRecursion(seed);
  const arguments_ = `memref<?xf64>, memref<?xf64>, f64`;
  expectSecondDerivatives(
    `${text.replaceAll("@f(", "@g2(")}
    ${filling(
      5,
      `%b = memref.alloc(%c4) : ${buffer}
    scf.for %i = %c0 to %c4 step %c1 {
      %y = memref.load %a[%i] : ${buffer}
      memref.store %y, %b[%i] : ${buffer}
    }
    %r = func.call @g2(%a, %b, %x) : (${arguments_}) -> f64
    memref.dealloc %b : ${buffer}`,
    ).replace("%c1 =", "%c4 = arith.constant 4 : index\n%c1 =")}`,
    "js",
    bounds,
  );
});

describe.skipIf(!isEngineAvailable("llvm"))("the memory of reverse over reverse", () => {
  test.each(Object.entries(programs).filter(([name]) => !name.startsWith("tensors")))("%s", (_, text) => {
    expectFreed(memoryOfReverseOverReverse(text));
  });
});
