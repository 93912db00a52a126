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

describeEngines("cf", ({ run, engine }) => {
  it("loops, and joins of several branches", () => {
    const { sum } = run(`
      func.func @sum(%n: i32) -> i32 {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        cf.br ^head(%zero, %zero : i32, i32)
      ^head(%i: i32, %s: i32):
        %go = arith.cmpi slt, %i, %n : i32
        cf.cond_br %go, ^body, ^exit
      ^body:
        %c3 = arith.constant 3 : i32
        %rest = arith.remsi %i, %c3 : i32
        %next = arith.addi %i, %one : i32
        cf.switch %rest : i32, [
          default: ^join(%zero : i32),
          1: ^join(%i : i32),
          2: ^skip
        ]
      ^join(%add: i32):
        %t = arith.addi %s, %add : i32
        cf.br ^head(%next, %t : i32, i32)
      ^skip:
        %c100 = arith.constant 100 : i32
        %big = arith.cmpi sgt, %i, %c100 : i32
        cf.cond_br %big, ^exit, ^head(%next, %s : i32, i32)
      ^exit:
        return %s : i32
      }`);
    expect(sum!(10)).toBe(1 + 4 + 7);
    expect(sum!(0)).toBe(0);
    let expected = 0;
    for (let i = 1; i <= 101; i += 3) expected += i < 101 ? i : 0;
    expect(sum!(1000)).toBe(expected);
  });

  it("nested loops with an early exit from both", () => {
    const { find } = run(`
      func.func @find(%m: memref<?x?xi64>, %x: i64) -> (index, index) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %none = arith.constant -1 : index
        %rows = memref.dim %m, %c0 : memref<?x?xi64>
        %columns = memref.dim %m, %c1 : memref<?x?xi64>
        cf.br ^row(%c0 : index)
      ^row(%i: index):
        %more = arith.cmpi slt, %i, %rows : index
        cf.cond_br %more, ^column(%c0 : index), ^exit(%none, %none : index, index)
      ^column(%j: index):
        %inside = arith.cmpi slt, %j, %columns : index
        cf.cond_br %inside, ^compare, ^nextrow
      ^compare:
        %y = memref.load %m[%i, %j] : memref<?x?xi64>
        %found = arith.cmpi eq, %x, %y : i64
        %j1 = arith.addi %j, %c1 : index
        cf.cond_br %found, ^exit(%i, %j : index, index), ^column(%j1 : index)
      ^nextrow:
        %i1 = arith.addi %i, %c1 : index
        cf.br ^row(%i1 : index)
      ^exit(%a: index, %b: index):
        return %a, %b : index, index
      }`);
    const m = { data: BigInt64Array.from([1n, 2n, 3n, 4n, 5n, 6n]), shape: [2, 3] };
    expect(find!(m, 5n)).toEqual([1, 1]);
    expect(find!(m, 1n)).toEqual([0, 0]);
    expect(find!(m, 9n)).toEqual([-1, -1]);
  });

  it("a loop with two entries", () => {
    const { irreducible } = run(`
      func.func @irreducible(%left: i1, %n: i32) -> (i32, i32) {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        %ten = arith.constant 10 : i32
        cf.cond_br %left, ^a(%zero, %zero : i32, i32), ^b(%zero, %zero : i32, i32)
      ^a(%i: i32, %s: i32):
        %i1 = arith.addi %i, %one : i32
        %s1 = arith.addi %s, %one : i32
        %go = arith.cmpi slt, %i1, %n : i32
        cf.cond_br %go, ^b(%i1, %s1 : i32, i32), ^exit(%s1 : i32)
      ^b(%j: i32, %t: i32):
        %j1 = arith.addi %j, %one : i32
        %t1 = arith.addi %t, %ten : i32
        %on = arith.cmpi slt, %j1, %n : i32
        cf.cond_br %on, ^a(%j1, %t1 : i32, i32), ^exit(%t1 : i32)
      ^exit(%r: i32):
        return %r, %n : i32, i32
      }`);
    expect(irreducible!(true, 5)).toEqual([23, 5]);
    expect(irreducible!(false, 5)).toEqual([32, 5]);
    expect(irreducible!(false, 0)).toEqual([10, 0]);
  });

  it("exchanges block arguments", () => {
    const { swap } = run(`
      func.func @swap(%n: i32, %a: f64, %b: f64) -> (f64, f64) {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        cf.br ^head(%zero, %a, %b : i32, f64, f64)
      ^head(%i: i32, %x: f64, %y: f64):
        %next = arith.addi %i, %one : i32
        %go = arith.cmpi slt, %i, %n : i32
        cf.cond_br %go, ^head(%next, %y, %x : i32, f64, f64), ^exit
      ^exit:
        return %x, %y : f64, f64
      }`);
    expect(swap!(3, 1, 2)).toEqual([2, 1]);
    expect(swap!(4, 1, 2)).toEqual([1, 2]);
  });

  it("long chains of blocks", () => {
    const count = 3000;
    const blocks = Array.from(
      { length: count },
      (_, i) => `^b${i}(%x${i}: i32):
        %y${i} = arith.addi %x${i}, %one : i32
        %c${i} = arith.cmpi eq, %y${i}, %stop : i32
        cf.cond_br %c${i}, ^exit(%y${i} : i32), ^b${i + 1}(%y${i} : i32)`,
    );
    const { chain } = run(`
      func.func @chain(%stop: i32) -> i32 {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        cf.br ^b0(%zero : i32)
      ${blocks.join("\n")}
      ^b${count}(%last: i32):
        return %last : i32
      ^exit(%r: i32):
        %d = arith.addi %r, %r : i32
        return %d : i32
      }`);
    expect(chain!(7)).toBe(14);
    expect(chain!(-1)).toBe(count);
  });

  // Native code ends the process.
  it.runIf(engine === "js")("assertions", () => {
    const { check } = run(`
      func.func @check(%x: i1) {
        cf.assert %x, "x \\"must\\" hold"
        return
      }`);
    expect(check!(true)).toBeUndefined();
    expect(() => check!(false)).toThrow(`'check': assertion failed: x "must" hold`);
  });
});

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
