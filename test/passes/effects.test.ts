/** What passes do about memory, in a dialect that has operations with every kind of effect. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import type { Pass } from "../../ir/pass.ts";
import { PassManager } from "../../passes/pass-manager.ts";
import { cse } from "../../passes/transforms/cse.ts";
import { symbolDce } from "../../passes/transforms/symbol-dce.ts";
import { topologicalSort } from "../../passes/transforms/topological-sort.ts";
import { parseOk, testContext } from "../support/round-trip.ts";
import { testDialect } from "../support/test-dialect.ts";

function run(pass: Pass, text: string) {
  const context = testContext(testDialect).register({ passes: [pass] });
  const module = parseOk(text, context);
  const manager = new PassManager(context, `builtin.module(${pass.name})`);
  expect(manager.run(module)).toBe(true);
  const [element] = manager.pipeline.elements;
  return { text: printModule(module), statistics: manager.statisticsOf(element as never) };
}
const inFunction = (body: string): string => `"test.func"() ({\n${body}\n}) {sym_name = "f"} : () -> ()`;
const count = (text: string, name: string): number => text.split(`"${name}"`).length - 1;

describe("cse", () => {
  const reads = (between: string): number =>
    count(
      run(
        cse,
        inFunction(`^bb0(%m: i32):
          %0 = "test.read"(%m) : (i32) -> i32
          ${between}
          %1 = "test.read"(%m) : (i32) -> i32
          "test.write"(%m, %0) : (i32, i32) -> ()
          "test.write"(%m, %1) : (i32, i32) -> ()
          "test.return"() : () -> ()`),
      ).text,
      "test.read",
    );

  it.each([
    ["nothing", "", 1],
    [
      "another read",
      '%9 = "test.read"(%m) : (i32) -> i32\n"test.once"() ({ "test.return"(%9) : (i32) -> () }) : () -> i32',
      1,
    ],
    ["an allocation", '%9 = "test.alloc"() : () -> i32\n"test.free"(%9) : (i32) -> ()', 1],
    ["a write", '"test.write"(%m, %m) : (i32, i32) -> ()', 2],
    [
      "a write inside an operation",
      '%9 = "test.once"() ({ "test.write"(%m, %m) : (i32, i32) -> ()\n"test.return"(%m) : (i32) -> () }) : () -> i32',
      2,
    ],
    ["an unknown operation", '"foo.bar"() : () -> ()', 2],
  ])("of reads with %s between", (_what, between, expected) => {
    expect(reads(between)).toBe(expected);
  });

  it("keeps reads of different blocks apart", () => {
    const { text } = run(
      cse,
      inFunction(`^bb0(%m: i32):
        %0 = "test.read"(%m) : (i32) -> i32
        "test.br"()[^bb1] : () -> ()
      ^bb1:
        %1 = "test.read"(%m) : (i32) -> i32
        "test.return"(%0, %1) : (i32, i32) -> ()`),
    );
    expect(count(text, "test.read")).toBe(2);
  });

  it("finds equal operations in blocks and regions that are dominated, and in no others", () => {
    const { text, statistics } = run(
      cse,
      inFunction(`^bb0(%a: i32, %c: i1):
        %0 = "test.sub"(%a, %c0) : (i32, i32) -> i32
        %1 = "test.once"() ({
          %2 = "test.sub"(%a, %c0) : (i32, i32) -> i32
          %3 = "test.neg"(%a) : (i32) -> i32
          "test.write"(%2, %3) : (i32, i32) -> ()
          "test.return"(%2) : (i32) -> ()
        }) : () -> i32
        "test.cond_br"(%c)[^bb1, ^bb2] {operandSegmentSizes = array<i32: 1,0,0>} : (i1) -> ()
      ^bb1:
        %4 = "test.sub"(%a, %c0) : (i32, i32) -> i32
        %5 = "test.max"(%a, %4) : (i32, i32) -> i32
        "test.return"(%5) : (i32) -> ()
      ^bb2:
        %6 = "test.max"(%0, %a) : (i32, i32) -> i32
        %7 = "test.neg"(%a) : (i32) -> i32
        "test.return"(%6, %7, %1) : (i32, i32, i32) -> ()`).replaceAll("%c0", "%a"),
    );
    expect(count(text, "test.sub")).toBe(1);
    expect(count(text, "test.max")).toBe(2);
    expect(count(text, "test.neg")).toBe(2);
    expect(statistics).toEqual({ "num-cse'd": 2, "num-dce'd": 0 });
  });

  it("knows that operands of commutative operations may change places, and what is in regions", () => {
    const { text } = run(
      cse,
      inFunction(`^bb0(%a: i32, %b: i32):
        %0 = "test.max"(%a, %b) : (i32, i32) -> i32
        %1 = "test.max"(%b, %a) : (i32, i32) -> i32
        %2 = "test.sub"(%a, %b) : (i32, i32) -> i32
        %3 = "test.sub"(%b, %a) : (i32, i32) -> i32
        %4 = "test.once"() ({ %x = "test.neg"(%2) : (i32) -> i32
          "test.return"(%x) : (i32) -> () }) : () -> i32
        %5 = "test.once"() ({ %x = "test.neg"(%2) : (i32) -> i32
          "test.return"(%x) : (i32) -> () }) : () -> i32
        %6 = "test.once"() ({ %x = "test.neg"(%3) : (i32) -> i32
          "test.return"(%x) : (i32) -> () }) : () -> i32
        "test.return"(%0, %1, %2, %3, %4, %5, %6) : (i32, i32, i32, i32, i32, i32, i32) -> ()`),
    );
    expect([count(text, "test.max"), count(text, "test.sub"), count(text, "test.once")]).toEqual([1, 2, 2]);
  });

  it("tells attributes and result types apart", () => {
    const { text } = run(
      cse,
      inFunction(`^bb0(%a: i32):
        %0 = "test.neg"(%a) : (i32) -> i32
        %1 = "test.neg"(%a) {x.tag = 1 : i32} : (i32) -> i32
        %2 = "test.cast"(%a) : (i32) -> i16
        %3 = "test.cast"(%a) : (i32) -> i8
        "test.return"(%0, %1, %2, %3) : (i32, i32, i16, i8) -> ()`),
    );
    expect([count(text, "test.neg"), count(text, "test.cast")]).toEqual([2, 2]);
  });

  it("counts what is dead", () => {
    const body = '^bb0(%a: i32):\n%0 = "test.neg"(%a) : (i32) -> i32\n"test.return"() : () -> ()';
    expect(run(cse, inFunction(body)).statistics).toEqual({ "num-cse'd": 0, "num-dce'd": 1 });
  });
});

describe("symbol-dce", () => {
  it("follows references from live symbols, into private modules too", () => {
    const { text, statistics } = run(
      symbolDce,
      `module {
        "test.func"() ({ "test.reference"() {symbol = @b} : () -> ()
          "test.return"() : () -> () }) {sym_name = "a"} : () -> ()
        "test.func"() ({ "test.return"() : () -> () }) {sym_name = "b", sym_visibility = "private"} : () -> ()
        "test.func"() ({ "test.reference"() {symbol = @d} : () -> ()
          "test.return"() : () -> () }) {sym_name = "c", sym_visibility = "private"} : () -> ()
        "test.func"() ({ "test.reference"() {symbol = @c} : () -> ()
          "test.return"() : () -> () }) {sym_name = "d", sym_visibility = "private"} : () -> ()
        module @inner {
          "test.func"() ({ "test.return"() : () -> () }) {sym_name = "e", sym_visibility = "nested"} : () -> ()
          "test.func"() ({ "test.return"() : () -> () }) {sym_name = "g", sym_visibility = "nested"} : () -> ()
        }
        "foo.op"() {uses = [{name = @inner::@e}]} : () -> ()
      }`,
    );
    expect([...text.matchAll(/sym_name = "(\w)"/g)].map(([, name]) => name)).toEqual(["a", "b", "e"]);
    expect(statistics).toEqual({ "num-dce'd": 3 });
  });
});

describe("topological-sort", () => {
  it("breaks circles at the first operation, and keeps what is in order", () => {
    const { text } = run(
      topologicalSort,
      `module {
        %0 = "foo.a"(%3) : (i32) -> i32
        %1 = "foo.b"() : () -> i32
        %2 = "foo.c"(%0) : (i32) -> i32
        %3 = "foo.d"(%2) : (i32) -> i32
        %4 = "foo.e"(%5) : (i32) -> i32
        %5 = "foo.f"(%1) : (i32) -> i32
      }`,
    );
    expect(text.match(/foo\.\w/g)).toEqual(["foo.b", "foo.f", "foo.e", "foo.a", "foo.c", "foo.d"]);
  });
});
