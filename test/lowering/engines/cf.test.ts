/** Branches between blocks, and loops made of them, compute the same on every engine. */

import { expect, it } from "vitest";
import { describeEngines } from "../../support/engines.ts";

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
