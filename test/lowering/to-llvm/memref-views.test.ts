/** Views of buffers, globals, atomic updates and assumptions become what mlir-opt makes of them, or better. */

import { describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { expectSameButForOrder, expectSameLowering, optimized } from "./compare.ts";

const passes = [
  "convert-arith-to-llvm",
  "finalize-memref-to-llvm",
  "convert-func-to-llvm",
  "reconcile-unrealized-casts",
] as const;

const same = {
  reinterpret_cast: `
    func.func @f(%m: memref<?x16xf32>, %u: memref<*xf32>, %i: index)
        -> (memref<4x?xf32, strided<[?, 1], offset: ?>>, memref<4xf32>, memref<f32>) {
      %0 = memref.reinterpret_cast %m to offset: [%i], sizes: [4, %i], strides: [%i, 1]
        : memref<?x16xf32> to memref<4x?xf32, strided<[?, 1], offset: ?>>
      %1 = memref.reinterpret_cast %u to offset: [0], sizes: [4], strides: [1] : memref<*xf32> to memref<4xf32>
      %2 = memref.reinterpret_cast %m to offset: [0], sizes: [], strides: [] : memref<?x16xf32> to memref<f32>
      return %0, %1, %2 : memref<4x?xf32, strided<[?, 1], offset: ?>>, memref<4xf32>, memref<f32>
    }`,
  transpose: `
    func.func @f(%m: memref<?x16x4xf32>) -> memref<16x4x?xf32, strided<[4, 1, 64]>> {
      %0 = memref.transpose %m (a, b, c) -> (b, c, a) : memref<?x16x4xf32> to memref<16x4x?xf32, strided<[4, 1, 64]>>
      return %0 : memref<16x4x?xf32, strided<[4, 1, 64]>>
    }`,
  reshape: `
    func.func @f(%u: memref<*xf32>, %m: memref<4x4xf32>, %sizes: memref<3xindex>)
        -> (memref<?x?x?xf32>, memref<2x?x4xf32>) {
      %0 = memref.reshape %u(%sizes) : (memref<*xf32>, memref<3xindex>) -> memref<?x?x?xf32>
      %1 = memref.reshape %m(%sizes) : (memref<4x4xf32>, memref<3xindex>) -> memref<2x?x4xf32>
      return %0, %1 : memref<?x?x?xf32>, memref<2x?x4xf32>
    }`,
  extract_aligned_pointer_as_index: `
    func.func @f(%m: memref<?xf32, strided<[2], offset: 3>>, %u: memref<*xf32>) -> (index, index) {
      %0 = memref.extract_aligned_pointer_as_index %m : memref<?xf32, strided<[2], offset: 3>> -> index
      %1 = memref.extract_aligned_pointer_as_index %u : memref<*xf32> -> index
      return %0, %1 : index, index
    }`,
  memory_space_cast: `
    func.func @f(%m: memref<?x16xf32>) -> memref<?x16xf32, 1> {
      %0 = memref.memory_space_cast %m : memref<?x16xf32> to memref<?x16xf32, 1>
      return %0 : memref<?x16xf32, 1>
    }`,
  alloca_scope: `
    func.func @f(%v: f32) -> f32 {
      %0 = memref.alloca_scope -> (f32) {
        %a = memref.alloca() : memref<f32>
        memref.store %v, %a[] : memref<f32>
        memref.alloca_scope.return %v : f32
      }
      memref.alloca_scope {
      }
      return %0 : f32
    }`,
  prefetch: `
    func.func @f(%m: memref<?x16xf32>, %i: index) {
      memref.prefetch %m[%i, %i], read, locality<3>, data : memref<?x16xf32>
      memref.prefetch %m[%i, %i], write, locality<0>, instr : memref<?x16xf32>
      return
    }`,
  assume_alignment: `
    func.func @f(%m: memref<?x16xf32, strided<[16, 1], offset: ?>>, %o: memref<4xf32, strided<[1], offset: 4>>)
        -> memref<?x16xf32, strided<[16, 1], offset: ?>> {
      %0 = memref.assume_alignment %m, 16 : memref<?x16xf32, strided<[16, 1], offset: ?>>
      %1 = memref.assume_alignment %o, 4 : memref<4xf32, strided<[1], offset: 4>>
      return %0 : memref<?x16xf32, strided<[16, 1], offset: ?>>
    }`,
  distinct_objects: `
    func.func @f(%a: memref<?x16xf32>, %b: memref<4xf32>, %c: memref<f32>) -> (memref<?x16xf32>, memref<4xf32>) {
      %0:3 = memref.distinct_objects %a, %b, %c : memref<?x16xf32>, memref<4xf32>, memref<f32>
      %1 = memref.distinct_objects %0#0 : memref<?x16xf32>
      return %1, %0#1 : memref<?x16xf32>, memref<4xf32>
    }`,
  atomic_rmw: `
    func.func @f(%v: f32, %m: memref<?x16xf32>, %i: index, %w: i32, %n: memref<i32>) {
      %0 = memref.atomic_rmw addf %v, %m[%i, %i] : (f32, memref<?x16xf32>) -> f32
      %1 = memref.atomic_rmw assign %v, %m[%i, %i] : (f32, memref<?x16xf32>) -> f32
      %2 = memref.atomic_rmw maximumf %v, %m[%i, %i] : (f32, memref<?x16xf32>) -> f32
      %3 = memref.atomic_rmw minimumf %v, %m[%i, %i] : (f32, memref<?x16xf32>) -> f32
      %4 = memref.atomic_rmw maxnumf %v, %m[%i, %i] : (f32, memref<?x16xf32>) -> f32
      %5 = memref.atomic_rmw minnumf %v, %m[%i, %i] : (f32, memref<?x16xf32>) -> f32
      %6 = memref.atomic_rmw addi %w, %n[] : (i32, memref<i32>) -> i32
      %7 = memref.atomic_rmw assign %w, %n[] : (i32, memref<i32>) -> i32
      %8 = memref.atomic_rmw maxs %w, %n[] : (i32, memref<i32>) -> i32
      %9 = memref.atomic_rmw maxu %w, %n[] : (i32, memref<i32>) -> i32
      %10 = memref.atomic_rmw mins %w, %n[] : (i32, memref<i32>) -> i32
      %11 = memref.atomic_rmw minu %w, %n[] : (i32, memref<i32>) -> i32
      %12 = memref.atomic_rmw ori %w, %n[] : (i32, memref<i32>) -> i32
      %13 = memref.atomic_rmw xori %w, %n[] : (i32, memref<i32>) -> i32
      %14 = memref.atomic_rmw andi %w, %n[] : (i32, memref<i32>) -> i32
      return
    }`,
  generic_atomic_rmw: `
    func.func @f(%v: i32, %m: memref<?xi32>, %i: index) -> i32 {
      %0 = memref.generic_atomic_rmw %m[%i] : memref<?xi32> {
      ^bb0(%x: i32):
        %y = arith.subi %v, %x : i32
        memref.atomic_yield %y : i32
      }
      return %0 : i32
    }`,
} as const;

const globals = `
  memref.global "private" @small : memref<4xf32> = dense<1.0>
  memref.global constant @square : memref<2x2xi32> = dense<[[1, 2], [3, 4]]> {alignment = 64 : i64}
  memref.global @open : memref<2xf32> = uninitialized
  memref.global @elsewhere : memref<2x3xf32>
  memref.global "nested" @scalar : memref<f32, 3> = dense<2.0>
  func.func @f() -> memref<4xf32> {
    %0 = memref.get_global @small : memref<4xf32>
    return %0 : memref<4xf32>
  }
  func.func @g() -> memref<f32, 3> {
    %0 = memref.get_global @scalar : memref<f32, 3>
    return %0 : memref<f32, 3>
  }
  func.func @h() -> memref<2x3xf32> {
    %0 = memref.get_global @elsewhere : memref<2x3xf32>
    return %0 : memref<2x3xf32>
  }`;

describe.skipIf(!hasOracle("mlir-opt"))("finalize-memref-to-llvm gives what mlir-opt gives", () => {
  it.each(Object.entries(same))("for %s", (_, text) => expectSameLowering(text, ...passes));

  it("for globals", () => expectSameButForOrder(globals, ...passes));
});

describe.skipIf(!hasOracle("opt"))("LLVM accepts and simplifies", () => {
  const llvm = (text: string): string => optimized(text, "expand-strided-metadata", "lower-affine", ...passes);

  it("a load through a view of bytes: one address, of the shift and the index", () => {
    const text = llvm(`
      func.func @f(%bytes: memref<?xi8>, %shift: index, %n: index, %i: index) -> f32 {
        %0 = memref.view %bytes[%shift][%n] : memref<?xi8> to memref<?xf32>
        %1 = memref.load %0[%i] : memref<?xf32>
        return %1 : f32
      }`);
    expect(text.match(/getelementptr/g)).toHaveLength(2);
    expect(text).toMatch(/getelementptr i8.*\n.*getelementptr.* float.*\n.*load float/);
  });

  it("what is asked of a buffer: the parts of the descriptor and constants", () => {
    const text = llvm(`
      func.func @f(%m: memref<?x16xf32, strided<[16, 1], offset: ?>>) -> index {
        %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m
          : memref<?x16xf32, strided<[16, 1], offset: ?>> -> memref<f32>, index, index, index, index, index
        %0 = arith.addi %offset, %sizes#0 : index
        %1 = arith.addi %sizes#1, %strides#0 : index
        %2 = arith.addi %0, %1 : index
        %3 = arith.addi %2, %strides#1 : index
        return %3 : index
      }`);
    expect(text).toMatch(/i64 %2, i64 %3.*\{\n.*add i64 %2, %3\n.*add i64 %\d+, 33\n *ret/);
  });

  it("a shape of 32 bits, whose sizes it extends", () => {
    const text = llvm(`
      func.func @f(%m: memref<4x4xf32>, %sizes: memref<2xi32>) -> index {
        %0 = memref.reshape %m(%sizes) : (memref<4x4xf32>, memref<2xi32>) -> memref<?x4xf32>
        %c0 = arith.constant 0 : index
        %1 = memref.dim %0, %c0 : memref<?x4xf32>
        return %1 : index
      }`);
    expect(text).toMatch(/load i32.*\n.*sext i32 .* to i64\n *ret/);
  });

  it("a shape whose rank is known at run time", () => {
    const text = llvm(`
      func.func @f(%m: memref<4x4xf32>, %sizes: memref<?xindex>, %i: index) -> index {
        %0 = memref.reshape %m(%sizes) : (memref<4x4xf32>, memref<?xindex>) -> memref<*xf32>
        %1 = memref.dim %0, %i : memref<*xf32>
        return %1 : index
      }`);
    expect(text).toMatch(/alloca i8/);
    expect(text).toMatch(/phi i64/);
  });

  it("a buffer of unknown rank in another memory space", () => {
    const text = llvm(`
      func.func @f(%m: memref<*xf32>) -> index {
        %0 = memref.memory_space_cast %m : memref<*xf32> to memref<*xf32, 1>
        %1 = memref.extract_aligned_pointer_as_index %0 : memref<*xf32, 1> -> index
        return %1 : index
      }`);
    expect(text).toMatch(/addrspacecast ptr .* to ptr addrspace\(1\)/);
    expect(text).toMatch(/ptrtoint ptr addrspace\(1\)/);
  });

  it("a private global that is defined elsewhere, as external", () => {
    const text = llvm(`
      memref.global "private" @elsewhere : memref<2xf32>
      func.func @f() -> memref<2xf32> {
        %0 = memref.get_global @elsewhere : memref<2xf32>
        return %0 : memref<2xf32>
      }`);
    expect(text).toContain("@elsewhere = external global [2 x float]");
  });

  it.each(["mulf", "muli"])("an atomic %s, which tries until nobody wrote between", (kind) => {
    const type = kind === "mulf" ? "f32" : "i32";
    const text = llvm(`
      func.func @f(%v: ${type}, %m: memref<?x${type}>, %i: index) -> ${type} {
        %0 = memref.atomic_rmw ${kind} %v, %m[%i] : (${type}, memref<?x${type}>) -> ${type}
        return %0 : ${type}
      }`);
    expect(text).toMatch(/phi .*\n.*mul[\s\S]*cmpxchg ptr .*, i32 .*, i32 .* acq_rel monotonic[\s\S]*br i1/);
  });

  it("any update of a float, which it exchanges by its bits", () => {
    const text = llvm(`
      func.func @f(%v: f64, %m: memref<?xf64>, %i: index) -> f64 {
        %0 = memref.generic_atomic_rmw %m[%i] : memref<?xf64> {
        ^bb0(%x: f64):
          %y = arith.divf %v, %x : f64
          memref.atomic_yield %y : f64
        }
        return %0 : f64
      }`);
    expect(text).toMatch(/fdiv double[\s\S]*cmpxchg ptr .*, i64/);
  });
});

describe("finalize-memref-to-llvm leaves", () => {
  const lowered = (text: string): string => transformedText(text, "finalize-memref-to-llvm");

  it("views that are to be expanded before", () => {
    const text = lowered(`
      func.func @f(%m: memref<4x4xf32>) -> memref<16xf32> {
        %0 = memref.collapse_shape %m [[0, 1]] : memref<4x4xf32> into memref<16xf32>
        return %0 : memref<16xf32>
      }`);
    expect(text).toContain("memref.collapse_shape");
  });

  it("global buffers whose elements do not follow each other", () => {
    expect(lowered(`memref.global @g : memref<4xf32, strided<[2]>>`)).toContain("memref.global @g");
  });
});
