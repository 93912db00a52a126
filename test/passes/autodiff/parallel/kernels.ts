/** Launches with ids, barriers, shared memory and reductions. */

import type { NamedSubject } from "../../../support/derivatives.ts";
import { x, y } from "./exchanging-kernels.ts";

const space = "#gpu.address_space<workgroup>";
const constants = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %c4 = arith.constant 4 : index`;

/** A launch of 2 blocks of 4 threads on `%x` and `%y`. */
const kernel = (body: string, attributions = "", params = "%x: memref<?xf64>, %y: memref<?xf64>"): string => `
  func.func @f(${params}) {${constants}
    gpu.launch blocks(%bx, %by, %bz) in (%gx = %c2, %gy = %c1, %gz = %c1)
        threads(%tx, %ty, %tz) in (%sx = %c4, %sy = %c1, %sz = %c1) ${attributions} {
      %base = arith.muli %bx, %sx : index
      %i = arith.addi %base, %tx : index
      ${body}
      gpu.terminator
    }
    return
  }`;

const buffers = ["memref<?xf64>", "memref<?xf64>"];

export const kernelPrograms: readonly NamedSubject[] = [
  {
    name: "elementwise, with a captured number",
    text: kernel(
      `%a = memref.load %x[%i] : memref<?xf64>
       %e = math.exp %a : f64
       %q = arith.mulf %e, %p : f64
       memref.store %q, %y[%i] : memref<?xf64>`,
      "",
      "%x: memref<?xf64>, %y: memref<?xf64>, %p: f64",
    ),
    types: [...buffers, "f64"],
    resultTypes: [],
    args: [x, y, 0.7],
  },
  {
    name: "ids as operations, branches and loops",
    text: kernel(
      `%id = gpu.global_id x
       %isEven = arith.cmpi ult, %tx, %c2 : index
       scf.if %isEven {
         %a = memref.load %x[%id] : memref<?xf64>
         %r = scf.for %k = %c0 to %tx step %c1 iter_args(%u = %a) -> (f64) {
           %s = math.sin %u : f64
           %t = arith.mulf %s, %a : f64
           scf.yield %t : f64
         }
         memref.store %r, %y[%id] : memref<?xf64>
       }`,
    ),
    types: buffers,
    resultTypes: [],
    args: [x, y],
  },
  {
    name: "neighbours by shared memory and a barrier",
    text: kernel(
      `%a = memref.load %x[%i] : memref<?xf64>
       %s = math.sin %a : f64
       memref.store %s, %w[%tx] : memref<4xf64, ${space}>
       gpu.barrier
       %next = arith.addi %tx, %c1 : index
       %other = arith.remui %next, %c4 : index
       %b = memref.load %w[%other] : memref<4xf64, ${space}>
       %c = memref.load %w[%tx] : memref<4xf64, ${space}>
       %q = arith.mulf %b, %c : f64
       memref.store %q, %y[%i] : memref<?xf64>`,
      `workgroup(%w : memref<4xf64, ${space}>)`,
    ),
    types: buffers,
    resultTypes: [],
    args: [x, y],
  },
  {
    name: "a tree reduction in shared memory, phase by phase",
    text: kernel(
      `%a = memref.load %x[%i] : memref<?xf64>
       memref.store %a, %w[%tx] : memref<4xf64, ${space}>
       gpu.barrier
       scf.for %phase = %c0 to %c2 step %c1 {
         %half = arith.shrui %c2, %phase : index
         %isOn = arith.cmpi ult, %tx, %half : index
         scf.if %isOn {
           %far = arith.addi %tx, %half : index
           %u = memref.load %w[%tx] : memref<4xf64, ${space}>
           %v = memref.load %w[%far] : memref<4xf64, ${space}>
           %m = arith.mulf %u, %v : f64
           memref.store %m, %w[%tx] : memref<4xf64, ${space}>
         }
         gpu.barrier
       }
       %isFirst = arith.cmpi eq, %tx, %c0 : index
       scf.if %isFirst {
         %r = memref.load %w[%c0] : memref<4xf64, ${space}>
         memref.store %r, %y[%bx] : memref<?xf64>
       }`,
      `workgroup(%w : memref<4xf64, ${space}>)`,
    ),
    types: buffers,
    resultTypes: [],
    args: [x, y],
  },
  {
    name: "a sum of all threads of a block",
    text: kernel(
      `%a = memref.load %x[%i] : memref<?xf64>
       %s = arith.mulf %a, %a : f64
       %t = gpu.all_reduce add %s uniform {} : (f64) -> f64
       %q = arith.mulf %t, %a : f64
       memref.store %q, %y[%i] : memref<?xf64>`,
    ),
    types: buffers,
    resultTypes: [],
    args: [x, y],
  },
  {
    name: "memory of each thread",
    text: kernel(
      `%a = memref.load %x[%i] : memref<?xf64>
       memref.store %a, %own[%c0] : memref<2xf64>
       %s = math.cos %a : f64
       memref.store %s, %own[%c1] : memref<2xf64>
       %u = memref.load %own[%c0] : memref<2xf64>
       %v = memref.load %own[%c1] : memref<2xf64>
       %q = arith.mulf %u, %v : f64
       memref.store %q, %y[%i] : memref<?xf64>`,
      "private(%own : memref<2xf64>)",
    ),
    types: buffers,
    resultTypes: [],
    args: [x, y],
  },
];
