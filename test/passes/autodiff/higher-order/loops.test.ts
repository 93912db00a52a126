/** Second derivatives of loops without a known trip count: both orders of the modes agree with forward over forward. */

import { describe, test } from "vitest";
import { isEngineAvailable } from "../../../../tools/compile.ts";
import { describeEngines } from "../../../support/engines.ts";
import { expectSecondDerivatives, memoryOfReverseOverReverse } from "../../../support/second-derivatives.ts";
import { expectFreed } from "../../../support/watched-memory.ts";

/** Goes on while `%a` is below 2. */
const whileLoop = (init: string, body: string): string => `scf.while (%a = ${init}) : (f64) -> f64 {
    %c = arith.cmpf olt, %a, %two : f64
    scf.condition(%c) %a : f64
  } do {
  ^bb0(%a: f64):
    ${body}
    scf.yield %m : f64
  }`;

const bodies: Readonly<Record<string, string>> = {
  "a loop": `%r = ${whileLoop("%x", "%e = math.exp %a : f64\n%m = arith.mulf %e, %x : f64")}`,
  "two loops, one of which computes in front of its condition and calls a function": `
    %u:2 = scf.while (%a = %x, %b = %x) : (f64, f64) -> (f64, f64) {
      %e = math.exp %b : f64
      %p = arith.mulf %e, %a : f64
      %c = arith.cmpf olt, %p, %two : f64
      scf.condition(%c) %p, %b : f64, f64
    } do {
    ^bb0(%p: f64, %b: f64):
      %s = func.call @cube(%p) : (f64) -> f64
      %t = arith.mulf %s, %b : f64
      %v = arith.addf %t, %p : f64
      scf.yield %v, %t : f64, f64
    }
    %half = arith.constant 0.3 : f64
    %z = arith.mulf %u#0, %half : f64
    %r = ${whileLoop("%z", "%e = math.exp %a : f64\n%m = arith.mulf %e, %u#1 : f64\n%n = arith.addf %m, %e : f64").replace("yield %m", "yield %n")}`,
  "a counted loop inside": `%r = ${whileLoop(
    "%x",
    `%u = scf.for %i = %c0 to %c3 step %c1 iter_args(%b = %a) -> f64 {
      %s = math.sin %b : f64
      %t = arith.addf %s, %x : f64
      scf.yield %t : f64
    }
    %m = arith.addf %u, %a : f64`,
  )}`,
  "inside a counted loop": `%r = scf.for %i = %c0 to %c3 step %c1 iter_args(%b = %x) -> f64 {
      %s = math.sin %b : f64
      %w = ${whileLoop("%s", "%e = math.exp %a : f64\n%m = arith.mulf %e, %e : f64")}
      %t = math.sin %w : f64
      scf.yield %t : f64
    }`,
  "inside a branch": `%d = arith.cmpf olt, %x, %two : f64
    %r = scf.if %d -> f64 {
      %w = ${whileLoop("%x", "%e = math.exp %a : f64\n%m = arith.mulf %e, %e : f64")}
      %t = math.sin %w : f64
      scf.yield %t : f64
    } else {
      scf.yield %x : f64
    }`,
  "changes memory": `%m = memref.alloca() : memref<f64>
    memref.store %x, %m[] : memref<f64>
    %w = scf.while (%a = %x) : (f64) -> f64 {
      %c = arith.cmpf olt, %a, %two : f64
      scf.condition(%c) %a : f64
    } do {
    ^bb0(%a: f64):
      %v = memref.load %m[] : memref<f64>
      %e = math.exp %v : f64
      %p = arith.mulf %e, %a : f64
      memref.store %p, %m[] : memref<f64>
      %n = arith.addf %p, %e : f64
      scf.yield %n : f64
    }
    %r = math.sin %w : f64`,
  "inside a parallel loop": `%m = memref.alloc() : memref<3xf64>
    scf.parallel (%i) = (%c0) to (%c3) step (%c1) {
      %w = ${whileLoop("%x", "%e = math.exp %a : f64\n%m = arith.mulf %e, %x : f64").replaceAll("%m", "%p")}
      %s = math.sin %w : f64
      memref.store %s, %m[%i] : memref<3xf64>
      scf.reduce
    }
    %r = memref.load %m[%c1] : memref<3xf64>
    memref.dealloc %m : memref<3xf64>`,
  "one inside another": `%half = arith.constant 0.9 : f64
    %r = ${whileLoop(
      "%x",
      `%u = scf.while (%b = %a) : (f64) -> f64 {
        %d = arith.cmpf olt, %b, %half : f64
        scf.condition(%d) %b : f64
      } do {
      ^bb0(%b: f64):
        %s = math.exp %b : f64
        scf.yield %s : f64
      }
      %v = arith.mulf %u, %u : f64
      %m = arith.addf %v, %a : f64`,
    )}`,
};

const primal = (body: string): string => `func.func private @cube(%x: f64) -> f64 {
  %y = arith.mulf %x, %x : f64
  %z = arith.mulf %x, %y : f64
  return %z : f64
}
func.func private @f(%x: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %two = arith.constant 2.0 : f64
  ${body}
  return %r : f64
}`;

describeEngines("second derivatives of loops", ({ engine }) => {
  test.each(Object.entries(bodies))("%s", (_, body) => {
    expectSecondDerivatives(primal(body), engine, { modes: 1e-12, differences: 1e-5 });
  });
});

describe.skipIf(!isEngineAvailable("llvm"))("the memory of reverse over reverse", () => {
  test.each(Object.entries(bodies))("%s", (_, body) => {
    expectFreed(memoryOfReverseOverReverse(primal(body)));
  });
});
