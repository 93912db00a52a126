/** Loops, branches and accesses with affine expressions: right in both modes, by differences, and when differentiated twice. */

import { describe, expect, test } from "vitest";
import {
  derivativesOf,
  distance,
  expectAgreement,
  gradientOf,
  type NamedSubject,
  withRequests,
} from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { transformedText } from "../../../support/pipeline.ts";

interface Program extends NamedSubject {
  /** The tape holds tapes, which reverse mode does not follow. */
  readonly nested?: true;
}

const buffer = "memref<?xf64>";
const x = [0.3, -0.8, 1.2, 0.7, -0.1, 0.9, 0.4, -0.6];
const y = [1.1, 0.2, -0.5, 0.4, 0.8, -1.3, 0.5, 0.6];

/** Functions of floats, which can be differentiated twice. */
const scalarPrograms: readonly Program[] = [
  {
    name: "a loop that carries values, with a step that does not divide the distance",
    text: `func.func @f(%x: f64, %y: f64, %n: index) -> f64 {
      %r:2 = affine.for %i = -3 to %n step 4 iter_args(%a = %x, %b = %y) -> (f64, f64) {
        %k = arith.index_cast %i : index to i64
        %f = arith.sitofp %k : i64 to f64
        %s = math.sin %a : f64
        %t = arith.mulf %s, %f : f64
        %u = arith.addf %t, %b : f64
        %v = math.tanh %u : f64
        %w = arith.mulf %v, %x : f64
        affine.yield %w, %a : f64, f64
      }
      %s = arith.mulf %r#0, %r#1 : f64
      return %s : f64
    }`,
    types: ["f64", "f64", "index"],
    resultTypes: ["f64"],
    args: [0.7, -0.4, 11],
  },
  {
    name: "a loop that is never entered",
    text: `func.func @f(%x: f64, %n: index) -> f64 {
      %r = affine.for %i = 5 to %n step 3 iter_args(%a = %x) -> (f64) {
        %s = math.exp %a : f64
        affine.yield %s : f64
      }
      %s = arith.mulf %r, %r : f64
      return %s : f64
    }`,
    types: ["f64", "index"],
    resultTypes: ["f64"],
    args: [0.7, 5],
  },
  {
    name: "loops of one and of no iteration with constant bounds",
    text: `func.func @f(%x: f64) -> f64 {
      %r = affine.for %i = 3 to 4 iter_args(%a = %x) -> (f64) {
        %s = math.exp %a : f64
        affine.yield %s : f64
      }
      %q = affine.for %i = 3 to 3 iter_args(%a = %r) -> (f64) {
        %s = math.sin %a : f64
        affine.yield %s : f64
      }
      %s = arith.mulf %r, %q : f64
      return %s : f64
    }`,
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.7],
  },
  {
    name: "nested loops whose bounds have several results, with a branch",
    text: `func.func @f(%x: f64, %y: f64, %n: index) -> f64 {
      %r = affine.for %i = 0 to %n iter_args(%a = %x) -> (f64) {
        %q = affine.for %j = max affine_map<(d0)[s0] -> (d0 - 2, s0 - 4, 0)>(%i)[%n] to min affine_map<(d0)[s0] -> (d0 + 2, s0)>(%i)[%n] iter_args(%b = %a) -> (f64) {
          %p = affine.for %k = affine_map<(d0) -> (d0)>(%i) to min affine_map<(d0, d1)[s0] -> (d0 + d1 + 3, s0 * 2)>(%i, %j)[%n] step 2 iter_args(%c = %b) -> (f64) {
            %s = affine.if affine_set<(d0, d1) : (d0 - d1 >= 0, d0 mod 2 == 0)>(%k, %j) -> f64 {
              %t = math.sin %c : f64
              affine.yield %t : f64
            } else {
              %t = arith.mulf %c, %y : f64
              affine.yield %t : f64
            }
            affine.yield %s : f64
          }
          %t = arith.addf %p, %y : f64
          affine.yield %t : f64
        }
        affine.yield %q : f64
      }
      return %r : f64
    }`,
    types: ["f64", "f64", "index"],
    resultTypes: ["f64"],
    args: [0.7, 0.9, 5],
    nested: true,
  },
  {
    name: "steps from the greatest of several bounds, also far beyond the distance that costs one iteration",
    text: `func.func @f(%x: f64, %y: f64, %n: index) -> f64 {
      %r = affine.for %i = max affine_map<()[s0] -> (-7, s0 - 100, s0 - 14)>()[%n] to min affine_map<()[s0] -> (s0 * 20000000, 150000000)>()[%n] step 5000001 iter_args(%a = %x) -> (f64) {
        %q = affine.for %j = max affine_map<(d0)[s0] -> (d0 floordiv 5000000, s0 - 9, 1)>(%i)[%n] to 17 step 4 iter_args(%b = %a) -> (f64) {
          %k = arith.index_cast %j : index to i64
          %f = arith.sitofp %k : i64 to f64
          %s = arith.mulf %f, %y : f64
          %t = arith.addf %s, %b : f64
          %u = math.sin %t : f64
          affine.yield %u : f64
        }
        affine.yield %q : f64
      }
      return %r : f64
    }`,
    types: ["f64", "f64", "index"],
    resultTypes: ["f64"],
    args: [0.7, 0.3, 11],
    nested: true,
  },
  {
    name: "a loop around a loop that stops by itself",
    text: `func.func @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %r = affine.for %i = 1 to 5 iter_args(%a = %x) -> (f64) {
        %w:2 = scf.while (%k = %c0, %b = %a) : (index, f64) -> (index, f64) {
          %go = arith.cmpi slt, %k, %i : index
          scf.condition(%go) %k, %b : index, f64
        } do {
        ^bb0(%k: index, %b: f64):
          %s = math.sin %b : f64
          %t = arith.mulf %s, %y : f64
          %next = arith.addi %k, %c1 : index
          scf.yield %next, %t : index, f64
        }
        affine.yield %w#1 : f64
      }
      return %r : f64
    }`,
    types: ["f64", "f64"],
    resultTypes: ["f64"],
    args: [0.7, 1.3],
    nested: true,
  },
];

const bufferPrograms: readonly Program[] = [
  {
    name: "a loop inside, with tapes of both, where the iterations do not begin at 0",
    text: `func.func @f(%x: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c2 = arith.constant 2 : index
      %r:2 = affine.for %i = affine_map<(d0) -> (d0 mod 5)>(%n) to affine_map<(d0) -> (d0 floordiv 2 + 3)>(%n) iter_args(%a = %x, %b = %x) -> (f64, f64) {
        %q:2 = scf.for %j = %c0 to %n step %c2 iter_args(%d = %a, %e = %b) -> (f64, f64) {
          %s = math.sin %b : f64
          %t = arith.mulf %s, %d : f64
          %u = math.cos %e : f64
          scf.yield %u, %t : f64, f64
        }
        affine.yield %q#1, %q#0 : f64, f64
      }
      %t = arith.addf %r#0, %r#1 : f64
      return %t : f64
    }`,
    types: ["f64", "index"],
    resultTypes: ["f64"],
    args: [0.7, 6],
  },
  {
    name: "a buffer in each iteration, whose size is asked for",
    text: `func.func @f(%x: ${buffer}, %p: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %zero = arith.constant 0.0 : f64
      %n = memref.dim %x, %c0 : ${buffer}
      %r = affine.for %i = 0 to %n step 2 iter_args(%s = %zero) -> (f64) {
        %buf = memref.alloc(%n) : ${buffer}
        %d = memref.dim %buf, %c0 : ${buffer}
        affine.for %j = 0 to min affine_map<(d0)[s0,s1] -> (s1 - d0, s0)>(%i)[%d, %n] {
          %v = affine.load %x[%i + %j] : ${buffer}
          %w = arith.mulf %v, %p : f64
          affine.store %w, %buf[%j] : ${buffer}
        }
        %q = affine.for %j = affine_map<(d0) -> (d0)>(%i) to %d iter_args(%t = %s) -> (f64) {
          %v = affine.load %buf[%d - %j - 1] : ${buffer}
          %w = arith.mulf %v, %v : f64
          %u = arith.addf %w, %t : f64
          affine.yield %u : f64
        }
        memref.dealloc %buf : ${buffer}
        affine.yield %q : f64
      }
      return %r : f64
    }`,
    types: [buffer, "f64"],
    resultTypes: ["f64"],
    args: [x, 0.8],
    nested: true,
  },
  {
    name: "a triangular loop that reads and overwrites",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}, %n: index, %p: f64) {
      affine.for %i = 0 to %n {
        affine.for %j = affine_map<(d0) -> (d0)>(%i) to %n step 2 {
          %a = affine.load %x[%j] : ${buffer}
          %b = affine.load %x[symbol(%n) - %j - 1] : ${buffer}
          %c = arith.mulf %a, %b : f64
          %d = arith.mulf %c, %p : f64
          %e = math.sin %d : f64
          affine.store %e, %x[%i] : ${buffer}
          affine.if affine_set<(d0) : (d0 mod 2 == 0)>(%j) {
            %g = affine.load %y[(%i + %j) floordiv 2] : ${buffer}
            %h = arith.mulf %g, %e : f64
            affine.store %h, %y[%i] : ${buffer}
          }
        }
      }
      return
    }`,
    types: [buffer, buffer, "index", "f64"],
    resultTypes: [],
    args: [x, y, 8, 0.8],
  },
  {
    name: "a parallel nest with a sum, a step and values to keep",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}, %n: index, %p: f64) -> f64 {
      %s = affine.parallel (%i, %j) = (1, max(0, 1)) to (symbol(%n), min(4, symbol(%n) - 1)) step (2, 1) reduce ("addf") -> (f64) {
        %a = affine.load %x[%i - 1] : ${buffer}
        %b = affine.load %x[%j + 1] : ${buffer}
        %c = arith.mulf %a, %b : f64
        %r = affine.for %k = 0 to affine_map<(d0, d1) -> (d0 + d1)>(%i, %j) iter_args(%t = %c) -> (f64) {
          %u = math.sin %t : f64
          %v = arith.mulf %u, %p : f64
          affine.yield %v : f64
        }
        affine.yield %r : f64
      }
      affine.parallel (%i) = (0) to (symbol(%n)) {
        %a = affine.load %x[%i] : ${buffer}
        %b = arith.mulf %a, %s : f64
        affine.store %b, %y[symbol(%n) - %i - 1] : ${buffer}
      }
      return %s : f64
    }`,
    types: [buffer, buffer, "index", "f64"],
    resultTypes: ["f64"],
    args: [x, y, 8, 0.8],
  },
  {
    name: "affine loops inside a parallel loop that share what they read",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      %zero = arith.constant 0.0 : f64
      scf.parallel (%i) = (%c0) to (%c8) step (%c1) {
        %b = memref.load %x[%i] : ${buffer}
        %s = affine.for %j = 0 to 8 iter_args(%t = %zero) -> (f64) {
          %a = affine.load %x[%j] : ${buffer}
          %c = arith.mulf %a, %b : f64
          %d = arith.addf %t, %c : f64
          affine.yield %d : f64
        }
        memref.store %s, %y[%i] : ${buffer}
        scf.reduce
      }
      return
    }`,
    types: [buffer, buffer],
    resultTypes: [],
    args: [x, y],
  },
];

const otherPasses = "autodiff,canonicalize,cse,loop-invariant-code-motion,lower-affine,lower-ad-tape";
/** Loops of `scf` inside of affine ones keep their states. */
const checkpointed = "autodiff{checkpoint=recompute},lower-ad-tape";

describeEngines("affine programs", ({ engine }) => {
  test.each([...scalarPrograms, ...bufferPrograms])("$name", (program) => {
    for (const passes of ["autodiff,lower-ad-tape", otherPasses, checkpointed]) {
      expectAgreement(derivativesOf(program, { engine, passes }), { values: 1e-12, modes: 1e-12, differences: 1e-7 });
    }
  });

  test.each(scalarPrograms.filter(({ nested }) => nested !== true))("second derivatives of $name", (program) => {
    expectAgreement(derivativesOf(gradientOf(program), { engine }), { modes: 1e-11, differences: 1e-7 });
  });
});

describe("the derivatives of affine programs", () => {
  test.each([...scalarPrograms.slice(0, 4), bufferPrograms[2]!])("stay affine: $name", (program) => {
    const text = transformedText(withRequests(program), "autodiff,canonicalize");
    expect(text).not.toContain("scf.for");
    expect(text).not.toContain("memref.load");
  });

  test("add plainly to elements that only one iteration reads", () => {
    const text = `func.func @f(%x: ${buffer}, %y: ${buffer}) {
      affine.parallel (%i, %j) = (0, 0) to (2, 3) {
        %a = affine.load %x[%i * 3 + %j] : ${buffer}
        %b = affine.load %y[2 * %j + 1] : ${buffer}
        %c = arith.mulf %a, %b : f64
        affine.store %c, %x[%i * 3 + %j] : ${buffer}
      }
      affine.parallel (%i) = (0) to (3) {
        %a = affine.load %x[%i * 2 + 1] : ${buffer}
        %b = arith.mulf %a, %a : f64
        affine.store %b, %y[%i] : ${buffer}
      }
      return
    }`;
    const expanded = transformedText(withRequests({ text, types: [buffer, buffer], resultTypes: [] }), "autodiff");
    // Two dimensions that meet in one index are not told apart; along %i all iterations read the same of %y.
    expect(expanded.match(/memref\.atomic_rmw/g)).toHaveLength(2);
    const { reverse, differences } = derivativesOf({ text, types: [buffer, buffer], resultTypes: [], args: [x, y] });
    expect(distance(reverse, differences)).toBeLessThan(1e-7);
  });
});
