/** What threads compute together, with WebGPU and on the js engine. */

import { describe, expect, it } from "vitest";
import { RandomFloats } from "../../support/float-errors.ts";
import { each } from "../../support/numbers.ts";
import { hasDevice, onEngines } from "../../support/webgpu.ts";

const isAvailable = await hasDevice();
const random = new RandomFloats();

describe.skipIf(!isAvailable)("threads together", () => {
  it("multiply matrices by tiles in workgroup memory", async () => {
    const text = `
      func.func @matmul(%a: memref<?x?xf32>, %b: memref<?x?xf32>, %c: memref<?x?xf32>) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c8 = arith.constant 8 : index
        %zero = arith.constant 0.0 : f32
        %m = memref.dim %a, %c0 : memref<?x?xf32>
        %k = memref.dim %a, %c1 : memref<?x?xf32>
        %n = memref.dim %b, %c1 : memref<?x?xf32>
        %gm = arith.ceildivui %m, %c8 : index
        %gn = arith.ceildivui %n, %c8 : index
        gpu.launch blocks(%bx, %by, %bz) in (%nx = %gn, %ny = %gm, %nz = %c1)
            threads(%tx, %ty, %tz) in (%sx = %c8, %sy = %c8, %sz = %c1)
            workgroup(%ta: memref<8x8xf32, #gpu.address_space<workgroup>>, %tb: memref<8x8xf32, #gpu.address_space<workgroup>>) {
          %row = gpu.global_id y
          %col = gpu.global_id x
          %rowIn = arith.cmpi ult, %row, %m : index
          %colIn = arith.cmpi ult, %col, %n : index
          %sum = scf.for %t = %c0 to %k step %c8 iter_args(%s = %zero) -> f32 {
            %ak = arith.addi %t, %tx : index
            %akIn = arith.cmpi ult, %ak, %k : index
            %aIn = arith.andi %rowIn, %akIn : i1
            %av = scf.if %aIn -> f32 {
              %v = memref.load %a[%row, %ak] : memref<?x?xf32>
              scf.yield %v : f32
            } else {
              scf.yield %zero : f32
            }
            memref.store %av, %ta[%ty, %tx] : memref<8x8xf32, #gpu.address_space<workgroup>>
            %bk = arith.addi %t, %ty : index
            %bkIn = arith.cmpi ult, %bk, %k : index
            %bIn = arith.andi %colIn, %bkIn : i1
            %bv = scf.if %bIn -> f32 {
              %v = memref.load %b[%bk, %col] : memref<?x?xf32>
              scf.yield %v : f32
            } else {
              scf.yield %zero : f32
            }
            memref.store %bv, %tb[%ty, %tx] : memref<8x8xf32, #gpu.address_space<workgroup>>
            gpu.barrier
            %part = scf.for %j = %c0 to %c8 step %c1 iter_args(%p = %s) -> f32 {
              %x = memref.load %ta[%ty, %j] : memref<8x8xf32, #gpu.address_space<workgroup>>
              %y = memref.load %tb[%j, %tx] : memref<8x8xf32, #gpu.address_space<workgroup>>
              %xy = arith.mulf %x, %y : f32
              %q = arith.addf %p, %xy : f32
              scf.yield %q : f32
            }
            gpu.barrier
            scf.yield %part : f32
          }
          %isIn = arith.andi %rowIn, %colIn : i1
          scf.if %isIn {
            memref.store %sum, %c[%row, %col] : memref<?x?xf32>
          }
          gpu.terminator
        }
        return
      }`;
    const [m, k, n] = [19, 37, 26];
    const a = Float32Array.from(each(m * k, () => random.between(-1, 1)));
    const b = Float32Array.from(each(k * n, () => random.between(-1, 1)));
    for (const [engine, { matmul }] of onEngines(text)) {
      const c = new Float32Array(m * n);
      await matmul!({ data: a, shape: [m, k] }, { data: b, shape: [k, n] }, { data: c, shape: [m, n] });
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let exact = 0;
          for (let l = 0; l < k; l++) exact += a[i * k + l]! * b[l * n + j]!;
          expect(Math.abs(c[i * n + j]! - exact), `${engine} ${i} ${j}`).toBeLessThan(1e-5);
        }
      }
    }
  });

  it("sum prefixes, and reduce blocks", async () => {
    const text = `
      func.func @f(%x: memref<96xi32>, %prefix: memref<96xi32>, %total: memref<96xi32>) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c2 = arith.constant 2 : index
        %c3 = arith.constant 3 : index
        %c32 = arith.constant 32 : index
        gpu.launch blocks(%bx, %by, %bz) in (%nx = %c3, %ny = %c1, %nz = %c1)
            threads(%tx, %ty, %tz) in (%sx = %c32, %sy = %c1, %sz = %c1)
            workgroup(%s: memref<32xi32, #gpu.address_space<workgroup>>) {
          %i = gpu.global_id x
          %v = memref.load %x[%i] : memref<96xi32>
          memref.store %v, %s[%tx] : memref<32xi32, #gpu.address_space<workgroup>>
          gpu.barrier
          scf.while (%d = %c1) : (index) -> index {
            %more = arith.cmpi ult, %d, %c32 : index
            scf.condition(%more) %d : index
          } do {
          ^bb0(%d: index):
            %mine = memref.load %s[%tx] : memref<32xi32, #gpu.address_space<workgroup>>
            %has = arith.cmpi uge, %tx, %d : index
            %new = scf.if %has -> i32 {
              %from = arith.subi %tx, %d : index
              %other = memref.load %s[%from] : memref<32xi32, #gpu.address_space<workgroup>>
              %sum = arith.addi %mine, %other : i32
              scf.yield %sum : i32
            } else {
              scf.yield %mine : i32
            }
            gpu.barrier
            memref.store %new, %s[%tx] : memref<32xi32, #gpu.address_space<workgroup>>
            gpu.barrier
            %next = arith.muli %d, %c2 : index
            scf.yield %next : index
          }
          %p = memref.load %s[%tx] : memref<32xi32, #gpu.address_space<workgroup>>
          memref.store %p, %prefix[%i] : memref<96xi32>
          %most = gpu.all_reduce maxsi %v {} : (i32) -> i32
          %all = gpu.all_reduce %v {
          ^bb0(%l: i32, %r: i32):
            %joined = arith.xori %l, %r : i32
            gpu.yield %joined : i32
          } : (i32) -> i32
          %both = arith.addi %most, %all : i32
          memref.store %both, %total[%i] : memref<96xi32>
          gpu.terminator
        }
        return
      }`;
    const x = Int32Array.from(each(96, () => random.integer() >> 8));
    const block = (i: number): Int32Array => x.subarray(i - (i % 32), i - (i % 32) + 32);
    for (const [engine, { f }] of onEngines(text)) {
      const [prefix, total] = [new Int32Array(96), new Int32Array(96)];
      await f!(x, prefix, total);
      expect([...prefix], engine).toEqual(
        each(96, (i) =>
          block(i)
            .subarray(0, (i % 32) + 1)
            .reduce((a, b) => (a + b) | 0),
        ),
      );
      expect([...total], engine).toEqual(
        each(96, (i) => (Math.max(...block(i)) + block(i).reduce((a, b) => a ^ b)) | 0),
      );
    }
  });

  it("exchange values in groups of four lanes", async () => {
    const text = `
      func.func @f(%x: memref<64xf32>, %o: memref<6x64xf32>) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c2 = arith.constant 2 : index
        %c3 = arith.constant 3 : index
        %c4 = arith.constant 4 : index
        %c5 = arith.constant 5 : index
        %c64 = arith.constant 64 : index
        gpu.launch blocks(%bx, %by, %bz) in (%nx = %c1, %ny = %c1, %nz = %c1)
            threads(%t, %ty, %tz) in (%sx = %c64, %sy = %c1, %sz = %c1) {
          %one = arith.constant 1 : i32
          %two = arith.constant 2 : i32
          %four = arith.constant 4 : i32
          %three = arith.constant 3 : i32
          %v = memref.load %x[%t] : memref<64xf32>
          %0, %valid0 = gpu.shuffle xor %v, %two, %four : f32
          memref.store %0, %o[%c0, %t] : memref<6x64xf32>
          %1, %valid1 = gpu.rotate %v, 3, 4 : f32
          memref.store %1, %o[%c1, %t] : memref<6x64xf32>
          %2 = gpu.subgroup_reduce add %v cluster(size = 4) : (f32) -> f32
          memref.store %2, %o[%c2, %t] : memref<6x64xf32>
          %3 = gpu.subgroup_reduce maximumf %v cluster(size = 2, stride = 2) : (f32) -> f32
          memref.store %3, %o[%c3, %t] : memref<6x64xf32>
          %size = gpu.subgroup_size : index
          %count = gpu.num_subgroups : index
          %all = arith.muli %size, %count : index
          %id = gpu.subgroup_id : index
          %lane = gpu.lane_id
          %first = arith.muli %id, %size : index
          %linear = arith.addi %first, %lane : index
          %difference = arith.subi %linear, %t : index
          %sizes = arith.addi %all, %difference : index
          %4 = arith.index_cast %sizes : index to i32
          %5 = arith.sitofp %4 : i32 to f32
          memref.store %5, %o[%c4, %t] : memref<6x64xf32>
          %flag = arith.cmpf ogt, %v, %0 : f32
          %6, %valid6 = gpu.shuffle xor %flag, %one, %four : i1
          %7 = arith.uitofp %6 : i1 to f32
          memref.store %7, %o[%c5, %t] : memref<6x64xf32>
          gpu.terminator
        }
        return
      }`;
    const x = Float32Array.from(each(64, () => Math.round(random.between(-100, 100))));
    const flag = (i: number): number => (x[i]! > x[i ^ 2]! ? 1 : 0);
    const expected = [
      each(64, (i) => x[i ^ 2]!),
      each(64, (i) => x[i - (i % 4) + ((i + 3) % 4)]!),
      each(64, (i) => x.subarray(i - (i % 4), i - (i % 4) + 4).reduce((a, b) => a + b)),
      each(64, (i) => Math.max(x[i]!, x[i ^ 2]!)),
      each(64, () => 64),
      each(64, (i) => flag(i ^ 1)),
    ];
    for (const [engine, { f }] of onEngines(text)) {
      const data = new Float32Array(6 * 64);
      await f!(x, { data, shape: [6, 64] });
      for (const [i, row] of expected.entries())
        expect([...data.subarray(64 * i, 64 * i + 64)], `${engine} ${i}`).toEqual(row);
    }
  });

  it("count and accumulate in memory that they share", async () => {
    const text = `
      func.func @f(%x: memref<?xf32>, %counts: memref<4xi32>, %sums: memref<4xf32>, %most: memref<1xf32>) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c4 = arith.constant 4 : index
        %c64 = arith.constant 64 : index
        %n = memref.dim %x, %c0 : memref<?xf32>
        %blocks = arith.ceildivui %n, %c64 : index
        gpu.launch blocks(%bx, %by, %bz) in (%nx = %blocks, %ny = %c1, %nz = %c1)
            threads(%tx, %ty, %tz) in (%sx = %c64, %sy = %c1, %sz = %c1)
            workgroup(%own: memref<4xf32, #gpu.address_space<workgroup>>) {
          %zero = arith.constant 0.0 : f32
          %one = arith.constant 1 : i32
          %i = gpu.global_id x
          %isIn = arith.cmpi ult, %i, %n : index
          %isFew = arith.cmpi ult, %tx, %c4 : index
          scf.if %isFew {
            memref.store %zero, %own[%tx] : memref<4xf32, #gpu.address_space<workgroup>>
          }
          gpu.barrier
          scf.if %isIn {
            %v = memref.load %x[%i] : memref<?xf32>
            %bin = arith.remui %i, %c4 : index
            %0 = memref.atomic_rmw addi %one, %counts[%bin] : (i32, memref<4xi32>) -> i32
            %1 = memref.atomic_rmw addf %v, %own[%bin] : (f32, memref<4xf32, #gpu.address_space<workgroup>>) -> f32
            %2 = memref.generic_atomic_rmw %most[%c0] : memref<1xf32> {
            ^bb0(%old: f32):
              %new = arith.maximumf %old, %v : f32
              memref.atomic_yield %new : f32
            }
          }
          gpu.barrier
          scf.if %isFew {
            %part = memref.load %own[%tx] : memref<4xf32, #gpu.address_space<workgroup>>
            %3 = memref.atomic_rmw addf %part, %sums[%tx] : (f32, memref<4xf32>) -> f32
          }
          gpu.terminator
        }
        return
      }`;
    const x = Float32Array.from(each(500, () => random.between(-1, 1)));
    const exact = each(4, (bin) => x.reduce((sum, v, i) => (i % 4 === bin ? sum + v : sum), 0));
    for (const [engine, { f }] of onEngines(text)) {
      const [counts, sums, most] = [new Int32Array(4), new Float32Array(4), new Float32Array(1)];
      await f!(x, counts, sums, most);
      expect([...counts], engine).toEqual([125, 125, 125, 125]);
      for (const [bin, sum] of sums.entries()) expect(Math.abs(sum - exact[bin]!), engine).toBeLessThan(2e-5);
      expect(most[0], engine).toBe(Math.max(...x));
    }
  });
});
