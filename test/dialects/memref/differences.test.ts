/**
 * Where adopt treats buffers otherwise than mlir-opt 22 on purpose: because upstream's rewrite changes what the program
 * does or makes invalid IR.
 */
import { describe } from "vitest";
import { funcDialect } from "../../../dialects/func/index.ts";
import { memrefDialect } from "../../../dialects/memref/index.ts";
import { differsFromUpstream } from "../../support/differences.ts";

const differs = (why: string, text: string, expected: readonly string[]): void =>
  differsFromUpstream(why, text, expected, [funcDialect, memrefDialect]);

describe("rewrites that upstream gets wrong", () => {
  differs(
    "a buffer is freed although what it was enlarged to is not used",
    `func.func @f(%m: memref<4xf32>) {
       %0 = memref.realloc %m : memref<4xf32> to memref<8xf32>
       memref.dealloc %0 : memref<8xf32>
       return
     }`,
    ["memref.dealloc %arg0 : memref<4xf32>", "return"],
  );
  differs(
    "which dimensions a subview drops is told by the strides of the result",
    `func.func @f(%m: memref<8x16x4xf32>, %i: index) -> memref<?x1xf32, strided<[4, ?], offset: ?>> {
       %c1 = arith.constant 1 : index
       %c2 = arith.constant 2 : index
       %0 = memref.subview %m[%i, %c1, 0] [1, %c2, 1] [1, 1, %c1] : memref<8x16x4xf32> to memref<?x1xf32, strided<[4, ?], offset: ?>>
       return %0 : memref<?x1xf32, strided<[4, ?], offset: ?>>
     }`,
    [
      "%subview = memref.subview %arg0[%arg1, 1, 0] [1, 2, 1] [1, 1, 1] : memref<8x16x4xf32> to memref<2x1xf32, strided<[4, 1], offset: ?>>",
      "%cast = memref.cast %subview : memref<2x1xf32, strided<[4, 1], offset: ?>> to memref<?x1xf32, strided<[4, ?], offset: ?>>",
      "return %cast : memref<?x1xf32, strided<[4, ?], offset: ?>>",
    ],
  );
  differs(
    "no type has a negative size, and no operation a negative offset",
    `func.func @f(%m: memref<8xf32>) -> memref<?xf32, strided<[1], offset: ?>> {
       %n = arith.constant -1 : index
       %0 = memref.reinterpret_cast %m to offset: [%n], sizes: [%n], strides: [1] : memref<8xf32> to memref<?xf32, strided<[1], offset: ?>>
       return %0 : memref<?xf32, strided<[1], offset: ?>>
     }`,
    [
      "%c-1 = arith.constant -1 : index",
      "%reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [%c-1], sizes: [%c-1], strides: [1] : memref<8xf32> to memref<?xf32, strided<[1], offset: ?>>",
      "return %reinterpret_cast : memref<?xf32, strided<[1], offset: ?>>",
    ],
  );
  differs(
    "nor has a view",
    `func.func @f(%m: memref<64xi8>, %n: index) -> memref<?xf32> {
       %c = arith.constant -1 : index
       %0 = memref.view %m[%n][%c] : memref<64xi8> to memref<?xf32>
       return %0 : memref<?xf32>
     }`,
    [
      "%c-1 = arith.constant -1 : index",
      "%view = memref.view %arg0[%arg1][%c-1] : memref<64xi8> to memref<?xf32>",
      "return %view : memref<?xf32>",
    ],
  );
  differs(
    "two buffers of the same type may have other strides",
    `func.func @f(%m: memref<4x4xf32, strided<[?, 1]>>, %s: index) -> memref<4x4xf32, strided<[?, 1]>> {
       %0 = memref.reinterpret_cast %m to offset: [0], sizes: [4, 4], strides: [%s, 1] : memref<4x4xf32, strided<[?, 1]>> to memref<4x4xf32, strided<[?, 1]>>
       return %0 : memref<4x4xf32, strided<[?, 1]>>
     }`,
    [
      "%reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [0], sizes: [4, 4], strides: [%arg1, 1] : memref<4x4xf32, strided<[?, 1]>> to memref<4x4xf32, strided<[?, 1]>>",
      "return %reinterpret_cast : memref<4x4xf32, strided<[?, 1]>>",
    ],
  );
});
