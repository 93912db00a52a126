/** Atomic updates, buffers of a new size and scopes of memory: right in both modes, by differences, on all engines. */

import { describe, expect, test } from "vitest";
import {
  derivativesOf,
  expectAgreement,
  type NamedSubject,
  type Subject,
  withRequests,
} from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { failureOf, transformedText } from "../../../support/pipeline.ts";

const buffer = "memref<?xf64>";
const constants = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %c5 = arith.constant 5 : index
  %c7 = arith.constant 7 : index`;

const x = [0.7, -0.4, 1.3, 0.9, -1.2];
const y = [0.5, 1.1, -0.3, 0.2, 0.6];

const sequential = (kind: string): NamedSubject => ({
  name: `an update by '${kind}' whose result is used`,
  text: `func.func @f(%x: ${buffer}, %y: ${buffer}) -> f64 {${constants}
    %zero = arith.constant 0.0 : f64
    %r = scf.for %i = %c0 to %c5 step %c1 iter_args(%s = %zero) -> f64 {
      %k = arith.remui %i, %c3 : index
      %a = memref.load %x[%i] : ${buffer}
      %b = math.sin %a : f64
      %old = memref.atomic_rmw ${kind} %b, %y[%k] : (f64, ${buffer}) -> f64
      %p = arith.mulf %old, %a : f64
      %t = arith.addf %s, %p : f64
      scf.yield %t : f64
    }
    return %r : f64
  }`,
  types: [buffer, buffer],
  resultTypes: ["f64"],
  args: [x, y],
});

const programs: readonly NamedSubject[] = [
  ...["addf", "mulf", "maximumf", "minimumf", "assign"].map(sequential),
  {
    name: "an update by a region",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}) {${constants}
      scf.for %i = %c0 to %c5 step %c1 {
        %k = arith.remui %i, %c2 : index
        %a = memref.load %x[%i] : ${buffer}
        %old = memref.generic_atomic_rmw %y[%k] : ${buffer} {
        ^bb0(%e: f64):
          %p = arith.mulf %e, %a : f64
          %q = math.sin %p : f64
          memref.atomic_yield %q : f64
        }
      }
      return
    }`,
    types: [buffer, buffer],
    resultTypes: [],
    args: [x, y],
  },
  {
    name: "sums of a parallel loop in a few elements",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}) {${constants}
      scf.parallel (%i) = (%c0) to (%c5) step (%c1) {
        %k = arith.remui %i, %c2 : index
        %a = memref.load %x[%i] : ${buffer}
        %b = math.exp %a : f64
        %old = memref.atomic_rmw addf %b, %y[%k] : (f64, ${buffer}) -> f64
        %older = memref.generic_atomic_rmw %y[%c3] : ${buffer} {
        ^bb0(%e: f64):
          %p = arith.mulf %a, %a : f64
          %q = arith.addf %p, %e : f64
          memref.atomic_yield %q : f64
        }
        scf.reduce
      }
      %last = memref.load %y[%c0] : ${buffer}
      %s = math.sin %last : f64
      memref.store %s, %y[%c0] : ${buffer}
      return
    }`,
    types: [buffer, buffer],
    resultTypes: [],
    args: [x, y],
  },
  {
    name: "buffers that grow and shrink",
    text: `func.func @f(%x: ${buffer}, %n: index) -> f64 {${constants}
      %a = memref.alloc(%n) : ${buffer}
      scf.for %i = %c0 to %n step %c1 {
        %v = memref.load %x[%i] : ${buffer}
        %s = math.sin %v : f64
        memref.store %s, %a[%i] : ${buffer}
      }
      %b = memref.realloc %a(%c7) : ${buffer} to ${buffer}
      %v0 = memref.load %b[%c0] : ${buffer}
      %v1 = memref.load %b[%c1] : ${buffer}
      %p = arith.mulf %v0, %v1 : f64
      %six = arith.constant 6 : index
      memref.store %p, %b[%six] : ${buffer}
      memref.store %v1, %b[%c0] : ${buffer}
      %c = memref.realloc %b : ${buffer} to memref<2xf64>
      %d = memref.realloc %c : memref<2xf64> to memref<4xf64>
      %w0 = memref.load %d[%c0] : memref<4xf64>
      %w1 = memref.load %d[%c1] : memref<4xf64>
      %r = arith.mulf %w0, %w1 : f64
      %q = arith.addf %r, %p : f64
      memref.dealloc %d : memref<4xf64>
      return %q : f64
    }`,
    types: [buffer, "index"],
    resultTypes: ["f64"],
    args: [x, 5],
  },
  {
    name: "a scope of memory in a loop",
    text: `func.func @f(%x: ${buffer}, %p: f64) -> f64 {${constants}
      %r = scf.for %i = %c0 to %c5 step %c1 iter_args(%s = %p) -> f64 {
        %t = memref.alloca_scope -> (f64) {
          %cell = memref.alloca() : memref<2xf64>
          %v = memref.load %x[%i] : ${buffer}
          %e = math.exp %v : f64
          memref.store %e, %cell[%c0] : memref<2xf64>
          memref.store %s, %cell[%c1] : memref<2xf64>
          %a = memref.load %cell[%c0] : memref<2xf64>
          %b = memref.load %cell[%c1] : memref<2xf64>
          %m = arith.mulf %a, %b : f64
          %q = math.sin %m : f64
          memref.store %q, %cell[%c0] : memref<2xf64>
          %z = memref.load %cell[%c0] : memref<2xf64>
          memref.alloca_scope.return %z : f64
        }
        scf.yield %t : f64
      }
      return %r : f64
    }`,
    types: [buffer, "f64"],
    resultTypes: ["f64"],
    args: [x, 0.3],
  },
];

describeEngines("updates of memory", ({ engine }) => {
  test.each(programs)("$name", (program) => {
    for (const passes of ["autodiff,lower-ad-tape", "autodiff,canonicalize,cse,lower-ad-tape"]) {
      expectAgreement(derivativesOf(program, { engine, passes }), { modes: 1e-12, differences: 1e-7 });
    }
  });
});

describe("atomic updates of a parallel loop", () => {
  const loop = (update: string): string[] =>
    failureOf(
      withRequests({
        text: `func.func @f(%x: ${buffer}, %y: ${buffer}) -> f64 {${constants}
          %zero = arith.constant 0.0 : f64
          %s = scf.parallel (%i) = (%c0) to (%c5) step (%c1) init (%zero) -> f64 {
            %a = memref.load %x[%i] : ${buffer}
            ${update}
            scf.reduce(%old : f64) {
            ^bb0(%u: f64, %v: f64):
              %w = arith.addf %u, %v : f64
              scf.reduce.return %w : f64
            }
          }
          return %s : f64
        }`,
        types: [buffer, buffer],
        resultTypes: ["f64"],
      }),
      "autodiff",
    );

  test("are refused where their order matters", () => {
    expect(loop(`%old = memref.atomic_rmw addf %a, %y[%c0] : (f64, ${buffer}) -> f64`)).toEqual([
      "'memref.atomic_rmw' op cannot be differentiated: it gives what an element was before, which depends on the order of the threads",
      "do not use its result, or make the loop around it sequential",
    ]);
    expect(loop(`%old = memref.atomic_rmw mulf %a, %y[%c0] : (f64, ${buffer}) -> f64`)).toEqual([
      "'memref.atomic_rmw' op cannot be differentiated: threads update an element by something else than a sum",
      "join the values by a reduction of the loop, or make the loop around it sequential",
    ]);
    const squared = `%old = memref.generic_atomic_rmw %y[%c0] : ${buffer} {
      ^bb0(%e: f64):
        %q = arith.addf %e, %e : f64
        memref.atomic_yield %q : f64
      }`;
    expect(loop(squared)[0]).toBe(
      "'memref.generic_atomic_rmw' op cannot be differentiated: threads update an element by something else than a sum",
    );
  });

  test("are refused in functions that parallel loops call", () => {
    const text = `func.func private @update(%y: ${buffer}, %a: f64) -> f64 {${constants}
        %old = memref.atomic_rmw mulf %a, %y[%c0] : (f64, ${buffer}) -> f64
        return %old : f64
      }
      func.func @f(%y: ${buffer}, %a: f64) {${constants}
        scf.parallel (%i) = (%c0) to (%c5) step (%c1) {
          %old = func.call @update(%y, %a) : (${buffer}, f64) -> f64
          scf.reduce
        }
        return
      }
      func.func @g(%y: ${buffer}, %dy: ${buffer}, %a: f64) {
        ad.jvp @f(%y, %a) tangents(%dy, %a : ${buffer}, f64) : (${buffer}, f64) -> ()
        return
      }`;
    expect(failureOf(text, "autodiff")[0]).toBe(
      "'memref.atomic_rmw' op cannot be differentiated: threads update an element by something else than a sum",
    );
    // Elsewhere it is a load and a store.
    const sequential = text
      .replace("scf.parallel", "scf.for")
      .replaceAll(/\((%c\d)\)/g, "$1")
      .replace("(%i)", "%i");
    expect(failureOf(sequential.replace("scf.reduce", ""), "autodiff")).toEqual([]);
  });

  test("the reverse of a parallel loop can be differentiated again", () => {
    const text = `func.func private @inner(%x: ${buffer}, %s: f64) -> f64 {${constants}
        %zero = arith.constant 0.0 : f64
        %r = scf.parallel (%i) = (%c0) to (%c5) step (%c1) init (%zero) -> f64 {
          %a = memref.load %x[%i] : ${buffer}
          %b = memref.load %x[%c1] : ${buffer}
          %ab = arith.mulf %a, %b : f64
          %c = math.sin %ab : f64
          %d = arith.mulf %c, %s : f64
          scf.reduce(%d : f64) {
          ^bb0(%u: f64, %v: f64):
            %w = arith.addf %u, %v : f64
            scf.reduce.return %w : f64
          }
        }
        return %r : f64
      }
      func.func @f(%x: ${buffer}, %dx: ${buffer}, %s: f64) -> f64 {
        %d = ad.grad @inner(%x, %s) shadows(%dx : ${buffer}) : (${buffer}, f64) -> f64
        return %d : f64
      }`;
    const gradient = transformedText(text, "autodiff,inline,symbol-dce");
    expect(gradient).toContain("memref.atomic_rmw");
    const subject: Subject = {
      text: gradient.slice(gradient.indexOf("func.func"), gradient.lastIndexOf("}")),
      types: [buffer, buffer, "f64"],
      resultTypes: ["f64"],
      args: [x, y, 0.8],
    };
    expectAgreement(derivativesOf(subject), { modes: 1e-11, differences: 1e-7 });
  });
});
