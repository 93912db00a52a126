/** Lifted functions compute the same as before, whatever their graph is like. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import { compile } from "../../tools/compile.ts";
import { programs } from "../passes/autodiff/programs/programs.ts";
import { failureOf, transformed } from "../support/pipeline.ts";

/**
 * A function that walks through a random graph: every block mixes its number into a hash and goes on by its bits, until
 * the fuel is used up. Blocks pass different numbers of arguments, and use values of blocks that dominate them.
 */
function randomGraph(seed: number, blockCount: number): string {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  const extra = Array.from({ length: blockCount }, () => random(3));
  const pass = (target: number, hash: string, fuel: string): string => {
    const more = Array.from({ length: extra[target]! }, () => hash);
    const operands = [hash, fuel, ...more];
    return `^b${target}(${operands.join(", ")} : ${operands.map(() => "i64").join(", ")})`;
  };
  const lines = [`  cf.br ${pass(0, "%start", "%amount")}`];
  for (let block = 0; block < blockCount; block++) {
    const p = `%v${block}`;
    const args = [`${p}h: i64`, `${p}f: i64`, ...Array.from({ length: extra[block]! }, (_, i) => `${p}x${i}: i64`)];
    lines.push(`^b${block}(${args.join(", ")}):`);
    lines.push(`  ${p}n = arith.constant ${block + 7} : i64`, `  ${p}m = arith.muli ${p}h, %factor : i64`);
    let hash = `${p}m`;
    for (let i = 0; i < extra[block]!; i++) {
      lines.push(`  ${p}y${i} = arith.xori ${hash}, ${p}x${i} : i64`);
      hash = `${p}y${i}`;
    }
    lines.push(`  ${p}s = arith.addi ${hash}, ${p}n : i64`, `  ${p}g = arith.subi ${p}f, %one : i64`);
    lines.push(`  ${p}d = arith.cmpi sle, ${p}g, %zero : i64`);
    lines.push(`  cf.cond_br ${p}d, ^exit(${p}s : i64), ^c${block}`, `^c${block}:`);
    lines.push(`  ${p}b = arith.shrui ${p}s, %shift : i64`);
    const kind = random(4);
    const target = (): string => pass(random(blockCount), `${p}s`, `${p}g`);
    if (kind === 0) lines.push(`  cf.br ${target()}`);
    else if (kind < 3) {
      lines.push(`  ${p}t = arith.trunci ${p}b : i64 to i1`);
      lines.push(`  cf.cond_br ${p}t, ${target()}, ${target()}`);
    } else {
      lines.push(`  ${p}a = arith.andi ${p}b, %three : i64`, `  ${p}w = arith.trunci ${p}a : i64 to i32`);
      lines.push(`  cf.switch ${p}w : i32, [default: ${target()}, 1: ${target()}, 3: ${target()}]`);
    }
  }
  const early = random(2) === 0 ? "" : "  ";
  return `func.func @f(%start: i64, %amount: i64) -> i64 {
    %zero = arith.constant 0 : i64
    %one = arith.constant 1 : i64
    %three = arith.constant 3 : i64
    %shift = arith.constant 5 : i64
    %factor = arith.constant 31 : i64
${lines.join("\n")}
^exit(%r: i64):${early}
  return %r : i64
}`;
}

const run = (text: string, ...args: bigint[]): unknown => compile(text, { engine: "js" }).f!(...args);
const hasBranches = (text: string): boolean => /cf\.(br|cond_br|switch)/.test(text);

it("random graphs, irreducible ones among them", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const text = randomGraph(seed, 1 + (seed % 9));
    const lifted = printModule(transformed(text, "lift-cf-to-scf"));
    expect(hasBranches(lifted), `seed ${seed}`).toBe(false);
    for (const [start, fuel] of [
      [1n, 1n],
      [12345n, 7n],
      [-99n, 40n],
      [987654321n, 133n],
    ] as const) {
      expect(run(lifted, start, fuel), `seed ${seed}, start ${start}`).toBe(run(text, start, fuel));
    }
  }
});

describe("what was lowered is lifted again", () => {
  it.each(programs)("$name", ({ text, points }) => {
    const lifted = printModule(transformed(text, "convert-scf-to-cf,canonicalize,lift-cf-to-scf"));
    expect(hasBranches(lifted)).toBe(false);
    for (const point of points) {
      const before = compile(text, { engine: "js" }).f!(...point);
      expect(compile(lifted, { engine: "js" }).f!(...point)).toBe(before);
    }
  });
});

it("several returns become one", () => {
  const text = `func.func @f(%c: i1, %x: i64, %y: i64) -> i64 {
    cf.cond_br %c, ^a, ^b
  ^a:
    return %x : i64
  ^b:
    return %y : i64
  }`;
  const lifted = printModule(transformed(text, "lift-cf-to-scf"));
  expect(lifted.match(/return/g)).toHaveLength(1);
  expect(compile(lifted, { engine: "js" }).f!(true, 1n, 2n)).toBe(1n);
  expect(compile(lifted, { engine: "js" }).f!(false, 1n, 2n)).toBe(2n);
});

it("a lifted function is differentiated", () => {
  const text = `func.func @f(%x: f64) -> f64 {
    %one = arith.constant 1.0 : f64
    %half = arith.constant 0.5 : f64
    cf.br ^head(%x : f64)
  ^head(%s: f64):
    %c = arith.cmpf ogt, %s, %one : f64
    cf.cond_br %c, ^body, ^done
  ^body:
    %t = arith.mulf %s, %half : f64
    cf.br ^head(%t : f64)
  ^done:
    %r = arith.mulf %s, %s : f64
    return %r : f64
  }
  func.func @df(%x: f64) -> f64 {
    %d = ad.grad @f(%x) : (f64) -> f64
    return %d : f64
  }`;
  const module = compile(text, { engine: "js", pipeline: "builtin.module(lift-cf-to-scf)" });
  // 5 is halved three times: f(x) = (x / 8)^2.
  expect(module.df!(5)).toBeCloseTo((2 * 5) / 64, 14);
});

it("a loop that never ends is an error", () => {
  const text = `func.func @f(%c: i1) -> i1 {
    cf.cond_br %c, ^loop, ^end
  ^loop:
    cf.br ^loop
  ^end:
    return %c : i1
  }`;
  expect(failureOf(text, "lift-cf-to-scf").join("\n")).toContain("the loop never ends");
});
