/** What cannot be differentiated is an error at the operation that says why and what to do. */

import { expect, test } from "vitest";
import { failureOf } from "../../support/pipeline.ts";

const gradOf = (type = "f64"): string => `
  func.func @ask(%x: ${type}) -> ${type} {
    %d = ad.grad @f(%x) : (${type}) -> ${type}
    return %d : ${type}
  }`;

const jvpOf = `
  func.func @ask(%x: f64) -> f64 {
    %y, %d = ad.jvp @f(%x) tangents(%x : f64) : (f64) -> (f64, f64)
    return %d : f64
  }`;

const cases: readonly [name: string, text: string, messages: readonly string[]][] = [
  [
    "a trick with the bits of a float, in reverse mode",
    `func.func @f(%x: f64) -> f64 {
      %mask = arith.constant 0x7fffffffffffffff : i64
      %i = arith.bitcast %x : f64 to i64
      %j = arith.andi %i, %mask : i64
      %y = arith.bitcast %j : i64 to f64
      return %y : f64
    }${gradOf()}`,
    ["'arith.bitcast' op reads the bits of a number"],
  ],
  [
    "a trick with the bits of a float, in forward mode",
    `func.func @f(%x: f64) -> f64 {
      %i = arith.bitcast %x : f64 to i64
      %y = arith.bitcast %i : i64 to f64
      return %y : f64
    }${jvpOf}`,
    ["'arith.bitcast' op reads the bits of a number"],
  ],
  [
    "a declaration",
    `func.func private @f(f64) -> f64${gradOf()}`,
    ["'ad.grad' op cannot be differentiated: function 'f' has no body", "'ad.vjp' and 'ad.jvp'"],
  ],
  [
    "a function with several blocks",
    `func.func @f(%x: f64) -> f64 {
      cf.br ^bb1(%x : f64)
    ^bb1(%y: f64):
      return %y : f64
    }${gradOf()}`,
    ["its body has several blocks", "run 'lift-cf-to-scf' first"],
  ],
  [
    "a function that never returns",
    `func.func @f(%x: f64) -> f64 {
      ub.unreachable
    }${gradOf()}`,
    ["'ub.unreachable' op cannot be differentiated: it never returns"],
  ],
  [
    "a function that never returns, in forward mode",
    `func.func @f(%x: f64) -> f64 {
      ub.unreachable
    }${jvpOf}`,
    ["'ub.unreachable' op cannot be differentiated: it never returns"],
  ],
  [
    "an indirect call",
    `func.func private @g(%x: f64) -> f64 {
      return %x : f64
    }
    func.func @f(%x: f64) -> f64 {
      %g = func.constant @g : (f64) -> f64
      %y = func.call_indirect %g(%x) : (f64) -> f64
      return %y : f64
    }${jvpOf}`,
    ["it is not known which function is called", "call the function by its name"],
  ],
  ["a function that does not exist", gradOf(), ["'ad.grad' op 'f' does not reference a function"]],
  [
    "a gradient of a function with two results",
    `func.func @f(%x: f64) -> (f64, f64) {
      return %x, %x : f64, f64
    }${gradOf()}`,
    ["needs a function with one result, a float", "use 'ad.vjp'"],
  ],
  [
    "an integer argument in wrt",
    `func.func @f(%x: f64, %n: i64) -> f64 {
      return %x : f64
    }
    func.func @ask(%x: f64, %n: i64) -> f64 {
      %d = ad.grad @f(%x, %n) wrt [1] : (f64, i64) -> f64
      return %d : f64
    }`,
    ["cannot differentiate by argument 1: 'i64' has no derivatives"],
  ],
  [
    "an argument that is named twice",
    `func.func @f(%x: f64) -> f64 {
      return %x : f64
    }
    func.func @ask(%x: f64) -> (f64, f64) {
      %d:2 = ad.grad @f(%x) wrt [0, 0] : (f64) -> (f64, f64)
      return %d#0, %d#1 : f64, f64
    }`,
    ["'wrt' names argument 0 twice"],
  ],
  [
    "a buffer without a shadow",
    `func.func @f(%m: memref<2xf64>) -> f64 {
      %c0 = arith.constant 0 : index
      %x = memref.load %m[%c0] : memref<2xf64>
      return %x : f64
    }
    func.func @ask(%m: memref<2xf64>) {
      ad.grad @f(%m) : (memref<2xf64>) -> ()
      return
    }`,
    ["expected shadows of types (memref<2xf64>), but got ()"],
  ],
  [
    "a tangent of another type",
    `func.func @f(%x: f64) -> f64 {
      return %x : f64
    }
    func.func @ask(%x: f64, %t: f32) -> f64 {
      %y, %d = ad.jvp @f(%x) tangents(%t : f32) : (f64) -> (f64, f64)
      return %d : f64
    }`,
    ["expected tangents of types (f64), but got (f32)"],
  ],
  [
    "a derivative that needs itself",
    `func.func @f(%x: f64) -> f64 {
      %d = ad.grad @f(%x) : (f64) -> f64
      return %d : f64
    }`,
    ["asks for the derivative of a function that needs this derivative itself"],
  ],
  [
    "a custom derivative of the wrong type",
    `func.func private @f_vjp(%x: f64) -> f64 {
      return %x : f64
    }
    func.func private @f(f64) -> f64 attributes { ad.vjp = @f_vjp }${gradOf()}`,
    ["is the 'ad.vjp' of 'f', so its type must be (f64, f64) -> (f64)"],
  ],
];

test.each(cases)("%s", (_, text, messages) => {
  const given = failureOf(text, "autodiff").join("\n");
  for (const message of messages) expect(given).toContain(message);
});
