/** The greedy driver: rewriting, limits, control flow, and whom it tells of changes. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import type { Context } from "../../ir/context.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { interfacePattern, type Pattern, pattern } from "../../ir/pattern.ts";
import { verify } from "../../ir/verifier.ts";
import { applyPatternsGreedily, type GreedyConfig, type GreedyResult } from "../../passes/greedy-driver.ts";
import { parseOk, testContext } from "../support/round-trip.ts";
import { AddOp, SubOp, testDialect } from "../support/test-dialect.ts";

function rewrite(
  body: string,
  config: GreedyConfig = {},
  patterns: (context: Context) => readonly Pattern[] = (context) => context.canonicalizations,
): GreedyResult & { readonly text: string } {
  const context = testContext(testDialect);
  const module = parseOk(`"test.func"() ({\n${body}\n}) {sym_name = "f"} : () -> ()`, context);
  const result = applyPatternsGreedily(module, patterns(context), context, config);
  verify(module, context);
  expect(context.diagnostics.map(({ message }) => message)).toEqual([]);
  const lines = printModule(module).split("\n").slice(2, -3);
  return { ...result, text: lines.map((line) => line.slice(2)).join("\n") };
}
const textOf = (body: string, config: GreedyConfig = {}): string => rewrite(body, config).text;

const sums = `^bb0(%a: i32, %m: i32):
  %0 = "test.constant"() {value = 1 : i32} : () -> i32
  %1 = "test.add"(%0, %a) : (i32, i32) -> i32
  %2 = "test.constant"() {value = 2 : i32} : () -> i32
  %3 = "test.add"(%2, %1) : (i32, i32) -> i32
  %4 = "test.sub"(%3, %3) : (i32, i32) -> i32
  "test.write"(%m, %3) : (i32, i32) -> ()
  "test.write"(%m, %4) : (i32, i32) -> ()
  "test.return"() : () -> ()`;

describe("rewriting", () => {
  it("folds, applies patterns, puts constants to the right and removes what is dead", () => {
    expect(rewrite(sums)).toEqual({
      changed: true,
      converged: true,
      text: `\
^bb0(%arg0: i32, %arg1: i32):
  %0 = "test.constant"() <{value = 0 : i32}> : () -> i32
  %1 = "test.constant"() <{value = 3 : i32}> : () -> i32
  %2 = "test.add"(%arg0, %1) : (i32, i32) -> i32
  "test.write"(%arg1, %2) : (i32, i32) -> ()
  "test.write"(%arg1, %0) : (i32, i32) -> ()
  "test.return"() : () -> ()`,
    });
  });

  it("says when there was nothing to do", () => {
    const { changed, converged } = rewrite('^bb0(%a: i32):\n  "test.return"(%a) : (i32) -> ()');
    expect({ changed, converged }).toEqual({ changed: false, converged: true });
  });

  it("folds by traits", () => {
    const text = textOf(`^bb0(%a: i32):
      %0 = "test.max"(%a, %a) : (i32, i32) -> i32
      %1 = "test.neg"(%0) : (i32) -> i32
      %2 = "test.neg"(%1) : (i32) -> i32
      "test.return"(%2) : (i32) -> ()`);
    expect(text).toBe('^bb0(%arg0: i32):\n  "test.return"(%arg0) : (i32) -> ()');
  });

  it("leaves folding out when it is told to", () => {
    expect(textOf(sums, { fold: false })).toContain('"test.sub"');
  });

  it("keeps operations with effects, and drops reads and allocations that nobody uses", () => {
    const text = textOf(`^bb0(%m: i32):
      %0 = "test.read"(%m) : (i32) -> i32
      %1 = "test.alloc"() : () -> i32
      "test.free"(%m) : (i32) -> ()
      %2 = "foo.unknown"() : () -> i32
      "test.return"() : () -> ()`);
    expect(text.match(/"[\w.]+"/g)).toEqual(['"test.free"', '"foo.unknown"', '"test.return"']);
  });

  it("merges constants at the beginning of the region that is isolated", () => {
    const text = textOf(`^bb0(%m: i32):
      %0 = "test.once"() ({
        %1 = "test.constant"() {value = 4 : i32} : () -> i32
        "test.write"(%m, %1) : (i32, i32) -> ()
        "test.return"(%1) : (i32) -> ()
      }) : () -> i32
      %2 = "test.constant"() {value = 4 : i32} : () -> i32
      "test.return"(%0, %2) : (i32, i32) -> ()`);
    expect(text.match(/test\.constant/g)).toHaveLength(1);
    expect(text.split("\n")[1]).toContain("test.constant");
  });

  it("may erase what is dead before it tries patterns on it", () => {
    const dead = `^bb0(%a: i32, %b: i32):
      %0 = "test.sub"(%a, %b) : (i32, i32) -> i32
      %1 = "test.once"() ({
        %2 = "test.sub"(%0, %b) : (i32, i32) -> i32
        "test.return"(%2) : (i32) -> ()
      }) : () -> i32
      "test.once"() ({
        %2 = "test.sub"(%a, %b) : (i32, i32) -> i32
        "test.write"(%a, %b) : (i32, i32) -> ()
        "test.return"() : () -> ()
      }) : () -> ()
      "test.return"() : () -> ()`;
    const triedOn = (config: GreedyConfig): number => {
      let tried = 0;
      const note = (): boolean => {
        tried++;
        return false;
      };
      expect(rewrite(dead, config, () => [pattern("note", SubOp, note)]).changed).toBe(true);
      return tried;
    };
    expect(triedOn({ eraseDeadFirst: true })).toBe(0);
    expect(triedOn({})).toBeGreaterThan(0);
  });

  it("tries patterns of higher benefit first", () => {
    const tried: string[] = [];
    const noting = (name: string, benefit: number): Pattern => {
      const note = (): boolean => {
        tried.push(name);
        return false;
      };
      return pattern(name, SubOp, note, benefit);
    };
    rewrite(
      '^bb0(%a: i32, %b: i32):\n  %0 = "test.sub"(%a, %b) : (i32, i32) -> i32\n  "test.return"(%0) : (i32) -> ()',
      {},
      () => [noting("low", 1), noting("high", 5), noting("middle", 3)],
    );
    expect(tried).toEqual(["high", "middle", "low"]);
  });

  it("tries patterns for an interface on the operations that implement it", () => {
    const tried: string[] = [];
    const note = ({ name }: Operation): boolean => {
      tried.push(name);
      return false;
    };
    rewrite(sums, { fold: false }, () => [interfacePattern("note", MemoryEffectOpInterface, note)]);
    expect(tried).toEqual(["test.write", "test.write"]);
  });
});

describe("limits", () => {
  /** a + b  ->  b + a, for ever. */
  const swap = pattern("swap", AddOp, ({ op, lhs, rhs }, rewriter) => {
    rewriter.replaceWithNew(op, AddOp, { lhs: rhs, rhs: lhs });
    return true;
  });
  const sum = `^bb0(%a: i32, %b: i32):
    %0 = "test.add"(%a, %b) : (i32, i32) -> i32
    "test.return"(%0) : (i32) -> ()`;

  it("ends although patterns undo each other", () => {
    const { changed, converged } = rewrite(sum, { maxIterations: 2 }, () => [swap]);
    expect({ changed, converged }).toEqual({ changed: true, converged: false });
  });

  it("stops after as many rewrites as are allowed", () => {
    const once = rewrite(sum, { maxNumRewrites: 1, maxIterations: 1 }, () => [swap]);
    expect(once.text).toContain('"test.add"(%arg1, %arg0)');
    const twice = rewrite(sum, { maxNumRewrites: 2, maxIterations: 1 }, () => [swap]);
    expect(twice.text).toContain('"test.add"(%arg0, %arg1)');
  });
});

describe("control flow", () => {
  const blocks = `^bb0(%a: i32, %c: i1, %m: i32):
    "test.cond_br"(%c, %a, %a)[^bb1, ^bb2] {operandSegmentSizes = array<i32: 1,1,1>} : (i1, i32, i32) -> ()
  ^bb1(%x: i32):
    "test.write"(%m, %x) : (i32, i32) -> ()
    "test.return"() : () -> ()
  ^bb2(%y: i32):
    "test.write"(%m, %y) : (i32, i32) -> ()
    "test.return"() : () -> ()
  ^bb3(%z: i32):
    %0 = "test.add"(%1, %z) : (i32, i32) -> i32
    %1 = "test.add"(%0, %z) : (i32, i32) -> i32
    "test.br"(%0)[^bb1] : (i32) -> ()`;

  it.each(["disabled", "normal", "aggressive"] as const)("erases blocks that are never reached (%s)", (level) => {
    expect(textOf(blocks, { regionSimplification: level })).not.toContain("no predecessors");
  });

  it("merges blocks that do the same only when it is aggressive", () => {
    expect(textOf(blocks, { regionSimplification: "normal" }).match(/^\^bb\d/gm)).toHaveLength(3);
    expect(textOf(blocks, { regionSimplification: "aggressive" })).toBe(`\
^bb0(%arg0: i32, %arg1: i1, %arg2: i32):
  "test.cond_br"(%arg1)[^bb1, ^bb1] <{operandSegmentSizes = array<i32: 1, 0, 0>}> : (i1) -> ()
^bb1:  // 2 preds: ^bb0, ^bb0
  "test.write"(%arg2, %arg0) : (i32, i32) -> ()
  "test.return"() : () -> ()`);
  });

  it("passes what differs between merged blocks as arguments", () => {
    const text = textOf(
      `^bb0(%a: i32, %b: i32, %c: i1, %m: i32):
        "test.cond_br"(%c)[^bb1, ^bb2] {operandSegmentSizes = array<i32: 1,0,0>} : (i1) -> ()
      ^bb1:
        "test.write"(%m, %a) : (i32, i32) -> ()
        "test.return"() : () -> ()
      ^bb2:
        "test.write"(%m, %b) : (i32, i32) -> ()
        "test.return"() : () -> ()`,
      { regionSimplification: "aggressive" },
    );
    expect(text).toContain('"test.cond_br"(%arg2, %arg0, %arg1)[^bb1, ^bb1]');
    expect(text).toContain('^bb1(%0: i32):  // 2 preds: ^bb0, ^bb0\n  "test.write"(%arg3, %0)');
  });

  it("does not merge a block with one that it branches to, or whose values are used elsewhere", () => {
    const text = textOf(
      `^bb0(%c: i1, %m: i32):
        "test.br"()[^bb1] : () -> ()
      ^bb1:
        "test.cond_br"(%c)[^bb2, ^bb3] {operandSegmentSizes = array<i32: 1,0,0>} : (i1) -> ()
      ^bb2:
        %0 = "foo.get"() : () -> i32
        "test.br"()[^bb4] : () -> ()
      ^bb3:
        %1 = "foo.get"() : () -> i32
        "test.br"()[^bb1] : () -> ()
      ^bb4:
        "test.return"(%0) : (i32) -> ()`,
      { regionSimplification: "aggressive" },
    );
    expect(text.match(/foo\.get/g)).toHaveLength(2);
  });

  it("removes arguments that only go round in a loop", () => {
    const text = textOf(`^bb0(%a: i32, %c: i1):
      "test.br"(%a, %a)[^bb1] : (i32, i32) -> ()
    ^bb1(%live: i32, %dead: i32):
      %0 = "test.add"(%dead, %dead) : (i32, i32) -> i32
      %1 = "test.add"(%live, %live) : (i32, i32) -> i32
      "test.cond_br"(%c, %1, %0)[^bb1, ^bb2] {operandSegmentSizes = array<i32: 1,2,0>} : (i1, i32, i32) -> ()
    ^bb2:
      "test.return"(%live) : (i32) -> ()`);
    expect(text).toContain('"test.br"(%arg0)[^bb1]');
    expect(text).toContain('"test.cond_br"(%arg1, %1)[^bb1, ^bb2]');
    expect(text.match(/test\.add/g)).toHaveLength(1);
  });
});

describe("listeners", () => {
  it("hear of every change", () => {
    const heard: string[] = [];
    rewrite(sums, {
      listener: {
        inserted: ({ name }) => heard.push(`insert ${name}`),
        erased: ({ name }) => heard.push(`erase ${name}`),
      },
    });
    const count = (what: string): number => heard.filter((entry) => entry === what).length;
    // Three operations go, and the pattern's sum of constants is made and folded.
    expect(count("erase test.sub")).toBe(1);
    expect(count("insert test.add") - count("erase test.add")).toBe(-1);
    expect(count("insert test.constant") - count("erase test.constant")).toBe(0);
  });
});
