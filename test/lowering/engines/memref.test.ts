/** Buffers: elements of all types, shapes, layouts, and accesses outside of them. */

import { describe, expect, it } from "vitest";
import { encode, type FloatKind, floatFormats } from "../../../ir/builtin/float-format.ts";
import { compile, type NdArray } from "../../../tools/compile.ts";
import { describeEngines } from "../../support/engines.ts";

/** Stores the first element of one buffer in the second one, and returns it. */
const copyElement = (type: string): string => `
  func.func @copy(%from: memref<?x${type}>, %to: memref<?x${type}>, %i: index) -> ${type} {
    %x = memref.load %from[%i] : memref<?x${type}>
    memref.store %x, %to[%i] : memref<?x${type}>
    return %x : ${type}
  }`;

describeEngines("elements of memrefs", ({ run }) => {
  it.each([
    ["f64", Float64Array.of(0.1, -0, Infinity), [0.1, -0, Infinity]],
    ["f32", Float32Array.of(0.1, -0, NaN), [Math.fround(0.1), -0, NaN]],
    ["i1", Uint8Array.of(1, 0, 1), [true, false, true]],
    ["i8", Int8Array.of(1, -128, 127), [1, -128, 127]],
    ["i16", Int16Array.of(1, -32768, 32767), [1, -32768, 32767]],
    ["i32", Int32Array.of(1, -(2 ** 31), 2 ** 31 - 1), [1, -(2 ** 31), 2 ** 31 - 1]],
    ["i64", BigInt64Array.of(1n, -(2n ** 63n), 2n ** 63n - 1n), [1n, -(2n ** 63n), 2n ** 63n - 1n]],
    ["index", BigInt64Array.of(-1n, 2n ** 40n + 7n, -(2n ** 53n) + 1n), [-1, 2 ** 40 + 7, 1 - 2 ** 53]],
  ] as const)("of %s", (type, from, expected) => {
    const { copy } = run(copyElement(type));
    const to = from.slice().fill(typeof from[0] === "bigint" ? (0n as never) : (0 as never));
    expected.forEach((value, i) => {
      expect(copy!(from, to, i)).toBe(value);
    });
    expect(to).toEqual(from);
  });

  it.each(["f16", "bf16", "f8E5M2", "f8E4M3FN"] as const)("of %s are bits", (kind: FloatKind) => {
    const format = floatFormats[kind];
    const { copy } = run(copyElement(kind));
    const ArrayOfBits = format.width === 8 ? Uint8Array : Uint16Array;
    for (let bits = 0; bits < 2 ** format.width; bits += format.width === 8 ? 1 : 97) {
      const from = ArrayOfBits.of(bits);
      const to = new ArrayOfBits(1);
      const value = copy!(from, to, 0) as number;
      if (Number.isNaN(value)) continue;
      expect(encode(value, format)).toBe(BigInt(bits));
      expect(to[0]).toBe(bits);
    }
  });

  it("of integers that fill no whole bytes, of vectors and of memrefs", () => {
    const { odd, wide, vectors, nested } = run(`
      func.func @odd(%x: i5, %y: i48) -> (i5, i48) {
        %c0 = arith.constant 0 : index
        %a = memref.alloc() : memref<3xi5>
        %b = memref.alloc() : memref<3xi48>
        memref.store %x, %a[%c0] : memref<3xi5>
        memref.store %y, %b[%c0] : memref<3xi48>
        %u = memref.load %a[%c0] : memref<3xi5>
        %v = memref.load %b[%c0] : memref<3xi48>
        return %u, %v : i5, i48
      }
      func.func @wide(%x: i128) -> i128 {
        %a = memref.alloca() : memref<i128>
        memref.store %x, %a[] : memref<i128>
        %u = memref.load %a[] : memref<i128>
        return %u : i128
      }
      func.func @vectors(%x: vector<2xf32>) -> vector<2xf32> {
        %c1 = arith.constant 1 : index
        %a = memref.alloc() : memref<2xvector<2xf32>>
        memref.store %x, %a[%c1] : memref<2xvector<2xf32>>
        %u = memref.load %a[%c1] : memref<2xvector<2xf32>>
        %v = arith.addf %u, %x : vector<2xf32>
        return %v : vector<2xf32>
      }
      func.func @nested(%n: index) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %zero = arith.constant 0.0 : f64
        %rows = memref.alloc(%n) : memref<?xmemref<?xf64>>
        scf.for %i = %c0 to %n step %c1 {
          %m = arith.addi %i, %c1 : index
          %row = memref.alloc(%m) : memref<?xf64>
          %w = arith.index_cast %i : index to i64
          %x = arith.sitofp %w : i64 to f64
          memref.store %x, %row[%i] : memref<?xf64>
          memref.store %row, %rows[%i] : memref<?xmemref<?xf64>>
        }
        %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %zero) -> (f64) {
          %row = memref.load %rows[%i] : memref<?xmemref<?xf64>>
          %x = memref.load %row[%i] : memref<?xf64>
          %t = arith.addf %s, %x : f64
          memref.dealloc %row : memref<?xf64>
          scf.yield %t : f64
        }
        memref.dealloc %rows : memref<?xmemref<?xf64>>
        return %sum : f64
      }`);
    expect(odd!(-16, -(2n ** 47n))).toEqual([-16, -(2n ** 47n)]);
    expect(wide!(-(2n ** 100n))).toBe(-(2n ** 100n));
    expect(vectors!([1, 2.5])).toEqual([2, 5]);
    expect(nested!(5)).toBe(10);
  });
});

describeEngines("shapes and layouts of memrefs", ({ run, engine }) => {
  it("several dimensions, sizes, casts, copies", () => {
    const { transpose, sizes, cast, duplicate } = run(`
      func.func @transpose(%a: memref<?x?xf64>, %b: memref<?x?xf64>) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %n = memref.dim %a, %c0 : memref<?x?xf64>
        %m = memref.dim %a, %c1 : memref<?x?xf64>
        scf.for %i = %c0 to %n step %c1 {
          scf.for %j = %c0 to %m step %c1 {
            %x = memref.load %a[%i, %j] : memref<?x?xf64>
            memref.store %x, %b[%j, %i] : memref<?x?xf64>
          }
        }
        return
      }
      func.func @sizes(%a: memref<3x?xf64>, %i: index) -> (index, index, index, index) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %n = memref.dim %a, %c0 : memref<3x?xf64>
        %m = memref.dim %a, %c1 : memref<3x?xf64>
        %k = memref.dim %a, %i : memref<3x?xf64>
        %u = memref.cast %a : memref<3x?xf64> to memref<*xf64>
        %r = memref.rank %u : memref<*xf64>
        return %n, %m, %k, %r : index, index, index, index
      }
      func.func @cast(%a: memref<?x?xf32>) -> f32 {
        %c1 = arith.constant 1 : index
        %b = memref.cast %a : memref<?x?xf32> to memref<2x3xf32>
        %x = memref.load %b[%c1, %c1] : memref<2x3xf32>
        return %x : f32
      }
      func.func @duplicate(%a: memref<?xindex>) -> memref<?xindex> {
        %c0 = arith.constant 0 : index
        %n = memref.dim %a, %c0 : memref<?xindex>
        %b = memref.alloc(%n) : memref<?xindex>
        memref.copy %a, %b : memref<?xindex> to memref<?xindex>
        return %b : memref<?xindex>
      }`);
    const b = { data: new Float64Array(6), shape: [3, 2] };
    transpose!({ data: Float64Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] }, b);
    expect([...b.data]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(sizes!(new Float64Array(12), 1)).toEqual([3, 4, 4, 2]);
    expect(cast!({ data: Float32Array.of(0, 1, 2, 3, 4, 5), shape: [2, 3] })).toBe(4);
    if (engine === "js") {
      expect(() => sizes!(new Float64Array(12), 2)).toThrow("'sizes': a memref of rank 2 has no dimension 2");
      expect(() => cast!({ data: new Float32Array(6), shape: [3, 2] })).toThrow(
        "'cast': cast of a memref of shape [3, 2] to [2, 3]",
      );
    }
    const a = BigInt64Array.of(3n, -4n, 2n ** 50n);
    const copy = duplicate!(a);
    expect(copy).toEqual(a);
    expect(copy).not.toBe(a);
  });

  it("strides and offsets", () => {
    const { sum, copy } = run(`
      func.func @sum(%a: memref<?x?xf64, strided<[?, ?], offset: ?>>) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %zero = arith.constant 0.0 : f64
        %n = memref.dim %a, %c0 : memref<?x?xf64, strided<[?, ?], offset: ?>>
        %m = memref.dim %a, %c1 : memref<?x?xf64, strided<[?, ?], offset: ?>>
        %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %zero) -> (f64) {
          %q = scf.for %j = %c0 to %m step %c1 iter_args(%t = %s) -> (f64) {
            %x = memref.load %a[%i, %j] : memref<?x?xf64, strided<[?, ?], offset: ?>>
            %u = arith.addf %t, %x : f64
            scf.yield %u : f64
          }
          scf.yield %q : f64
        }
        return %r : f64
      }
      func.func @copy(%a: memref<2x2xf64, strided<[1, 2], offset: ?>>) -> memref<2x2xf64> {
        %b = memref.alloc() : memref<2x2xf64>
        memref.copy %a, %b : memref<2x2xf64, strided<[1, 2], offset: ?>> to memref<2x2xf64>
        return %b : memref<2x2xf64>
      }`);
    const data = Float64Array.from({ length: 12 }, (_, i) => i);
    expect(sum!({ data, shape: [2, 3], strides: [6, 2], offset: 1 })).toBe(1 + 3 + 5 + 7 + 9 + 11);
    expect(sum!({ data, shape: [2, 2], strides: [-4, 1], offset: 5 })).toBe(5 + 6 + 1 + 2);
    expect(sum!({ data, shape: [0, 3] })).toBe(0);
    const result = copy!({ data, shape: [2, 2], strides: [1, 2], offset: 3 }) as NdArray;
    expect([...result.data]).toEqual([3, 5, 4, 6]);
    expect(result.shape).toEqual([2, 2]);
  });

  it("memrefs that loops carry and branches choose", () => {
    const { alternate, choose } = run(`
      func.func @alternate(%a: memref<4xi32>, %b: memref<4xi32>, %n: index) -> memref<4xi32> {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%x = %a, %y = %b) -> (memref<4xi32>, memref<4xi32>) {
          %u = memref.load %x[%c0] : memref<4xi32>
          %v = arith.addi %u, %u : i32
          memref.store %v, %y[%c0] : memref<4xi32>
          scf.yield %y, %x : memref<4xi32>, memref<4xi32>
        }
        return %r#0 : memref<4xi32>
      }
      func.func @choose(%which: i1, %a: memref<2xi32>, %b: memref<2xi32>) -> i32 {
        %c1 = arith.constant 1 : index
        cf.cond_br %which, ^bb1(%a : memref<2xi32>), ^bb1(%b : memref<2xi32>)
      ^bb1(%m: memref<2xi32>):
        %x = memref.load %m[%c1] : memref<2xi32>
        cf.br ^bb2
      ^bb2:
        %y = memref.load %m[%c1] : memref<2xi32>
        %z = arith.addi %x, %y : i32
        return %z : i32
      }`);
    const a = Int32Array.of(1, 0, 0, 0);
    const b = Int32Array.of(0, 0, 0, 0);
    expect(alternate!(a, b, 5)).toBe(b);
    expect([a[0], b[0]]).toEqual([16, 32]);
    expect(choose!(true, Int32Array.of(0, 3), Int32Array.of(0, 5))).toBe(6);
    expect(choose!(false, Int32Array.of(0, 3), Int32Array.of(0, 5))).toBe(10);
  });
});

describe("errors of the js engine at run time", () => {
  const { load, store, flags, indices, allocate } = compile(
    `
    func.func @load(%a: memref<?xf64>, %i: index) -> f64 {
      %x = memref.load %a[%i] : memref<?xf64>
      return %x : f64
    }
    func.func @store(%a: memref<?xi64>, %i: index, %x: i64) {
      memref.store %x, %a[%i] : memref<?xi64>
      return
    }
    func.func @flags(%a: memref<?xi1>, %i: index) -> i1 {
      %x = memref.load %a[%i] : memref<?xi1>
      memref.store %x, %a[%i] : memref<?xi1>
      return %x : i1
    }
    func.func @indices(%a: memref<?xindex>, %i: index) -> index {
      %x = memref.load %a[%i] : memref<?xindex>
      return %x : index
    }
    func.func @allocate(%n: index) {
      %a = memref.alloc(%n) : memref<?x3xf64>
      return
    }`,
    { engine: "js", name: "test.mlir" },
  );
  it.each([-1, 3, 2 ** 40])("access %i of 3 elements", (i) => {
    expect(() => load!(new Float64Array(3), i)).toThrow("'load': 'memref.load' at test.mlir:3:12 is out of bounds");
    expect(() => store!(new BigInt64Array(3), i, 1n)).toThrow("'memref.store' at test.mlir:7:7 is out of bounds");
    expect(() => flags!(new Uint8Array(3), i)).toThrow("'memref.load' at test.mlir:11:12 is out of bounds");
    expect(() => indices!(new BigInt64Array(3), i)).toThrow("'memref.load' at test.mlir:16:12 is out of bounds");
  });
  it("an index in memory that no number holds exactly", () => {
    expect(() => indices!(BigInt64Array.of(2n ** 53n), 0)).toThrow("the index 9007199254740992 is beyond 2^53");
    expect(() => indices!(BigInt64Array.of(-(2n ** 60n) - 1n), 0)).toThrow("the index -1152921504606846977 is beyond");
  });
  it("sizes that no array has", () => {
    expect(() => allocate!(-1)).toThrow("'allocate': a memref cannot have a dimension of size -1");
    expect(() => allocate!(2 ** 40)).toThrow("a memref cannot have a dimension of size 1099511627776");
    expect(() => allocate!(2 ** 32 - 1)).toThrow("a memref of shape [4294967295, 3] does not fit into memory");
  });
});
