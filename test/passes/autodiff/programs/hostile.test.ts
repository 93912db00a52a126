/** Hostile programs: what they do to bounds, names and bits is differentiated rightly, or refused at the operation. */

import { describe, expect, test } from "vitest";
import { type Callable, compile } from "../../../../tools/compile.ts";
import { defaultContext } from "../../../../tools/registry.ts";
import { derivativesOf, expectAgreement, type NamedSubject, withRequests } from "../../../support/derivatives.ts";
import { failureOf, transformed, transformedText } from "../../../support/pipeline.ts";

const programs: readonly NamedSubject[] = [
  {
    name: "a loop over i32 whose distance is no signed number",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.5],
    text: `
      func.func @f(%x: f64) -> f64 {
        %c0 = arith.constant -2147483648 : i32
        %c1 = arith.constant 1000000000 : i32
        %c3 = arith.constant 1852516352 : i32
        %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %x) -> f64 : i32 {
          %s = math.sin %a : f64
          scf.yield %s : f64
        }
        return %r : f64
      }`,
  },
  {
    name: "an inner trip count that follows from a long chain of sums",
    types: ["f64", "index"],
    resultTypes: ["f64"],
    args: [0.5, 2],
    text: `
      func.func @f(%x: f64, %n0: index) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c5 = arith.constant 5 : index
        %r = scf.for %i = %c0 to %c1 step %c1 iter_args(%a = %x) -> f64 {
      ${Array.from({ length: 40 }, (_, i) => `    %n${i + 1} = arith.addi %n${i}, %n${i} : index\n    `).join("")}
          %n = arith.remui %n40, %c5 : index
          %s = scf.for %j = %c0 to %n step %c1 iter_args(%b = %a) -> f64 {
            %t = math.sin %b : f64
            scf.yield %t : f64
          }
          scf.yield %s : f64
        }
        return %r : f64
      }`,
  },
  {
    name: "arguments and results with attributes",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.5],
    text: `
      func.func @f(%x: f64 {llvm.noundef}) -> (f64 {llvm.noundef}) attributes {foo} {
          %v = math.sin %x : f64
        return %v : f64
      }`,
  },
  {
    name: "names of derivatives that are taken",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.5],
    text: `
      func.func private @f_vjp(%x: f64) -> f64 { return %x : f64 }
      func.func private @f_jvp(%x: f64) -> f64 { return %x : f64 }
      func.func @f(%x: f64) -> f64  {
          %v = math.sin %x : f64
        return %v : f64
      }`,
  },
  {
    name: "an argument that only a condition uses",
    types: ["f64", "f64"],
    resultTypes: ["f64"],
    args: [0.5, 0.7],
    text: `
      func.func @f(%x: f64, %y: f64) -> f64 {
        %c = arith.cmpf olt, %x, %y : f64
        %r = scf.if %c -> f64 { %s = math.sin %x : f64
          scf.yield %s : f64 } else { scf.yield %x : f64 }
        return %r : f64
      }`,
  },
  {
    name: "a parallel loop whose results come from captured values",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.7],
    text: `
      func.func @f(%x: f64) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c3 = arith.constant 3 : index
        %z = arith.constant 0.0 : f64
        %r = scf.parallel (%i) = (%c0) to (%c3) step (%c1) init (%z) -> f64 {
          %s = math.sin %x : f64
          scf.reduce(%s : f64) {
          ^bb0(%a: f64, %b: f64):
            %t = arith.addf %a, %b : f64
            scf.reduce.return %t : f64
          }
        }
        return %r : f64
      }`,
  },
];

test.each(programs)("$name", (program) => {
  expectAgreement(derivativesOf(program), { values: 1e-12, modes: 1e-12, differences: 1e-8 });
});

/** Each operation of an unregistered dialect may do anything with what it is given. */
const unknown: readonly [name: string, statements: string][] = [
  ["takes a number", `%r = "foo.bar"(%x) : (f64) -> f64`],
  ["takes a buffer", `"foo.bar"(%m) : (memref<f64>) -> ()\n%r = memref.load %m[] : memref<f64>`],
  ["takes a number and a buffer", `"foo.bar"(%x, %m) : (f64, memref<f64>) -> ()\n%r = memref.load %m[] : memref<f64>`],
  ["captures a number", `%r = "foo.bar"() ({\n"foo.yield"(%x) : (f64) -> ()\n}) : () -> f64`],
  [
    "captures a number and a buffer",
    `"foo.bar"() ({\n"foo.baz"(%x, %m) : (f64, memref<f64>) -> ()\n}) : () -> ()\n%r = memref.load %m[] : memref<f64>`,
  ],
  ["makes an integer of a number", `%i = "foo.bar"(%x) : (f64) -> i64\n%r = arith.bitcast %i : i64 to f64`],
];

test.each(unknown)("an unknown operation that %s", (_, statements) => {
  const text = `func.func @f(%x: f64) -> f64 {
    %m = memref.alloca() : memref<f64>
    memref.store %x, %m[] : memref<f64>
    ${statements}
    return %r : f64
  }`;
  const requests = withRequests({ text, types: ["f64"], resultTypes: ["f64"] });
  const context = defaultContext({ allowUnregisteredDialects: true });
  const run = (): unknown => transformed(requests, "autodiff", context);
  expect(run).toThrow("'foo.bar' op has no derivative rule");
});

test("a call that makes an integer of the bits of a number", () => {
  const text = `func.func private @bits(%x: f64) -> i64 {
    %i = arith.bitcast %x : f64 to i64
    return %i : i64
  }
  func.func @f(%x: f64) -> f64 {
    %i = func.call @bits(%x) : (f64) -> i64
    %r = arith.bitcast %i : i64 to f64
    return %r : f64
  }`;
  const requests = withRequests({ text, types: ["f64"], resultTypes: ["f64"] });
  expect(failureOf(requests, "autodiff").join()).toContain("'arith.bitcast' op reads the bits of a number");
});

describe("a derivative that the options ask for", () => {
  const sine = `func.func @g(%x: f64) -> f64 {
    %s = math.sin %x : f64
    return %s : f64
  }`;

  test("may be given the name that it has anyway", () => {
    expect(transformedText(sine, "autodiff{function=g name=g_vjp}")).toContain("func.func @g_vjp");
  });

  test("may be of a function that holds requests", () => {
    const text = `${sine}
    func.func @f(%x: f64) -> f64 {
      %d = ad.grad @g(%x) : (f64) -> f64
      return %d : f64
    }`;
    const { second } = compile(transformed(text, "autodiff{function=f name=second},lower-ad-tape"));
    expect((second as Callable)(0.5, 1)).toEqual([Math.cos(0.5), -Math.sin(0.5)]);
  });
});
