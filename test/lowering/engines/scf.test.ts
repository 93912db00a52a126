/** Structured control flow computes the same on every engine. */

import { expect, it } from "vitest";
import { describeEngines } from "../../support/engines.ts";

describeEngines("scf", ({ run }) => {
  it("for: counts and carries values, which may be exchanged", () => {
    const { fibonacci } = run(`
      func.func @fibonacci(%n: index) -> (i32, i32) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %a = arith.constant 0 : i32
        %b = arith.constant 1 : i32
        %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%x = %a, %y = %b) -> (i32, i32) {
          %s = arith.addi %x, %y : i32
          scf.yield %y, %s : i32, i32
        }
        return %r#0, %r#1 : i32, i32
      }`);
    expect(fibonacci!(0)).toEqual([0, 1]);
    expect(fibonacci!(10)).toEqual([55, 89]);
    expect(fibonacci!(-3)).toEqual([0, 1]);
  });

  it("for: rotates three values", () => {
    const { rotate } = run(`
      func.func @rotate(%n: index, %a: i32, %b: i32, %c: i32) -> (i32, i32, i32) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %r:3 = scf.for %i = %c0 to %n step %c1 iter_args(%x = %a, %y = %b, %z = %c) -> (i32, i32, i32) {
          scf.yield %y, %z, %x : i32, i32, i32
        }
        return %r#0, %r#1, %r#2 : i32, i32, i32
      }`);
    expect([0, 1, 2, 3].map((n) => rotate!(n, 1, 2, 3))).toEqual([
      [1, 2, 3],
      [2, 3, 1],
      [3, 1, 2],
      [1, 2, 3],
    ]);
  });

  it.each([
    ["i8", "", -128, 20, 60, [-128, -68, -8]],
    ["i8", "unsigned", 10, -56, 70, [10, 80, -106]],
    ["i32", "", -5, 5, 4, [-5, -1, 3]],
    ["i32", "unsigned", 2147483646, -2147483646, 2, [2147483646, -2147483648]],
    ["i64", "", -5n, 5n, 4n, [-5n, -1n, 3n]],
    ["i64", "unsigned", 1n, -(1n << 62n), 1n << 62n, [1n, (1n << 62n) + 1n, -(1n << 63n) + 1n]],
    ["index", "", -3, 7, 5, [-3, 2]],
    ["index", "unsigned", 0, 3, 1, [0, 1, 2]],
    ["i1", "unsigned", false, true, true, [false]],
    ["i1", "", true, false, true, [true]],
  ] as const)("for: a counter of type %s %s", (type, order, lower, upper, step, expected) => {
    const { count } = run(
      `
      func.func @count(%out: memref<8x${type}>, %lower: ${type}, %upper: ${type}, %step: ${type}) -> index {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c2 = arith.constant 2 : index
        %r = scf.for ${order} %i = %lower to %upper step %step iter_args(%n = %c0) -> (index) : ${type} {
          memref.store %i, %out[%n] : memref<8x${type}>
          %stop = arith.cmpi eq, %n, %c2 : index
          %m = arith.addi %n, %c1 : index
          scf.yield %m : index
        }
        return %r : index
      }`.replace(type === "index" ? " : index {" : "", type === "index" ? " {" : ""),
    );
    const out = {
      index: new BigInt64Array(8),
      i8: new Int8Array(8),
      i1: new Uint8Array(8),
      i32: new Int32Array(8),
      i64: new BigInt64Array(8),
    }[type];
    const length = count!(out, lower, upper, step);
    expect(length).toBe(expected.length);
    expect([...out].slice(0, expected.length).map(Number)).toEqual([...expected].map(Number));
  });

  it("while: passes other values on than it carries", () => {
    const { collatz } = run(`
      func.func @collatz(%start: i64) -> (i32, i1) {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        %r:2 = scf.while (%n = %start, %steps = %zero) : (i64, i32) -> (i32, i1) {
          %c1 = arith.constant 1 : i64
          %go = arith.cmpi ne, %n, %c1 : i64
          %c2 = arith.constant 2 : i64
          %rest = arith.remui %n, %c2 : i64
          %odd = arith.trunci %rest : i64 to i1
          scf.condition(%go) %steps, %odd : i32, i1
        } do {
        ^bb0(%steps: i32, %odd: i1):
          %next = arith.addi %steps, %one : i32
          %n = func.call @advance(%start, %next) : (i64, i32) -> i64
          scf.yield %n, %next : i64, i32
        }
        return %r#0, %r#1 : i32, i1
      }
      func.func private @advance(%start: i64, %steps: i32) -> i64 {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        %r = scf.for %i = %zero to %steps step %one iter_args(%n = %start) -> (i64) : i32 {
          %odd = arith.trunci %n : i64 to i1
          %m = scf.if %odd -> (i64) {
            %c3 = arith.constant 3 : i64
            %c1 = arith.constant 1 : i64
            %t = arith.muli %n, %c3 : i64
            %u = arith.addi %t, %c1 : i64
            scf.yield %u : i64
          } else {
            %c1 = arith.constant 1 : i64
            %h = arith.shrui %n, %c1 : i64
            scf.yield %h : i64
          }
          scf.yield %m : i64
        }
        return %r : i64
      }`);
    expect(collatz!(27n)).toEqual([111, true]);
    expect(collatz!(1n)).toEqual([0, true]);
  });

  it("while: exchanges what it carries", () => {
    const { gcd } = run(`
      func.func @gcd(%a: i32, %b: i32) -> i32 {
        %r:2 = scf.while (%x = %a, %y = %b) : (i32, i32) -> (i32, i32) {
          %zero = arith.constant 0 : i32
          %go = arith.cmpi ne, %y, %zero : i32
          scf.condition(%go) %y, %x : i32, i32
        } do {
        ^bb0(%y: i32, %x: i32):
          %m = arith.remsi %x, %y : i32
          scf.yield %y, %m : i32, i32
        }
        return %r#1 : i32
      }`);
    expect(gcd!(1071, 462)).toBe(21);
    expect(gcd!(5, 0)).toBe(5);
  });

  it("if, index_switch, execute_region", () => {
    const { choose } = run(`
      func.func @choose(%i: index, %x: f64) -> (f64, index) {
        %one = arith.constant 1.0 : f64
        %a:2 = scf.index_switch %i -> f64, index
        case -2 {
          %y = arith.negf %x : f64
          scf.yield %y, %i : f64, index
        }
        case 5 {
          %c = arith.cmpf ogt, %x, %one : f64
          %y = scf.if %c -> (f64) {
            scf.yield %one : f64
          } else {
            scf.yield %x : f64
          }
          %k = arith.constant 50 : index
          scf.yield %y, %k : f64, index
        }
        default {
          %y = scf.execute_region -> f64 {
            %c = arith.cmpf olt, %x, %one : f64
            cf.cond_br %c, ^small, ^large
          ^small:
            scf.yield %x : f64
          ^large:
            %z = arith.mulf %x, %x : f64
            cf.br ^end(%z : f64)
          ^end(%w: f64):
            scf.yield %w : f64
          }
          %k = arith.constant 0 : index
          scf.yield %y, %k : f64, index
        }
        return %a#0, %a#1 : f64, index
      }`);
    expect(choose!(-2, 3)).toEqual([-3, -2]);
    expect(choose!(5, 3)).toEqual([1, 50]);
    expect(choose!(5, 0.5)).toEqual([0.5, 50]);
    expect(choose!(0, 3)).toEqual([9, 0]);
    expect(choose!(0, 0.25)).toEqual([0.25, 0]);
  });

  it("parallel with reductions, forall", () => {
    const { reduce, fill } = run(`
      func.func @reduce(%n: index, %m: index) -> (index, f32) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c2 = arith.constant 2 : index
        %zero = arith.constant 0.0 : f32
        %r:2 = scf.parallel (%i, %j) = (%c0, %c1) to (%n, %m) step (%c1, %c2) init (%c0, %zero) -> (index, f32) {
          %p = arith.muli %i, %j : index
          %w = arith.index_cast %p : index to i32
          %f = arith.sitofp %w : i32 to f32
          scf.reduce(%p, %f : index, f32) {
          ^bb0(%a: index, %b: index):
            %s = arith.addi %a, %b : index
            scf.reduce.return %s : index
          }, {
          ^bb0(%a: f32, %b: f32):
            %s = arith.maximumf %a, %b : f32
            scf.reduce.return %s : f32
          }
        }
        return %r#0, %r#1 : index, f32
      }
      func.func @fill(%out: memref<?x6xi32>, %n: index) {
        scf.forall (%i, %j) = (0, 1) to (%n, 6) step (1, 2) {
          %a = arith.index_cast %i : index to i32
          %b = arith.index_cast %j : index to i32
          %c10 = arith.constant 10 : i32
          %t = arith.muli %a, %c10 : i32
          %s = arith.addi %t, %b : i32
          memref.store %s, %out[%i, %j] : memref<?x6xi32>
        }
        return
      }`);
    let sum = 0;
    let largest = 0;
    for (let i = 0; i < 5; i++) {
      for (let j = 1; j < 8; j += 2) {
        sum += i * j;
        largest = Math.max(largest, i * j);
      }
    }
    expect(reduce!(5, 8)).toEqual([sum, largest]);
    const out = new Int32Array(12);
    fill!(out, 2);
    expect([...out]).toEqual([0, 1, 0, 3, 0, 5, 0, 11, 0, 13, 0, 15]);
  });
});
