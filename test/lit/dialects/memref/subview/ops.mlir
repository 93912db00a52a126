// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @subviews(%arg0: memref<8x16x4xf32>, %arg1: memref<?x?xf32, strided<[?, 1], offset: ?>>, %arg2: index) {
// CHECK-NEXT:   %subview = memref.subview %arg0[0, 0, 0] [8, 16, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<8x16x4xf32, strided<[64, 4, 1]>>
// CHECK-NEXT:   %subview_0 = memref.subview %arg0[%arg2, 2, %arg2] [4, %arg2, 1] [1, 2, %arg2] : memref<8x16x4xf32> to memref<4x?x1xf32, strided<[64, 8, ?], offset: ?>>
// CHECK-NEXT:   %subview_1 = memref.subview %arg1[0, %arg2] [%arg2, %arg2] [1, 1] {test.a} : memref<?x?xf32, strided<[?, 1], offset: ?>> to memref<?x?xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   %subview_2 = memref.subview %arg0[7, 15, 3] [2, 2, 2] [-1, -1, -1] : memref<8x16x4xf32> to memref<2x2x2xf32, strided<[-64, -4, -1], offset: 511>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @subviews(%m: memref<8x16x4xf32>, %d: memref<?x?xf32, strided<[?, 1], offset: ?>>, %i: index) {
  %0 = memref.subview %m[0, 0, 0] [8, 16, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<8x16x4xf32, strided<[64, 4, 1]>>
  %1 = memref.subview %m[%i, 2, %i] [4, %i, 1] [1, 2, %i] : memref<8x16x4xf32> to memref<4x?x1xf32, strided<[64, 8, ?], offset: ?>>
  %2 = memref.subview %d[0, %i] [%i, %i] [1, 1] {test.a} : memref<?x?xf32, strided<[?, 1], offset: ?>> to memref<?x?xf32, strided<[?, 1], offset: ?>>
  %3 = memref.subview %m[7, 15, 3] [2, 2, 2] [-1, -1, -1] : memref<8x16x4xf32> to memref<2x2x2xf32, strided<[-64, -4, -1], offset: 511>>
  return
}

// -----

// CHECK: func.func @rank_reduced(%arg0: memref<8x16x4xf32>, %arg1: index) {
// CHECK-NEXT:   %subview = memref.subview %arg0[3, 4, 2] [1, 6, 2] [1, 1, 1] : memref<8x16x4xf32> to memref<6x2xf32, strided<[4, 1], offset: 210>>
// CHECK-NEXT:   %subview_0 = memref.subview %arg0[%arg1, 4, 2] [1, 1, 1] [1, 1, 1] : memref<8x16x4xf32> to memref<f32, strided<[], offset: ?>>
// CHECK-NEXT:   %subview_1 = memref.subview %arg0[0, 0, 0] [1, 1, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<1x4xf32, strided<[4, 1]>>
// CHECK-NEXT:   %subview_2 = memref.subview %arg0[0, 0, 0] [1, 1, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<1x4xf32, strided<[64, 1]>>
// CHECK-NEXT:   %subview_3 = memref.subview %arg0[0, 0, 0] [1, 1, 1] [2, 3, 4] : memref<8x16x4xf32> to memref<1xf32, strided<[12]>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @rank_reduced(%m: memref<8x16x4xf32>, %i: index) {
  %0 = memref.subview %m[3, 4, 2] [1, 6, 2] [1, 1, 1] : memref<8x16x4xf32> to memref<6x2xf32, strided<[4, 1], offset: 210>>
  %1 = memref.subview %m[%i, 4, 2] [1, 1, 1] [1, 1, 1] : memref<8x16x4xf32> to memref<f32, strided<[], offset: ?>>
  %2 = memref.subview %m[0, 0, 0] [1, 1, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<1x4xf32, strided<[4, 1]>>
  %3 = memref.subview %m[0, 0, 0] [1, 1, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<1x4xf32, strided<[64, 1]>>
  %4 = memref.subview %m[0, 0, 0] [1, 1, 1] [2, 3, 4] : memref<8x16x4xf32> to memref<1xf32, strided<[12]>>
  return
}

// -----

// CHECK: func.func @scalar(%arg0: memref<f32>) {
// CHECK-NEXT:   %subview = memref.subview %arg0[] [] [] : memref<f32> to memref<f32, strided<[]>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @scalar(%m: memref<f32>) {
  %0 = memref.subview %m[] [] [] : memref<f32> to memref<f32, strided<[]>>
  return
}

// -----

// CHECK: #map = affine_map<(d0, d1)[s0] -> (d0 * 5 + d1 * s0 + 3)>
// CHECK: func.func @affine_layout(%arg0: memref<4x4xf32, #map>, %arg1: index) {
// CHECK-NEXT:   %subview = memref.subview %arg0[1, 0] [2, 2] [1, 1] : memref<4x4xf32, #map> to memref<2x2xf32, strided<[5, ?], offset: 8>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
#map = affine_map<(d0, d1)[s0] -> (d0 * 5 + d1 * s0 + 3)>
func.func @affine_layout(%m: memref<4x4xf32, #map>, %i: index) {
  %0 = memref.subview %m[1, 0] [2, 2] [1, 1] : memref<4x4xf32, #map> to memref<2x2xf32, strided<[5, ?], offset: 8>>
  return
}
