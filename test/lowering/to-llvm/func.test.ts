/** Functions, calls and returns become those of llvm as with mlir-opt, in each calling convention. */

import { describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import { failureOf, transformedText } from "../../support/pipeline.ts";
import { expectSameLowering, mlirOptFailure } from "./compare.ts";

const programs: readonly (readonly [name: string, text: string])[] = [
  [
    "no, one and several results",
    `func.func @none() { return }
    func.func @one(%a: f32, %i: index) -> f32 { return %a : f32 }
    func.func @two(%a: f32, %i: index) -> (f32, index) { return %a, %i : f32, index }
    func.func @calls(%a: f32, %i: index) -> (f32, f32) {
      call @none() : () -> ()
      %0 = call @one(%a, %i) : (f32, index) -> f32
      %1:2 = call @two(%0, %i) : (f32, index) -> (f32, index)
      return %1#0, %0 : f32, f32
    }`,
  ],
  [
    "functions as values",
    `func.func @one(%a: f32, %i: index) -> f32 { return %a : f32 }
    func.func @two(%a: f32, %i: index) -> (f32, index) { return %a, %i : f32, index }
    func.func @calls(%a: f32, %i: index, %h: (index) -> index) -> (f32, f32, index) {
      %f = constant @one : (f32, index) -> f32
      %0 = call_indirect %f(%a, %i) : (f32, index) -> f32
      %g = constant @two : (f32, index) -> (f32, index)
      %1:2 = call_indirect %g(%0, %i) : (f32, index) -> (f32, index)
      %2 = call_indirect %h(%i) : (index) -> index
      return %0, %1#0, %2 : f32, f32, index
    }
    func.func @pass() -> ((f32, index) -> f32) {
      %f = constant @one : (f32, index) -> f32
      return %f : (f32, index) -> f32
    }`,
  ],
  [
    "buffers",
    `func.func @f(%a: memref<?x4xf32>, %b: memref<3xf32, strided<[?], offset: ?>>, %c: memref<f64>)
        -> memref<?x4xf32> {
      return %a : memref<?x4xf32>
    }
    func.func @g(%a: memref<?x4xf32>, %b: memref<3xf32, strided<[?], offset: ?>>, %c: memref<f64>,
        %d: memref<2x3x?xindex, 3>) -> (memref<?x4xf32>, memref<2x3x?xindex, 3>, memref<?x4xf32>) {
      %0 = call @f(%a, %b, %c) : (memref<?x4xf32>, memref<3xf32, strided<[?], offset: ?>>, memref<f64>)
        -> memref<?x4xf32>
      return %0, %d, %a : memref<?x4xf32>, memref<2x3x?xindex, 3>, memref<?x4xf32>
    }
    func.func @h(%a: memref<*xf32>) { call @h(%a) : (memref<*xf32>) -> () return }`,
  ],
  [
    "other types",
    `func.func @f(%a: vector<2x3xindex>, %b: complex<f64>, %c: !llvm.ptr<2>, %d: vector<f16>, %e: f8E5M2, %f: bf16)
        -> (vector<2x3xindex>, complex<f64>) {
      %0:2 = call @f(%a, %b, %c, %d, %e, %f) : (vector<2x3xindex>, complex<f64>, !llvm.ptr<2>, vector<f16>, f8E5M2,
        bf16) -> (vector<2x3xindex>, complex<f64>)
      return %0#0, %b : vector<2x3xindex>, complex<f64>
    }`,
  ],
  [
    "attributes",
    `func.func private @f(memref<?xf32> {llvm.noalias, foo.bar}, i32 {llvm.signext}) -> (f32 {llvm.noundef})
    func.func private @g() -> (f32 {llvm.noundef}, i32 {llvm.signext})
    func.func private @h() -> (memref<f32> {llvm.noundef})
    func.func private @i(f32) -> f32 attributes {llvm.readnone, foo.bar = 3 : i32}
    func.func private @j(%a: i32) attributes {llvm.linkage = #llvm.linkage<internal>} { return }
    func.func private @k(i32) attributes {func.varargs = true}
    func.func @l(%a: i32) attributes {llvm.linkage = #llvm.linkage<weak_odr>} { return {foo.bar} }
    func.func nested @m(%a: i32) { return }`,
  ],
];

const wrapped: readonly (readonly [name: string, text: string])[] = [
  [
    "functions with a body",
    `func.func @none() attributes {llvm.emit_c_interface} { return }
    func.func @one(%a: f32, %i: index) -> f32 attributes {llvm.emit_c_interface, foo.bar} { return %a : f32 }
    func.func @two(%a: f32) -> (f32, f32) attributes {llvm.emit_c_interface} { return %a, %a : f32, f32 }
    func.func @buffer(%a: memref<?x4xf32>, %b: memref<f32>, %i: i32) -> memref<?x4xf32>
        attributes {llvm.emit_c_interface} {
      return %a : memref<?x4xf32>
    }
    func.func @arguments(%a: memref<*xf32> {llvm.noalias}, %b: i32 {llvm.signext}) -> i32
        attributes {llvm.emit_c_interface} {
      return %b : i32
    }
    func.func @several(%a: memref<f32>, %i: i32) -> (memref<f32>, i32) attributes {llvm.emit_c_interface} {
      return %a, %i : memref<f32>, i32
    }`,
  ],
  [
    "declarations",
    `func.func private @none() attributes {llvm.emit_c_interface}
    func.func private @one(memref<?x4xf32>, f32, index) -> f32 attributes {llvm.emit_c_interface}
    func.func private @unranked(memref<*xf32>) -> memref<?xf32> attributes {llvm.emit_c_interface}
    func.func private @two(f32) -> (f32, i32) attributes {llvm.emit_c_interface}`,
  ],
];

const bare: readonly (readonly [name: string, text: string])[] = [
  [
    "arguments and results",
    `func.func private @d(memref<4xf32> {llvm.noalias, llvm.align = 8 : i64}, f32) -> memref<2x3xf32>
    func.func @c(%a: memref<4xf32> {llvm.noalias}, %m: memref<2x3xf32, strided<[5, 1], offset: 3>>, %f: f32)
        -> (memref<2x3xf32>, f32, memref<2x3xf32, strided<[5, 1], offset: 3>>) {
      %0 = call @d(%a, %f) : (memref<4xf32>, f32) -> memref<2x3xf32>
      return %0, %f, %m : memref<2x3xf32>, f32, memref<2x3xf32, strided<[5, 1], offset: 3>>
    }
    func.func @s(%a: memref<4xf32, 3>, %b: memref<f32>) -> memref<4xf32, 3> {
      %f = constant @s : (memref<4xf32, 3>, memref<f32>) -> memref<4xf32, 3>
      %0 = call_indirect %f(%a, %b) : (memref<4xf32, 3>, memref<f32>) -> memref<4xf32, 3>
      return %0 : memref<4xf32, 3>
    }`,
  ],
  ["types that have no bare form", "func.func private @f(memref<?xf32>)\nfunc.func private @g(memref<*xf32>, i32)"],
];

const bareConvention = "convert-func-to-llvm{use-bare-ptr-memref-call-conv=true}";

describe.skipIf(!hasOracle("mlir-opt"))("convert-func-to-llvm gives what mlir-opt gives", () => {
  it.each([...programs, ...wrapped])("for %s", (_, text) => {
    expectSameLowering(text, "convert-func-to-llvm", "reconcile-unrealized-casts");
  });

  it.each([...programs.slice(0, 3), ...wrapped])("for %s with indices of 32 bits", (_, text) => {
    expectSameLowering(text, "convert-func-to-llvm{index-bitwidth=32}", "reconcile-unrealized-casts");
  });

  it.each(bare)("for %s as bare pointers", (_, text) => {
    expectSameLowering(text, bareConvention, "reconcile-unrealized-casts");
  });

  it("for functions without buffers, in either convention", () => {
    expectSameLowering(programs[0]![1], bareConvention, "reconcile-unrealized-casts");
  });

  it("for functions of every signature that asks for a wrapper", () => {
    expectSameLowering(programs[2]![1], "func.func(llvm-request-c-wrappers)", "convert-to-llvm");
  });

  it.each([
    ["a wrapper of a variadic function", "func.func private @v(i32) attributes {func.varargs, llvm.emit_c_interface}"],
    ["a linkage that is none", "func.func private @v(i32) attributes {llvm.linkage = 3}"],
  ])("for %s, which is wrong", (_, text) => {
    const program = text.replace("func.varargs", "func.varargs = true");
    expect(failureOf(program, "convert-func-to-llvm")[0]).toBe(mlirOptFailure(program, "convert-func-to-llvm"));
  });
});

describe("convert-func-to-llvm", () => {
  it("leaves functions alone whose types have no form in LLVM", () => {
    const text = transformedText("func.func private @f(tensor<3xf32>)", "convert-func-to-llvm");
    expect(text).toContain("func.func private @f(tensor<3xf32>)");
  });

  it("keeps what is said of arguments that stay whole, in calls too", () => {
    const text = transformedText(
      `func.func private @f(memref<?xf32>, i32) -> f32
      func.func @g(%a: memref<?xf32>, %i: i32) -> f32 {
        %0 = call @f(%a, %i) {arg_attrs = [{llvm.noalias}, {llvm.signext}], res_attrs = [{llvm.noundef}], no_inline}
          : (memref<?xf32>, i32) -> f32
        return %0 : f32
      }`,
      "convert-func-to-llvm",
    );
    expect(text).toContain("(!llvm.ptr, !llvm.ptr, i64, i64, i64, i32 {llvm.signext}) -> (f32 {llvm.noundef})");
    expect(text).toContain("{no_inline}");
    expect(text).not.toContain("llvm.noalias");
  });

  it("tells calls of variadic functions their type", () => {
    const text = transformedText(
      `func.func private @v(i32) attributes {func.varargs = true}
      func.func @f(%a: i32) { call @v(%a) : (i32) -> () return }`,
      "convert-func-to-llvm",
    );
    expect(text).toContain("llvm.call @v(%arg0) vararg(!llvm.func<void (i32, ...)>) : (i32) -> ()");
  });

  it("moves descriptors of unknown rank from the callee to the heap, and from there to the caller", () => {
    const text = transformedText(
      `func.func @f(%a: memref<*xf32>) -> memref<*xf32> {
        %0 = call @f(%a) : (memref<*xf32>) -> memref<*xf32>
        return %0 : memref<*xf32>
      }`,
      "convert-func-to-llvm",
    );
    expect(text).toMatch(/llvm.alloca.*memcpy.*llvm.call @free.*llvm.call @malloc.*memcpy/s);
  });
});
