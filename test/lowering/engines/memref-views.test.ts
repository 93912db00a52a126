/** Memory that programs look at in several ways, update as one step, resize and name. */

import { describe, expect, it } from "vitest";
import { compile, type NdArray } from "../../../tools/compile.ts";
import { describeEngines } from "../../support/engines.ts";

describeEngines("views of memrefs", ({ run }) => {
  it("that are poison unless they are used", () => {
    const { f } = run(`
      func.func @f(%m: memref<?xf64, strided<[?], offset: ?>>, %is_there: i1, %x: f64) -> f64 {
        %c1 = arith.constant 1 : index
        %v = scf.if %is_there -> memref<?xf64, strided<[?], offset: ?>> {
          scf.yield %m : memref<?xf64, strided<[?], offset: ?>>
        } else {
          %p = ub.poison : memref<?xf64, strided<[?], offset: ?>>
          scf.yield %p : memref<?xf64, strided<[?], offset: ?>>
        }
        %r = scf.if %is_there -> f64 {
          %e = memref.load %v[%c1] : memref<?xf64, strided<[?], offset: ?>>
          scf.yield %e : f64
        } else {
          scf.yield %x : f64
        }
        return %r : f64
      }`);
    expect(f!(Float64Array.of(1, 2), true, 3)).toBe(2);
    expect(f!(Float64Array.of(1, 2), false, 3)).toBe(3);
  });

  it("of bytes, at positions that the element type allows", () => {
    const { put, get } = run(`
      func.func @put(%bytes: memref<?xi8>, %shift: index, %x: f32) {
        %c1 = arith.constant 1 : index
        %view = memref.view %bytes[%shift][] : memref<?xi8> to memref<2xf32>
        memref.store %x, %view[%c1] : memref<2xf32>
        return
      }
      func.func @get(%bytes: memref<?xi8>, %shift: index, %n: index, %i: index, %j: index) -> index {
        %view = memref.view %bytes[%shift][%n] : memref<?xi8> to memref<?x2xindex>
        %x = memref.load %view[%i, %j] : memref<?x2xindex>
        return %x : index
      }`);
    const bytes = new Int8Array(32);
    put!(bytes, 4, 1.5);
    expect(new Float32Array(bytes.buffer)[2]).toBe(1.5);
    new BigInt64Array(bytes.buffer)[3] = -12345678901n;
    expect(get!(bytes, 0, 2, 1, 1)).toBe(-12345678901);
    expect(get!(bytes, 8, 1, 0, 1)).toBe(0);
    expect(get!(bytes, 16, 1, 0, 1)).toBe(-12345678901);
  });

  it("with a shape that is in memory", () => {
    const { ranked, unranked } = run(`
      func.func @ranked(%a: memref<?x3xf64>, %sizes: memref<2xi32>, %i: index, %j: index) -> (f64, index) {
        %c0 = arith.constant 0 : index
        %b = memref.reshape %a(%sizes) : (memref<?x3xf64>, memref<2xi32>) -> memref<?x2xf64>
        %x = memref.load %b[%i, %j] : memref<?x2xf64>
        %n = memref.dim %b, %c0 : memref<?x2xf64>
        return %x, %n : f64, index
      }
      func.func @unranked(%a: memref<?x3xf64>, %sizes: memref<?xindex>, %i: index) -> (index, index) {
        %b = memref.reshape %a(%sizes) : (memref<?x3xf64>, memref<?xindex>) -> memref<*xf64>
        %r = memref.rank %b : memref<*xf64>
        %n = memref.dim %b, %i : memref<*xf64>
        return %r, %n : index, index
      }`);
    const data = Float64Array.from({ length: 12 }, (_, i) => i);
    expect(ranked!({ data, shape: [4, 3] }, Int32Array.of(6, 2), 5, 0)).toEqual([10, 6]);
    expect(unranked!({ data, shape: [4, 3] }, BigInt64Array.of(2n, 3n, 1n, 2n), 1)).toEqual([4, 3]);
  });

  it("asked for offset, sizes and strides", () => {
    const { ask } = run(`
      func.func @ask(%a: memref<?x4xf64>, %i: index) -> (index, index, index, index, index, f64) {
        %part = memref.subview %a[%i, 1] [2, 3] [2, 1] : memref<?x4xf64> to memref<2x3xf64, strided<[8, 1], offset: ?>>
        %all = memref.cast %part : memref<2x3xf64, strided<[8, 1], offset: ?>>
          to memref<?x?xf64, strided<[?, ?], offset: ?>>
        %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %all
          : memref<?x?xf64, strided<[?, ?], offset: ?>> -> memref<f64>, index, index, index, index, index
        %x = memref.load %base[] : memref<f64>
        return %offset, %sizes#0, %sizes#1, %strides#0, %strides#1, %x : index, index, index, index, index, f64
      }`);
    const data = Float64Array.from({ length: 16 }, (_, i) => i + 0.5);
    expect(ask!({ data, shape: [4, 4] }, 1)).toEqual([5, 2, 3, 8, 1, 0.5]);
  });

  it("that only promise something", () => {
    const { f } = run(`
      func.func @f(%a: memref<?xf64>, %b: memref<?xf64>) -> f64 {
        %c0 = arith.constant 0 : index
        %0:2 = memref.distinct_objects %a, %b : memref<?xf64>, memref<?xf64>
        %1 = memref.assume_alignment %0#0, 8 : memref<?xf64>
        memref.prefetch %1[%c0], write, locality<2>, data : memref<?xf64>
        %x = memref.load %1[%c0] : memref<?xf64>
        %y = memref.load %0#1[%c0] : memref<?xf64>
        %z = arith.subf %x, %y : f64
        memref.store %z, %0#1[%c0] : memref<?xf64>
        return %z : f64
      }`);
    const b = Float64Array.of(2);
    expect(f!(Float64Array.of(5), b)).toBe(3);
    expect(b[0]).toBe(3);
  });

  it("chosen at run time, with other layouts", () => {
    const { f } = run(`
      func.func @f(%a: memref<4x4xi32>, %which: i1, %i: index, %j: index) -> i32 {
        %b = scf.if %which -> (memref<2x2xi32, strided<[?, ?], offset: ?>>) {
          %s = memref.subview %a[1, 1] [2, 2] [2, 2] : memref<4x4xi32> to memref<2x2xi32, strided<[8, 2], offset: 5>>
          %c = memref.cast %s
            : memref<2x2xi32, strided<[8, 2], offset: 5>> to memref<2x2xi32, strided<[?, ?], offset: ?>>
          scf.yield %c : memref<2x2xi32, strided<[?, ?], offset: ?>>
        } else {
          %s = memref.subview %a[0, 2] [2, 2] [1, 1] : memref<4x4xi32> to memref<2x2xi32, strided<[4, 1], offset: 2>>
          %t = memref.transpose %s (d0, d1) -> (d1, d0)
            : memref<2x2xi32, strided<[4, 1], offset: 2>> to memref<2x2xi32, strided<[1, 4], offset: 2>>
          %c = memref.cast %t
            : memref<2x2xi32, strided<[1, 4], offset: 2>> to memref<2x2xi32, strided<[?, ?], offset: ?>>
          scf.yield %c : memref<2x2xi32, strided<[?, ?], offset: ?>>
        }
        %x = memref.load %b[%i, %j] : memref<2x2xi32, strided<[?, ?], offset: ?>>
        return %x : i32
      }`);
    const a = { data: Int32Array.from({ length: 16 }, (_, i) => i), shape: [4, 4] };
    expect([f!(a, true, 0, 1), f!(a, true, 1, 0)]).toEqual([7, 13]);
    expect([f!(a, false, 0, 1), f!(a, false, 1, 0)]).toEqual([6, 3]);
  });
});

describeEngines("memory of memrefs", ({ run }) => {
  it("that grows and shrinks", () => {
    const { resize } = run(`
      func.func @resize(%n: index, %m: index, %x: i32) -> memref<?xi32> {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %a = memref.alloc(%n) : memref<?xi32>
        scf.for %i = %c0 to %n step %c1 {
          %k = arith.index_cast %i : index to i32
          memref.store %k, %a[%i] : memref<?xi32>
        }
        %b = memref.realloc %a(%m) : memref<?xi32> to memref<?xi32>
        %last = arith.subi %m, %c1 : index
        memref.store %x, %b[%last] : memref<?xi32>
        return %b : memref<?xi32>
      }`);
    expect([...(resize!(3, 4, 9) as Int32Array)]).toEqual([0, 1, 2, 9]);
    expect([...(resize!(3, 2, 9) as Int32Array)]).toEqual([0, 9]);
    expect([...(resize!(3, 3, 9) as Int32Array)]).toEqual([0, 1, 9]);
  });

  it("on the stack, within a scope", () => {
    const { f } = run(`
      func.func @f(%n: index, %x: f64) -> (f64, f64) {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x, %t = %x) -> (f64, f64) {
          %q:2 = memref.alloca_scope -> (f64, f64) {
            %a = memref.alloca(%n) : memref<?xf64>
            memref.store %s, %a[%i] : memref<?xf64>
            %y = memref.load %a[%i] : memref<?xf64>
            %z = arith.addf %y, %t : f64
            memref.alloca_scope.return %t, %z : f64, f64
          }
          memref.alloca_scope {
            %a = memref.alloca() : memref<f64>
            memref.store %x, %a[] : memref<f64>
          }
          scf.yield %q#0, %q#1 : f64, f64
        }
        return %r#0, %r#1 : f64, f64
      }`);
    expect(f!(5, 1)).toEqual([8, 13]);
  });

  it("that lives as long as the program", () => {
    const { count, lookup, row, remember } = run(`
      memref.global "private" @counter : memref<index> = dense<40>
      memref.global "private" constant @table : memref<2x3xf32> = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.5]]>
      memref.global "private" @flags : memref<4xi1> = dense<[true, false, true, true]>
      memref.global @scratch : memref<4xi64> = uninitialized
      func.func @count() -> index {
        %c1 = arith.constant 1 : index
        %m = memref.get_global @counter : memref<index>
        %x = memref.load %m[] : memref<index>
        %y = arith.addi %x, %c1 : index
        memref.store %y, %m[] : memref<index>
        return %y : index
      }
      func.func @lookup(%i: index, %j: index) -> (f32, i1) {
        %m = memref.get_global @table : memref<2x3xf32>
        %x = memref.load %m[%i, %j] : memref<2x3xf32>
        %f = memref.get_global @flags : memref<4xi1>
        %b = memref.load %f[%j] : memref<4xi1>
        return %x, %b : f32, i1
      }
      func.func @row(%i: index, %to: memref<3xf32>) {
        %m = memref.get_global @table : memref<2x3xf32>
        %r = memref.subview %m[%i, 0] [1, 3] [1, 1] : memref<2x3xf32> to memref<3xf32, strided<[1], offset: ?>>
        memref.copy %r, %to : memref<3xf32, strided<[1], offset: ?>> to memref<3xf32>
        return
      }
      func.func private @put(%x: i64, %i: index) {
        %m = memref.get_global @scratch : memref<4xi64>
        memref.store %x, %m[%i] : memref<4xi64>
        return
      }
      func.func @remember(%x: i64, %i: index) -> i64 {
        call @put(%x, %i) : (i64, index) -> ()
        %m = memref.get_global @scratch : memref<4xi64>
        %y = memref.load %m[%i] : memref<4xi64>
        return %y : i64
      }`);
    expect([count!(), count!(), count!()]).toEqual([41, 42, 43]);
    expect(lookup!(1, 2)).toEqual([6.5, true]);
    expect(lookup!(0, 1)).toEqual([2, false]);
    const to = new Float32Array(3);
    row!(1, to);
    expect([...to]).toEqual([4, 5, 6.5]);
    expect(remember!(-7n, 3)).toBe(-7n);
  });
});

/** Updates one element by each kind of a type. */
const updates = (type: string, kinds: readonly string[]): string =>
  kinds
    .map(
      (kind) => `
      func.func @${kind}(%a: memref<?x${type}, strided<[2]>>, %i: index, %x: ${type}) -> ${type} {
        %old = memref.atomic_rmw ${kind} %x, %a[%i] : (${type}, memref<?x${type}, strided<[2]>>) -> ${type}
        return %old : ${type}
      }`,
    )
    .join("\n");

describeEngines("atomic updates", ({ run }) => {
  const element = (data: NdArray["data"]): NdArray => ({ data, shape: [2], strides: [2] });

  it.each([
    ["addf", 1.5, 2, 3.5],
    ["mulf", 1.5, 2, 3],
    ["assign", 1.5, 2, 2],
    ["maximumf", 1.5, 2, 2],
    ["maximumf", 1.5, Number.NaN, Number.NaN],
    ["maximumf", -0, 0, 0],
    ["minimumf", 1.5, 2, 1.5],
    ["minimumf", 0, -0, -0],
    ["maxnumf", 1.5, Number.NaN, 1.5],
    ["minnumf", 1.5, -2, -2],
  ])("%s of f64: %d with %d", (kind, old, x, expected) => {
    const data = Float64Array.of(-1, -1, old);
    expect(run(updates("f64", [kind]))[kind]!(element(data), 1, x)).toBe(old);
    expect(data).toEqual(Float64Array.of(-1, -1, expected));
  });

  it.each([
    ["addi", 120, 10, -126],
    ["muli", 100, 3, 44],
    ["andi", 12, 10, 8],
    ["ori", 12, 10, 14],
    ["xori", 12, 10, 6],
    ["maxs", -1, 1, 1],
    ["maxu", -1, 1, -1],
    ["mins", -1, 1, -1],
    ["minu", -1, 1, 1],
    ["assign", -1, 1, 1],
  ])("%s of i8: %d with %d", (kind, old, x, expected) => {
    const data = Int8Array.of(5, 5, old);
    expect(run(updates("i8", [kind]))[kind]!(element(data), 1, x)).toBe(old);
    expect([...data]).toEqual([5, 5, expected]);
  });

  it("of wide integers and of single precision", () => {
    const { addi } = run(updates("i64", ["addi"]));
    const wide = BigInt64Array.of(0n, 0n, 2n ** 62n);
    expect(addi!(element(wide), 1, 2n ** 62n)).toBe(2n ** 62n);
    expect(wide[2]).toBe(-(2n ** 63n));
    const { addf } = run(updates("f32", ["addf"]));
    const single = Float32Array.of(0.1, 0, 0);
    addf!(element(single), 0, Math.fround(0.2));
    expect(single[0]).toBe(Math.fround(Math.fround(0.1) + Math.fround(0.2)));
  });

  it("by what a region computes", () => {
    const { f } = run(`
      func.func @f(%a: memref<?xf64>, %i: index, %x: f64) -> f64 {
        %old = memref.generic_atomic_rmw %a[%i] : memref<?xf64> {
        ^bb0(%e: f64):
          %zero = arith.constant 0.0 : f64
          %isNegative = arith.cmpf olt, %e, %zero : f64
          %y = scf.if %isNegative -> (f64) {
            %z = arith.subf %x, %e : f64
            scf.yield %z : f64
          } else {
            scf.yield %x : f64
          }
          memref.atomic_yield %y : f64
        }
        return %old : f64
      }`);
    const data = Float64Array.of(-2, 3);
    expect([f!(data, 0, 10), f!(data, 1, 10)]).toEqual([-2, 3]);
    expect([...data]).toEqual([12, 10]);
  });
});

describe("errors of the js engine", () => {
  const { part, expand, collapse, reshape, view, copy } = compile(
    `
    func.func @part(%a: memref<?xf64>, %i: index, %n: index, %k: index) -> memref<?xf64, strided<[?], offset: ?>> {
      %b = memref.subview %a[%i] [%n] [%k] : memref<?xf64> to memref<?xf64, strided<[?], offset: ?>>
      return %b : memref<?xf64, strided<[?], offset: ?>>
    }
    func.func @expand(%a: memref<?xf64>, %n: index) -> memref<?x4xf64> {
      %b = memref.expand_shape %a [[0, 1]] output_shape [%n, 4] : memref<?xf64> into memref<?x4xf64>
      return %b : memref<?x4xf64>
    }
    func.func @collapse(%a: memref<?x?xf64, strided<[?, ?]>>) -> memref<?xf64, strided<[?]>> {
      %b = memref.collapse_shape %a [[0, 1]] : memref<?x?xf64, strided<[?, ?]>> into memref<?xf64, strided<[?]>>
      return %b : memref<?xf64, strided<[?]>>
    }
    func.func @reshape(%a: memref<?xf64>, %sizes: memref<2xindex>) -> memref<?x2xf64> {
      %b = memref.reshape %a(%sizes) : (memref<?xf64>, memref<2xindex>) -> memref<?x2xf64>
      return %b : memref<?x2xf64>
    }
    func.func @view(%a: memref<?xi8>, %i: index, %n: index) -> memref<?xf64> {
      %b = memref.view %a[%i][%n] : memref<?xi8> to memref<?xf64>
      return %b : memref<?xf64>
    }
    func.func @copy(%a: memref<?xf64>, %n: index, %k: index) {
      %to = memref.alloc(%n) : memref<?xf64>
      %b = memref.reinterpret_cast %a to offset: [0], sizes: [%n], strides: [%k]
        : memref<?xf64> to memref<?xf64, strided<[?]>>
      memref.copy %b, %to : memref<?xf64, strided<[?]>> to memref<?xf64>
      return
    }`,
    { engine: "js", name: "test.mlir" },
  );

  it.each([
    [3, 2, 1],
    [0, 3, 2],
    [-1, 1, 1],
    [0, -1, 1],
    [5, 0, 1],
  ])("a part from %i of %i elements, every %i, of 4", (i, n, k) => {
    expect(() => part!(new Float64Array(4), i, n, k)).toThrow("'memref.subview' at test.mlir:3:12 is out of bounds");
  });
  it("shapes that do not hold the elements", () => {
    expect(() => expand!(new Float64Array(9), 2)).toThrow("expansion of a memref of shape [9] to [2, 4]");
    const data = new Float64Array(12);
    expect(() => collapse!({ data, shape: [2, 3], strides: [4, 1] })).toThrow(
      "collapse of a memref of shape [2, 3] with strides [4, 1]",
    );
    expect(() => reshape!(data, BigInt64Array.of(5n, 2n))).toThrow("reshape of a memref of shape [12] to [5, 2]");
    expect(() => reshape!(data, BigInt64Array.of(4n, 3n))).toThrow("cast of a memref of shape [4, 3] to [?, 2]");
  });
  it("bytes that are not there or not aligned", () => {
    expect(() => view!(new Int8Array(24), 8, 3)).toThrow("a view of shape [3] at byte 8 of 24, with 8 per element");
    expect(() => view!(new Int8Array(24), 4, 2)).toThrow("a view at byte 4, which is no multiple of 8");
  });
  it("copies of elements that are not there", () => {
    expect(() => copy!(new Float64Array(4), 5, 1)).toThrow("copy of elements that are outside of the memory");
    expect(() => copy!(new Float64Array(4), 3, 2)).toThrow("copy of elements that are outside of the memory");
    expect(copy!(new Float64Array(5), 3, 2)).toBe(undefined);
  });
});
