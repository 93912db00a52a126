/** Whole programs with WebGPU: the host's part, memory that both sides see, launches of all shapes, and what is refused. */

import { describe, expect, it } from "vitest";
import { type AsyncCompiledModule, compile, ProgramError } from "../../../tools/compile.ts";
import { each } from "../../support/numbers.ts";
import { hasDevice } from "../../support/webgpu.ts";

const isAvailable = await hasDevice();
const load = (text: string): AsyncCompiledModule => compile(text, { engine: "webgpu", name: "test.mlir" });

/** A launch of one thread for each of `count` elements, in blocks of 64. `body` has the element's index in `%i`. */
const launch = (count: string, body: string): string => `
  %block = arith.constant 64 : index
  %unit = arith.constant 1 : index
  %blocks = arith.ceildivui ${count}, %block : index
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %blocks, %gy = %unit, %gz = %unit)
      threads(%tx, %ty, %tz) in (%sx = %block, %sy = %unit, %sz = %unit) {
    %i = gpu.global_id x
    %isIn = arith.cmpi ult, %i, ${count} : index
    scf.if %isIn {
      ${body}
    }
    gpu.terminator
  }`;

const addTo = `
  func.func @addTo(%x: memref<?xf32, strided<[?], offset: ?>>, %y: memref<?xf32>) {
    %zero = arith.constant 0 : index
    %n = memref.dim %y, %zero : memref<?xf32>
    ${launch(
      "%n",
      `%a = memref.load %x[%i] : memref<?xf32, strided<[?], offset: ?>>
       %b = memref.load %y[%i] : memref<?xf32>
       %c = arith.addf %a, %b : f32
       memref.store %c, %y[%i] : memref<?xf32>`,
    )}
    return
  }`;

describe.skipIf(!isAvailable)("arrays", () => {
  it("come back when the promise is fulfilled", async () => {
    const x = Float32Array.from(each(1000, (i) => i));
    const y = new Float32Array(1000).fill(0.5);
    await load(addTo).addTo!(x, y);
    expect([...y]).toEqual(each(1000, (i) => i + 0.5));
  });

  it("may have strides and an offset", async () => {
    const data = Float32Array.from(each(100, (i) => i));
    const y = new Float32Array(20);
    await load(addTo).addTo!({ data, shape: [20], strides: [3], offset: 7 }, y);
    expect([...y]).toEqual(each(20, (i) => 7 + 3 * i));
  });

  it("may be the same", async () => {
    const x = Float32Array.from(each(100, (i) => i));
    await load(addTo).addTo!(x, x);
    expect([...x]).toEqual(each(100, (i) => 2 * i));
  });

  it("may overlap", async () => {
    const { addTo: add } = load(addTo);
    const data = Float32Array.from(each(100, (i) => i));
    // Only what is not written is read.
    await add!({ data, shape: [30], strides: [1], offset: 50 }, { data, shape: [30], offset: 11 });
    expect([...data]).toEqual(each(100, (i) => (i >= 11 && i < 41 ? i + (i + 39) : i)));
    // As typed arrays of their own, of which neither contains the other.
    const other = Float32Array.from(each(100, (i) => i));
    await add!(other.subarray(35, 65), other.subarray(5, 35));
    expect([...other]).toEqual(each(100, (i) => (i >= 5 && i < 35 ? i + (i + 30) : i)));
    await add!(other.subarray(60, 100), other.subarray(40, 80).subarray(0, 20));
    expect(other[40]).toBe(100);
  });

  it("of all widths keep their neighbours", async () => {
    const text = `
      func.func @negate(%a: memref<?xi8>, %b: memref<?xi16>, %c: memref<?xi32>, %d: memref<?xi64>, %e: memref<?xindex>,
                        %f: memref<?xi1>, %n: index) {
        ${launch(
          "%n",
          `%two = arith.constant 2 : index
           %at = arith.muli %i, %two : index
           %z8 = arith.constant 0 : i8
           %z16 = arith.constant 0 : i16
           %z32 = arith.constant 0 : i32
           %z64 = arith.constant 0 : i64
           %z = arith.constant 0 : index
           %one = arith.constant true
           %a0 = memref.load %a[%at] : memref<?xi8>
           %a1 = arith.subi %z8, %a0 : i8
           memref.store %a1, %a[%at] : memref<?xi8>
           %b0 = memref.load %b[%at] : memref<?xi16>
           %b1 = arith.subi %z16, %b0 : i16
           memref.store %b1, %b[%at] : memref<?xi16>
           %c0 = memref.load %c[%at] : memref<?xi32>
           %c1 = arith.subi %z32, %c0 : i32
           memref.store %c1, %c[%at] : memref<?xi32>
           %d0 = memref.load %d[%at] : memref<?xi64>
           %d1 = arith.subi %z64, %d0 : i64
           memref.store %d1, %d[%at] : memref<?xi64>
           %e0 = memref.load %e[%at] : memref<?xindex>
           %e1 = arith.subi %z, %e0 : index
           memref.store %e1, %e[%at] : memref<?xindex>
           %f0 = memref.load %f[%at] : memref<?xi1>
           %f1 = arith.xori %f0, %one : i1
           memref.store %f1, %f[%at] : memref<?xi1>`,
        )}
        return
      }`;
    const count = 130;
    const values = each(2 * count + 1, (i) => (i % 100) + 1);
    const a = Int8Array.from(values);
    const b = Int16Array.from(values);
    const c = Int32Array.from(values);
    const d = BigInt64Array.from(values, BigInt);
    const e = BigInt64Array.from(values, BigInt);
    const f = Uint8Array.from(values, (v) => v & 1);
    await load(text).negate!(a, b, c, d, e, f, count);
    const expected = values.map((v, i) => (i % 2 === 0 && i < 2 * count ? -v : v));
    for (const array of [a, b, c]) expect([...array]).toEqual(expected);
    for (const array of [d, e]) expect([...array].map(Number)).toEqual(expected);
    expect([...f]).toEqual(values.map((v, i) => (v & 1) ^ (i % 2 === 0 && i < 2 * count ? 1 : 0)));
  });

  it("may be empty", async () => {
    await load(addTo).addTo!(new Float32Array(0), new Float32Array(0));
  });
});

describe.skipIf(!isAvailable)("the host", () => {
  it("sees what kernels have written, and they what it has", async () => {
    // Doubles until an element is large enough, which the host looks at; it also writes one each time.
    const text = `
      func.func private @double(%x: memref<8xf32>) {
        %n = arith.constant 8 : index
        ${launch(
          "%n",
          `%a = memref.load %x[%i] : memref<8xf32>
           %b = arith.addf %a, %a : f32
           memref.store %b, %x[%i] : memref<8xf32>`,
        )}
        return
      }
      func.func private @last(%x: memref<8xf32>) -> f32 {
        %c7 = arith.constant 7 : index
        %0 = memref.load %x[%c7] : memref<8xf32>
        return %0 : f32
      }
      func.func @f(%x: memref<8xf32>, %bound: f32) -> (index, f32) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %one = arith.constant 1.0 : f32
        %count = scf.while (%k = %c0) : (index) -> index {
          %last = func.call @last(%x) : (memref<8xf32>) -> f32
          %isSmall = arith.cmpf olt, %last, %bound : f32
          scf.condition(%isSmall) %k : index
        } do {
        ^bb0(%k: index):
          func.call @double(%x) : (memref<8xf32>) -> ()
          func.call @double(%x) : (memref<8xf32>) -> ()
          memref.store %one, %x[%c0] : memref<8xf32>
          %next = arith.addi %k, %c1 : index
          scf.yield %next : index
        }
        %first = memref.load %x[%c1] : memref<8xf32>
        return %count, %first : index, f32
      }`;
    const x = Float32Array.from(each(8, (i) => i + 1));
    expect(await load(text).f!(x, 1000)).toEqual([4, 512]);
    expect([...x]).toEqual([1, ...each(7, (i) => (i + 2) * 256)]);
  });

  it("allocates, copies and fills", async () => {
    const text = `
      func.func @f(%n: index) -> memref<?xi32> {
        %seven = arith.constant 7 : i32
        %start = gpu.wait async
        %a, %t0 = gpu.alloc async [%start] (%n) : memref<?xi32>
        %b, %t1 = gpu.alloc async [%t0] (%n) : memref<?xi32>
        %t2 = gpu.memset async [%t1] %a, %seven : memref<?xi32>, i32
        gpu.wait [%t2]
        ${launch(
          "%n",
          `%v = memref.load %a[%i] : memref<?xi32>
           %w = arith.index_cast %i : index to i32
           %sum = arith.addi %v, %w : i32
           memref.store %sum, %b[%i] : memref<?xi32>`,
        )}
        %c = memref.alloc(%n) : memref<?xi32>
        gpu.memcpy %c, %b : memref<?xi32>, memref<?xi32>
        gpu.dealloc %a : memref<?xi32>
        return %c : memref<?xi32>
      }`;
    const module = load(text);
    for (let run = 0; run < 2; run++) {
      const result = (await module.f!(100)) as Int32Array;
      expect([...result]).toEqual(each(100, (i) => i + 7));
    }
  });

  it("calls functions by value", async () => {
    const text = `
      func.func private @fill(%x: memref<4xi32>) {
        %n = arith.constant 4 : index
        ${launch(
          "%n",
          `%v = arith.index_cast %i : index to i32
           memref.store %v, %x[%i] : memref<4xi32>`,
        )}
        return
      }
      func.func private @nothing(%x: memref<4xi32>) { return }
      func.func @f(%x: memref<4xi32>, %c: i1) -> i32 {
        %c3 = arith.constant 3 : index
        %a = func.constant @fill : (memref<4xi32>) -> ()
        %b = func.constant @nothing : (memref<4xi32>) -> ()
        %f = arith.select %c, %a, %b : (memref<4xi32>) -> ()
        func.call_indirect %f(%x) : (memref<4xi32>) -> ()
        %0 = memref.load %x[%c3] : memref<4xi32>
        return %0 : i32
      }`;
    const { f } = load(text);
    expect(await f!(new Int32Array(4), true)).toBe(3);
    expect(await f!(new Int32Array(4), false)).toBe(0);
  });

  it("may be called again before it has returned", async () => {
    const { addTo: add } = load(addTo);
    const x = Float32Array.from(each(50, (i) => i));
    const y = new Float32Array(50);
    await Promise.all([add!(x, y), add!(x, y), add!(y, x)]);
    expect([...y]).toEqual(each(50, (i) => 2 * i));
    expect([...x]).toEqual(each(50, (i) => 3 * i));
  });
});

describe.skipIf(!isAvailable)("launches", () => {
  it("have more blocks than a device dispatches at once", async () => {
    const text = `
      func.func @f(%m: memref<?xi32>, %gx: index, %gy: index) {
        %c1 = arith.constant 1 : index
        %c2 = arith.constant 2 : index
        gpu.launch blocks(%bx, %by, %bz) in (%nx = %gx, %ny = %gy, %nz = %c1)
            threads(%tx, %ty, %tz) in (%sx = %c2, %sy = %c1, %sz = %c1) {
          %x = gpu.global_id x
          %y = gpu.block_id y
          %row = gpu.grid_dim x
          %width = arith.muli %row, %c2 : index
          %start = arith.muli %y, %width : index
          %at = arith.addi %start, %x : index
          %v = arith.index_cast %at : index to i32
          memref.store %v, %m[%at] : memref<?xi32>
          gpu.terminator
        }
        return
      }`;
    const { f } = load(text);
    for (const [gx, gy] of [
      [70000, 1],
      [1, 66000],
    ] as const) {
      const m = new Int32Array(2 * gx * gy).fill(-1);
      await f!(m, gx, gy);
      expect(m.every((value, i) => value === i)).toBe(true);
    }
  });

  it("have blocks of a size that is known late", async () => {
    const text = `
      func.func @f(%m: memref<?xi32>, %n: index) {
        %c1 = arith.constant 1 : index
        gpu.launch blocks(%bx, %by, %bz) in (%nx = %c1, %ny = %c1, %nz = %c1)
            threads(%tx, %ty, %tz) in (%sx = %n, %sy = %c1, %sz = %c1) {
          %v = arith.index_cast %tx : index to i32
          %sum = gpu.all_reduce add %v {} : (i32) -> i32
          memref.store %sum, %m[%tx] : memref<?xi32>
          gpu.terminator
        }
        return
      }`;
    const { f } = load(text);
    for (const n of [1, 7, 32, 100, 256]) {
      const m = new Int32Array(n);
      await f!(m, n);
      expect([...m]).toEqual(each(n, () => (n * (n - 1)) / 2));
    }
    await f!(new Int32Array(4), 0);
    await expect(f!(new Int32Array(4), 100000)).rejects.toThrow(
      /launched with blocks of 100000x1x1 threads; the device has/,
    );
  });

  it("are of kernels with names, in modules", async () => {
    const text = `
      module attributes {gpu.container_module} {
        gpu.module @kernels {
          func.func private @twice(%x: f32) -> f32 {
            %0 = arith.addf %x, %x : f32
            return %0 : f32
          }
          gpu.func @k(%m: memref<?x2xf32>, %c: i1, %h: i64) kernel {
            %i = gpu.thread_id x
            %c1 = arith.constant 1 : index
            %n = arith.sitofp %h : i64 to f32
            %0 = func.call @twice(%n) : (f32) -> f32
            %1 = arith.select %c, %0, %n : f32
            memref.store %1, %m[%i, %c1] : memref<?x2xf32>
            gpu.return
          }
        }
        func.func @f(%m: memref<?x2xf32>, %c: i1, %h: i64) {
          %c1 = arith.constant 1 : index
          %c3 = arith.constant 3 : index
          gpu.launch_func @kernels::@k blocks in (%c1, %c1, %c1) threads in (%c3, %c1, %c1) args(%m : memref<?x2xf32>, %c : i1, %h : i64)
          return
        }
      }`;
    const { f } = load(text);
    const data = new Float32Array(6);
    await f!({ data, shape: [3, 2] }, true, -21n);
    expect([...data]).toEqual([0, -42, 0, -42, 0, -42]);
    await f!({ data, shape: [3, 2] }, false, 5n);
    expect([...data]).toEqual([0, 5, 0, 5, 0, 5]);
    await expect(f!({ data, shape: [3, 2] }, true, 2n ** 40n)).rejects.toThrow(
      new ProgramError("'f': argument 2 of 'k' is 1099511627776, but WGSL computes with 32 bits"),
    );
  });

  it("leave arrays as they are when something is wrong behind them", async () => {
    const text = `
      func.func @f(%x: memref<4xf32>, %c: i1) {
        %n = arith.constant 4 : index
        ${launch("%n", "%v = arith.constant 1.0 : f32\n memref.store %v, %x[%i] : memref<4xf32>")}
        cf.assert %c, "no"
        return
      }`;
    const { f } = load(text);
    await expect(f!(new Float32Array(4), false)).rejects.toThrow(ProgramError);
    const x = new Float32Array(4);
    await f!(x, true);
    expect([...x]).toEqual([1, 1, 1, 1]);
  });
});

describe("without a device", () => {
  it("functions that launch nothing run", async () => {
    const { f } = load("func.func @f(%x: f64) -> f64 { %0 = math.sqrt %x : f64 return %0 : f64 }");
    expect(await f!(6.25)).toBe(2.5);
  });

  it("what WGSL does not have is an error beforehand", () => {
    const text = `
      func.func @f(%x: memref<4xf64>) {
        %n = arith.constant 4 : index
        ${launch("%n", "%v = arith.constant 1.0 : f64\n memref.store %v, %x[%i] : memref<4xf64>")}
        return
      }`;
    expect(() => load(text)).toThrow(/has a buffer of 'f64', which WGSL does not have/);
  });
});
