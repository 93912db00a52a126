// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @reinterpretations(%arg0: memref<?x16xf32>, %arg1: memref<*xf32>, %arg2: index) {
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [%arg2], sizes: [4, %arg2], strides: [%arg2, 1] : memref<?x16xf32> to memref<4x?xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   %reinterpret_cast_0 = memref.reinterpret_cast %arg1 to offset: [0], sizes: [4], strides: [1] {test.a} : memref<*xf32> to memref<4xf32>
// CHECK-NEXT:   %reinterpret_cast_1 = memref.reinterpret_cast %arg0 to offset: [3], sizes: [], strides: [] : memref<?x16xf32> to memref<f32, strided<[], offset: 3>>
// CHECK-NEXT:   %reinterpret_cast_2 = memref.reinterpret_cast %arg0 to offset: [3], sizes: [2, 2], strides: [0, -1] : memref<?x16xf32> to memref<?x2xf32, strided<[?, -1], offset: ?>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @reinterpretations(%m: memref<?x16xf32>, %u: memref<*xf32>, %i: index) {
  %0 = memref.reinterpret_cast %m to offset: [%i], sizes: [4, %i], strides: [%i, 1] : memref<?x16xf32> to memref<4x?xf32, strided<[?, 1], offset: ?>>
  %1 = memref.reinterpret_cast %u to offset: [0], sizes: [4], strides: [1] {test.a} : memref<*xf32> to memref<4xf32>
  %2 = memref.reinterpret_cast %m to offset: [3], sizes: [], strides: [] : memref<?x16xf32> to memref<f32, strided<[], offset: 3>>
  %3 = memref.reinterpret_cast %m to offset: [3], sizes: [2, 2], strides: [0, -1] : memref<?x16xf32> to memref<?x2xf32, strided<[?, -1], offset: ?>>
  return
}
