/** Functions, calls and recursion compute the same on every engine. */

import { expect, it } from "vitest";
import { describeEngines } from "../../support/engines.ts";

describeEngines("func", ({ run, engine }) => {
  it("recursion, several results, functions as values", () => {
    const { even, apply, divide } = run(`
      func.func @even(%n: i32) -> i1 {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        %done = arith.cmpi eq, %n, %zero : i32
        %r = scf.if %done -> (i1) {
          %true = arith.constant true
          scf.yield %true : i1
        } else {
          %m = arith.subi %n, %one : i32
          %odd = func.call @odd(%m) : (i32) -> i1
          scf.yield %odd : i1
        }
        return %r : i1
      }
      func.func private @odd(%n: i32) -> i1 {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        %done = arith.cmpi eq, %n, %zero : i32
        %r = scf.if %done -> (i1) {
          %false = arith.constant false
          scf.yield %false : i1
        } else {
          %m = arith.subi %n, %one : i32
          %e = func.call @even(%m) : (i32) -> i1
          scf.yield %e : i1
        }
        return %r : i1
      }
      func.func @divide(%a: i32, %b: i32) -> (i32, i32) {
        %q = arith.divsi %a, %b : i32
        %r = arith.remsi %a, %b : i32
        return %q, %r : i32, i32
      }
      func.func @apply(%which: i1, %a: i32, %b: i32) -> (i32, i32) {
        %f = func.constant @divide : (i32, i32) -> (i32, i32)
        %g = func.constant @swap : (i32, i32) -> (i32, i32)
        %h = arith.select %which, %f, %g : (i32, i32) -> (i32, i32)
        %r:2 = func.call_indirect %h(%a, %b) : (i32, i32) -> (i32, i32)
        return %r#0, %r#1 : i32, i32
      }
      func.func private @swap(%a: i32, %b: i32) -> (i32, i32) {
        return %b, %a : i32, i32
      }`);
    expect(even!(10)).toBe(true);
    expect(even!(7)).toBe(false);
    expect(divide!(17, 5)).toEqual([3, 2]);
    expect(apply!(true, 17, 5)).toEqual([3, 2]);
    expect(apply!(false, 17, 5)).toEqual([5, 17]);
  });

  it("names that JavaScript has a meaning for", () => {
    const module = run(`
      func.func @"return"(%x: i32) -> i32 { return %x : i32 }
      func.func @"a-b.c"(%x: i32) -> i32 { %0 = func.call @"return"(%x) : (i32) -> i32 return %0 : i32 }
      func.func @"a_b_c"(%x: i32) -> i32 { %0 = arith.addi %x, %x : i32 return %0 : i32 }
      func.func @exp(%x: f64) -> f64 { %0 = math.exp %x : f64 return %0 : f64 }
      func.func @__proto__(%x: i32) -> i32 { return %x : i32 }`);
    expect(module.return!(3)).toBe(3);
    expect(module["a-b.c"]!(3)).toBe(3);
    expect(module.a_b_c!(3)).toBe(6);
    expect(module.exp!(0)).toBe(1);
    expect(Object.keys(module)).toEqual(["return", "a-b.c", "a_b_c", "exp", "__proto__"]);
    expect((Object.getOwnPropertyDescriptor(module, "__proto__")!.value as (x: number) => number)(4)).toBe(4);
  });

  it.runIf(engine === "js")("an unsigned index that leaves the exact range", () => {
    const { count } = run(`
      func.func @count(%upper: index, %step: index) -> index {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %r = scf.for unsigned %i = %c0 to %upper step %step iter_args(%n = %c0) -> (index) {
          %m = arith.addi %n, %c1 : index
          scf.yield %m : index
        }
        return %r : index
      }`);
    expect(count!(10, 3)).toBe(4);
    expect(() => count!(-1, 2 ** 52)).toThrow("beyond 2^53");
  });

  it.runIf(engine === "js")("calls that are nested too deeply end with an error", () => {
    const { forever } = run(`
      func.func @forever(%x: i32) -> i32 {
        %0 = func.call @forever(%x) : (i32) -> i32
        %1 = arith.addi %0, %x : i32
        return %1 : i32
      }`);
    expect(() => forever!(1)).toThrow("'forever' calls functions too deeply");
  });
});
