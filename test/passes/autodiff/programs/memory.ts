/** Buffers that a function makes itself. */

import { type Program, program } from "./program.ts";

export const memory: readonly Program[] = [
  program(
    "a branch without results that writes memory",
    [
      [1.5, 0.5],
      [-1.5, 0.5],
    ],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %zero = arith.constant 0.0 : f64
      %m = memref.alloca() : memref<f64>
      memref.store %y, %m[] : memref<f64>
      %c = arith.cmpf ogt, %x, %zero : f64
      scf.if %c {
        %a = memref.load %m[] : memref<f64>
        %b = arith.mulf %a, %x : f64
        memref.store %b, %m[] : memref<f64>
      }
      %r = memref.load %m[] : memref<f64>
      %s = arith.mulf %r, %r : f64
      return %s : f64
    }`,
  ),
  program(
    "an array that is overwritten in a loop",
    [[0.5, 1.5]],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 4 : index
      %m = memref.alloc() : memref<2xf64>
      memref.store %x, %m[%c0] : memref<2xf64>
      memref.store %y, %m[%c1] : memref<2xf64>
      scf.for %i = %c0 to %n step %c1 {
        %a = memref.load %m[%c0] : memref<2xf64>
        %b = memref.load %m[%c1] : memref<2xf64>
        %s = math.sin %a : f64
        %p = arith.mulf %s, %b : f64
        %q = arith.addf %a, %b : f64
        memref.store %q, %m[%c0] : memref<2xf64>
        memref.store %p, %m[%c1] : memref<2xf64>
      }
      %u = memref.load %m[%c0] : memref<2xf64>
      %v = memref.load %m[%c1] : memref<2xf64>
      memref.dealloc %m : memref<2xf64>
      %r = arith.mulf %u, %v : f64
      return %r : f64
    }`,
  ),
  program(
    "a buffer that lives for one iteration, and a copy",
    [[0.5]],
    `func.func @f(%x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 3 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (f64) {
        %m = memref.alloc(%n) : memref<?xf64>
        %k = memref.alloc(%n) : memref<?xf64>
        %t = math.sin %s : f64
        memref.store %t, %m[%i] : memref<?xf64>
        memref.copy %m, %k : memref<?xf64> to memref<?xf64>
        %u = memref.load %k[%i] : memref<?xf64>
        %v = arith.mulf %u, %s : f64
        memref.dealloc %m : memref<?xf64>
        memref.dealloc %k : memref<?xf64>
        scf.yield %v : f64
      }
      return %r : f64
    }`,
  ),
];
