// RUN: adopt %s -split-input-file --expand-realloc | adopt-filecheck %s

// CHECK: func.func @shrink(%arg0: memref<8xf32>) -> memref<4xf32> {
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [0], sizes: [4], strides: [1] : memref<8xf32> to memref<4xf32>
// CHECK-NEXT:   return %reinterpret_cast : memref<4xf32>
// CHECK-NEXT: }
func.func @shrink(%a: memref<8xf32>) -> memref<4xf32> {
  %0 = memref.realloc %a : memref<8xf32> to memref<4xf32>
  return %0 : memref<4xf32>
}
