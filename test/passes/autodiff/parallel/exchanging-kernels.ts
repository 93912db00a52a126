/** Kernels whose threads exchange values, outlined kernels, asynchronous operations and memory of the device. */

import type { NamedSubject } from "../../../support/derivatives.ts";

export const buffer = "memref<?xf64>";
export const constants = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index`;
export const x = [0.3, -0.8, 1.2, 0.7, -0.1, 0.9, 0.5, -0.4];
export const y = [1.1, 0.2, -0.5, 0.4, 0.8, -1.3, 0.6, 0.1];

/** Two blocks of four threads: `%r` of `%a`, the thread's element, is multiplied by the latter and stored. */
export const exchanging = (name: string, body: string, values = x): NamedSubject => ({
  name,
  text: `func.func @f(%x: ${buffer}, %y: ${buffer}) {${constants}
    %one = arith.constant 1 : i32
    %two = arith.constant 2 : i32
    %width = arith.constant 4 : i32
    gpu.launch blocks(%bx, %by, %bz) in (%gx = %c2, %gy = %c1, %gz = %c1)
        threads(%tx, %ty, %tz) in (%sx = %c2, %sy = %c2, %sz = %c1) {
      %row = arith.muli %ty, %sx : index
      %t = arith.addi %row, %tx : index
      %base = arith.muli %bx, %c4 : index
      %i = arith.addi %base, %t : index
      %a = memref.load %x[%i] : ${buffer}
      ${body}
      %q = arith.mulf %r, %a : f64
      memref.store %q, %y[%i] : ${buffer}
      gpu.terminator
    }
    return
  }`,
  types: [buffer, buffer],
  resultTypes: [],
  args: [values, y],
});

const shuffled = (mode: string): string => `%s = math.sin %a : f64
      %v, %valid = gpu.shuffle ${mode} %s, %one, %width : f64
      %r = arith.select %valid, %v, %a : f64`;

export const exchangingPrograms: readonly NamedSubject[] = [
  ...["mul", "maximumf", "maxnumf", "minimumf", "minnumf"].map((name) =>
    exchanging(`all_reduce ${name}`, `%r = gpu.all_reduce ${name} %a {} : (f64) -> f64`),
  ),
  exchanging("all_reduce mul with zeros", "%r = gpu.all_reduce mul %a {} : (f64) -> f64", [0, 1, 2, 3, 0, 4, 0, 5]),
  ...["add", "mul", "maximumf"].map((name) =>
    exchanging(`subgroup_reduce ${name}`, `%r = gpu.subgroup_reduce ${name} %a : (f64) -> f64`),
  ),
  exchanging("subgroup_reduce in clusters", "%r = gpu.subgroup_reduce minimumf %a cluster(size = 2) : (f64) -> f64"),
  ...["xor", "up", "down", "idx"].map((mode) => exchanging(`shuffle ${mode}`, shuffled(mode))),
  exchanging(
    "shuffle idx, each thread from a lane of its own",
    `%three = arith.constant 3 : i32
      %tid = arith.index_cast %t : index to i32
      %square = arith.muli %tid, %tid : i32
      %lane = arith.andi %square, %three : i32
      %s = math.sin %a : f64
      %v, %valid = gpu.shuffle idx %s, %lane, %width : f64
      %r = arith.mulf %v, %a : f64`,
  ),
  exchanging(
    "shuffle idx, from lanes that are not there",
    `%tid = arith.index_cast %t : index to i32
      %lane = arith.addi %tid, %two : i32
      %s = math.sin %a : f64
      %v, %valid = gpu.shuffle idx %s, %lane, %width : f64
      %r = arith.select %valid, %v, %a : f64`,
  ),
  exchanging("rotate", "%r, %valid = gpu.rotate %a, 3, 4 : f64"),
  exchanging("broadcast", "%r = gpu.subgroup_broadcast %a, specific_lane %two : f64"),
  {
    name: "a kernel with shared memory, launched asynchronously",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}, %p: f64) {${constants}
      %c3 = arith.constant 3 : index
      %first = gpu.wait async
      %done = gpu.launch async [%first] blocks(%bx, %by, %bz) in (%gx = %c2, %gy = %c1, %gz = %c1)
          threads(%tx, %ty, %tz) in (%sx = %c4, %sy = %c1, %sz = %c1)
          workgroup(%s : memref<4xf64, #gpu.address_space<workgroup>>) {
        %i = gpu.global_id x
        %a = memref.load %x[%i] : ${buffer}
        %b = arith.mulf %a, %p : f64
        memref.store %b, %s[%tx] : memref<4xf64, #gpu.address_space<workgroup>>
        gpu.barrier
        %m = arith.subi %c3, %tx : index
        %c = memref.load %s[%m] : memref<4xf64, #gpu.address_space<workgroup>>
        %d = math.sin %c : f64
        %e = arith.mulf %d, %a : f64
        memref.store %e, %y[%i] : ${buffer}
        gpu.terminator
      }
      gpu.wait [%done]
      return
    }`,
    types: [buffer, buffer, "f64"],
    resultTypes: [],
    args: [x, y, 0.7],
  },
  {
    name: "memory of the device, asynchronously",
    text: `func.func @f(%x: ${buffer}, %y: ${buffer}, %p: f64) {${constants}
      %t0 = gpu.wait async
      %d, %t1 = gpu.alloc async [%t0] (%c8) : ${buffer}
      %t2 = gpu.memcpy async [%t1] %d, %x : ${buffer}, ${buffer}
      %e, %t3 = gpu.alloc async [%t2] (%c8) : ${buffer}
      %t4 = gpu.memset async [%t3] %e, %p : ${buffer}, f64
      %t5 = gpu.launch async [%t4] blocks(%bx, %by, %bz) in (%gx = %c8, %gy = %c1, %gz = %c1)
          threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) {
        %a = memref.load %d[%bx] : ${buffer}
        %b = memref.load %e[%bx] : ${buffer}
        %c = arith.mulf %a, %b : f64
        %s = math.sin %c : f64
        memref.store %s, %e[%bx] : ${buffer}
        gpu.terminator
      }
      %t6 = gpu.memcpy async [%t5] %d, %e : ${buffer}, ${buffer}
      %t7 = gpu.memcpy async [%t6] %y, %d : ${buffer}, ${buffer}
      %t8 = gpu.dealloc async [%t7] %d : ${buffer}
      %t9 = gpu.dealloc async [%t8] %e : ${buffer}
      gpu.wait [%t9]
      return
    }`,
    types: [buffer, buffer, "f64"],
    resultTypes: [],
    args: [x, y, 0.7],
  },
];
