/** What analyses and transformations learn of structured control flow through interfaces. */

import { describe, expect, it } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { scfDialect, tripCount } from "../../../dialects/scf/index.ts";
import { BoolAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { indexType } from "../../../ir/builtin/types.ts";
import {
  LoopLikeOpInterface,
  RegionBranchOpInterface,
  type RegionSuccessor,
  regionEdges,
} from "../../../ir/interfaces/control-flow.ts";
import { isMemoryEffectFree, isSpeculatable } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { parseOk, testContext } from "../../support/round-trip.ts";

const prologue = `
  %c = "test.c"() : () -> i1
  %n = "test.n"() : () -> index
  %x = "test.x"() : () -> i32
  %y = "test.y"() : () -> f32
  %t = "test.t"() : () -> tensor<4xf32>
  %one = arith.constant 1 : index
  %two = arith.constant 2 : index`;

/** The first operation of the dialect in a function with some values. */
function first(text: string): Operation {
  const module = parseOk(
    `func.func @f() { ${prologue}\n${text}\n return }`,
    testContext(arithDialect, funcDialect, scfDialect),
  );
  let found: Operation | undefined;
  module.walk((op) => {
    if (op.def.dialectName !== "scf") return undefined;
    found = op;
    return "interrupt";
  }, "pre");
  return found!;
}

/** Types stand for values: in these tests every value of an operation has a type of its own. */
const typesOf = (values: readonly Value[]): string => values.map(({ type }) => String(type)).join(" ");
const place = (op: Operation, region: RegionSuccessor["region"]): string =>
  region === undefined ? "out" : String(op.regions.indexOf(region));

const edgesOf = (op: Operation): string[] =>
  regionEdges(op).map(({ from, to, forwarded, inputs }) => {
    const start = from === undefined ? "in" : String(op.regions.indexOf(from));
    return `${start} -> ${place(op, to)}: ${typesOf(forwarded)} | ${typesOf(inputs)}`;
  });

describe("edges between regions", () => {
  it.each([
    [
      "scf.for %i = %n to %n step %n iter_args(%a = %x, %b = %y) -> (i32, f32) { scf.yield %a, %b : i32, f32 }",
      [
        "in -> 0: i32 f32 | i32 f32",
        "in -> out: i32 f32 | i32 f32",
        "0 -> 0: i32 f32 | i32 f32",
        "0 -> out: i32 f32 | i32 f32",
      ],
    ],
    [
      "scf.while (%a = %x) : (i32) -> f32 { scf.condition(%c) %y : f32 } do { ^b(%b: f32): scf.yield %x : i32 }",
      ["in -> 0: i32 | i32", "0 -> out: f32 | f32", "0 -> 1: f32 | f32", "1 -> 0: i32 | i32"],
    ],
    [
      "scf.if %c -> i32 { scf.yield %x : i32 } else { scf.yield %x : i32 }",
      ["in -> 0:  | ", "in -> 1:  | ", "0 -> out: i32 | i32", "1 -> out: i32 | i32"],
    ],
    ["scf.if %c { }", ["in -> 0:  | ", "in -> out:  | ", "0 -> out:  | "]],
    ["scf.execute_region -> i32 { scf.yield %x : i32 }", ["in -> 0:  | ", "0 -> out: i32 | i32"]],
    [
      "scf.index_switch %n -> i32 case 3 { scf.yield %x : i32 } default { scf.yield %x : i32 }",
      ["in -> 0:  | ", "in -> 1:  | ", "0 -> out: i32 | i32", "1 -> out: i32 | i32"],
    ],
    [
      `scf.parallel (%i) = (%n) to (%n) step (%n) init (%y) -> f32 {
         scf.reduce(%y : f32) { ^b(%p: f32, %q: f32): scf.reduce.return %p : f32 }
       }`,
      ["in -> 0:  | ", "in -> out:  | ", "0 -> 0:  | ", "0 -> out:  | "],
    ],
    [
      "scf.forall (%i) in (%n) shared_outs(%o = %t) -> tensor<4xf32> { }",
      ["in -> 0: tensor<4xf32> | tensor<4xf32>", "in -> out:  | "],
    ],
  ])("of %s", (text, edges) => {
    expect(edgesOf(first(text))).toEqual(edges);
  });

  it("follow a known condition", () => {
    const { entrySuccessors } = RegionBranchOpInterface.of(first("scf.if %c { }"))!;
    const op = first("scf.if %c { }");
    const entered = (value: boolean) =>
      entrySuccessors!(op, [BoolAttr.get(value)]).map(({ region }) => place(op, region));
    expect(entered(true)).toEqual(["0"]);
    expect(entered(false)).toEqual(["out"]);
    expect(entrySuccessors!(op, [undefined])).toHaveLength(2);
  });

  it("follow a known case", () => {
    const op = first("scf.index_switch %n case 3 { } case -1 { } default { }");
    const { entrySuccessors } = RegionBranchOpInterface.of(op)!;
    const entered = (value: number) =>
      entrySuccessors!(op, [IntegerAttr.get(indexType(), value)]).map(({ region }) => place(op, region));
    expect([3, -1, 0].map(entered)).toEqual([["1"], ["2"], ["0"]]);
    expect(entrySuccessors!(op, [undefined])).toHaveLength(3);
  });
});

describe("loops", () => {
  it("show what they count and carry", () => {
    const op = first("scf.for %i = %n to %n step %n iter_args(%a = %x) -> (i32) { scf.yield %a : i32 }");
    const loop = LoopLikeOpInterface.of(op)!;
    expect(loop.loopRegions(op)).toEqual(op.regions);
    expect(loop.inductionVars!(op)).toEqual([op.regions[0]!.front.args[0]]);
    expect(loop.regionIterArgs!(op)).toEqual([op.regions[0]!.front.args[1]]);
    expect(loop.inits!(op)).toEqual([op.operand(3)]);
    expect(loop.yieldedValues!(op)).toEqual([op.regions[0]!.front.args[1]]);
    expect(loop.loopResults!(op)).toEqual(op.results);
    expect(loop.bounds!(op)).toEqual({ lowerBound: op.operand(0), upperBound: op.operand(1), step: op.operand(2) });
  });

  it("have as many induction variables as dimensions", () => {
    const count = (op: Operation): number => LoopLikeOpInterface.of(op)!.inductionVars!(op).length;
    expect(count(first("scf.parallel (%i, %j) = (%n, %n) to (%n, %n) step (%n, %n) { }"))).toBe(2);
    expect(count(first("scf.forall (%i, %j, %k) in (%n, 4, 5) { }"))).toBe(3);
  });
});

describe("tripCount", () => {
  it.each([
    [0n, 10n, 1n, false, 10n],
    [0n, 10n, 3n, false, 4n],
    [5n, 5n, 1n, false, 0n],
    [7n, 5n, 1n, false, 0n],
    [-3n, 3n, 2n, false, 3n],
    [0n, 10n, 0n, false, 0n],
    [0n, 10n, -1n, false, 0n],
    [-(2n ** 63n), 2n ** 63n - 1n, 1n, false, 2n ** 64n - 1n],
  ])("from %i to %i in steps of %i", (lowerBound, upperBound, step, unsigned, expected) => {
    expect(tripCount({ lowerBound, upperBound, step, unsigned })).toBe(expected);
  });

  it("needs to know the bounds, but not always the step", () => {
    const op = first("scf.for %i = %one to %n step %two { }");
    const [lowerBound, upperBound, step] = op.operands as [Value, Value, Value];
    expect(tripCount({ lowerBound, upperBound, step })).toBeUndefined();
    expect(tripCount({ lowerBound: upperBound, upperBound, step })).toBe(0n);
    expect(tripCount({ lowerBound, upperBound: 0n, step: upperBound })).toBe(0n);
    expect(tripCount({ lowerBound, upperBound: 9n, step: upperBound })).toBeUndefined();
    expect(tripCount({ lowerBound, upperBound: 9n, step })).toBe(4n);
  });
});

describe("effects", () => {
  it("are those of what is inside", () => {
    expect(isMemoryEffectFree(first("scf.if %c { %v = arith.addi %x, %x : i32 }"))).toBe(true);
    expect(isMemoryEffectFree(first('scf.if %c { "test.effect"() : () -> () }'))).toBe(false);
  });

  it("allow to execute a branch early", () => {
    expect(isSpeculatable(first("scf.if %c { %v = arith.addi %x, %x : i32 }"))).toBe(true);
    expect(isSpeculatable(first("scf.if %c { %v = arith.divsi %x, %x : i32 }"))).toBe(false);
  });

  it("allow to execute a loop early that is sure to end", () => {
    expect(isSpeculatable(first("scf.for %i = %n to %n step %one { }"))).toBe(true);
    expect(isSpeculatable(first("scf.for %i = %n to %n step %two { }"))).toBe(false);
    expect(isSpeculatable(first("scf.for %i = %n to %n step %n { }"))).toBe(false);
  });
});
