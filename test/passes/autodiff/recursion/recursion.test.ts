/**
 * Functions that call themselves and change memory: their reverse cannot execute them again, so that they keep on stacks
 * what it needs. Both modes are compared with differences, on all engines, and with each other.
 */
import { describe, expect, test } from "vitest";
import { loopsWithDeallocation } from "../../../../lowering/pipelines.ts";
import { compile, isEngineAvailable } from "../../../../tools/compile.ts";
import { type Argument, derivativesOf, distance, spread } from "../../../support/derivatives.ts";
import { availableEngines } from "../../../support/engines.ts";
import { watched } from "../../../support/watched-memory.ts";

interface Program {
  readonly name: string;
  readonly text: string;
  readonly types: readonly string[];
  readonly results: readonly string[];
  readonly args: readonly Argument[];
}

const buffer = "memref<?xf64>";
const view = "memref<?xf64, strided<[?], offset: ?>>";
const wave = (count: number): number[] => Array.from({ length: count }, (_, i) => 0.6 + 0.5 * Math.sin(1.7 * i + 1));

const programs: readonly Program[] = [
  {
    name: "a walk that rewrites what it meets before and behind the call",
    text: `func.func private @walk(%a: ${buffer}, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %z = arith.constant 0.5 : f64
      %done = arith.cmpi ule, %n, %c1 : index
      %r = scf.if %done -> f64 {
        scf.yield %z : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %x = memref.load %a[%m] : ${buffer}
        %m1 = arith.subi %m, %c1 : index
        %y = memref.load %a[%m1] : ${buffer}
        %p = arith.mulf %x, %y : f64
        %s = math.sin %p : f64
        memref.store %s, %a[%m1] : ${buffer}
        %q = func.call @walk(%a, %m) : (${buffer}, index) -> f64
        %w = memref.load %a[%c0] : ${buffer}
        %t = arith.mulf %w, %q : f64
        %u = arith.mulf %s, %x : f64
        %v = arith.addf %t, %u : f64
        memref.store %t, %a[%m] : ${buffer}
        scf.yield %v : f64
      }
      return %r : f64
    }
    func.func @f(%a: ${buffer}, %n: index) -> f64 {
      %r = func.call @walk(%a, %n) : (${buffer}, index) -> f64
      return %r : f64
    }`,
    types: [buffer, "index"],
    results: ["f64"],
    args: [wave(6), 6],
  },
  {
    name: "a recursive function itself, deeper than a stack has room at first",
    text: `func.func @f(%a: ${buffer}, %n: index, %x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c3 = arith.constant 3 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %i = arith.remui %m, %c3 : index
        %y = memref.load %a[%i] : ${buffer}
        %p = arith.mulf %x, %y : f64
        %s = math.sin %p : f64
        memref.store %s, %a[%i] : ${buffer}
        %t = arith.addf %s, %y : f64
        %q = func.call @f(%a, %m, %t) : (${buffer}, index, f64) -> f64
        %v = arith.mulf %q, %y : f64
        scf.yield %v : f64
      }
      return %r : f64
    }`,
    types: [buffer, "index", "f64"],
    results: ["f64"],
    args: [[0.9, 1.1, 0.8], 40, 0.7],
  },
  {
    name: "quicksort",
    text: `func.func private @swap(%a: ${buffer}, %i: index, %j: index) {
      %x = memref.load %a[%i] : ${buffer}
      %y = memref.load %a[%j] : ${buffer}
      memref.store %y, %a[%i] : ${buffer}
      memref.store %x, %a[%j] : ${buffer}
      return
    }
    func.func private @sort(%a: ${buffer}, %low: index, %high: index) {
      %c1 = arith.constant 1 : index
      %next = arith.addi %low, %c1 : index
      %several = arith.cmpi ult, %next, %high : index
      scf.if %several {
        %pivot = memref.load %a[%low] : ${buffer}
        %middle = scf.for %i = %next to %high step %c1 iter_args(%last = %low) -> index {
          %x = memref.load %a[%i] : ${buffer}
          %less = arith.cmpf olt, %x, %pivot : f64
          %new = scf.if %less -> index {
            %l = arith.addi %last, %c1 : index
            func.call @swap(%a, %l, %i) : (${buffer}, index, index) -> ()
            scf.yield %l : index
          } else {
            scf.yield %last : index
          }
          scf.yield %new : index
        }
        func.call @swap(%a, %low, %middle) : (${buffer}, index, index) -> ()
        func.call @sort(%a, %low, %middle) : (${buffer}, index, index) -> ()
        %behind = arith.addi %middle, %c1 : index
        func.call @sort(%a, %behind, %high) : (${buffer}, index, index) -> ()
      }
      return
    }
    func.func @f(%a: ${buffer}, %n: index) {
      %c0 = arith.constant 0 : index
      func.call @sort(%a, %c0, %n) : (${buffer}, index, index) -> ()
      return
    }`,
    types: [buffer, "index"],
    results: [],
    args: [[0.3, -0.2, 0.9, 0.1, 0.55, -0.7, 0.4], 7],
  },
  {
    name: "a transform in place over strided views, with a buffer that it frees",
    text: `func.func private @transform(%a: ${view}, %n: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %several = arith.cmpi ugt, %n, %c1 : index
      scf.if %several {
        %half = arith.divui %n, %c2 : index
        %even = memref.subview %a[0] [%half] [2] : ${view} to ${view}
        %odd = memref.subview %a[1] [%half] [2] : ${view} to ${view}
        func.call @transform(%even, %half) : (${view}, index) -> ()
        func.call @transform(%odd, %half) : (${view}, index) -> ()
        %t = memref.alloc(%n) : ${buffer}
        scf.for %i = %c0 to %half step %c1 {
          %x = memref.load %even[%i] : ${view}
          %y = memref.load %odd[%i] : ${view}
          %p = arith.mulf %x, %y : f64
          %s = arith.addf %x, %p : f64
          %d = arith.subf %y, %x : f64
          %j = arith.addi %i, %half : index
          memref.store %s, %t[%i] : ${buffer}
          memref.store %d, %t[%j] : ${buffer}
        }
        scf.for %i = %c0 to %n step %c1 {
          %x = memref.load %t[%i] : ${buffer}
          %s = math.sin %x : f64
          memref.store %s, %a[%i] : ${view}
        }
        memref.dealloc %t : ${buffer}
      }
      return
    }
    func.func @f(%a: ${buffer}, %n: index) {
      %b = memref.cast %a : ${buffer} to ${view}
      func.call @transform(%b, %n) : (${view}, index) -> ()
      return
    }`,
    types: [buffer, "index"],
    results: [],
    args: [wave(8), 8],
  },
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
    results: ["f64", "f64"],
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
    results: [],
    args: [{ data: wave(9), shape: [3, 3] }, [0.9, 1.1, 0.8], 0.7, 3],
  })),
  {
    name: "a determinant by minors, each in a buffer of its own",
    text: `func.func private @determinant(%a: memref<?x?xf64>, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %zero = arith.constant 0.0 : f64
      %one = arith.constant 1.0 : f64
      %is_one = arith.cmpi eq, %n, %c1 : index
      %r = scf.if %is_one -> f64 {
        %x = memref.load %a[%c0, %c0] : memref<?x?xf64>
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %s:2 = scf.for %k = %c0 to %n step %c1 iter_args(%sum = %zero, %sign = %one) -> (f64, f64) {
          %minor = memref.alloc(%m, %m) : memref<?x?xf64>
          scf.for %i = %c0 to %m step %c1 {
            %row = arith.addi %i, %c1 : index
            scf.for %j = %c0 to %m step %c1 {
              %behind = arith.cmpi uge, %j, %k : index
              %shift = arith.index_castui %behind : i1 to index
              %column = arith.addi %j, %shift : index
              %x = memref.load %a[%row, %column] : memref<?x?xf64>
              memref.store %x, %minor[%i, %j] : memref<?x?xf64>
            }
          }
          %d = func.call @determinant(%minor, %m) : (memref<?x?xf64>, index) -> f64
          memref.dealloc %minor : memref<?x?xf64>
          %x = memref.load %a[%c0, %k] : memref<?x?xf64>
          memref.store %d, %a[%c0, %k] : memref<?x?xf64>
          %p = arith.mulf %x, %d : f64
          %q = arith.mulf %p, %sign : f64
          %t = arith.addf %sum, %q : f64
          %other = arith.negf %sign : f64
          scf.yield %t, %other : f64, f64
        }
        scf.yield %s#0 : f64
      }
      return %r : f64
    }
    func.func @f(%a: memref<?x?xf64>, %n: index) -> f64 {
      %r = func.call @determinant(%a, %n) : (memref<?x?xf64>, index) -> f64
      return %r : f64
    }`,
    types: ["memref<?x?xf64>", "index"],
    results: ["f64"],
    args: [{ data: wave(16), shape: [4, 4] }, 4],
  },
  {
    name: "a function that only reads what is changed afterwards",
    text: `func.func private @product(%a: ${buffer}, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %one = arith.constant 1.0 : f64
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %one : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %x = memref.load %a[%m] : ${buffer}
        %q = func.call @product(%a, %m) : (${buffer}, index) -> f64
        %p = arith.mulf %x, %q : f64
        scf.yield %p : f64
      }
      return %r : f64
    }
    func.func @f(%a: ${buffer}, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %p = func.call @product(%a, %n) : (${buffer}, index) -> f64
      scf.for %i = %c0 to %n step %c1 {
        %q = func.call @product(%a, %n) : (${buffer}, index) -> f64
        memref.store %q, %a[%i] : ${buffer}
      }
      %x = memref.load %a[%c1] : ${buffer}
      %r = arith.addf %p, %x : f64
      return %r : f64
    }`,
    types: [buffer, "index"],
    results: ["f64"],
    args: [wave(4), 4],
  },
  {
    name: "memory on the stack, and of the same buffer two views that overlap",
    text: `func.func private @mix(%a: ${view}, %b: ${view}, %n: index) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %goes = arith.cmpi ugt, %n, %c0 : index
      scf.if %goes {
        %m = arith.subi %n, %c1 : index
        %t = memref.alloca() : memref<2xf64>
        %x = memref.load %a[%m] : ${view}
        %y = memref.load %b[%c0] : ${view}
        %p = arith.mulf %x, %y : f64
        memref.store %p, %t[%c0] : memref<2xf64>
        memref.store %x, %t[%c1] : memref<2xf64>
        func.call @mix(%b, %a, %m) : (${view}, ${view}, index) -> ()
        %u = memref.load %t[%c0] : memref<2xf64>
        %v = memref.load %t[%c1] : memref<2xf64>
        scf.for %i = %c0 to %n step %c1 {
          %w = memref.load %b[%i] : ${view}
          %k = arith.mulf %w, %u : f64
          %l = arith.addf %k, %v : f64
          %s = math.sin %l : f64
          memref.store %s, %a[%i] : ${view}
        }
      }
      return
    }
    func.func @f(%a: ${buffer}, %n: index) {
      %c1 = arith.constant 1 : index
      %v = memref.subview %a[0] [%n] [1] : ${buffer} to memref<?xf64, strided<[1]>>
      %w = memref.subview %a[1] [%n] [1] : ${buffer} to memref<?xf64, strided<[1], offset: 1>>
      %x = memref.cast %v : memref<?xf64, strided<[1]>> to ${view}
      %y = memref.cast %w : memref<?xf64, strided<[1], offset: 1>> to ${view}
      func.call @mix(%x, %y, %n) : (${view}, ${view}, index) -> ()
      return
    }`,
    types: [buffer, "index"],
    results: [],
    args: [wave(5), 4],
  },
  {
    name: "integers that change, and f32",
    text: `func.func private @count(%a: memref<?xf32>, %k: memref<?xi32>, %x: f32, %n: i32) -> (f32, i32) {
      %c0 = arith.constant 0 : i32
      %c1 = arith.constant 1 : i32
      %i0 = arith.constant 0 : index
      %done = arith.cmpi eq, %n, %c0 : i32
      %r:2 = scf.if %done -> (f32, i32) {
        scf.yield %x, %n : f32, i32
      } else {
        %m = arith.subi %n, %c1 : i32
        %old = memref.load %k[%i0] : memref<?xi32>
        %new = arith.xori %old, %c1 : i32
        memref.store %new, %k[%i0] : memref<?xi32>
        %at = arith.index_cast %old : i32 to index
        %y = memref.load %a[%at] : memref<?xf32>
        %p = arith.mulf %y, %x : f32
        %s = math.sin %p : f32
        memref.store %s, %a[%at] : memref<?xf32>
        %q:2 = func.call @count(%a, %k, %s, %m) : (memref<?xf32>, memref<?xi32>, f32, i32) -> (f32, i32)
        %t = arith.mulf %q#0, %y : f32
        scf.yield %t, %q#1 : f32, i32
      }
      return %r#0, %r#1 : f32, i32
    }
    func.func @f(%a: memref<?xf32>, %k: memref<?xi32>, %x: f32, %n: i32) -> f32 {
      %r:2 = func.call @count(%a, %k, %x, %n) : (memref<?xf32>, memref<?xi32>, f32, i32) -> (f32, i32)
      return %r#0 : f32
    }`,
    types: ["memref<?xf32>", "memref<?xi32>", "f32", "i32"],
    results: ["f32"],
    args: [[1.25, 0.75], [1], 0.5, 5],
  },
  {
    name: "tensors of known and of unknown size",
    text: `func.func private @grow(%a: ${buffer}, %t: tensor<?xf64>, %s: tensor<2xf64>, %n: index) -> tensor<?xf64> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> tensor<?xf64> {
        scf.yield %t : tensor<?xf64>
      } else {
        %m = arith.subi %n, %c1 : index
        %x = memref.load %a[%m] : ${buffer}
        %y = tensor.extract %t[%m] : tensor<?xf64>
        %z = tensor.extract %s[%c1] : tensor<2xf64>
        %p = arith.mulf %x, %y : f64
        %q = arith.mulf %p, %z : f64
        memref.store %q, %a[%m] : ${buffer}
        %more = tensor.concat dim(0) %t, %s : (tensor<?xf64>, tensor<2xf64>) -> tensor<?xf64>
        %squares = arith.mulf %more, %more : tensor<?xf64>
        %u = tensor.insert %q into %s[%c0] : tensor<2xf64>
        %v = math.sin %u : tensor<2xf64>
        %g = func.call @grow(%a, %squares, %v, %m) : (${buffer}, tensor<?xf64>, tensor<2xf64>, index) -> tensor<?xf64>
        %b = tensor.extract %g[%c0] : tensor<?xf64>
        %d = tensor.insert %b into %t[%m] : tensor<?xf64>
        %e = arith.mulf %d, %t : tensor<?xf64>
        scf.yield %e : tensor<?xf64>
      }
      return %r : tensor<?xf64>
    }
    func.func @f(%a: ${buffer}, %s: tensor<2xf64>, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %x = memref.load %a[%c0] : ${buffer}
      %m = arith.addi %n, %c1 : index
      %t = tensor.splat %x[%m] : tensor<?xf64>
      %r = func.call @grow(%a, %t, %s, %n) : (${buffer}, tensor<?xf64>, tensor<2xf64>, index) -> tensor<?xf64>
      %y = tensor.extract %r[%c0] : tensor<?xf64>
      %z = tensor.extract %r[%c1] : tensor<?xf64>
      %w = arith.mulf %y, %z : f64
      return %w : f64
    }`,
    types: [buffer, "tensor<2xf64>", "index"],
    results: ["f64"],
    args: [[1.1, 0.8, 0.9], [0.9, 1.2], 2],
  },
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
    results: ["f64"],
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
    results: ["f64"],
    args: [wave(4), 4, 0.9],
  },
];

const pipelines = ["autodiff,lower-ad-tape", "autodiff,canonicalize,cse,lower-ad-tape,canonicalize,cse"];

describe.each(availableEngines())("recursion that changes memory, engine '%s'", (engine) => {
  test.each(programs.map((program) => [program.name, program] as const))("%s", (_, program) => {
    const { text, types, results, args } = program;
    const single = types.some((type) => type.includes("f32"));
    for (const passes of pipelines) {
      const found = derivativesOf({ text, types, resultTypes: results, args }, { engine, passes });
      expect(spread(found.values)).toBeLessThan(single ? 1e-6 : 1e-14);
      expect(distance(found.reverse, found.forward)).toBeLessThan(single ? 1e-5 : 1e-12);
      expect(distance(found.forward, found.differences)).toBeLessThan(single ? 0.02 : 1e-7);
    }
  });
});

/** A function that `watched` can run: it asks for the derivative with arguments of its own, and adds up the adjoints. */
function asking({ text, types, results }: Program): string {
  const buffers = types.flatMap((type, i) => (type.startsWith("memref") ? [{ type, i }] : []));
  const sizes = (type: string): string =>
    type
      .replaceAll(/[^?]/g, "")
      .split("")
      .map(() => "%n")
      .join(", ");
  const element = (type: string): string => /(f64|f32|i32)>$/.exec(type)![1]!;
  const allocate = (name: string, type: string, value: string): string[] => [
    `${name} = memref.alloc(${sizes(type)}) : ${type}`,
    `linalg.fill ins(${value} : ${element(type)}) outs(${name} : ${type})`,
  ];
  const numbers: Readonly<Record<string, string>> = { f64: "%x", f32: "%y", i32: "%k", index: "%n" };
  const tensors = types.flatMap((type, i) => (type.startsWith("tensor") ? [`%b${i} = tensor.splat %x : ${type}`] : []));
  const inputs = types.map((type, i) => numbers[type] ?? `%b${i}`);
  const wrt = types.flatMap((type, i) => (/f(32|64)/.test(type) ? [i] : []));
  const scalars = wrt.map((i) => types[i]!).filter((type) => !type.startsWith("memref"));
  const shadowed = buffers.filter(({ i }) => wrt.includes(i));
  const shadows = `shadows(${shadowed.map(({ i }) => `%s${i}`).join(", ")} : ${shadowed.map(({ type }) => type).join(", ")})`;
  const seeds = results.map((type) => numbers[type]!).join(", ");
  const cotangents = results.length === 0 ? "" : `cotangents(${seeds} : ${results.join(", ")})`;
  const outputs = [...results, ...scalars];
  const first = shadowed[0]!;
  const rank = first.type.split("?").length - 1;
  return `${text.replaceAll("@f(", "@primal(")}
  func.func @f(%bits: i64, %n: index, %sum: memref<1xf32>) {
    %c0 = arith.constant 0 : index
    %x = arith.constant 0.7 : f64
    %y = arith.constant 0.7 : f32
    %k = arith.constant 0 : i32
    ${tensors.join("\n")}
    ${buffers.flatMap(({ type, i }) => [...allocate(`%b${i}`, type, numbers[element(type)]!), ...(wrt.includes(i) ? allocate(`%s${i}`, type, numbers[element(type)]!) : [])]).join("\n")}
    ${outputs.length === 0 ? "" : `%r:${outputs.length} = `}ad.vjp @primal(${inputs.join(", ")}) ${shadows} ${cotangents} wrt [${wrt.join(", ")}] : (${types.join(", ")}) -> (${outputs.join(", ")})
    %d = memref.load %s${first.i}[${new Array(rank).fill("%c0").join(", ")}] : ${first.type}
    ${element(first.type) === "f32" ? "%e = arith.addf %d, %d : f32" : "%e = arith.truncf %d : f64 to f32"}
    memref.store %e, %sum[%c0] : memref<1xf32>
    ${buffers.flatMap(({ type, i }) => [`memref.dealloc %b${i} : ${type}`, ...(wrt.includes(i) ? [`memref.dealloc %s${i} : ${type}`] : [])]).join("\n")}
    return
  }`;
}

describe.skipIf(!isEngineAvailable("llvm"))("the memory of recursion", () => {
  test.each(programs.map((program) => [program.name, program] as const))("%s", (_, program) => {
    const run = watched(asking(program), `autodiff,lower-ad-tape,${loopsWithDeallocation},convert-linalg-to-loops`);
    for (const n of [1, 2, 4]) {
      const { sum, wronglyFreed, left } = run(0n, n);
      expect({ isNumber: !Number.isNaN(sum), wronglyFreed, left }).toEqual({
        isNumber: true,
        wronglyFreed: 0,
        left: 0,
      });
    }
  });
});

test.each(availableEngines())("forward over reverse, engine '%s'", (engine) => {
  const text = `func.func private @walk(%a: ${buffer}, %x: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %y = memref.load %a[%c0] : ${buffer}
        %p = arith.mulf %x, %y : f64
        %s = math.sin %p : f64
        memref.store %s, %a[%c0] : ${buffer}
        %q = func.call @walk(%a, %s, %m) : (${buffer}, f64, index) -> f64
        %v = arith.mulf %q, %y : f64
        scf.yield %v : f64
      }
      return %r : f64
    }
    func.func private @f(%x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 20 : index
      %a = memref.alloc(%c1) : ${buffer}
      memref.store %x, %a[%c0] : ${buffer}
      %r = func.call @walk(%a, %x, %n) : (${buffer}, f64, index) -> f64
      memref.dealloc %a : ${buffer}
      return %r : f64
    }
    func.func @gradient(%x: f64) -> f64 {
      %d = ad.grad @f(%x) : (f64) -> f64
      return %d : f64
    }
    func.func @second(%x: f64) -> f64 {
      %one = arith.constant 1.0 : f64
      %d, %dd = ad.jvp @gradient(%x) tangents(%one : f64) : (f64) -> (f64, f64)
      return %dd : f64
    }`;
  const { gradient, second } = compile(text, { engine });
  const h = 1e-5;
  const difference = ((gradient!(1.3 + h) as number) - (gradient!(1.3 - h) as number)) / (2 * h);
  expect(second!(1.3)).toBeCloseTo(difference, 6);
});
