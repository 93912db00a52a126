/** Launches: threads, blocks, barriers and memory. */

import { describe, expect, it } from "vitest";
import { compile, ProgramError } from "../../../../tools/compile.ts";
import { each } from "../../../support/numbers.ts";
import { describeLaunches, kernel } from "./launches.ts";

describeLaunches("launches", ({ load, run }) => {
  it("run each thread of each block", () => {
    const text = `
      func.func @f(%m: memref<?x?x?x?x?x?xindex>, %a: index, %b: index, %c: index, %d: index, %e: index, %g: index) {
        gpu.launch blocks(%bx, %by, %bz) in (%gx = %a, %gy = %b, %gz = %c)
            threads(%tx, %ty, %tz) in (%sx = %d, %sy = %e, %sz = %g) {
          %0 = gpu.global_id x
          %1 = gpu.grid_dim y
          %2 = gpu.block_dim z
          %3 = arith.muli %0, %1 : index
          %4 = arith.addi %3, %2 : index
          memref.store %4, %m[%bx, %by, %bz, %tx, %ty, %tz] : memref<?x?x?x?x?x?xindex>
          gpu.terminator
        }
        return
      }`;
    const sizes = [2, 3, 4, 5, 1, 2];
    const count = sizes.reduce((a, b) => a * b);
    const data = new BigInt64Array(count);
    load(text).f!({ data, shape: sizes }, ...sizes);
    const inner = sizes[3]! * sizes[4]! * sizes[5]!;
    const expected = each(count, (at) => {
      const bx = Math.floor(at / (3 * 4 * inner));
      const tx = Math.floor((at % inner) / 2);
      return (bx * 5 + tx) * 3 + 2;
    });
    expect([...data].map(Number)).toEqual(expected);
  });

  it("run nothing on an empty grid", () => {
    const text = kernel("memref.store %i, %m[%t] : memref<64xi32>", { threads: 0 });
    expect(run(text)).toEqual(each(64, () => 0));
  });

  it("share the memory of a block across barriers", () => {
    const space = "memref<64xi32, #gpu.address_space<workgroup>>";
    const text = kernel(
      `%two = arith.constant 2 : i32
       %x = arith.muli %i, %two : i32
       memref.store %x, %w[%t] : ${space}
       gpu.barrier
       %last = arith.constant 63 : index
       %j = arith.subi %last, %t : index
       %y = memref.load %w[%j] : ${space}
       gpu.barrier
       memref.store %y, %w[%t] : ${space}
       gpu.barrier
       %zero = arith.constant 0 : index
       %z = memref.load %w[%zero] : ${space}
       %sum = arith.addi %y, %z : i32
       memref.store %sum, %m[%t] : memref<64xi32>`,
      { attributions: `workgroup(%w : ${space})` },
    );
    expect(run(text)).toEqual(each(64, (i) => 2 * (63 - i) + 126));
  });

  it("give every thread private memory, and every block its own", () => {
    const space = "memref<1xi32, #gpu.address_space<private>>";
    const shared = "memref<1xi32, #gpu.address_space<workgroup>>";
    const text = kernel(
      `%zero = arith.constant 0 : index
       %old = memref.load %p[%zero] : ${space}
       %new = arith.addi %old, %i : i32
       memref.store %new, %p[%zero] : ${space}
       %0 = memref.load %p[%zero] : ${space}
       memref.store %0, %m[%t] : memref<64xi32>
       memref.store %0, %w[%zero] : ${shared}`,
      { attributions: `workgroup(%w : ${shared}) private(%p : ${space})` },
    );
    expect(run(text)).toEqual(each(64, (i) => i));
  });

  it("wait in loops and in branches that all threads take", () => {
    const space = "memref<64xi32, #gpu.address_space<workgroup>>";
    // A tree reduction.
    const text = kernel(
      `memref.store %i, %w[%t] : ${space}
       %c32 = arith.constant 32 : index
       %c0 = arith.constant 0 : index
       %c2 = arith.constant 2 : index
       %last = scf.while (%s = %c32) : (index) -> index {
         %more = arith.cmpi sgt, %s, %c0 : index
         scf.condition(%more) %s : index
       } do {
       ^bb0(%s: index):
         gpu.barrier
         %active = arith.cmpi slt, %t, %s : index
         scf.if %active {
           %j = arith.addi %t, %s : index
           %a = memref.load %w[%t] : ${space}
           %b = memref.load %w[%j] : ${space}
           %c = arith.addi %a, %b : i32
           memref.store %c, %w[%t] : ${space}
         }
         %half = arith.divsi %s, %c2 : index
         scf.yield %half : index
       }
       gpu.barrier
       %r = memref.load %w[%c0] : ${space}
       memref.store %r, %m[%t] : memref<64xi32>`,
      { attributions: `workgroup(%w : ${space})` },
    );
    expect(run(text)).toEqual(each(64, () => 2016));
  });

  it("wait in functions that kernels call, also recursive ones", () => {
    const rest = `
      func.func private @sum(%x: i32, %depth: i32) -> i32 {
        %zero = arith.constant 0 : i32
        %one = arith.constant 1 : i32
        %more = arith.cmpi sgt, %depth, %zero : i32
        %r = scf.if %more -> i32 {
          %y = gpu.all_reduce maxsi %x {} : (i32) -> i32
          %less = arith.subi %depth, %one : i32
          %n = func.call @sum(%x, %less) : (i32, i32) -> i32
          %s = arith.addi %y, %n : i32
          scf.yield %s : i32
        } else {
          %id = func.call @id() : () -> i32
          scf.yield %id : i32
        }
        return %r : i32
      }
      func.func private @id() -> i32 {
        %0 = gpu.thread_id x
        %1 = arith.index_cast %0 : index to i32
        return %1 : i32
      }`;
    const text = kernel(
      `%depth = arith.constant 3 : i32
       %r = func.call @sum(%i, %depth) : (i32, i32) -> i32
       memref.store %r, %m[%t] : memref<64xi32>`,
      { rest },
    );
    expect(run(text)).toEqual(each(64, (i) => 3 * 63 + i));
  });

  it("run kernels of blocks that branch", () => {
    const text = `
      func.func @f(%m: memref<64xi32>) {
        %one = arith.constant 1 : index
        %threads = arith.constant 64 : index
        gpu.launch blocks(%bx, %by, %bz) in (%gx = %one, %gy = %one, %gz = %one)
            threads(%t, %ty, %tz) in (%n = %threads, %sy = %one, %sz = %one) {
          %i = arith.index_cast %t : index to i32
          %c32 = arith.constant 32 : index
          %low = arith.cmpi slt, %t, %c32 : index
          cf.cond_br %low, ^end, ^high
        ^high:
          memref.store %i, %m[%t] : memref<64xi32>
          %c48 = arith.constant 48 : index
          %middle = arith.cmpi slt, %t, %c48 : index
          cf.cond_br %middle, ^loop(%i : i32), ^end
        ^loop(%x: i32):
          memref.store %x, %m[%t] : memref<64xi32>
          %two = arith.constant 2 : i32
          %twice = arith.muli %x, %two : i32
          %limit = arith.constant 1000 : i32
          %more = arith.cmpi slt, %twice, %limit : i32
          cf.cond_br %more, ^loop(%twice : i32), ^end
        ^end:
          gpu.terminator
        }
        return
      }`;
    const doubled = (i: number): number => {
      let x = i;
      while (2 * x < 1000) x *= 2;
      return x;
    };
    expect(run(text)).toEqual(each(64, (i) => (i < 32 ? 0 : i < 48 ? doubled(i) : i)));
  });

  it("refuse a barrier that some threads pass by", () => {
    const text = kernel(
      `%c5 = arith.constant 5 : index
       %low = arith.cmpi slt, %t, %c5 : index
       scf.if %low {
         gpu.barrier
       }`,
    );
    const { f } = load(text);
    expect(() => f!(new Int32Array(64))).toThrow(ProgramError);
    expect(() => f!(new Int32Array(64))).toThrow(
      "'f': 'gpu.barrier' at test.mlir:11:10 is not executed by all threads of a block",
    );
  });

  it("refuse different barriers", () => {
    const text = kernel(
      `%c5 = arith.constant 5 : index
       %low = arith.cmpi slt, %t, %c5 : index
       scf.if %low {
         gpu.barrier
       } else {
         gpu.barrier
       }`,
    );
    expect(() => load(text).f!(new Int32Array(64))).toThrow("is not executed by all threads");
  });

  it("refuse launches whose indices would not be exact", () => {
    const text = `
      func.func @f(%n: index) {
        gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n)
            threads(%t, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) {
          gpu.barrier
          gpu.terminator
        }
        return
      }`;
    expect(() => load(text).f!(2 ** 20)).toThrow("a launch of 1048576 blocks of 1048576 threads in one dimension");
  });

  it("execute what the host does about the device's memory, with tokens", () => {
    const text = `
      func.func @f(%m: memref<4xi32>, %x: i32) {
        %0 = gpu.wait async
        %n = arith.constant 4 : index
        %a, %1 = gpu.alloc async [%0] (%n) : memref<?xi32>
        %2 = gpu.memset async [%1] %a, %x : memref<?xi32>, i32
        %one = arith.constant 1 : index
        %3 = gpu.launch async [%2] blocks(%bx, %by, %bz) in (%gx = %one, %gy = %one, %gz = %one)
            threads(%t, %ty, %tz) in (%s = %n, %sy = %one, %sz = %one) {
          %y = memref.load %a[%t] : memref<?xi32>
          %i = arith.index_cast %t : index to i32
          %z = arith.addi %y, %i : i32
          memref.store %z, %a[%t] : memref<?xi32>
          gpu.terminator
        }
        %c = memref.cast %m : memref<4xi32> to memref<?xi32>
        %4 = gpu.memcpy async [%3] %c, %a : memref<?xi32>, memref<?xi32>
        %5 = gpu.dealloc async [%4] %a : memref<?xi32>
        gpu.wait [%5]
        %u = memref.cast %m : memref<4xi32> to memref<*xi32>
        gpu.host_register %u : memref<*xi32>
        gpu.host_unregister %u : memref<*xi32>
        return
      }`;
    const data = new Int32Array(4);
    load(text).f!(data, 7);
    expect([...data]).toEqual([7, 8, 9, 10]);
  });

  it("give blocks the shared memory that the launch asks for", () => {
    const shared = "memref<?xi8, #gpu.address_space<workgroup>>";
    const text = `
      func.func @f(%m: memref<4xi8>, %bytes: i32) {
        %one = arith.constant 1 : index
        %n = arith.constant 4 : index
        gpu.launch blocks(%bx, %by, %bz) in (%gx = %one, %gy = %one, %gz = %one)
            threads(%t, %ty, %tz) in (%s = %n, %sy = %one, %sz = %one) dynamic_shared_memory_size %bytes {
          %w = gpu.dynamic_shared_memory : ${shared}
          %i = arith.index_cast %t : index to i8
          memref.store %i, %w[%t] : ${shared}
          gpu.barrier
          %c3 = arith.constant 3 : index
          %j = arith.subi %c3, %t : index
          %x = memref.load %w[%j] : ${shared}
          memref.store %x, %m[%t] : memref<4xi8>
          gpu.terminator
        }
        return
      }`;
    const data = new Int8Array(4);
    const { f } = load(text);
    f!(data, 4);
    expect([...data]).toEqual([3, 2, 1, 0]);
    expect(() => f!(data, 3)).toThrow("is out of bounds");
  });
});

describe("what only threads can do", () => {
  const messageFor = (body: string): string => {
    try {
      compile(`func.func @f(%x: i32) {\n${body}\n  return\n}`, { engine: "js", name: "test.mlir" });
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };
  it.each([
    ["%0 = gpu.thread_id x", "'gpu.thread_id' op can only be executed by the threads of a launch"],
    ["gpu.barrier", "'gpu.barrier' op can only be executed by the threads of a launch"],
    ["%0 = gpu.all_reduce add %x {} : (i32) -> i32", "'gpu.all_reduce' op can only be executed by the threads"],
    ['gpu.printf "%n", %x : i32', "'gpu.printf' op has a format that the js engine does not support: \"%n\""],
    ['gpu.printf "%d %d", %x : i32', "'gpu.printf' op has a format for 2 values, but 1 values"],
  ])("is an error in code of the host: %s", (body, message) => {
    expect(messageFor(body)).toContain(`test.mlir:2:`);
    expect(messageFor(body)).toContain(message);
  });
});
