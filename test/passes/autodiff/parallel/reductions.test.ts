/** Reductions of parallel loops that are no sums: products, maxima and minima, also with zeros, ties and NaNs. */

import { expect, test } from "vitest";
import { type Callable, compile } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement, type NamedSubject } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";

const buffer = "memref<?xf64>";
const constants = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index`;

/** Joins something of each element by an operation, beginning with %p. */
const joined = (op: string, value = "%a"): string => `func.func @f(%x: ${buffer}, %p: f64) -> f64 {${constants}
  %n = memref.dim %x, %c0 : ${buffer}
  %s = scf.parallel (%i) = (%c0) to (%n) step (%c1) init (%p) -> f64 {
    %a = memref.load %x[%i] : ${buffer}
    %b = math.sin %a : f64
    scf.reduce(${value} : f64) {
    ^bb0(%u: f64, %v: f64):
      %w = arith.${op} %u, %v : f64
      scf.reduce.return %w : f64
    }
  }
  %r = arith.mulf %s, %s : f64
  return %r : f64
}`;

const values = [0.7, -0.4, 1.3, 0.9, -1.2];
const program = (name: string, text: string, x: readonly number[] = values, p = 0.8): NamedSubject => ({
  name,
  text,
  types: [buffer, "f64"],
  resultTypes: ["f64"],
  args: [x, p],
});

const programs: readonly NamedSubject[] = [
  program("a product", joined("mulf", "%b")),
  program("a product with a zero", joined("mulf"), [0.7, 0, 1.3]),
  program("a product with two zeros", joined("mulf"), [0.7, 0, 1.3, 0]),
  program("a product that begins with zero", joined("mulf"), [0.7, 1.3], 0),
  program("a product of nothing", joined("mulf"), []),
  ...["maximumf", "minimumf", "maxnumf", "minnumf"].map((op) => program(`arith.${op}`, joined(op, "%b"))),
  program("a maximum that is what the loop begins with", joined("maximumf"), values, 2),
  program("a maximum of nothing", joined("maximumf"), []),
  program(
    "several reductions over two dimensions, with what was kept, inside a loop",
    `func.func @f(%x: ${buffer}, %p: f64) -> f64 {${constants}
      %n = memref.dim %x, %c0 : ${buffer}
      %r = scf.for %k = %c0 to %c2 step %c1 iter_args(%q = %p) -> f64 {
        %s:3 = scf.parallel (%i, %j) = (%c0, %c1) to (%n, %n) step (%c1, %c2) init (%q, %p, %q) -> (f64, f64, f64) {
          %a = memref.load %x[%i] : ${buffer}
          %b = memref.load %x[%j] : ${buffer}
          %ab = arith.mulf %a, %b : f64
          %c = math.sin %ab : f64
          %d = arith.mulf %c, %q : f64
          %one = arith.constant 1.0 : f64
          %e = arith.addf %d, %one : f64
          memref.store %a, %x[%i] : ${buffer}
          scf.reduce(%d, %e, %c : f64, f64, f64) {
          ^bb0(%u: f64, %v: f64):
            %w = arith.minimumf %v, %u : f64
            scf.reduce.return %w : f64
          }, {
          ^bb0(%u: f64, %v: f64):
            %w = arith.mulf %v, %u : f64
            scf.reduce.return %w : f64
          }, {
          ^bb0(%u: f64, %v: f64):
            %w = arith.addf %v, %u : f64
            scf.reduce.return %w : f64
          }
        }
        %t = arith.mulf %s#0, %s#1 : f64
        %y = arith.addf %t, %s#2 : f64
        %z = math.tanh %y : f64
        scf.yield %z : f64
      }
      return %r : f64
    }`,
  ),
];

const affine = (kind: string): string => `func.func @f(%x: ${buffer}, %p: f64) -> f64 {${constants}
  %n = memref.dim %x, %c0 : ${buffer}
  %s:2 = affine.parallel (%i, %j) = (0, 1) to (symbol(%n), 3) step (1, 2) reduce ("${kind}", "addf") -> (f64, f64) {
    %a = affine.load %x[%i] : ${buffer}
    %b = affine.load %x[%j] : ${buffer}
    %c = arith.mulf %a, %p : f64
    %d = arith.subf %c, %b : f64
    affine.yield %d, %a : f64, f64
  }
  %r = arith.mulf %s#0, %s#1 : f64
  return %r : f64
}`;
const affinePrograms = ["mulf", "maximumf", "minimumf"].map((kind) =>
  program(`affine.parallel: ${kind}`, affine(kind)),
);

describeEngines("reductions", ({ engine }) => {
  test.each([...programs, ...affinePrograms])("$name", (subject) => {
    for (const passes of ["autodiff,lower-ad-tape", "autodiff,canonicalize,cse,lower-ad-tape"]) {
      expectAgreement(derivativesOf(subject, { engine, passes }), { modes: 1e-12, differences: 1e-7 });
    }
  });

  test.each([
    { op: "maximumf", x: [1, 3, 3, 2], p: 0, winner: 1 },
    { op: "minimumf", x: [5, 2, 2], p: 2, winner: 3 },
    { op: "maxnumf", x: [Number.NaN, 1, 4, 4], p: Number.NaN, winner: 2 },
    { op: "maximumf", x: [7, Number.NaN, 9, Number.NaN], p: 0, winner: 1 },
    { op: "minnumf", x: [Number.NaN, Number.NaN], p: Number.NaN, winner: 2 },
  ])("the first of several winners: $op of $x and $p", ({ op, x, p, winner }) => {
    const { text } = program("", joined(op));
    const identity = text.replace("%r = arith.mulf %s, %s : f64\n  return %r", "return %s");
    const module = compile(
      `${identity}
      func.func @reverse(%x: ${buffer}, %p: f64, %dx: ${buffer}) -> f64 {
        %d = ad.grad @f(%x, %p) shadows(%dx : ${buffer}) : (${buffer}, f64) -> (f64)
        return %d : f64
      }
      func.func @forward(%x: ${buffer}, %p: f64, %dx: ${buffer}, %dp: f64) -> f64 {
        %y, %d = ad.jvp @f(%x, %p) tangents(%dx, %dp : ${buffer}, f64) : (${buffer}, f64) -> (f64, f64)
        return %d : f64
      }`,
      { engine },
    );
    const shadow = new Float64Array(x.length);
    const initial = (module.reverse as Callable)(Float64Array.from(x), p, shadow) as number;
    const gradient = [...shadow, initial];
    expect(gradient).toEqual(gradient.map((_, i) => (i === winner ? 1 : 0)));
    const along = gradient.map((_, i) => {
      const dots = gradient.map((_, k) => (k === i ? 1 : 0));
      const tangents = Float64Array.from(dots.slice(0, x.length));
      return (module.forward as Callable)(Float64Array.from(x), p, tangents, dots[x.length]!) as number;
    });
    expect(along).toEqual(gradient);
  });
});
