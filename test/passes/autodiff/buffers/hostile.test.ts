/** Hostile programs: what they do to buffers is differentiated rightly. */

import { test } from "vitest";
import { derivativesOf, expectAgreement, type NamedSubject } from "../../../support/derivatives.ts";

const programs: readonly NamedSubject[] = [
  {
    name: "a buffer that a branch chooses",
    types: ["f64", "i1"],
    resultTypes: ["f64"],
    args: [0.5, true],
    text: `
      func.func @f(%x: f64, %c: i1) -> f64 {
        %z = arith.constant 0.0 : f64
        %a = memref.alloca() : memref<f64>
        %b = memref.alloca() : memref<f64>
        memref.store %z, %a[] : memref<f64>
        memref.store %z, %b[] : memref<f64>
        %m = scf.if %c -> (memref<f64>) { scf.yield %a : memref<f64> } else { scf.yield %b : memref<f64> }
        memref.store %x, %m[] : memref<f64>
        %r = memref.load %a[] : memref<f64>
        return %r : f64
      }`,
  },
  {
    name: "a buffer that a select chooses",
    types: ["f64", "i1"],
    resultTypes: ["f64"],
    args: [0.5, true],
    text: `
      func.func @f(%x: f64, %c: i1) -> f64 {
        %z = arith.constant 0.0 : f64
        %a = memref.alloca() : memref<f64>
        %b = memref.alloca() : memref<f64>
        memref.store %z, %a[] : memref<f64>
        memref.store %z, %b[] : memref<f64>
        %m = arith.select %c, %a, %b : memref<f64>
        memref.store %x, %m[] : memref<f64>
        %r = memref.load %b[] : memref<f64>
        return %r : f64
      }`,
  },
  {
    name: "buffers that a loop swaps",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.5],
    text: `
      func.func @f(%x: f64) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c3 = arith.constant 3 : index
        %z = arith.constant 0.0 : f64
        %a = memref.alloca() : memref<f64>
        %b = memref.alloca() : memref<f64>
        memref.store %z, %a[] : memref<f64>
        memref.store %z, %b[] : memref<f64>
        %m:2 = scf.for %i = %c0 to %c3 step %c1 iter_args(%p = %a, %q = %b) -> (memref<f64>, memref<f64>) {
          %v = memref.load %q[] : memref<f64>
          %w = arith.addf %v, %x : f64
          %s = math.sin %w : f64
          memref.store %s, %p[] : memref<f64>
          scf.yield %q, %p : memref<f64>, memref<f64>
        }
        %r = memref.load %a[] : memref<f64>
        return %r : f64
      }`,
  },
  {
    name: "a call reads indices from a buffer that is freed behind it",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.5],
    text: `
      func.func private @g(%x: f64, %m: memref<i32>) -> f64 {
        %v = memref.load %m[] : memref<i32>
        %w = arith.sitofp %v : i32 to f64
        %s = arith.mulf %x, %w : f64
        %t = math.sin %s : f64
        return %t : f64
      }
      func.func @f(%x: f64) -> f64 {
        %z = arith.constant 3 : i32
        %a = memref.alloc() : memref<i32>
        memref.store %z, %a[] : memref<i32>
        %r = func.call @g(%x, %a) : (f64, memref<i32>) -> f64
        memref.dealloc %a : memref<i32>
        return %r : f64
      }`,
  },
  {
    name: "a buffer that each branch frees",
    types: ["f64", "i1"],
    resultTypes: ["f64"],
    args: [0.5, true],
    text: `
      func.func @f(%x: f64, %c: i1) -> f64 {
        %a = memref.alloc() : memref<f64>
        memref.store %x, %a[] : memref<f64>
        %r = scf.if %c -> f64 {
          %v = memref.load %a[] : memref<f64>
          memref.dealloc %a : memref<f64>
          %s = math.sin %v : f64
          scf.yield %s : f64
        } else {
          memref.dealloc %a : memref<f64>
          %s = math.cos %x : f64
          scf.yield %s : f64
        }
        return %r : f64
      }`,
  },
  {
    name: "a buffer that is copied to itself",
    types: ["memref<2xf64>"],
    resultTypes: [],
    args: [[0.5, 0.7]],
    text: `
      func.func @f(%a: memref<2xf64>) {
        %b = memref.cast %a : memref<2xf64> to memref<?xf64>
        %c = memref.cast %a : memref<2xf64> to memref<?xf64>
        memref.copy %b, %c : memref<?xf64> to memref<?xf64>
        return
      }`,
  },
  {
    name: "recursion that reads a buffer",
    types: ["memref<4xf64>"],
    resultTypes: ["f64"],
    args: [[0.1, 0.2, 0.3, 0.4]],
    text: `
      func.func private @g(%m: memref<4xf64>, %i: index) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %z = arith.cmpi eq, %i, %c0 : index
        %r = scf.if %z -> f64 {
          %v = memref.load %m[%i] : memref<4xf64>
          scf.yield %v : f64
        } else {
          %j = arith.subi %i, %c1 : index
          %v = memref.load %m[%i] : memref<4xf64>
          %w = func.call @g(%m, %j) : (memref<4xf64>, index) -> f64
          %p = arith.mulf %v, %w : f64
          scf.yield %p : f64
        }
        return %r : f64
      }
      func.func @f(%m: memref<4xf64>) -> f64 {
        %c3 = arith.constant 3 : index
        %r = func.call @g(%m, %c3) : (memref<4xf64>, index) -> f64
        return %r : f64
      }`,
  },
  {
    name: "a stack buffer for each iteration",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.5],
    text: `
      func.func @f(%x: f64) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c5 = arith.constant 5 : index
        %r = scf.for %i = %c0 to %c5 step %c1 iter_args(%a = %x) -> f64 {
          %m = memref.alloca() : memref<f64>
          memref.store %a, %m[] : memref<f64>
          %v = memref.load %m[] : memref<f64>
          %t = math.sin %v : f64
          scf.yield %t : f64
        }
        return %r : f64
      }`,
  },
  {
    name: "buffers in both regions of a while loop",
    types: ["f64", "memref<8xf64>"],
    resultTypes: ["f64"],
    args: [0.5, [0, 0, 0, 0, 0, 0, 0, 0]],
    text: `
      func.func @f(%x: f64, %m: memref<8xf64>) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c5 = arith.constant 5 : index
        %r:2 = scf.while (%i = %c0, %a = %x) : (index, f64) -> (index, f64) {
          %t = memref.alloc() : memref<f64>
          memref.store %a, %t[] : memref<f64>
          %v = memref.load %t[] : memref<f64>
          %s = math.sin %v : f64
          memref.store %s, %t[] : memref<f64>
          %w = memref.load %t[] : memref<f64>
          memref.dealloc %t : memref<f64>
          memref.store %w, %m[%i] : memref<8xf64>
          %c = arith.cmpi slt, %i, %c5 : index
          scf.condition(%c) %i, %w : index, f64
        } do {
        ^bb0(%i: index, %a: f64):
          %j = arith.addi %i, %c1 : index
          %b = memref.load %m[%i] : memref<8xf64>
          %d = arith.mulf %b, %a : f64
          %e = math.cos %d : f64
          scf.yield %j, %e : index, f64
        }
        return %r#1 : f64
      }`,
  },
  {
    name: "a loop without results that overwrites a buffer",
    types: ["f64", "memref<4xf64>"],
    resultTypes: [],
    args: [0.5, [1, 2, 3, 4]],
    text: `
      func.func @f(%x: f64, %m: memref<4xf64>) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c4 = arith.constant 4 : index
        scf.for %i = %c0 to %c4 step %c1 {
          %v = memref.load %m[%i] : memref<4xf64>
          %w = arith.mulf %v, %x : f64
          %s = math.sin %w : f64
          memref.store %s, %m[%i] : memref<4xf64>
        }
        return
      }`,
  },
  {
    name: "globals that are read, and written with what does not depend on the arguments",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.7],
    text: `
      memref.global "private" constant @table : memref<2xf64> = dense<[3.0, 4.0]>
      memref.global "private" @calls : memref<i64> = dense<0>
      memref.global "private" @scratch : memref<f64> = dense<0.0>
      func.func @f(%x: f64) -> f64 {
        %c1 = arith.constant 1 : index
        %one = arith.constant 1 : i64
        %calls = memref.get_global @calls : memref<i64>
        %n = memref.load %calls[] : memref<i64>
        %m = arith.addi %n, %one : i64
        memref.store %m, %calls[] : memref<i64>
        %t = memref.get_global @table : memref<2xf64>
        %a = memref.load %t[%c1] : memref<2xf64>
        %s = memref.get_global @scratch : memref<f64>
        memref.store %a, %s[] : memref<f64>
        %b = memref.load %s[] : memref<f64>
        %r = arith.mulf %b, %x : f64
        return %r : f64
      }`,
  },
  {
    name: "a call that reads a buffer which is overwritten later",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.7],
    text: `
      func.func private @g(%m: memref<f64>) -> f64 {
        %v = memref.load %m[] : memref<f64>
        %s = math.sin %v : f64
        return %s : f64
      }
      func.func @f(%x: f64) -> f64 {
        %z = arith.constant 0.0 : f64
        %a = memref.alloca() : memref<f64>
        memref.store %x, %a[] : memref<f64>
        %r = func.call @g(%a) : (memref<f64>) -> f64
        memref.store %z, %a[] : memref<f64>
        return %r : f64
      }`,
  },
  {
    name: "a recursive call that reads a buffer which is overwritten later",
    types: ["f64"],
    resultTypes: ["f64"],
    args: [0.5],
    text: `
      func.func private @g(%m: memref<f64>, %again: i1) -> f64 {
        %false = arith.constant false
        %v = memref.load %m[] : memref<f64>
        %s = math.sin %v : f64
        %r = scf.if %again -> f64 {
          %t = func.call @g(%m, %false) : (memref<f64>, i1) -> f64
          %p = arith.mulf %s, %t : f64
          scf.yield %p : f64
        } else {
          scf.yield %s : f64
        }
        return %r : f64
      }
      func.func @f(%x: f64) -> f64 {
        %z = arith.constant 0.0 : f64
        %true = arith.constant true
        %a = memref.alloca() : memref<f64>
        memref.store %x, %a[] : memref<f64>
        %r = func.call @g(%a, %true) : (memref<f64>, i1) -> f64
        memref.store %z, %a[] : memref<f64>
        return %r : f64
      }`,
  },
];

test.each(programs)("$name", (program) => {
  expectAgreement(derivativesOf(program), { values: 1e-12, modes: 1e-12, differences: 1e-8 });
});
