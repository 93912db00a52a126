/** Buffers and pointers that are constants of the module at times, and memory that is written at others. */

import { describe, expect, test } from "vitest";
import { compile, isEngineAvailable } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement, gradientOf, type Subject } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { failureOf } from "../../../support/pipeline.ts";

const buffer = "memref<3xf64>";
const table = `memref.global "private" constant @table : ${buffer} = dense<[0.5, -1.25, 2.0]>`;

/** y[i] = sin(x[i]) * w + x[i], n times, beginning with a table. */
const recurrence: Subject = {
  text: `
    ${table}
    func.func @f(%w: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %c3 = arith.constant 3 : index
      %t = memref.get_global @table : ${buffer}
      %last = scf.for %k = %c0 to %n step %c1 iter_args(%x = %t) -> (${buffer}) {
        %y = memref.alloc() : ${buffer}
        scf.for %i = %c0 to %c3 step %c1 {
          %v = memref.load %x[%i] : ${buffer}
          %s = math.sin %v : f64
          %p = arith.mulf %s, %w : f64
          %a = arith.addf %p, %v : f64
          memref.store %a, %y[%i] : ${buffer}
        }
        scf.yield %y : ${buffer}
      }
      %a = memref.load %last[%c0] : ${buffer}
      %b = memref.load %last[%c2] : ${buffer}
      %r = arith.mulf %a, %b : f64
      return %r : f64
    }`,
  types: ["f64", "index"],
  resultTypes: ["f64"],
  args: [0.7, 3],
};

/** The table, the argument, or memory of the function's own; in each iteration another one, also as a view. */
const choices: Subject = {
  text: `
    ${table}
    memref.global "private" constant @other : ${buffer} = dense<[1.5, 0.25, -0.75]>
    func.func @f(%x: ${buffer}, %w: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %c3 = arith.constant 3 : index
      %zero = arith.constant 0.0 : f64
      %t = memref.get_global @table : ${buffer}
      %o = memref.get_global @other : ${buffer}
      %own = memref.alloc() : ${buffer}
      memref.copy %o, %own : ${buffer} to ${buffer}
      memref.store %w, %own[%c1] : ${buffer}
      %r = scf.for %k = %c0 to %n step %c1 iter_args(%sum = %zero) -> (f64) {
        %m = arith.remui %k, %c3 : index
        %is0 = arith.cmpi eq, %m, %c0 : index
        %is1 = arith.cmpi eq, %m, %c1 : index
        %a = arith.select %is0, %x, %t : ${buffer}
        %b = arith.select %is1, %own, %a : ${buffer}
        %tail = memref.subview %b[1] [2] [1] : ${buffer} to memref<2xf64, strided<[1], offset: 1>>
        %u = memref.load %tail[%c0] : memref<2xf64, strided<[1], offset: 1>>
        %v = memref.load %b[%c2] : ${buffer}
        %p = arith.mulf %u, %v : f64
        %q = arith.mulf %p, %w : f64
        %e = math.exp %q : f64
        %s = arith.addf %sum, %e : f64
        memref.store %s, %own[%c2] : ${buffer}
        scf.yield %s : f64
      }
      memref.dealloc %own : ${buffer}
      return %r : f64
    }`,
  types: [buffer, "f64", "index"],
  resultTypes: ["f64"],
  args: [[0.3, -0.6, 0.9], 0.4, 5],
};

/** A function that calls itself, with the table first. */
const recursion: Subject = {
  text: `
    ${table}
    func.func private @walk(%x: ${buffer}, %y: ${buffer}, %w: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %v = memref.load %x[%c1] : ${buffer}
      %r = scf.if %done -> f64 {
        scf.yield %v : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %s = math.sin %v : f64
        %p = arith.mulf %s, %w : f64
        memref.store %p, %y[%c1] : ${buffer}
        %q = func.call @walk(%y, %y, %w, %m) : (${buffer}, ${buffer}, f64, index) -> f64
        %t = arith.mulf %q, %v : f64
        scf.yield %t : f64
      }
      return %r : f64
    }
    func.func @f(%y: ${buffer}, %w: f64, %n: index) -> f64 {
      %t = memref.get_global @table : ${buffer}
      %r = func.call @walk(%t, %y, %w, %n) : (${buffer}, ${buffer}, f64, index) -> f64
      return %r : f64
    }`,
  types: [buffer, "f64", "index"],
  resultTypes: ["f64"],
  args: [[0.3, -0.6, 0.9], 1.4, 3],
};

describeEngines("constants among buffers", ({ engine }) => {
  test.each(Object.entries({ recurrence, choices, recursion }))("%s", (_, subject) => {
    expectAgreement(derivativesOf(subject, { engine }), { modes: 1e-12, differences: 1e-8 });
  });

  test("twice", () => {
    expectAgreement(derivativesOf(gradientOf(recurrence), { engine }), { modes: 1e-12, differences: 1e-8 });
  });
});

/** A pointer to a table goes through memory before it is read. */
const throughMemory = `
  llvm.mlir.global private constant @table(dense<[0.5, -1.25, 2.0]> : tensor<3xf64>) : !llvm.array<3 x f64>
  llvm.func @f(%x: f64, %c: i1) -> f64 {
    %one = llvm.mlir.constant(1 : i32) : i32
    %t = llvm.mlir.addressof @table : !llvm.ptr
    %u = llvm.getelementptr %t[1] : (!llvm.ptr) -> !llvm.ptr, f64
    %own = llvm.alloca %one x f64 : (i32) -> !llvm.ptr
    llvm.store %x, %own : f64, !llvm.ptr
    %slot = llvm.alloca %one x !llvm.ptr : (i32) -> !llvm.ptr
    scf.if %c {
      llvm.store %own, %slot : !llvm.ptr, !llvm.ptr
    } else {
      llvm.store %u, %slot : !llvm.ptr, !llvm.ptr
    }
    %p = llvm.load %slot : !llvm.ptr -> !llvm.ptr
    %v = llvm.load %p : !llvm.ptr -> f64
    %r = llvm.fmul %v, %x : f64
    llvm.return %r : f64
  }
  func.func @both(%x: f64, %c: i1) -> (f64, f64) {
    %one = arith.constant 1.0 : f64
    %d = ad.grad @f(%x, %c) wrt [0] : (f64, i1) -> f64
    %r, %t = ad.jvp @f(%x, %c) tangents(%one : f64) wrt [0] : (f64, i1) -> (f64, f64)
    return %d, %t : f64, f64
  }`;

/** A constant holds the addresses of others, and that of a function. */
const behindConstants = `
  llvm.mlir.global private constant @first(dense<[0.5, -1.25]> : tensor<2xf64>) : !llvm.array<2 x f64>
  llvm.mlir.global private constant @second(dense<[3.0, 4.0]> : tensor<2xf64>) : !llvm.array<2 x f64>
  llvm.mlir.global private constant @tables() : !llvm.array<3 x ptr> {
    %0 = llvm.mlir.undef : !llvm.array<3 x ptr>
    %1 = llvm.mlir.addressof @first : !llvm.ptr
    %2 = llvm.mlir.addressof @second : !llvm.ptr
    %3 = llvm.mlir.addressof @f : !llvm.ptr
    %4 = llvm.insertvalue %1, %0[0] : !llvm.array<3 x ptr>
    %5 = llvm.insertvalue %2, %4[1] : !llvm.array<3 x ptr>
    %6 = llvm.insertvalue %3, %5[2] : !llvm.array<3 x ptr>
    llvm.return %6 : !llvm.array<3 x ptr>
  }
  llvm.func @f(%x: f64, %i: i64, %c: i1) -> f64 {
    %one = llvm.mlir.constant(1 : i32) : i32
    %t = llvm.mlir.addressof @tables : !llvm.ptr
    %u = llvm.getelementptr %t[0, %i] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<3 x ptr>
    %table = llvm.load %u : !llvm.ptr -> !llvm.ptr
    %own = llvm.alloca %one x !llvm.array<2 x f64> : (i32) -> !llvm.ptr
    %place = llvm.getelementptr %own[1] : (!llvm.ptr) -> !llvm.ptr, f64
    llvm.store %x, %place : f64, !llvm.ptr
    %p = llvm.select %c, %own, %table : i1, !llvm.ptr
    %q = llvm.getelementptr %p[1] : (!llvm.ptr) -> !llvm.ptr, f64
    %v = llvm.load %q : !llvm.ptr -> f64
    %r = llvm.fmul %v, %x : f64
    llvm.return %r : f64
  }
  func.func @both(%x: f64, %i: i64, %c: i1) -> (f64, f64) {
    %one = arith.constant 1.0 : f64
    %d = ad.grad @f(%x, %i, %c) wrt [0] : (f64, i64, i1) -> f64
    %r, %t = ad.jvp @f(%x, %i, %c) tangents(%one : f64) wrt [0] : (f64, i64, i1) -> (f64, f64)
    return %d, %t : f64, f64
  }`;

describe.skipIf(!isEngineAvailable("llvm"))("constants among pointers", () => {
  test("hold the addresses of others", () => {
    const { both } = compile(behindConstants, { engine: "llvm" }) as unknown as {
      both(x: number, i: bigint, c: boolean): [number, number];
    };
    expect(both(3, 0n, true)).toEqual([6, 6]);
    expect(both(3, 0n, false)).toEqual([-1.25, -1.25]);
    expect(both(3, 1n, false)).toEqual([4, 4]);
  });

  test("go through memory", () => {
    const { both } = compile(throughMemory, { engine: "llvm" }) as unknown as {
      both(x: number, c: boolean): [number, number];
    };
    expect(both(3, true)).toEqual([6, 6]);
    expect(both(3, false)).toEqual([-1.25, -1.25]);
  });
});

describe("what is no constant of numbers", () => {
  const text = (global: string): string => `
    ${global}
    llvm.func @f(%x: f64, %c: i1) -> f64 {
      %one = llvm.mlir.constant(1 : i32) : i32
      %t = llvm.mlir.addressof @g : !llvm.ptr
      %own = llvm.alloca %one x f64 : (i32) -> !llvm.ptr
      llvm.store %x, %own : f64, !llvm.ptr
      %p = llvm.select %c, %own, %t : i1, !llvm.ptr
      %v = llvm.load %p : !llvm.ptr -> f64
      llvm.return %v : f64
    }`;
  test.each([
    ["is declared elsewhere", "llvm.mlir.global external constant @g() : f64"],
    ["holds pointers", "llvm.mlir.global private constant @g(#llvm.zero) : !llvm.struct<(f64, ptr)>"],
  ])("%s", (_, global) => {
    for (const mode of ["forward", "reverse"]) {
      const [message] = failureOf(text(global), `autodiff{function=f mode=${mode} wrt=0}`);
      expect(message).toContain("cannot be differentiated: it gives memory that others may reach as well");
    }
  });
});
