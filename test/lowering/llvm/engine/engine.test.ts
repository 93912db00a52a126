/** The native engine: arguments, results, memory and errors of compiled functions. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../../../ir/assembly/parse.ts";
import { CompileError, compile, isEngineAvailable, type NdArray } from "../../../../tools/compile.ts";
import { defaultContext } from "../../../../tools/registry.ts";

const native = (text: string) => compile(text, { engine: "llvm", name: "test.mlir" });

describe.skipIf(!isEngineAvailable("llvm"))("the native engine", () => {
  it("keeps the program's names apart from the library's", () => {
    const { sin, expm1, malloc } = native(`
      func.func @sin(%x: f64) -> f64 {
        %0 = math.sin %x : f64
        return %0 : f64
      }
      func.func @expm1(%x: f64) -> f64 {
        %0 = math.expm1 %x : f64
        %1 = arith.negf %0 : f64
        return %1 : f64
      }
      func.func @malloc(%n: index) -> memref<?xi32> {
        %0 = memref.alloc(%n) : memref<?xi32>
        return %0 : memref<?xi32>
      }`);
    expect(sin!(1)).toBeCloseTo(Math.sin(1), 15);
    expect(expm1!(1)).toBeCloseTo(-Math.expm1(1), 15);
    expect((malloc!(3) as Int32Array).length).toBe(3);
  });

  it("computes expm1 and log1p exactly near zero", () => {
    const { near } = native(`
      func.func @near(%x: f64) -> (f64, f64) {
        %0 = math.expm1 %x : f64
        %1 = math.log1p %x : f64
        return %0, %1 : f64, f64
      }`);
    const [expm1, log1p] = near!(1e-10) as [number, number];
    expect(expm1 / Math.expm1(1e-10)).toBeCloseTo(1, 14);
    expect(log1p / Math.log1p(1e-10)).toBeCloseTo(1, 14);
  });

  it("raises integers to powers", () => {
    const { power } = native(`
      func.func @power(%a: i32, %b: i32) -> i32 {
        %0 = math.ipowi %a, %b : i32
        return %0 : i32
      }`);
    const cases: readonly (readonly [number, number])[] = [
      [3, 4],
      [-2, 5],
      [7, 0],
      [3, 40],
      [1, -5],
      [-1, -3],
      [-1, -4],
      [5, -1],
    ];
    for (const [a, b] of cases) {
      const exact = b < 0 ? (a === 1 ? 1n : a === -1 ? (b % 2 === 0 ? 1n : -1n) : 0n) : BigInt(a) ** BigInt(b);
      expect(power!(a, b), `${a}, ${b}`).toBe(Number(BigInt.asIntN(32, exact)));
    }
  });

  it("returns an argument's own memory, and copies and frees what it allocates", () => {
    const { give } = native(`
      func.func @give(%a: memref<?xi32>, %b: memref<2x3xindex>) -> (memref<?xi32>, memref<2x3xindex>, memref<4xf64>) {
        %c2 = arith.constant 2 : index
        %x = arith.constant 7.0 : f64
        %m = memref.alloc() : memref<4xf64>
        memref.store %x, %m[%c2] : memref<4xf64>
        return %a, %b, %m : memref<?xi32>, memref<2x3xindex>, memref<4xf64>
      }`);
    const a = Int32Array.of(5, 6);
    const b = new BigInt64Array(6);
    for (let i = 0; i < 1000; i++) {
      const [first, second, third] = give!(a, b) as [Int32Array, NdArray<BigInt64Array>, Float64Array];
      expect(first).toBe(a);
      expect(second.shape).toEqual([2, 3]);
      expect(second.data.buffer).toBe(b.buffer);
      expect([third.length, third[2]]).toEqual([4, 7]);
    }
    const middle = new Int32Array(9).subarray(4, 7);
    expect((give!(middle, b) as [Int32Array])[0].byteOffset).toBe(16);
  });

  it("takes and returns arrays without elements, and the same memory twice", () => {
    const { both, empty } = native(`
      func.func @both(%a: memref<?xf64>) -> (memref<?xf64>, memref<?xf64>) {
        %c3 = arith.constant 3 : index
        %m = memref.alloc(%c3) : memref<?xf64>
        return %m, %m : memref<?xf64>, memref<?xf64>
      }
      func.func @empty(%a: memref<?xf64>) -> memref<?xf64> {
        return %a : memref<?xf64>
      }`);
    const [first, second] = both!(new Float64Array(0)) as [Float64Array, Float64Array];
    expect([first.length, second.length]).toEqual([3, 3]);
    expect((empty!(new Float64Array(0)) as Float64Array).length).toBe(0);
  });

  it("leaves the module alone that it compiles", () => {
    const context = defaultContext();
    const module = parseModule("func.func @f(%x: f64) -> f64 { return %x : f64 }", context)!;
    const before = printModule(module);
    expect(compile(module, { engine: "llvm", context }).f!(2)).toBe(2);
    expect(printModule(module)).toBe(before);
  });

  it("compiles only what is called", () => {
    const text = `
      func.func private @unused(%x: tensor<4xf32>) { return }
      func.func @f(%x: i32) -> i32 { return %x : i32 }`;
    expect(native(text).f!(3)).toBe(3);
  });

  it.each([
    [
      "func.func @f(%a: f8E5M2) -> f8E5M2 {\n  %0 = arith.addf %a, %a : f8E5M2\n  return %0 : f8E5M2\n}",
      "test.mlir:2:8: error: 'arith.addf' op is not",
    ],
    [
      "func.func @f(%a: tuple<f32>) { return }",
      "test.mlir:1:1: error: 'func.func' op is not supported by the llvm engine",
    ],
  ])("refuses %s", (text, message) => {
    expect(() => native(text)).toThrow(CompileError);
    expect(() => native(text)).toThrow(message);
  });

  it("says which types it cannot be called with", () => {
    const { f } = native("func.func @f(%a: vector<2x2xf64>) -> vector<2x2xf64> { return %a : vector<2x2xf64> }");
    expect(() => f!([1, 2, 3, 4])).toThrow("'f': the engine cannot call functions of type '(vector<2x2xf64>) ->");
  });
});
