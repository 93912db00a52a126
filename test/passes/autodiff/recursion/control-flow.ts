/** Functions that call themselves in loops and branches of all kinds. */

import type { NamedSubject } from "../../../support/derivatives.ts";
import { buffer, view, wave } from "./buffers.ts";

export const controlFlow: readonly NamedSubject[] = [
  {
    name: "two functions that call each other, in loops",
    text: `func.func private @even(%a: ${buffer}, %x: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> f64 {
        %m = arith.subi %n, %c1 : index
        %y = memref.load %a[%i] : ${buffer}
        %p = arith.mulf %y, %s : f64
        memref.store %p, %a[%i] : ${buffer}
        %q = func.call @odd(%p, %a, %m) : (f64, ${buffer}, index) -> f64
        %t = math.cos %q : f64
        scf.yield %t : f64
      }
      return %r : f64
    }
    func.func private @odd(%x: f64, %a: ${buffer}, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %r:2 = scf.while (%s = %x, %i = %c0) : (f64, index) -> (f64, index) {
        %more = arith.cmpi ult, %i, %n : index
        scf.condition(%more) %s, %i : f64, index
      } do {
      ^bb0(%s: f64, %i: index):
        %m = arith.subi %n, %c1 : index
        %y = memref.load %a[%i] : ${buffer}
        %q = func.call @even(%a, %y, %m) : (${buffer}, f64, index) -> f64
        %p = arith.mulf %q, %s : f64
        memref.store %p, %a[%i] : ${buffer}
        %t = arith.addf %q, %y : f64
        %j = arith.addi %i, %c1 : index
        scf.yield %t, %j : f64, index
      }
      return %r#0 : f64
    }
    func.func @f(%a: ${buffer}, %x: f64, %n: index) -> (f64, f64) {
      %r = func.call @even(%a, %x, %n) : (${buffer}, f64, index) -> f64
      %q = func.call @odd(%r, %a, %n) : (f64, ${buffer}, index) -> f64
      return %r, %q : f64, f64
    }`,
    types: [buffer, "f64", "index"],
    resultTypes: ["f64", "f64"],
    args: [wave(4), 0.8, 4],
  },
  ...[
    "scf.parallel (%i) = (%c0) to (%n) step (%c1) { BODY scf.reduce }",
    "scf.parallel (%k, %i) = (%c0, %c0) to (%c1, %n) step (%c1, %c1) { %c = arith.cmpi ult, %i, %n : index scf.if %c { BODY } scf.reduce }",
    "scf.for %k = %c0 to %n step %c1 { scf.forall (%i) in (%n) { BODY } }",
    "affine.parallel (%i) = (0) to (%n) { BODY }",
  ].map((loop) => ({
    name: `rows in ${loop.replace("BODY", "...")}`,
    text: `func.func private @rewrite(%a: ${view}, %w: ${buffer}, %x: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %y = memref.load %a[%m] : ${view}
        %z = memref.load %w[%m] : ${buffer}
        %p = arith.mulf %x, %y : f64
        %q = arith.mulf %p, %z : f64
        %s = math.sin %q : f64
        memref.store %s, %a[%c0] : ${view}
        %t = func.call @rewrite(%a, %w, %s, %m) : (${view}, ${buffer}, f64, index) -> f64
        %v = arith.mulf %t, %y : f64
        scf.yield %v : f64
      }
      return %r : f64
    }
    func.func @f(%a: memref<?x?xf64>, %w: ${buffer}, %x: f64, %n: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      ${loop.replace(
        "BODY",
        `%row = memref.subview %a[%i, 0] [1, %n] [1, 1] : memref<?x?xf64> to memref<?xf64, strided<[1], offset: ?>>
        %b = memref.cast %row : memref<?xf64, strided<[1], offset: ?>> to ${view}
        %y = func.call @rewrite(%b, %w, %x, %n) : (${view}, ${buffer}, f64, index) -> f64
        %z = func.call @rewrite(%b, %w, %y, %n) : (${view}, ${buffer}, f64, index) -> f64
        memref.store %z, %a[%i, %c1] : memref<?x?xf64>`,
      )}
      return
    }`,
    types: ["memref<?x?xf64>", buffer, "f64", "index"],
    resultTypes: [],
    args: [{ data: wave(9), shape: [3, 3] }, [0.9, 1.1, 0.8], 0.7, 3],
  })),
  {
    name: "affine loops, choices among many, and arguments that are active in some calls only",
    text: `func.func private @choose(%a: ${buffer}, %b: ${buffer}, %x: f64, %y: f64, %n: index) -> (f64, f64) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c3 = arith.constant 3 : index
      %c5 = arith.constant 5.0 : f64
      %done = arith.cmpi eq, %n, %c0 : index
      %r:2 = scf.if %done -> (f64, f64) {
        scf.yield %x, %y : f64, f64
      } else {
        %m = arith.subi %n, %c1 : index
        affine.for %i = 0 to %n {
          %u = affine.load %a[%i] : ${buffer}
          %v = arith.mulf %u, %x : f64
          affine.store %v, %b[%i] : ${buffer}
        }
        %k = arith.remui %n, %c3 : index
        %q:2 = scf.index_switch %k -> f64, f64
        case 0 {
          %s:2 = func.call @choose(%b, %a, %y, %c5, %m) : (${buffer}, ${buffer}, f64, f64, index) -> (f64, f64)
          %e = scf.execute_region -> f64 {
            %t:2 = func.call @choose(%a, %a, %s#1, %x, %m) : (${buffer}, ${buffer}, f64, f64, index) -> (f64, f64)
            scf.yield %t#0 : f64
          }
          scf.yield %s#0, %e : f64, f64
        }
        case 1 {
          %s:2 = func.call @choose(%a, %b, %c5, %x, %m) : (${buffer}, ${buffer}, f64, f64, index) -> (f64, f64)
          %t = memref.load %b[%m] : ${buffer}
          %e = arith.mulf %t, %y : f64
          memref.store %e, %b[%m] : ${buffer}
          scf.yield %s#1, %e : f64, f64
        }
        default {
          %s:2 = func.call @choose(%b, %b, %x, %y, %m) : (${buffer}, ${buffer}, f64, f64, index) -> (f64, f64)
          scf.yield %s#0, %c5 : f64, f64
        }
        %w = math.sin %q#0 : f64
        %z = arith.mulf %q#1, %w : f64
        scf.yield %w, %z : f64, f64
      }
      return %r#0, %r#1 : f64, f64
    }
    func.func @f(%a: ${buffer}, %b: ${buffer}, %x: f64, %n: index) -> f64 {
      %y = arith.constant 0.7 : f64
      %r:2 = func.call @choose(%a, %b, %x, %y, %n) : (${buffer}, ${buffer}, f64, f64, index) -> (f64, f64)
      %s = arith.mulf %r#0, %r#1 : f64
      return %s : f64
    }`,
    types: [buffer, buffer, "f64", "index"],
    resultTypes: ["f64"],
    args: [wave(4), [0.3, 0.8, 0.6, 0.9], 0.9, 4],
  },
  {
    name: "a parallel loop inside, and a checkpointed one",
    text: `func.func private @smooth(%a: ${buffer}, %n: index, %x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %goes = arith.cmpi ugt, %n, %c1 : index
      %r = scf.if %goes -> f64 {
        %t = memref.alloc(%n) : ${buffer}
        scf.parallel (%i) = (%c0) to (%n) step (%c1) {
          %u = memref.load %a[%i] : ${buffer}
          %v = memref.load %a[%c0] : ${buffer}
          %w = arith.mulf %u, %v : f64
          %s = math.sin %w : f64
          %p = arith.mulf %s, %x : f64
          memref.store %p, %t[%i] : ${buffer}
          scf.reduce
        }
        %y = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> f64 {
          %u = math.sin %s : f64
          %v = arith.mulf %u, %x : f64
          scf.yield %v : f64
        } {ad.checkpoint = "periodic:2"}
        scf.for %i = %c0 to %n step %c1 {
          %u = memref.load %t[%i] : ${buffer}
          memref.store %u, %a[%i] : ${buffer}
        }
        memref.dealloc %t : ${buffer}
        %h = arith.divui %n, %c2 : index
        %z = func.call @smooth(%a, %h, %y) : (${buffer}, index, f64) -> f64
        %q = arith.mulf %z, %y : f64
        scf.yield %q : f64
      } else {
        scf.yield %x : f64
      }
      return %r : f64
    }
    func.func @f(%a: ${buffer}, %n: index, %x: f64) -> f64 {
      %r = func.call @smooth(%a, %n, %x) : (${buffer}, index, f64) -> f64
      return %r : f64
    }`,
    types: [buffer, "index", "f64"],
    resultTypes: ["f64"],
    args: [wave(4), 4, 0.9],
  },
];
