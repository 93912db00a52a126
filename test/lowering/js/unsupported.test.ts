/** Programs that the js engine refuses. */

import { describe, expect, it } from "vitest";
import { CompileError, compile } from "../../../tools/compile.ts";

/** What is reported for the body of a function, which begins in line 2. */
function messageFor(body: string): string {
  try {
    compile(`func.func @f() {\n${body}\n  return\n}`, { engine: "js", name: "test.mlir" });
  } catch (error) {
    if (error instanceof CompileError) return error.message;
    throw error;
  }
  return "nothing";
}

describe("what the js engine does not support is an error where it stands", () => {
  it.each([
    [
      `  %0 = arith.constant dense<1.0> : tensor<4xf128>`,
      "test.mlir:2:8: error: 'arith.constant' op has a value of type 'tensor<4xf128>', which the js engine does not support",
    ],
    [
      `  %0 = arith.constant 1.0 : f128`,
      "test.mlir:2:8: error: 'arith.constant' op has a value of type 'f128', which the js engine does not support",
    ],
    [
      `  %0 = memref.alloc() : memref<4xf32, strided<[2]>>`,
      "test.mlir:2:8: error: 'memref.alloc' op with a layout is not supported by the js engine",
    ],
    [
      `  %0 = memref.alloc() : memref<4xi32>\n  %1 = arith.index_cast %0 : memref<4xi32> to memref<4xindex>`,
      "test.mlir:3:8: error: 'arith.index_cast' op",
    ],
    [
      `  %0 = memref.alloc() : memref<4xi32>\n  %1 = memref.extract_aligned_pointer_as_index %0 : memref<4xi32> -> index`,
      "test.mlir:3:8: error: 'memref.extract_aligned_pointer_as_index' op asks for an address, which buffers of the js",
    ],
    [
      `  %i = arith.constant 0 : index
  %0 = memref.alloc() : memref<64xi8>
  %1 = memref.view %0[%i][] : memref<64xi8> to memref<2xvector<4xf32>>`,
      "test.mlir:4:8: error: 'memref.view' op has elements of type 'vector<4xf32>', which are no bytes in the js engine",
    ],
    [
      `  %0 = arith.constant dense<1> : vector<[4]xi32>`,
      "test.mlir:2:8: error: 'arith.constant' op has a value of type 'vector<[4]xi32>', which the js engine does not",
    ],
    [
      `  %0 = builtin.unrealized_conversion_cast to i32`,
      "test.mlir:2:8: error: 'builtin.unrealized_conversion_cast' op is not supported by the js engine",
    ],
  ])("%s", (body, expected) => {
    expect(messageFor(body)).toContain(expected);
  });

  it("functions without a body", () => {
    const text = "func.func private @g(i32)\nfunc.func @f(%x: i32) {\n  call @g(%x) : (i32) -> ()\n  return\n}";
    expect(() => compile(text, { engine: "js", name: "test.mlir" })).toThrow(
      "test.mlir:1:1: error: 'func.func' op '@g' has no body, so that it cannot be called",
    );
  });

  it("globals that another program defines", () => {
    const text = `memref.global "private" @g : memref<4xi32>
func.func @f() -> memref<4xi32> {
  %0 = memref.get_global @g : memref<4xi32>
  return %0 : memref<4xi32>
}`;
    expect(() => compile(text, { engine: "js", name: "test.mlir" })).toThrow(
      "test.mlir:1:1: error: 'memref.global' op '@g' has no initial value, so that it is not known",
    );
  });

  it("only what is called is compiled", () => {
    const text = `
      func.func private @unused(%x: tensor<4xf128>) { return }
      func.func @f(%x: i32) -> i32 { return %x : i32 }`;
    expect(compile(text, { engine: "js" }).f!(3)).toBe(3);
  });
});
