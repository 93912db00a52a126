/** Buffers and what is done with them become memory behind descriptors as with mlir-opt. */

import { describe, expect, it } from "vitest";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { expectSameLowering } from "./compare.ts";

const allocations = `
  func.func @alloc(%n: index, %m: index) -> memref<?x4xf32> {
    %0 = memref.alloc(%n) : memref<?x4xf32>
    %1 = memref.alloc() {alignment = 64} : memref<3xf32>
    %2 = memref.alloc() : memref<f32>
    %3 = memref.alloc(%n, %m) : memref<2x?x3x?xi8>
    %4 = memref.alloc() {alignment = 2} : memref<3xf64>
    %5 = memref.alloc() : memref<3xvector<3xf32>>
    %6 = memref.alloc() : memref<2x1xmemref<?xf32>>
    %7 = memref.alloc() {alignment = 32} : memref<4x4xf32>
    %8 = memref.alloc() : memref<4xcomplex<f64>>
    %9 = memref.alloc() : memref<4xf32, 3>
    %10 = memref.alloc() : memref<2x0x3xindex>
    %11 = memref.alloc(%n) : memref<?x1xi1>
    return %0 : memref<?x4xf32>
  }
  func.func @alloca(%n: index) {
    %0 = memref.alloca(%n, %n) : memref<?x?xi8>
    %1 = memref.alloca() {alignment = 32} : memref<2xindex>
    %2 = memref.alloca() : memref<3xf32, 3>
    %3 = memref.alloca() : memref<f8E4M3FN>
    return
  }
  func.func @dealloc(%a: memref<?xf32>, %b: memref<*xf32>) {
    memref.dealloc %a : memref<?xf32>
    memref.dealloc %b : memref<*xf32>
    return
  }`;

const accesses = `
  func.func @load(%m: memref<?x4xf32>, %z: memref<f32>, %s: memref<?x?xf64, strided<[8, 2], offset: ?>>,
      %o: memref<2x3xf32, strided<[3, 1], offset: 5>>, %g: memref<4xindex, 3>, %i: index) -> (f32, f32, f64, f32, index) {
    %0 = memref.load %m[%i, %i] : memref<?x4xf32>
    %1 = memref.load %z[] : memref<f32>
    %2 = memref.load %s[%i, %i] {alignment = 8} : memref<?x?xf64, strided<[8, 2], offset: ?>>
    %3 = memref.load %o[%i, %i] {nontemporal = true} : memref<2x3xf32, strided<[3, 1], offset: 5>>
    %4 = memref.load %g[%i] : memref<4xindex, 3>
    return %0, %1, %2, %3, %4 : f32, f32, f64, f32, index
  }
  func.func @store(%m: memref<?x?x?xf16>, %z: memref<f16>, %i: index, %j: index, %k: index, %v: f16) {
    memref.store %v, %m[%i, %j, %k] {nontemporal = true, alignment = 4} : memref<?x?x?xf16>
    memref.store %v, %z[] {nontemporal = false} : memref<f16>
    return
  }`;

const shapes = `
  func.func @dims(%m: memref<?x4xf32>, %u: memref<*xf32>, %i: index) -> (index, index, index, index, index) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %0 = memref.dim %m, %c0 : memref<?x4xf32>
    %1 = memref.dim %m, %c1 : memref<?x4xf32>
    %2 = memref.dim %u, %i : memref<*xf32>
    %3 = memref.rank %m : memref<?x4xf32>
    %4 = memref.rank %u : memref<*xf32>
    return %0, %1, %2, %3, %4 : index, index, index, index, index
  }
  func.func private @use(memref<*xf32>)
  func.func @casts(%m: memref<?x4xf32>, %u: memref<*xf32>) -> (memref<3x?xf32>, memref<?xf32>) {
    %0 = memref.cast %m : memref<?x4xf32> to memref<3x?xf32>
    %1 = memref.cast %m : memref<?x4xf32> to memref<*xf32>
    %2 = memref.cast %u : memref<*xf32> to memref<?xf32>
    call @use(%1) : (memref<*xf32>) -> ()
    return %0, %2 : memref<3x?xf32>, memref<?xf32>
  }`;

const copies = `
  func.func @copies(%m: memref<?x4xf32>, %n: memref<?x4xf32>, %z: memref<f64>,
      %o: memref<2x3xf32, strided<[3, 1], offset: 5>>, %p: memref<2x3xf32, strided<[3, 1], offset: ?>>,
      %q: memref<1x3xf32, strided<[9, 1]>>, %r: memref<1x3xf32>) {
    memref.copy %m, %n : memref<?x4xf32> to memref<?x4xf32>
    memref.copy %o, %p : memref<2x3xf32, strided<[3, 1], offset: 5>> to memref<2x3xf32, strided<[3, 1], offset: ?>>
    memref.copy %z, %z : memref<f64> to memref<f64>
    memref.copy %q, %r : memref<1x3xf32, strided<[9, 1]>> to memref<1x3xf32>
    return
  }
  func.func @unranked(%u: memref<*xf32>, %v: memref<*xf32>) {
    memref.copy %u, %v : memref<*xf32> to memref<*xf32>
    return
  }`;

const passes = (options = "", index = ""): string[] => [
  `finalize-memref-to-llvm${options}`,
  `convert-func-to-llvm${index}`,
  `convert-arith-to-llvm${index}`,
  "reconcile-unrealized-casts",
];

describe.skipIf(!hasOracle("mlir-opt"))("finalize-memref-to-llvm gives what mlir-opt gives", () => {
  it.each([
    ["allocations", allocations],
    ["accesses", accesses],
    ["shapes and casts", shapes],
    ["copies", copies],
  ])("for %s", (_, text) => {
    expectSameLowering(text, ...passes());
    expectSameLowering(text, "convert-to-llvm", "reconcile-unrealized-casts");
  });

  it.each(["{use-aligned-alloc}", "{use-generic-functions}", "{use-aligned-alloc use-generic-functions}"])(
    "for allocations with %s",
    (options) => expectSameLowering(allocations, ...passes(options)),
  );

  it("for indices of 32 bits", () => {
    expectSameLowering(accesses, ...passes("{index-bitwidth=32}", "{index-bitwidth=32}"));
  });

  it("alone, where it leaves casts to what is around", () => {
    expectSameLowering(accesses, "finalize-memref-to-llvm");
  });
});

describe("finalize-memref-to-llvm", () => {
  const lowered = (text: string): string => transformedText(text, "convert-to-llvm");

  it("selects a size by an index that is not known, without memory on the stack", () => {
    const text = lowered(
      `func.func @f(%m: memref<?x4x?xf32>, %i: index) -> index {
        %0 = memref.dim %m, %i : memref<?x4x?xf32>
        return %0 : index
      }`,
    );
    expect(text.match(/llvm\.select/g)).toHaveLength(2);
    expect(text).not.toContain("llvm.alloca");
  });

  it.each(["?", "-1"])(
    "lets a higher index be a lower address where the stride is %s, which mlir-opt excludes",
    (stride) => {
      const type = `memref<4xf32, strided<[${stride}], offset: 3>>`;
      const load = `func.func @f(%m: ${type}, %i: index) -> f32 { %0 = memref.load %m[%i] : ${type} return %0 : f32 }`;
      const text = lowered(load);
      expect(text).toContain("overflow<nsw>");
      expect(text).toContain("llvm.getelementptr inbounds %");
      expect(text).not.toContain("nuw");
      if (hasOracle("mlir-opt")) expect(runOracle("mlir-opt", ["--convert-to-llvm"], load).stdout).toContain("nuw");
    },
  );

  it("frees memory of any address space", () => {
    const text = lowered("func.func @f(%a: memref<4xf32, 3>) { memref.dealloc %a : memref<4xf32, 3> return }");
    expect(text).toMatch(/llvm.addrspacecast .*ptr<3>.*\n.*llvm.call @free/);
  });

  it("leaves copies to the runtime library where elements do not lie close together", () => {
    const strided = "memref<?x4xf32, strided<[?, ?], offset: ?>>";
    const text = lowered(
      `func.func @f(%a: memref<?x4xf32>, %b: ${strided}) { memref.copy %a, %b : memref<?x4xf32> to ${strided} return }`,
    );
    expect(text).toContain("llvm.func @memrefCopy(i64, !llvm.ptr, !llvm.ptr)");
    expect(text).toMatch(/stacksave.*llvm.call @memrefCopy.*stackrestore/s);
  });

  it("does not allocate buffers whose elements do not follow one another", () => {
    const text = lowered("func.func @f() { %0 = memref.alloc() : memref<4xf32, strided<[2]>> return }");
    expect(text).toContain("memref.alloc");
  });
});
