/** Checkpointed loops: the same derivatives as with everything kept, by keeping less. */

import { describe, expect, test } from "vitest";
import { parseStrategy } from "../../../../passes/checkpointing/strategy.ts";
import { derivativesOf, distance, type NamedSubject, spread, withRequests } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { failureOf, transformedText } from "../../../support/pipeline.ts";

const strategies = ["recompute", "periodic", "periodic:3", "periodic:100", "binomial:1", "binomial:3", "binomial:50"];

const numbers = [0.3, -0.8, 1.2, 0.7, -0.1, 0.9, 0.4];

/** A loop of `iterations` with two carried numbers, one that is counted, and all kinds of captured values. */
const loop = (iterations: number, attributes = ""): string => `
  func.func @f(%x: f64, %p: f64, %a: memref<?xf64>) -> (f64, f64) {
    %lower = arith.constant 2 : i32
    %upper = arith.constant ${2 + 3 * iterations} : i32
    %step = arith.constant 3 : i32
    %one = arith.constant 1 : i64
    %seven = arith.constant 7 : i64
    %start = arith.constant 0.5 : f64
    %y, %z, %count = scf.for %i = %lower to %upper step %step iter_args(%u = %x, %v = %start, %k = %one) -> (f64, f64, i64) : i32 {
      %m = arith.remui %k, %seven : i64
      %at = arith.index_cast %m : i64 to index
      %e = memref.load %a[%at] : memref<?xf64>
      %pu = arith.mulf %p, %u : f64
      %s = math.sin %pu : f64
      %t = arith.addf %s, %e : f64
      %g = arith.sitofp %i : i32 to f64
      %h = arith.divf %v, %g : f64
      %w = arith.mulf %h, %t : f64
      %next = arith.addi %k, %one : i64
      scf.yield %t, %w, %next : f64, f64, i64
    }${attributes}
    return %y, %z : f64, f64
  }`;

const nested = `
  func.func @f(%x: f64, %n: index) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %r = scf.for %i = %c0 to %n step %c1 iter_args(%u = %x) -> (f64) {
      %inner = scf.for %j = %c0 to %i step %c1 iter_args(%v = %u) -> (f64) {
        %s = math.sin %v : f64
        %t = arith.addf %s, %x : f64
        scf.yield %t : f64
      }
      %w = arith.mulf %inner, %u : f64
      %z = math.tanh %w : f64
      scf.yield %z : f64
    }
    return %r : f64
  }`;

const programs: readonly NamedSubject[] = [0, 1, 2, 13, 40].map((iterations) => ({
  name: `${iterations} iterations`,
  text: loop(iterations),
  types: ["f64", "f64", "memref<?xf64>"],
  resultTypes: ["f64", "f64"],
  args: [0.7, 1.1, numbers],
}));
const nest: NamedSubject = {
  name: "a nest of loops",
  text: nested,
  types: ["f64", "index"],
  resultTypes: ["f64"],
  args: [0.6, 5],
};

/** Bounds with several results, steps, and uses of induction variables in affine accesses and conditions. */
const affine = (iterations: number): string => `
  func.func @f(%x: f64, %a: memref<?xf64>, %n: index) -> (f64, f64) {
    %start = arith.constant 0.5 : f64
    %y, %z = affine.for %i = max affine_map<()[s0] -> (-2, s0 - 9)>()[%n] to min affine_map<()[s0] -> (s0 * 9, ${3 * iterations - 2})>()[%n] step 3 iter_args(%u = %x, %v = %start) -> (f64, f64) {
      %e = affine.load %a[(%i * 2 + symbol(%n)) mod 7] : memref<?xf64>
      %w = affine.for %j = max affine_map<(d0) -> (d0 - 1, 0)>(%i) to min affine_map<(d0)[s0] -> (s0, d0 + 3)>(%i)[%n] step 2 iter_args(%c = %u) -> (f64) {
        %g = affine.load %a[(%j - %i) mod 5] : memref<?xf64>
        %h = arith.mulf %g, %x : f64
        %k = arith.addf %h, %c : f64
        %l = math.sin %k : f64
        affine.yield %l : f64
      }
      %s = affine.if affine_set<(d0) : (d0 mod 2 == 0)>(%i) -> f64 {
        %t = arith.mulf %w, %e : f64
        affine.yield %t : f64
      } else {
        affine.yield %v : f64
      }
      %t = math.tanh %s : f64
      affine.yield %t, %w : f64, f64
    }
    return %y, %z : f64, f64
  }`;

const affinePrograms: readonly NamedSubject[] = [0, 1, 7].map((iterations) => ({
  name: `${iterations} affine iterations`,
  text: affine(iterations),
  types: ["f64", "memref<?xf64>", "index"],
  resultTypes: ["f64", "f64"],
  args: [0.6, numbers, 6],
}));

/** The inner loops write through views, one of them in a function, so that they keep all whatever the option says. */
const writing: NamedSubject = {
  name: "loops that write through views made in them",
  text: `
  func.func private @grow(%row: memref<?xf64, strided<[1], offset: ?>>, %x: f64, %n: index) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %start = arith.constant 0.5 : f64
    %r = scf.for %j = %c0 to %n step %c1 iter_args(%s = %start) -> f64 {
      %tail = memref.subview %row[%j] [1] [1] : memref<?xf64, strided<[1], offset: ?>> to memref<1xf64, strided<[1], offset: ?>>
      %e = memref.load %tail[%c0] : memref<1xf64, strided<[1], offset: ?>>
      %p = arith.mulf %e, %s : f64
      %q = arith.addf %p, %x : f64
      memref.store %q, %tail[%c0] : memref<1xf64, strided<[1], offset: ?>>
      scf.yield %q : f64
    }
    return %r : f64
  }
  func.func @f(%x: f64, %a: memref<?xf64>, %n: index) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %start = arith.constant 0.5 : f64
    %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %start) -> f64 {
      %rest = arith.subi %n, %i : index
      %row = memref.subview %a[%i] [%rest] [1] : memref<?xf64> to memref<?xf64, strided<[1], offset: ?>>
      %t = func.call @grow(%row, %x, %rest) : (memref<?xf64, strided<[1], offset: ?>>, f64, index) -> f64
      %u = arith.mulf %s, %t : f64
      %v = math.tanh %u : f64
      scf.yield %v : f64
    }
    return %r : f64
  }`,
  types: ["f64", "memref<?xf64>", "index"],
  resultTypes: ["f64"],
  args: [0.6, numbers, 4],
};

const structured: NamedSubject = {
  name: "a loop that writes by structured operations",
  text: `
  func.func @f(%x: f64, %a: memref<?xf64>, %n: index) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    scf.for %i = %c0 to %n step %c1 {
      %pair = memref.subview %a[%i] [2] [1] : memref<?xf64> to memref<2xf64, strided<[1], offset: ?>>
      linalg.map outs(%pair : memref<2xf64, strided<[1], offset: ?>>) (%e: f64) {
        %p = arith.mulf %e, %x : f64
        %q = math.exp %p : f64
        linalg.yield %q : f64
      }
    }
    return
  }`,
  types: ["f64", "memref<?xf64>", "index"],
  resultTypes: [],
  args: [0.6, numbers, 4],
};

describeEngines("checkpointed loops", ({ engine }) => {
  describe.each(strategies)("%s", (strategy) => {
    test.each([...programs, nest, writing, structured, ...affinePrograms])("$name", (program) => {
      const passes = (checkpoint: string): string =>
        `autodiff{checkpoint=${checkpoint}},canonicalize,cse,lower-ad-tape`;
      const { values, reverse, forward } = derivativesOf(program, { engine, passes: passes(strategy) });
      expect(spread(values)).toBeLessThan(1e-12);
      expect(distance(reverse, forward)).toBeLessThan(1e-12);
      expect(distance(reverse, derivativesOf(program, { engine, passes: passes("all") }).reverse)).toBeLessThan(1e-12);
    });
  });
});

const requests = (attributes: string): string =>
  withRequests({ text: loop(40, attributes), types: ["f64", "f64", "memref<?xf64>"], resultTypes: ["f64", "f64"] });
const tapesOf = (text: string, pass = "autodiff"): string[] =>
  transformedText(text, `${pass},canonicalize,cse`).match(/ad\.tape\.create\([^)]*\)/g) ?? [];

describe("what is kept", () => {
  test("by recomputation: the state of each iteration", () => {
    expect(tapesOf(requests(' {ad.checkpoint = "recompute"}')).length).toBeLessThan(tapesOf(requests("")).length);
  });

  test("by snapshots: nothing on a tape", () => {
    expect(tapesOf(requests(' {ad.checkpoint = "binomial:4"}'))).toEqual([]);
  });

  test("of affine loops", () => {
    const text = withRequests(affinePrograms[2]!);
    expect(tapesOf(text, "autodiff{checkpoint=recompute}").length).toBeLessThan(tapesOf(text).length);
    expect(tapesOf(text, "autodiff{checkpoint=binomial:2}")).toEqual([]);
  });

  test("is what the loop says, rather than the option", () => {
    const pass = "autodiff{checkpoint=binomial:4}";
    expect(tapesOf(requests(' {ad.checkpoint = "all"}'), pass)).toEqual(tapesOf(requests("")));
  });
});

describe("a strategy is refused", () => {
  const failure = (text: string, pass = "autodiff"): string => failureOf(text, pass).join();

  test("that does not exist", () => {
    expect(failure(requests(' {ad.checkpoint = "sometimes"}'))).toContain(
      "'scf.for' op attribute 'ad.checkpoint' must be",
    );
    expect(failure(requests(""), "autodiff{checkpoint=binomial}")).toContain("'checkpoint=binomial'");
  });

  test("where an iteration writes to memory", () => {
    const text = requests(' {ad.checkpoint = "recompute"}').replace(
      "%pu = arith",
      "memref.store %u, %a[%at] : memref<?xf64>\n%pu = arith",
    );
    expect(failure(text)).toContain("cannot be checkpointed: an iteration writes to memory");
  });

  test("where an iteration writes to memory through a view or in a function", () => {
    const text = withRequests({
      ...writing,
      text: writing.text.replace(
        "scf.yield %v : f64\n    }",
        'scf.yield %v : f64\n    } {ad.checkpoint = "recompute"}',
      ),
    });
    expect(failure(text)).toContain("cannot be checkpointed: an iteration writes to memory");
    const recursive = text.replace(
      "%start = arith",
      "%0 = func.call @grow(%row, %x, %n) : (memref<?xf64, strided<[1], offset: ?>>, f64, index) -> f64\n%start = arith",
    );
    expect(failure(recursive)).toContain("cannot be checkpointed: an iteration writes to memory");
  });

  test("on other loops", () => {
    const text = withRequests({
      text: `func.func @f(%x: f64) -> f64 {
        %limit = arith.constant 100.0 : f64
        %r = scf.while (%u = %x) : (f64) -> f64 {
          %c = arith.cmpf olt, %u, %limit : f64
          scf.condition(%c) %u : f64
        } do {
        ^bb0(%v: f64):
          %w = arith.mulf %v, %v : f64
          scf.yield %w : f64
        } attributes {ad.checkpoint = "recompute"}
        return %r : f64
      }`,
      types: ["f64"],
      resultTypes: ["f64"],
    });
    expect(failure(text)).toContain("'scf.while' op cannot be checkpointed");
  });
});

test("texts that name strategies", () => {
  expect(parseStrategy("binomial:12")).toEqual({ kind: "binomial", snapshots: 12 });
  expect(parseStrategy("periodic")).toEqual({ kind: "periodic", length: undefined });
  for (const text of ["", "all:3", "periodic:0", "binomial:", "binomial:-1", "recompute "]) {
    expect(parseStrategy(text)).toBeUndefined();
  }
});
