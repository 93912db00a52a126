/** Parallel loops whose iterations add to one place what cannot be added at once: their reverse becomes sequential. */

import { describe, expect, test } from "vitest";
import { isEngineAvailable } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement, type NamedSubject, withRequests } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { numbers } from "../../../support/numbers.ts";
import { failureOf, transformedText } from "../../../support/pipeline.ts";

const C = "complex<f64>";
const buffer = `memref<?x${C}>`;
const constants = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c4 = arith.constant 4 : index`;

/** A buffer of `count` complex numbers. */
const complexNumbers = (count: number, seed: number) => ({ shape: [count], data: numbers(2 * count, seed) });

const programs: readonly NamedSubject[] = [
  {
    name: "elements that several iterations read, and one that all read",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}) {${constants}
      scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %k = arith.remui %i, %c2 : index
        %a = memref.load %x[%k] : ${buffer}
        %b = memref.load %x[%c2] : ${buffer}
        %c = memref.load %y[%i] : ${buffer}
        %p = complex.mul %a, %b : ${C}
        %q = complex.sin %p : ${C}
        %r = complex.div %q, %c : ${C}
        memref.store %r, %y[%i] : ${buffer}
      }
      return
    }`,
    types: [buffer, buffer],
    resultTypes: [],
    args: [complexNumbers(3, 1), complexNumbers(4, 2)],
  },
  {
    name: "a nest of two kinds of parallel loops, with a sum, a float beside, and a captured number",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}, %f: memref<?xf64>, %p: f64) -> f64 {${constants}
      %zero = arith.constant 0.0 : f64
      %z = complex.create %p, %p : ${C}
      %s = scf.parallel (%i, %l) = (%c0, %c0) to (%c4, %c2) step (%c1, %c1) init (%p) -> f64 {
        %t = affine.parallel (%j) = (0) to (3) reduce ("addf") -> (f64) {
          %a = affine.load %x[%j] : ${buffer}
          %b = memref.load %y[%i] : ${buffer}
          %g = memref.load %f[%l] : memref<?xf64>
          %c = complex.mul %a, %b : ${C}
          %d = complex.mul %c, %z : ${C}
          %e = complex.exp %d : ${C}
          %n = complex.abs %e : ${C}
          %m = arith.mulf %n, %g : f64
          affine.yield %m : f64
        }
        scf.reduce(%t : f64) {
        ^bb0(%u: f64, %v: f64):
          %w = arith.addf %u, %v : f64
          scf.reduce.return %w : f64
        }
      }
      return %s : f64
    }`,
    types: [buffer, buffer, "memref<?xf64>", "f64"],
    resultTypes: ["f64"],
    args: [complexNumbers(3, 3), complexNumbers(4, 4), numbers(2, 5), 0.4],
  },
  {
    name: "an affine loop with a step that all use a number of, and values to keep",
    text: `func.func @f(%x: ${buffer}, %p: f64, %n: index) {
      %z = complex.create %p, %p : ${C}
      affine.parallel (%i, %j) = (0, max(0, symbol(%n) - 3)) to (2, symbol(%n)) step (1, 2) {
        %a = affine.load %x[%i * 2 + %j floordiv 2] : ${buffer}
        %r = affine.for %k = 0 to affine_map<(d0, d1) -> (d0 + d1)>(%i, %j) iter_args(%t = %a) -> (${C}) {
          %u = complex.tanh %t : ${C}
          %v = complex.mul %u, %z : ${C}
          affine.yield %v : ${C}
        }
        affine.store %r, %x[%i * 2 + %j floordiv 2] : ${buffer}
      }
      return
    }`,
    types: [buffer, "f64", "index"],
    resultTypes: [],
    args: [complexNumbers(4, 6), 0.8, 4],
  },
  {
    name: "a loop over threads that share what they read",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}) {${constants}
      scf.forall (%i, %j) in (2, 2) {
        %a = memref.load %x[%j] : ${buffer}
        %k = arith.muli %i, %c2 : index
        %l = arith.addi %k, %j : index
        %b = memref.load %y[%l] : ${buffer}
        %c = complex.mul %a, %b : ${C}
        memref.store %c, %y[%l] : ${buffer}
      }
      return
    }`,
    types: [buffer, buffer],
    resultTypes: [],
    args: [complexNumbers(3, 7), complexNumbers(4, 8)],
  },
];

describeEngines("sequential reverse loops", ({ engine }) => {
  test.each(programs)("$name", (program) => {
    for (const passes of ["autodiff,lower-ad-tape", "autodiff,canonicalize,cse,lower-ad-tape"]) {
      expectAgreement(derivativesOf(program, { engine, passes }), { values: 1e-12, modes: 1e-12, differences: 1e-8 });
    }
  });
});

const V = "vector<2xf64>";
const vectors = `memref<3x${V}>`;
const i32 = (value: number): string => `%n${value} = llvm.mlir.constant(${value} : i32) : i32`;

/** Two vectors made of the arguments, and the rest of a function that returns `%s`. */
const ofVectors = (body: string): string => `func.func @f(%x: f64, %y: f64) -> f64 {${constants}
  ${[0, 1, 2, 4].map(i32).join("\n")}
  %none = arith.constant dense<0.5> : ${V}
  %u0 = llvm.insertelement %x, %none[%n0 : i32] : ${V}
  %u = llvm.insertelement %y, %u0[%n1 : i32] : ${V}
  %v = arith.mulf %u, %u : ${V}
  ${body}
  return %s : f64
}`;

const sumOver = (read: string): string => `
  %s = scf.parallel (%i) = (%c0) to (%c4) step (%c1) init (%y) -> f64 {
    %k = arith.remui %i, %c2 : index
    ${read}
    %b = math.sin %a : ${V}
    %c = llvm.extractelement %b[%n0 : i32] : ${V}
    %d = llvm.extractelement %b[%n1 : i32] : ${V}
    %e = arith.mulf %c, %d : f64
    scf.reduce(%e : f64) {
    ^bb0(%p: f64, %q: f64):
      %w = arith.addf %p, %q : f64
      scf.reduce.return %w : f64
    }
  }`;

const S = "!llvm.struct<(f64, i32, array<2 x f64>)>";

const vectorPrograms: readonly NamedSubject[] = [
  {
    name: "vectors in a buffer",
    text: ofVectors(`%m = memref.alloc() : ${vectors}
      memref.store %u, %m[%c0] : ${vectors}
      memref.store %v, %m[%c1] : ${vectors}
      ${sumOver(`%a = memref.load %m[%k] : ${vectors}`)}
      memref.dealloc %m : ${vectors}`),
  },
  {
    name: "vectors behind a pointer",
    text: ofVectors(`%m = llvm.alloca %n4 x ${V} : (i32) -> !llvm.ptr
      llvm.store %u, %m : ${V}, !llvm.ptr
      %m1 = llvm.getelementptr %m[1] : (!llvm.ptr) -> !llvm.ptr, ${V}
      llvm.store %v, %m1 : ${V}, !llvm.ptr
      ${sumOver(`%l = arith.index_cast %k : index to i64
        %at = llvm.getelementptr %m[%l] : (!llvm.ptr, i64) -> !llvm.ptr, ${V}
        %a = llvm.load %at : !llvm.ptr -> ${V}`)}`),
  },
  {
    name: "a struct behind a pointer",
    text: ofVectors(`%m = llvm.alloca %n1 x ${S} : (i32) -> !llvm.ptr
      llvm.store %x, %m : f64, !llvm.ptr
      %m2 = llvm.getelementptr %m[0, 2, 1] : (!llvm.ptr) -> !llvm.ptr, ${S}
      llvm.store %y, %m2 : f64, !llvm.ptr
      ${sumOver(`%t = llvm.load %m : !llvm.ptr -> ${S}
        %g = llvm.extractvalue %t[0] : ${S}
        %h = llvm.extractvalue %t[2, 1] : ${S}
        %a0 = llvm.insertelement %g, %v[%n1 : i32] : ${V}
        %a = llvm.insertelement %h, %a0[%n0 : i32] : ${V}`)}`),
  },
].map(({ name, text }) => ({ name, text, types: ["f64", "f64"], resultTypes: ["f64"], args: [0.7, -0.4] }));

describe.skipIf(!isEngineAvailable("llvm"))("of vectors", () => {
  test.each(vectorPrograms)("$name", (program) => {
    expectAgreement(derivativesOf(program, { engine: "llvm" }), { values: 1e-12, modes: 1e-12, differences: 1e-8 });
  });
});

describe("the reverse loop", () => {
  const reverseOf = (index: string): string => {
    const text = `func.func @f(%x: ${vectors}, %y: ${vectors}) {${constants}
      scf.parallel (%i) = (%c0) to (%c2) step (%c1) {
        %a = memref.load %x[${index}] : ${vectors}
        %b = arith.mulf %a, %a : ${V}
        memref.store %b, %y[%i] : ${vectors}
      }
      return
    }
    func.func @ask(%x: ${vectors}, %y: ${vectors}) {
      ad.vjp @f(%x, %y) shadows(%x, %y : ${vectors}, ${vectors}) : (${vectors}, ${vectors}) -> ()
      return
    }`;
    return transformedText(text, "autodiff,canonicalize").split("@f_vjp(")[1]!;
  };

  test("stays parallel where each iteration has elements of its own", () => {
    expect(reverseOf("%i")).not.toContain("scf.for");
  });
  test("is sequential where all may add to one vector", () => {
    expect(reverseOf("%c1").match(/scf\.for/g)).toHaveLength(1);
  });

  test("of vectors at affine places is affine and sequential", () => {
    const text = `func.func @f(%x: memref<?xf64>, %y: memref<?xf64>, %n: index) {
      affine.parallel (%i) = (0) to (symbol(%n)) {
        %a = affine.vector_load %x[%i * 2] : memref<?xf64>, vector<4xf64>
        affine.vector_store %a, %y[%i * 4] : memref<?xf64>, vector<4xf64>
      }
      return
    }`;
    const types = ["memref<?xf64>", "memref<?xf64>", "index"];
    const made = transformedText(withRequests({ text, types, resultTypes: [] }), "autodiff,canonicalize");
    expect(made.match(/affine\.parallel/g)).toHaveLength(3);
    expect(made.match(/affine\.for/g)).toHaveLength(1);
    expect(made).not.toContain("ad.in_order");
  });

  test("is refused where the threads of a kernel add", () => {
    const text = `func.func @f(%x: ${buffer}, %y: ${buffer}) {${constants}
      gpu.launch blocks(%a, %b, %c) in (%d = %c1, %e = %c1, %g = %c1) threads(%i, %j, %k) in (%l = %c4, %m = %c1, %n = %c1) {
        %o = memref.load %x[%c1] : ${buffer}
        %p = complex.mul %o, %o : ${C}
        memref.store %p, %y[%i] : ${buffer}
        gpu.terminator
      }
      return
    }`;
    expect(failureOf(withRequests({ text, types: [buffer, buffer], resultTypes: [] }), "autodiff")).toEqual([
      "cannot be differentiated in reverse mode: executions at the same time add adjoints of this to one place, which cannot be done at once",
      "this 'gpu.launch' cannot be executed in sequence; make it a sequential loop",
    ]);
  });
});
