/** What threads exchange: shuffles, rotations, broadcasts and reductions. */

import { describe, expect, it } from "vitest";
import { each } from "../../../support/numbers.ts";
import { describeLaunches, kernel } from "./launches.ts";

describeLaunches("threads of launches", ({ load, run }) => {
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
});
