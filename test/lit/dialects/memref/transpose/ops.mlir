// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #map = affine_map<(d0, d1)[s0] -> (d0 * 2 + d1 * s0 + 1)>
// CHECK: func.func @transposes(%arg0: memref<?x16x4xf32>, %arg1: memref<4x8xf32, strided<[?, 2], offset: 1>>) {
// CHECK-NEXT:   %transpose = memref.transpose %arg0 (d0, d1, d2) -> (d2, d0, d1) : memref<?x16x4xf32> to memref<4x?x16xf32, strided<[1, 64, 4]>>
// CHECK-NEXT:   %transpose_0 = memref.transpose %arg1 (d0, d1) -> (d1, d0) {test.a} : memref<4x8xf32, strided<[?, 2], offset: 1>> to memref<8x4xf32, strided<[2, ?], offset: 1>>
// CHECK-NEXT:   %transpose_1 = memref.transpose %arg1 (d0, d1) -> (d1, d0) : memref<4x8xf32, strided<[?, 2], offset: 1>> to memref<8x4xf32, #map>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @transposes(%m: memref<?x16x4xf32>, %s: memref<4x8xf32, strided<[?, 2], offset: 1>>) {
  %0 = memref.transpose %m (i, j, k) -> (k, i, j) : memref<?x16x4xf32> to memref<4x?x16xf32, strided<[1, 64, 4]>>
  %1 = memref.transpose %s (i, j) -> (j, i) {test.a} : memref<4x8xf32, strided<[?, 2], offset: 1>> to memref<8x4xf32, strided<[2, ?], offset: 1>>
  %2 = memref.transpose %s (i, j) -> (j, i) : memref<4x8xf32, strided<[?, 2], offset: 1>> to memref<8x4xf32, affine_map<(d0, d1)[s0] -> (d0 * 2 + d1 * s0 + 1)>>
  return
}

// -----

// CHECK: func.func @dense(%arg0: memref<4x8xf32>, %arg1: memref<f32>) {
// CHECK-NEXT:   %transpose = memref.transpose %arg0 (d0, d1) -> (d0, d1) : memref<4x8xf32> to memref<4x8xf32>
// CHECK-NEXT:   %transpose_0 = memref.transpose %arg1 () -> () : memref<f32> to memref<f32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @dense(%m: memref<4x8xf32>, %n: memref<f32>) {
  %0 = memref.transpose %m (i, j) -> (i, j) : memref<4x8xf32> to memref<4x8xf32>
  %1 = memref.transpose %n () -> () : memref<f32> to memref<f32>
  return
}
