/** Launches on the js engine: as they stand, and with their kernels outlined. */

import { describe, expect, it } from "vitest";
import { type CompiledModule, compile, ProgramError } from "../../../tools/compile.ts";

const pipelines = { "in place": "builtin.module()", outlined: "builtin.module(gpu-kernel-outlining)" };

/** A function on `%m` that launches `body` on one block of `threads` threads, with further attributions. */
const kernel = (body: string, { threads = 64, type = "memref<64xi32>", attributions = "", rest = "" } = {}): string => `
func.func @f(%m: ${type}) {
  %unit = arith.constant 1 : index
  %threads = arith.constant ${threads} : index
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %unit, %gy = %unit, %gz = %unit)
      threads(%t, %ty, %tz) in (%n = %threads, %sy = %unit, %sz = %unit) ${attributions} {
    %i = arith.index_cast %t : index to i32
    ${body}
    gpu.terminator
  }
  return
}
${rest}`;

const each = (count: number, value: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => value(i));

describe.each(Object.entries(pipelines))("launches %s", (_, pipeline) => {
  const load = (text: string): CompiledModule => compile(text, { engine: "js", name: "test.mlir", pipeline });
  /** What the kernel leaves in a buffer that is zero before. */
  const run = (text: string, count = 64): number[] => {
    const buffer = new Int32Array(count);
    load(text).f!(buffer);
    return [...buffer];
  };

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

  describe("exchange values in subgroups", () => {
    it("that all lanes bring", () => {
      const text = kernel(
        `%c32 = arith.constant 32 : i32
         %c1 = arith.constant 1 : i32
         %a, %va = gpu.shuffle xor %i, %c1, %c32 : i32
         %b, %vb = gpu.shuffle down %a, %c1, %c32 : i32
         %c, %vc = gpu.rotate %b, 3, 8 : i32
         %d = gpu.subgroup_broadcast %c, specific_lane %c1 : i32
         %zero = arith.constant 0 : i32
         %e = arith.select %vb, %b, %zero : i32
         %g = arith.addi %c, %d : i32
         %h = arith.addi %e, %g : i32
         memref.store %h, %m[%t] : memref<64xi32>`,
      );
      const base = (i: number): number => i - (i % 32);
      const a = (i: number): number => i ^ 1;
      const b = (i: number): number => (i % 32 === 31 ? a(i) : a(i + 1));
      const c = (i: number): number => b(((i + 3) & 7) + (i & ~7));
      const expected = (i: number): number => (i % 32 === 31 ? 0 : b(i)) + c(i) + c(base(i) + 1);
      expect(run(text)).toEqual(each(64, expected));
    });

    it("in clusters", () => {
      const text = kernel(
        `%a = gpu.subgroup_reduce add %i cluster(size = 4) : (i32) -> i32
         %b = gpu.subgroup_reduce maxsi %i cluster(size = 4, stride = 2) : (i32) -> i32
         %c = arith.addi %a, %b : i32
         memref.store %c, %m[%t] : memref<64xi32>`,
      );
      const expected = (i: number): number => {
        const first = i & ~3;
        return 4 * first + 6 + (i & ~7) + 6 + (i % 2);
      };
      expect(run(text)).toEqual(each(64, expected));
    });

    it("of the lanes that take a branch, and of all behind it", () => {
      const text = kernel(
        `%c3 = arith.constant 3 : i32
         %r3 = arith.remsi %i, %c3 : i32
         %zero = arith.constant 0 : i32
         %is = arith.cmpi eq, %r3, %zero : i32
         %one = arith.constant 1 : i32
         %a = scf.if %is -> i32 {
           %0 = gpu.subgroup_reduce add %one : (i32) -> i32
           scf.yield %0 : i32
         } else {
           %1 = gpu.subgroup_broadcast %i, first_active_lane : i32
           scf.yield %1 : i32
         }
         %b = gpu.subgroup_reduce add %a : (i32) -> i32
         memref.store %b, %m[%t] : memref<64xi32>`,
        { threads: 32, type: "memref<32xi32>" },
      );
      // 11 lanes count themselves; of the 21 others lane 1 is the first.
      expect(run(text.replaceAll("memref<64xi32>", "memref<32xi32>"), 32)).toEqual(each(32, () => 11 * 11 + 21));
    });

    it("of the lanes that are in the same iteration", () => {
      // Lane i takes part in iterations 0 to i - 1, but for every second one.
      const text = kernel(
        `%c0 = arith.constant 0 : index
         %c1 = arith.constant 1 : index
         %zero = arith.constant 0 : i32
         %one = arith.constant 1 : i32
         %sum = scf.for %k = %c0 to %t step %c1 iter_args(%s = %zero) -> i32 {
           %parity = arith.addi %k, %t : index
           %c2 = arith.constant 2 : index
           %rest = arith.remsi %parity, %c2 : index
           %odd = arith.cmpi eq, %rest, %c1 : index
           %next = scf.if %odd -> i32 {
             %there = gpu.subgroup_reduce add %one : (i32) -> i32
             %s2 = arith.addi %s, %there : i32
             scf.yield %s2 : i32
           } else {
             scf.yield %s : i32
           }
           scf.yield %next : i32
         }
         memref.store %sum, %m[%t] : memref<64xi32>`,
        { threads: 8, type: "memref<8xi32>" },
      ).replaceAll("memref<64xi32>", "memref<8xi32>");
      const there = (k: number, i: number): number =>
        each(8, (lane) => (k < lane && (lane + k) % 2 === 1 && (i + k) % 2 === 1 ? 1 : 0)).reduce((a, b) => a + b);
      const expected = each(8, (i) => each(i, (k) => there(k, i)).reduce((a, b) => a + b, 0));
      expect(run(text, 8)).toEqual(expected);
    });

    it("whose last one is smaller", () => {
      const text = kernel(
        `%lane = gpu.lane_id
         %group = gpu.subgroup_id : index
         %groups = gpu.num_subgroups : index
         %size = gpu.subgroup_size : index
         %one = arith.constant 1 : i32
         %there = gpu.subgroup_reduce add %one : (i32) -> i32
         %0 = arith.muli %group, %size : index
         %1 = arith.addi %0, %lane : index
         %2 = arith.addi %1, %groups : index
         %3 = arith.index_cast %2 : index to i32
         %4 = arith.addi %3, %there : i32
         memref.store %4, %m[%t] : memref<64xi32>`,
        { threads: 40 },
      );
      expect(run(text)).toEqual(each(64, (i) => (i < 32 ? i + 2 + 32 : i < 40 ? i + 2 + 8 : 0)));
    });
  });

  it("reduce by operations of all kinds and by regions", () => {
    const reductions = ["add", "mul", "minsi", "maxsi", "minui", "maxui", "and", "or", "xor"];
    const text = kernel(
      `%c = arith.constant -3 : i32
       %x = arith.addi %i, %c : i32
       %0 = arith.constant 0 : i32
       ${reductions.map((name, k) => `%r${k} = gpu.all_reduce ${name} %x {} : (i32) -> i32`).join("\n")}
       %region = gpu.all_reduce %x {
       ^bb0(%a: i32, %b: i32):
         %less = arith.cmpi slt, %a, %b : i32
         cf.cond_br %less, ^left, ^right
       ^left:
         gpu.yield %b : i32
       ^right:
         gpu.yield %a : i32
       } : (i32) -> i32
       ${reductions.map((_, k) => `%k${k} = arith.constant ${k} : index\nmemref.store %r${k}, %m[%k${k}] : memref<64xi32>`).join("\n")}
       %k9 = arith.constant 9 : index
       memref.store %region, %m[%k9] : memref<64xi32>`,
      { threads: 6 },
    );
    const values = [-3, -2, -1, 0, 1, 2];
    const fold = (f: (a: number, b: number) => number): number => values.reduce(f);
    expect(run(text).slice(0, 10)).toEqual([-3, 0, -3, 2, 0, -1, fold((a, b) => a & b), -1, fold((a, b) => a ^ b), 2]);
  });

  it("round every step of a reduction of floats", () => {
    const text = `
      func.func @f(%m: memref<3xf32>) {
        %one = arith.constant 1 : index
        %three = arith.constant 3 : index
        gpu.launch blocks(%bx, %by, %bz) in (%gx = %one, %gy = %one, %gz = %one)
            threads(%t, %ty, %tz) in (%n = %three, %sy = %one, %sz = %one) {
          %x = memref.load %m[%t] : memref<3xf32>
          %s = gpu.all_reduce add %x {} : (f32) -> f32
          memref.store %s, %m[%t] : memref<3xf32>
          gpu.terminator
        }
        return
      }`;
    const data = new Float32Array([2 ** 24, 1, 1]);
    load(text).f!(data);
    expect([...data]).toEqual([2 ** 24, 2 ** 24, 2 ** 24]);
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
