/** Well-known algorithms that call themselves and change memory. */

import type { NamedSubject } from "../../../support/derivatives.ts";
import { buffer, view, wave } from "./buffers.ts";

export const algorithms: readonly NamedSubject[] = [
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
    resultTypes: [],
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
    resultTypes: [],
    args: [wave(8), 8],
  },
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
    resultTypes: ["f64"],
    args: [{ data: wave(16), shape: [4, 4] }, 4],
  },
];
