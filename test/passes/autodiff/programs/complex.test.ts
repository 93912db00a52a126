/** Complex numbers in loops, branches, calls and buffers: right in both modes, by differences in both parts. */

import { describe, expect, test } from "vitest";
import { type Callable, compile } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement, gradientOf, type NamedSubject } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { failureOf } from "../../../support/pipeline.ts";

const buffer = "memref<?xcomplex<f64>>";
const constants = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index`;

const scalarPrograms: readonly NamedSubject[] = [
  {
    name: "a loop that squares, with a branch",
    text: `func.func @f(%x: f64, %y: f64) -> f64 {${constants}
      %two = arith.constant 1.5 : f64
      %c = complex.create %x, %y : complex<f64>
      %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%z = %c) -> (complex<f64>) {
        %zz = complex.mul %z, %z : complex<f64>
        %w = complex.add %zz, %c : complex<f64>
        %a = complex.abs %w : complex<f64>
        %k = arith.cmpf ogt, %a, %two : f64
        %s = scf.if %k -> (complex<f64>) {
          %n = complex.sign %w : complex<f64>
          %q = complex.conj %n : complex<f64>
          scf.yield %q : complex<f64>
        } else {
          %e = complex.tanh %w : complex<f64>
          %q = complex.mul %e, %w : complex<f64>
          scf.yield %q : complex<f64>
        }
        scf.yield %s : complex<f64>
      }
      %re = complex.re %r : complex<f64>
      %im = complex.im %r : complex<f64>
      %p = arith.mulf %re, %im : f64
      return %p : f64
    }`,
    types: ["f64", "f64"],
    resultTypes: ["f64"],
    args: [0.3, 0.1],
  },
  {
    name: "a call, a choice and a power in a loop",
    text: `func.func @g(%z: complex<f64>, %x: f64) -> complex<f64> {
      %w = complex.create %x, %x : complex<f64>
      %p = complex.pow %z, %w : complex<f64>
      return %p : complex<f64>
    }
    func.func @f(%x: f64, %y: f64) -> f64 {
      %c = complex.create %x, %y : complex<f64>
      %r = affine.for %i = 0 to 3 iter_args(%z = %c) -> (complex<f64>) {
        %k = arith.constant 1 : index
        %even = arith.cmpi eq, %i, %k : index
        %g = func.call @g(%z, %x) : (complex<f64>, f64) -> complex<f64>
        %d = complex.div %z, %c : complex<f64>
        %s = arith.select %even, %g, %d : complex<f64>
        %t = complex.sin %s : complex<f64>
        affine.yield %t : complex<f64>
      }
      %a = complex.angle %r : complex<f64>
      return %a : f64
    }`,
    types: ["f64", "f64"],
    resultTypes: ["f64"],
    args: [0.7, 0.4],
  },
];

const values = [0.3, -0.8, 1.2, 0.7, -0.1, 0.9, 0.4, -0.6];

const bufferPrograms: readonly NamedSubject[] = [
  {
    name: "a Fourier transform in place, behind another loop that overwrites",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}, %scale: f64) {${constants}
      %zero = complex.constant [0.0, 0.0] : complex<f64>
      %step = arith.constant 1.5707963267948966 : f64
      affine.for %i = 1 to 4 {
        %a = affine.load %x[%i] : ${buffer}
        %b = affine.load %x[%i - 1] : ${buffer}
        %ab = complex.mul %a, %b : complex<f64>
        affine.store %ab, %x[%i] : ${buffer}
      }
      scf.for %k = %c0 to %c4 step %c1 {
        %s = scf.for %i = %c0 to %c4 step %c1 iter_args(%sum = %zero) -> (complex<f64>) {
          %ki = arith.muli %k, %i : index
          %n = arith.index_cast %ki : index to i64
          %f = arith.sitofp %n : i64 to f64
          %angle = arith.mulf %f, %step : f64
          %scaled = arith.mulf %angle, %scale : f64
          %cos = math.cos %scaled : f64
          %sin = math.sin %scaled : f64
          %w = complex.create %cos, %sin : complex<f64>
          %a = memref.load %x[%i] : ${buffer}
          %p = complex.mul %a, %w : complex<f64>
          %t = complex.add %sum, %p : complex<f64>
          scf.yield %t : complex<f64>
        }
        memref.store %s, %y[%k] : ${buffer}
      }
      memref.copy %y, %x : ${buffer} to ${buffer}
      return
    }`,
    types: [buffer, buffer, "f64"],
    resultTypes: [],
    args: [values, values.map((value) => value / 2), 1.1],
  },
  {
    name: "a parallel loop whose iterations share a complex number",
    text: `func.func @f(%x: ${buffer}, %p: f64) -> f64 {${constants}
      %zero = arith.constant 0.0 : f64
      %q = complex.create %p, %p : complex<f64>
      %s = scf.parallel (%i) = (%c0) to (%c4) step (%c1) init (%zero) -> f64 {
        %a = memref.load %x[%i] : ${buffer}
        %b = complex.mul %a, %q : complex<f64>
        %c = complex.exp %b : complex<f64>
        memref.store %c, %x[%i] : ${buffer}
        %r = complex.abs %c : complex<f64>
        scf.reduce(%r : f64) {
        ^bb0(%u: f64, %v: f64):
          %w = arith.addf %u, %v : f64
          scf.reduce.return %w : f64
        }
      }
      return %s : f64
    }`,
    types: [buffer, "f64"],
    resultTypes: ["f64"],
    args: [values, 0.6],
  },
  {
    name: "a complex sum of a parallel loop, and a structured product of matrices",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}) {${constants}
      %zero = complex.constant [0.0, 0.0] : complex<f64>
      %a = memref.load %y[%c1] : ${buffer}
      %s = scf.parallel (%i) = (%c0) to (%c4) step (%c1) init (%a) -> complex<f64> {
        %b = memref.load %x[%i] : ${buffer}
        %c = complex.mul %b, %a : complex<f64>
        scf.reduce(%c : complex<f64>) {
        ^bb0(%u: complex<f64>, %v: complex<f64>):
          %w = complex.add %u, %v : complex<f64>
          scf.reduce.return %w : complex<f64>
        }
      }
      memref.store %s, %y[%c0] : ${buffer}
      %m = memref.expand_shape %x [[0, 1]] output_shape [%c4, 1] : ${buffer} into memref<?x1xcomplex<f64>>
      linalg.generic {
        indexing_maps = [affine_map<(i, j) -> (j, 0)>, affine_map<(i, j) -> (i)>],
        iterator_types = ["parallel", "reduction"]
      } ins(%m : memref<?x1xcomplex<f64>>) outs(%y : ${buffer}) {
      ^bb0(%p: complex<f64>, %q: complex<f64>):
        %r = complex.mul %p, %p : complex<f64>
        %t = complex.add %r, %q : complex<f64>
        linalg.yield %t : complex<f64>
      }
      return
    }`,
    types: [buffer, buffer],
    resultTypes: [],
    args: [values, values.map((value) => value / 2)],
  },
  {
    name: "a loop that stops by itself, and memory of its own",
    text: `func.func @f(%x: ${buffer}, %p: f64) -> f64 {${constants}
      %cell = memref.alloca() : memref<complex<f64>>
      %start = memref.load %x[%c1] : ${buffer}
      memref.store %start, %cell[] : memref<complex<f64>>
      %n = scf.while (%k = %c0) : (index) -> index {
        %go = arith.cmpi slt, %k, %c4 : index
        scf.condition(%go) %k : index
      } do {
      ^bb0(%k: index):
        %z = memref.load %cell[] : memref<complex<f64>>
        %a = memref.load %x[%k] : ${buffer}
        %d = complex.div %z, %a : complex<f64>
        %t = complex.tanh %d : complex<f64>
        memref.store %t, %cell[] : memref<complex<f64>>
        %next = arith.addi %k, %c1 : index
        scf.yield %next : index
      }
      %z = memref.load %cell[] : memref<complex<f64>>
      %i = complex.im %z : complex<f64>
      %r = arith.mulf %i, %p : f64
      return %r : f64
    }`,
    types: [buffer, "f64"],
    resultTypes: ["f64"],
    args: [values, 0.6],
  },
];

describeEngines("complex programs", ({ engine }) => {
  test.each([...scalarPrograms, ...bufferPrograms])("$name", (program) => {
    for (const passes of ["autodiff,lower-ad-tape", "autodiff,canonicalize,cse,lower-ad-tape"]) {
      expectAgreement(derivativesOf(program, { engine, passes }), { values: 1e-12, modes: 1e-12, differences: 1e-7 });
    }
  });

  test.each(scalarPrograms)("second derivatives of $name", (program) => {
    expectAgreement(derivativesOf(gradientOf(program), { engine }), { modes: 1e-10, differences: 1e-6 });
  });
});

describe("the adjoint of a complex number", () => {
  const text = `func.func @f(%z: complex<f64>) -> complex<f64> {
      %w = complex.mul %z, %z : complex<f64>
      return %w : complex<f64>
    }
    func.func @reverse(%z: complex<f64>, %bar: complex<f64>) -> complex<f64> {
      %w, %d = ad.vjp @f(%z) cotangents(%bar : complex<f64>) : (complex<f64>) -> (complex<f64>, complex<f64>)
      return %d : complex<f64>
    }
    func.func @size(%z: complex<f64>) -> f64 {
      %a = complex.abs %z : complex<f64>
      return %a : f64
    }
    func.func @gradient(%z: complex<f64>) -> complex<f64> {
      %d = ad.grad @size(%z) : (complex<f64>) -> (complex<f64>)
      return %d : complex<f64>
    }`;

  test("has the adjoints of the parts as parts", () => {
    const module = compile(text);
    const call = (name: string, ...args: readonly unknown[]): unknown => (module[name] as Callable)(...args);
    // z^2 = x^2 - y^2 + 2 x y i; the adjoint of its imaginary part gives (2 y, 2 x).
    expect(call("reverse", [3, 5], [0, 1])).toEqual([10, 6]);
    expect(call("reverse", [3, 5], [1, 0])).toEqual([6, -10]);
    // The gradient of the absolute value points outwards, and is 0 at 0.
    expect(call("gradient", [3, -4])).toEqual([0.6, -0.8]);
    expect(call("gradient", [0, 0])).toEqual([0, 0]);
  });

  test("the bits of a number have no derivative", () => {
    const bits = `func.func @f(%z: complex<f32>) -> complex<f32> {
      %b = complex.bitcast %z : complex<f32> to i64
      %w = complex.bitcast %b : i64 to complex<f32>
      return %w : complex<f32>
    }
    func.func @g(%z: complex<f32>) -> complex<f32> {
      %w, %d = ad.vjp @f(%z) cotangents(%z : complex<f32>) : (complex<f32>) -> (complex<f32>, complex<f32>)
      return %d : complex<f32>
    }`;
    expect(failureOf(bits, "autodiff")[0]).toContain("reads the bits of a number");
  });
});
