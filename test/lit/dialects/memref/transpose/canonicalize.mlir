// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @identity(%arg0: memref<4x8xf32>) -> memref<4x8xf32> {
// CHECK-NEXT:   return %arg0 : memref<4x8xf32>
// CHECK-NEXT: }
func.func @identity(%m: memref<4x8xf32>) -> memref<4x8xf32> {
  %0 = memref.transpose %m (i, j) -> (i, j) : memref<4x8xf32> to memref<4x8xf32>
  return %0 : memref<4x8xf32>
}

// -----

// CHECK: func.func @twice(%arg0: memref<2x3x4xf32>) -> memref<4x2x3xf32, strided<[1, 12, 4]>> {
// CHECK-NEXT:   %transpose = memref.transpose %arg0 (d0, d1, d2) -> (d2, d0, d1) : memref<2x3x4xf32> to memref<4x2x3xf32, strided<[1, 12, 4]>>
// CHECK-NEXT:   return %transpose : memref<4x2x3xf32, strided<[1, 12, 4]>>
// CHECK-NEXT: }
func.func @twice(%m: memref<2x3x4xf32>) -> memref<4x2x3xf32, strided<[1, 12, 4]>> {
  %0 = memref.transpose %m (i, j, k) -> (j, k, i) : memref<2x3x4xf32> to memref<3x4x2xf32, strided<[4, 1, 12]>>
  %1 = memref.transpose %0 (i, j, k) -> (j, k, i) : memref<3x4x2xf32, strided<[4, 1, 12]>> to memref<4x2x3xf32, strided<[1, 12, 4]>>
  return %1 : memref<4x2x3xf32, strided<[1, 12, 4]>>
}

// -----

// CHECK: func.func @there_and_back(%arg0: memref<2x3xf32, strided<[5, 1]>>) -> memref<2x3xf32, strided<[5, 1]>> {
// CHECK-NEXT:   return %arg0 : memref<2x3xf32, strided<[5, 1]>>
// CHECK-NEXT: }
func.func @there_and_back(%m: memref<2x3xf32, strided<[5, 1]>>) -> memref<2x3xf32, strided<[5, 1]>> {
  %0 = memref.transpose %m (i, j) -> (j, i) : memref<2x3xf32, strided<[5, 1]>> to memref<3x2xf32, strided<[1, 5]>>
  %1 = memref.transpose %0 (i, j) -> (j, i) : memref<3x2xf32, strided<[1, 5]>> to memref<2x3xf32, strided<[5, 1]>>
  return %1 : memref<2x3xf32, strided<[5, 1]>>
}
