/** Calls and recursion. */

import { type Program, program } from "./program.ts";

export const calls: readonly Program[] = [
  program(
    "calls, several results, and a function that is called twice",
    [[0.3, 1.4]],
    `func.func private @g(%a: f64, %b: f64) -> (f64, f64) {
      %s = math.sin %a : f64
      %p = arith.mulf %s, %b : f64
      return %p, %s : f64, f64
    }
    func.func @f(%x: f64, %y: f64) -> f64 {
      %a, %b = func.call @g(%x, %y) : (f64, f64) -> (f64, f64)
      %c, %d = func.call @g(%a, %x) : (f64, f64) -> (f64, f64)
      %m = arith.mulf %b, %c : f64
      %n = arith.addf %m, %d : f64
      return %n : f64
    }`,
  ),
  program(
    "recursion",
    [[1.3, 0.4]],
    `func.func private @g(%x: f64, %y: f64, %n: i64) -> f64 {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %done = arith.cmpi eq, %n, %zero : i64
      %r = scf.if %done -> (f64) {
        scf.yield %y : f64
      } else {
        %m = arith.subi %n, %one : i64
        %p = func.call @g(%x, %y, %m) : (f64, f64, i64) -> f64
        %s = math.sin %p : f64
        %q = arith.mulf %s, %x : f64
        scf.yield %q : f64
      }
      return %r : f64
    }
    func.func @f(%x: f64, %y: f64) -> f64 {
      %n = arith.constant 6 : i64
      %r = func.call @g(%x, %y, %n) : (f64, f64, i64) -> f64
      return %r : f64
    }`,
  ),
  program(
    "two functions that call each other",
    [[0.9]],
    `func.func private @even(%x: f64, %n: i64) -> f64 {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %done = arith.cmpi eq, %n, %zero : i64
      %r = scf.if %done -> (f64) {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %one : i64
        %s = math.sin %x : f64
        %p = func.call @odd(%s, %m) : (f64, i64) -> f64
        scf.yield %p : f64
      }
      return %r : f64
    }
    func.func private @odd(%x: f64, %n: i64) -> f64 {
      %one = arith.constant 1 : i64
      %m = arith.subi %n, %one : i64
      %e = math.exp %x : f64
      %p = func.call @even(%e, %m) : (f64, i64) -> f64
      %q = arith.mulf %p, %x : f64
      return %q : f64
    }
    func.func @f(%x: f64) -> f64 {
      %n = arith.constant 4 : i64
      %r = func.call @even(%x, %n) : (f64, i64) -> f64
      return %r : f64
    }`,
  ),
];
