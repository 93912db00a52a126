/** Functions that call themselves and use memory in all kinds of ways. */

import type { NamedSubject } from "../../../support/derivatives.ts";
import { buffer, view, wave } from "./buffers.ts";

export const memory: readonly NamedSubject[] = [
  {
    name: "a walk that rewrites what it meets before and behind the call",
    text: `func.func private @walk(%a: ${buffer}, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %z = arith.constant 0.5 : f64
      %done = arith.cmpi ule, %n, %c1 : index
      %r = scf.if %done -> f64 {
        scf.yield %z : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %x = memref.load %a[%m] : ${buffer}
        %m1 = arith.subi %m, %c1 : index
        %y = memref.load %a[%m1] : ${buffer}
        %p = arith.mulf %x, %y : f64
        %s = math.sin %p : f64
        memref.store %s, %a[%m1] : ${buffer}
        %q = func.call @walk(%a, %m) : (${buffer}, index) -> f64
        %w = memref.load %a[%c0] : ${buffer}
        %t = arith.mulf %w, %q : f64
        %u = arith.mulf %s, %x : f64
        %v = arith.addf %t, %u : f64
        memref.store %t, %a[%m] : ${buffer}
        scf.yield %v : f64
      }
      return %r : f64
    }
    func.func @f(%a: ${buffer}, %n: index) -> f64 {
      %r = func.call @walk(%a, %n) : (${buffer}, index) -> f64
      return %r : f64
    }`,
    types: [buffer, "index"],
    resultTypes: ["f64"],
    args: [wave(6), 6],
  },
  {
    name: "a recursive function itself, deeper than a stack has room at first",
    text: `func.func @f(%a: ${buffer}, %n: index, %x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c3 = arith.constant 3 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %i = arith.remui %m, %c3 : index
        %y = memref.load %a[%i] : ${buffer}
        %p = arith.mulf %x, %y : f64
        %s = math.sin %p : f64
        memref.store %s, %a[%i] : ${buffer}
        %t = arith.addf %s, %y : f64
        %q = func.call @f(%a, %m, %t) : (${buffer}, index, f64) -> f64
        %v = arith.mulf %q, %y : f64
        scf.yield %v : f64
      }
      return %r : f64
    }`,
    types: [buffer, "index", "f64"],
    resultTypes: ["f64"],
    args: [[0.9, 1.1, 0.8], 40, 0.7],
  },
  {
    name: "a function that only reads what is changed afterwards",
    text: `func.func private @product(%a: ${buffer}, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %one = arith.constant 1.0 : f64
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %one : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %x = memref.load %a[%m] : ${buffer}
        %q = func.call @product(%a, %m) : (${buffer}, index) -> f64
        %p = arith.mulf %x, %q : f64
        scf.yield %p : f64
      }
      return %r : f64
    }
    func.func @f(%a: ${buffer}, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %p = func.call @product(%a, %n) : (${buffer}, index) -> f64
      scf.for %i = %c0 to %n step %c1 {
        %q = func.call @product(%a, %n) : (${buffer}, index) -> f64
        memref.store %q, %a[%i] : ${buffer}
      }
      %x = memref.load %a[%c1] : ${buffer}
      %r = arith.addf %p, %x : f64
      return %r : f64
    }`,
    types: [buffer, "index"],
    resultTypes: ["f64"],
    args: [wave(4), 4],
  },
  {
    name: "memory on the stack, and of the same buffer two views that overlap",
    text: `func.func private @mix(%a: ${view}, %b: ${view}, %n: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %goes = arith.cmpi ugt, %n, %c0 : index
      scf.if %goes {
        %m = arith.subi %n, %c1 : index
        %t = memref.alloca() : memref<2xf64>
        %x = memref.load %a[%m] : ${view}
        %y = memref.load %b[%c0] : ${view}
        %p = arith.mulf %x, %y : f64
        memref.store %p, %t[%c0] : memref<2xf64>
        memref.store %x, %t[%c1] : memref<2xf64>
        func.call @mix(%b, %a, %m) : (${view}, ${view}, index) -> ()
        %u = memref.load %t[%c0] : memref<2xf64>
        %v = memref.load %t[%c1] : memref<2xf64>
        scf.for %i = %c0 to %n step %c1 {
          %w = memref.load %b[%i] : ${view}
          %k = arith.mulf %w, %u : f64
          %l = arith.addf %k, %v : f64
          %s = math.sin %l : f64
          memref.store %s, %a[%i] : ${view}
        }
      }
      return
    }
    func.func @f(%a: ${buffer}, %n: index) {
      %c1 = arith.constant 1 : index
      %v = memref.subview %a[0] [%n] [1] : ${buffer} to memref<?xf64, strided<[1]>>
      %w = memref.subview %a[1] [%n] [1] : ${buffer} to memref<?xf64, strided<[1], offset: 1>>
      %x = memref.cast %v : memref<?xf64, strided<[1]>> to ${view}
      %y = memref.cast %w : memref<?xf64, strided<[1], offset: 1>> to ${view}
      func.call @mix(%x, %y, %n) : (${view}, ${view}, index) -> ()
      return
    }`,
    types: [buffer, "index"],
    resultTypes: [],
    args: [wave(5), 4],
  },
];
