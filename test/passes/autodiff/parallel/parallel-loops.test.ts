/** Parallel loops: right in both modes on all engines, without races, and atomic only where it must be. */

import { describe, expect, test } from "vitest";
import { type Callable, compile } from "../../../../tools/compile.ts";
import {
  derivativesOf,
  distance,
  expectAgreement,
  type NamedSubject,
  withRequests,
} from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { failureOf, transformedText } from "../../../support/pipeline.ts";

const constants = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %zero = arith.constant 0.0 : f64`;

interface Program extends NamedSubject {
  /** How many additions in the reverse sweep are atomic. */
  readonly atomics: number;
}

const buffers = ["memref<?xf64>", "memref<?xf64>"];
const x = [0.3, -0.8, 1.2, 0.7, -0.1, 0.9];
const y = [1.1, 0.2, -0.5, 0.4, 0.8, -1.3];

const programs: readonly Program[] = [
  {
    name: "with a sum and a captured number",
    text: `func.func @f(%x: memref<?xf64>, %p: f64) -> f64 {${constants}
      %n = memref.dim %x, %c0 : memref<?xf64>
      %s = scf.parallel (%i) = (%c0) to (%n) step (%c1) init (%p) -> f64 {
        %a = memref.load %x[%i] : memref<?xf64>
        %e = math.exp %a : f64
        %q = arith.mulf %e, %p : f64
        scf.reduce(%q : f64) {
        ^bb0(%u: f64, %v: f64):
          %w = arith.addf %u, %v : f64
          scf.reduce.return %w : f64
        }
      }
      return %s : f64
    }`,
    types: ["memref<?xf64>", "f64"],
    resultTypes: ["f64"],
    args: [x, 0.7],
    atomics: 0,
  },
  {
    name: "that reads one element in all iterations",
    text: `func.func @f(%x: memref<?xf64>, %y: memref<?xf64>) {${constants}
      %n = memref.dim %x, %c0 : memref<?xf64>
      scf.parallel (%i) = (%c0) to (%n) step (%c1) {
        %a = memref.load %x[%i] : memref<?xf64>
        %b = memref.load %x[%c2] : memref<?xf64>
        %q = arith.mulf %a, %b : f64
        memref.store %q, %y[%i] : memref<?xf64>
        scf.reduce
      }
      return
    }`,
    types: buffers,
    resultTypes: [],
    args: [x, y],
    atomics: 2,
  },
  {
    name: "over a stencil, which gathers",
    text: `func.func @f(%x: memref<?xf64>, %y: memref<?xf64>) {${constants}
      %n = memref.dim %x, %c0 : memref<?xf64>
      %last = arith.subi %n, %c1 : index
      scf.parallel (%i) = (%c1) to (%last) step (%c1) {
        %before = arith.subi %i, %c1 : index
        %after = arith.addi %i, %c1 : index
        %a = memref.load %x[%before] : memref<?xf64>
        %b = memref.load %x[%i] : memref<?xf64>
        %c = memref.load %x[%after] : memref<?xf64>
        %ab = arith.mulf %a, %b : f64
        %q = arith.mulf %ab, %c : f64
        memref.store %q, %y[%i] : memref<?xf64>
        scf.reduce
      }
      return
    }`,
    types: buffers,
    resultTypes: [],
    args: [x, y],
    atomics: 0,
  },
  {
    name: "that changes its own elements",
    text: `func.func @f(%x: memref<?xf64>, %y: memref<?xf64>) {${constants}
      %n = memref.dim %x, %c0 : memref<?xf64>
      scf.parallel (%i) = (%c0) to (%n) step (%c1) {
        %a = memref.load %x[%i] : memref<?xf64>
        %s = math.sin %a : f64
        memref.store %s, %x[%i] : memref<?xf64>
        %b = memref.load %x[%i] : memref<?xf64>
        %q = arith.mulf %b, %b : f64
        memref.store %q, %y[%i] : memref<?xf64>
        scf.reduce
      }
      return
    }`,
    types: buffers,
    resultTypes: [],
    args: [x, y],
    atomics: 0,
  },
  {
    name: "of two dimensions with steps, around a loop that keeps values",
    text: `func.func @f(%x: memref<?xf64>, %y: memref<?xf64>) -> f64 {${constants}
      %c3 = arith.constant 3 : index
      %c4 = arith.constant 4 : index
      %s = scf.parallel (%i, %j) = (%c1, %c0) to (%c4, %c3) step (%c2, %c1) init (%zero) -> f64 {
        %a = memref.load %x[%i] : memref<?xf64>
        %b = memref.load %y[%j] : memref<?xf64>
        %r = scf.for %k = %c0 to %j step %c1 iter_args(%t = %a) -> (f64) {
          %u = arith.mulf %t, %b : f64
          %v = math.sin %u : f64
          scf.yield %v : f64
        }
        scf.reduce(%r : f64) {
        ^bb0(%u: f64, %v: f64):
          %w = arith.addf %v, %u : f64
          scf.reduce.return %w : f64
        }
      }
      return %s : f64
    }`,
    types: buffers,
    resultTypes: ["f64"],
    args: [x, y],
    atomics: 2,
  },
  {
    name: "inside a parallel loop, with a buffer of each iteration's own",
    text: `func.func @f(%x: memref<?xf64>, %y: memref<?xf64>) {${constants}
      %n = memref.dim %x, %c0 : memref<?xf64>
      scf.parallel (%i) = (%c0) to (%n) step (%c1) {
        %own = memref.alloca() : memref<2xf64>
        %a = memref.load %x[%i] : memref<?xf64>
        scf.parallel (%j) = (%c0) to (%c2) step (%c1) {
          %f = arith.index_cast %j : index to i64
          %g = arith.sitofp %f : i64 to f64
          %h = arith.addf %a, %g : f64
          %s = math.cos %h : f64
          memref.store %s, %own[%j] : memref<2xf64>
          scf.reduce
        }
        %p = memref.load %own[%c0] : memref<2xf64>
        %q = memref.load %own[%c1] : memref<2xf64>
        %r = arith.mulf %p, %q : f64
        memref.store %r, %y[%i] : memref<?xf64>
        scf.reduce
      }
      return
    }`,
    types: buffers,
    resultTypes: [],
    args: [x, y],
    // The reverse sweep finds the iteration's own buffer on a tape, where it might be anybody's.
    atomics: 2,
  },
  {
    name: "over threads that write to buffers",
    text: `func.func @f(%x: memref<?xf64>, %y: memref<?xf64>) {${constants}
      %n = memref.dim %x, %c0 : memref<?xf64>
      scf.forall (%i) in (%n) {
        %a = memref.load %x[%i] : memref<?xf64>
        %e = math.exp %a : f64
        memref.store %e, %y[%i] : memref<?xf64>
      }
      return
    }`,
    types: buffers,
    resultTypes: [],
    args: [x, y],
    atomics: 0,
  },
  {
    name: "without iterations",
    text: `func.func @f(%x: memref<?xf64>, %p: f64) -> f64 {${constants}
      %s = scf.parallel (%i) = (%c2) to (%c1) step (%c1) init (%p) -> f64 {
        %a = memref.load %x[%i] : memref<?xf64>
        %q = arith.mulf %a, %p : f64
        scf.reduce(%q : f64) {
        ^bb0(%u: f64, %v: f64):
          %w = arith.addf %u, %v : f64
          scf.reduce.return %w : f64
        }
      }
      return %s : f64
    }`,
    types: ["memref<?xf64>", "f64"],
    resultTypes: ["f64"],
    args: [x, 0.7],
    atomics: 0,
  },
];

describeEngines("a parallel loop", ({ engine }) => {
  test.each(programs)("$name", (program) => {
    expectAgreement(derivativesOf(program, { engine }), { values: 1e-12, modes: 1e-12, differences: 1e-6 });
  });
});

test("threads that contribute parts of a tensor", () => {
  const text = `func.func @f(%t: tensor<?xf64>) -> f64 {${constants}
    %n = tensor.dim %t, %c0 : tensor<?xf64>
    %u = scf.forall (%i) = (1) to (%n) step (2) shared_outs(%out = %t) -> (tensor<?xf64>) {
      %before = arith.subi %i, %c1 : index
      %a = tensor.extract %out[%before] : tensor<?xf64>
      %b = tensor.extract %t[%i] : tensor<?xf64>
      %p = arith.mulf %a, %b : f64
      %part = tensor.from_elements %p : tensor<1xf64>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %part into %out[%i] [1] [1] : tensor<1xf64> into tensor<?xf64>
      }
    }
    %c4 = arith.constant 4 : index
    %c5 = arith.constant 5 : index
    %v = tensor.extract %u[%c5] : tensor<?xf64>
    %w = tensor.extract %u[%c4] : tensor<?xf64>
    %r = arith.mulf %v, %w : f64
    return %r : f64
  }`;
  const expanded = transformedText(
    `${text}
    func.func @g(%t: tensor<?xf64>, %s: f64) -> (f64, tensor<?xf64>) {
      %y, %d = ad.vjp @f(%t) cotangents(%s : f64) : (tensor<?xf64>) -> (f64, tensor<?xf64>)
      return %y, %d : f64, tensor<?xf64>
    }`,
    "autodiff,canonicalize,cse,lower-ad-tape",
  );
  const { g } = compile(expanded, { engine: "js" });
  const [value, gradient] = (g as Callable)(Float64Array.from(x), 1) as [number, Float64Array];
  // u[5] = x[4] * x[5], u[4] = x[4].
  expect(value).toBeCloseTo(x[4]! * x[5]! * x[4]!, 12);
  const expected = [0, 0, 0, 0, 2 * x[4]! * x[5]!, x[4]! * x[4]!];
  expect(distance([...gradient], expected)).toBeLessThan(1e-14);
});

describe("the reverse of a parallel loop", () => {
  test.each(programs)("$name: $atomics atomic additions", (program) => {
    const text = transformedText(withRequests(program), "autodiff");
    expect(text.match(/memref\.atomic_rmw/g) ?? []).toHaveLength(program.atomics);
  });

  test("is refused if the order of the iterations matters to its derivative", () => {
    const [sum] = programs;
    const other = { ...sum!, text: sum!.text.replace("arith.addf %u, %v", "arith.subf %u, %v") };
    expect(failureOf(withRequests(other), "autodiff").join()).toContain(
      "'scf.parallel' op cannot be differentiated: its 0-th reduction is no sum, product, maximum or minimum of floats",
    );
  });
});
