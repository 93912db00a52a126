/**
 * Functions that call themselves in parallel loops of their own, or in whose body a parallel loop keeps values: split
 * functions, differentiated once and twice.
 */
import { describe, test } from "vitest";
import { isEngineAvailable } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement, type Subject } from "../../../support/derivatives.ts";
import { testEngines } from "../../../support/engines.ts";
import { expectSecondDerivatives, memoryOfReverseOverReverse } from "../../../support/second-derivatives.ts";
import { expectFreed } from "../../../support/watched-memory.ts";
import { buffer, view } from "./buffers.ts";

const constants = `
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index`;

/** A tree over the elements of a buffer: each node changes the first element of its part, then hands the halves on. */
const tree = (loop: (body: string) => string): string => `
  func.func private @g(%a: ${view}, %x: f64, %n: index) {${constants}
    %first = memref.load %a[%c0] : ${view}
    %p = arith.mulf %first, %x : f64
    %s = math.sin %p : f64
    memref.store %s, %a[%c0] : ${view}
    %several = arith.cmpi ugt, %n, %c1 : index
    scf.if %several {
      %half = arith.divui %n, %c2 : index
      ${loop(`%begin = arith.muli %i, %half : index
      %part = memref.subview %a[%begin] [%half] [1] : ${view} to ${view}
      %cosine = math.cos %s : f64
      func.call @g(%part, %cosine, %half) : (${view}, f64, index) -> ()`)}
      %last = arith.subi %n, %c1 : index
      %u = memref.load %a[%last] : ${view}
      %v = memref.load %a[%c0] : ${view}
      %w = arith.mulf %u, %v : f64
      memref.store %w, %a[%last] : ${view}
    }
    return
  }`;

/** The same with what the parts give summed up. */
const summedTree = `
  func.func private @sum(%a: ${view}, %n: index) -> f64 {${constants}
    %zero = arith.constant 0.0 : f64
    %first = memref.load %a[%c0] : ${view}
    %several = arith.cmpi ugt, %n, %c1 : index
    %r = scf.if %several -> f64 {
      %half = arith.divui %n, %c2 : index
      %sum = scf.parallel (%i) = (%c0) to (%c2) step (%c1) init (%first) -> f64 {
        %begin = arith.muli %i, %half : index
        %part = memref.subview %a[%begin] [%half] [1] : ${view} to ${view}
        %t = func.call @other(%part, %half) : (${view}, index) -> f64
        %e = arith.mulf %t, %first : f64
        scf.reduce(%e : f64) {
        ^bb0(%u: f64, %v: f64):
          %w = arith.addf %u, %v : f64
          scf.reduce.return %w : f64
        }
      }
      memref.store %sum, %a[%half] : ${view}
      scf.yield %sum : f64
    } else {
      scf.yield %first : f64
    }
    return %r : f64
  }
  func.func private @other(%a: ${view}, %n: index) -> f64 {${constants}
    %x = memref.load %a[%c0] : ${view}
    %y = math.cos %x : f64
    memref.store %y, %a[%c0] : ${view}
    %r = func.call @sum(%a, %n) : (${view}, index) -> f64
    %p = arith.mulf %r, %x : f64
    return %p : f64
  }
  func.func private @g(%a: ${view}, %x: f64, %n: index) {${constants}
    %r = func.call @sum(%a, %n) : (${view}, index) -> f64
    %p = arith.mulf %r, %x : f64
    memref.store %p, %a[%c0] : ${view}
    return
  }`;

/** A parallel loop that keeps values, in a function that calls itself behind it. */
const smoothing = `
  func.func private @g(%a: ${view}, %x: f64, %n: index) {${constants}
    %goes = arith.cmpi ugt, %n, %c1 : index
    scf.if %goes {
      %t = memref.alloc(%n) : ${buffer}
      scf.parallel (%i) = (%c0) to (%n) step (%c1) {
        %u = memref.load %a[%i] : ${view}
        %v = memref.load %a[%c0] : ${view}
        %w = arith.mulf %u, %v : f64
        %s = math.sin %w : f64
        %e = math.exp %s : f64
        %p = arith.mulf %e, %x : f64
        memref.store %p, %t[%i] : ${buffer}
        scf.reduce
      }
      scf.parallel (%i) = (%c0) to (%n) step (%c1) {
        %u = memref.load %t[%i] : ${buffer}
        memref.store %u, %a[%i] : ${view}
        scf.reduce
      }
      memref.dealloc %t : ${buffer}
      %h = arith.divui %n, %c2 : index
      %y = math.cos %x : f64
      func.call @g(%a, %y, %h) : (${view}, f64, index) -> ()
    }
    return
  }`;

const programs: Readonly<Record<string, string>> = {
  "itself in scf.parallel": tree((body) => `scf.parallel (%i) = (%c0) to (%c2) step (%c1) { ${body} scf.reduce }`),
  "itself in scf.forall": tree((body) => `scf.forall (%i) in (2) { ${body} }`),
  "itself in affine.parallel": tree((body) => `affine.parallel (%i) = (0) to (2) { ${body} }`),
  "itself in a loop of a parallel loop": tree(
    (body) =>
      `scf.parallel (%k) = (%c0) to (%c1) step (%c1) { scf.for %i = %c0 to %c2 step %c1 { ${body} } scf.reduce }`,
  ),
  "one another, with a sum": summedTree,
  "itself behind parallel loops": smoothing,
};

const subject = (text: string): Subject => ({
  text: `${text}
  func.func @f(%a: ${buffer}, %x: f64, %n: index) {
    %v = memref.cast %a : ${buffer} to ${view}
    call @g(%v, %x, %n) : (${view}, f64, index) -> ()
    return
  }`,
  types: [buffer, "f64", "index"],
  resultTypes: [],
  args: [[0.7, 1.1, 0.9, 1.3, 0.6, 0.8, 1.2, 0.5], 0.8, 8],
});

/** The same called by each iteration of a parallel loop, for a part of the buffer. */
const calledInParallel = (text: string): Subject => ({
  text: `${text}
  func.func @f(%a: ${buffer}, %x: f64, %n: index) {${constants}
    scf.parallel (%i) = (%c0) to (%c2) step (%c1) {
      %begin = arith.muli %i, %n : index
      %part = memref.subview %a[%begin] [%n] [1] : ${buffer} to memref<?xf64, strided<[1], offset: ?>>
      %v = memref.cast %part : memref<?xf64, strided<[1], offset: ?>> to ${view}
      func.call @g(%v, %x, %n) : (${view}, f64, index) -> ()
      scf.reduce
    }
    return
  }`,
  types: [buffer, "f64", "index"],
  resultTypes: [],
  args: [[0.7, 1.1, 0.9, 1.3, 0.6, 0.8, 1.2, 0.5], 0.8, 4],
});

/** A function of one number around it. */
const ofNumber = (text: string): string => `${text}
  func.func private @f(%x: f64) -> f64 {${constants}
    %n = arith.constant 4 : index
    %a = memref.alloc(%n) : ${buffer}
    %last = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> f64 {
      memref.store %s, %a[%i] : ${buffer}
      %t = math.cos %s : f64
      scf.yield %t : f64
    }
    %v = memref.cast %a : ${buffer} to ${view}
    call @g(%v, %x, %n) : (${view}, f64, index) -> ()
    %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> f64 {
      %y = memref.load %a[%i] : ${buffer}
      %z = arith.mulf %y, %y : f64
      %t = arith.addf %s, %z : f64
      scf.yield %t : f64
    }
    memref.dealloc %a : ${buffer}
    return %sum : f64
  }`;

describe.each(Object.keys(programs))("a function that calls %s", (name) => {
  const text = programs[name]!;

  testEngines("both modes", ({ engine }) => {
    for (const whole of [subject(text), calledInParallel(text)]) {
      expectAgreement(derivativesOf(whole, { engine }), { values: 1e-14, modes: 1e-12, differences: 1e-7 });
    }
  });

  testEngines("twice", ({ engine }) => {
    expectSecondDerivatives(ofNumber(text), engine, { modes: 1e-11, differences: 1e-7 });
  });

  test.skipIf(!isEngineAvailable("llvm"))("frees what it allocates", () => {
    expectFreed(memoryOfReverseOverReverse(ofNumber(text)));
  });
});

test("threads of a kernel that call such a function, each with a part of its own", () => {
  const kernel = tree((body) => `scf.for %i = %c0 to %c2 step %c1 { ${body} }`);
  expectAgreement(
    derivativesOf({
      text: `${kernel}
    func.func @f(%a: ${buffer}, %x: f64, %n: index) {${constants}
      gpu.launch blocks(%bx, %by, %bz) in (%gx = %c2, %gy = %c1, %gz = %c1) threads(%tx, %ty, %tz) in (%sx = %c2, %sy = %c1, %sz = %c1) {
        %block = arith.muli %bx, %sx : index
        %thread = arith.addi %block, %tx : index
        %begin = arith.muli %thread, %n : index
        %part = memref.subview %a[%begin] [%n] [1] : ${buffer} to memref<?xf64, strided<[1], offset: ?>>
        %v = memref.cast %part : memref<?xf64, strided<[1], offset: ?>> to ${view}
        func.call @g(%v, %x, %n) : (${view}, f64, index) -> ()
        gpu.terminator
      }
      return
    }`,
      types: [buffer, "f64", "index"],
      resultTypes: [],
      args: [[0.7, 1.1, 0.9, 1.3, 0.6, 0.8, 1.2, 0.5], 0.8, 2],
    }),
    { values: 1e-14, modes: 1e-12, differences: 1e-7 },
  );
});
