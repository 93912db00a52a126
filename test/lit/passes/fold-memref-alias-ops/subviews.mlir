// RUN: adopt %s -split-input-file --fold-memref-alias-ops | adopt-filecheck %s

// CHECK: #map = affine_map<()[s0] -> (s0 + 1)>
// CHECK: #map1 = affine_map<()[s0] -> (s0 + 2)>
// CHECK: func.func @unit_strides(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index) -> memref<2x2xf32, strided<[16, 1], offset: ?>> {
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1]
// CHECK-NEXT:   %1 = affine.apply #map1()[%arg2]
// CHECK-NEXT:   %subview = memref.subview %arg0[%0, %1] [2, 2] [1, 1] : memref<8x16xf32> to memref<2x2xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT:   return %subview : memref<2x2xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT: }
func.func @unit_strides(%m: memref<8x16xf32>, %i: index, %j: index) -> memref<2x2xf32, strided<[16, 1], offset: ?>> {
  %1 = memref.subview %m[%i, 2] [4, 4] [1, 1] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 1], offset: ?>>
  %2 = memref.subview %1[1, %j] [2, 2] [1, 1] : memref<4x4xf32, strided<[16, 1], offset: ?>> to memref<2x2xf32, strided<[16, 1], offset: ?>>
  return %2 : memref<2x2xf32, strided<[16, 1], offset: ?>>
}

// -----

// CHECK: func.func @strided_part(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index) -> memref<2x2xf32, strided<[16, 2], offset: ?>> {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, 2] [4, 4] [1, 1] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT:   %subview_0 = memref.subview %subview[1, %arg2] [2, 2] [1, 2] : memref<4x4xf32, strided<[16, 1], offset: ?>> to memref<2x2xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT:   return %subview_0 : memref<2x2xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT: }
func.func @strided_part(%m: memref<8x16xf32>, %i: index, %j: index) -> memref<2x2xf32, strided<[16, 2], offset: ?>> {
  %1 = memref.subview %m[%i, 2] [4, 4] [1, 1] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 1], offset: ?>>
  %2 = memref.subview %1[1, %j] [2, 2] [1, 2] : memref<4x4xf32, strided<[16, 1], offset: ?>> to memref<2x2xf32, strided<[16, 2], offset: ?>>
  return %2 : memref<2x2xf32, strided<[16, 2], offset: ?>>
}

// -----

// CHECK: func.func @part_of_strided(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index) -> memref<2x2xf32, strided<[16, 2], offset: ?>> {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, 2] [4, 4] [1, 2] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT:   %subview_0 = memref.subview %subview[1, %arg2] [2, 2] [1, 1] : memref<4x4xf32, strided<[16, 2], offset: ?>> to memref<2x2xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT:   return %subview_0 : memref<2x2xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT: }
func.func @part_of_strided(%m: memref<8x16xf32>, %i: index, %j: index) -> memref<2x2xf32, strided<[16, 2], offset: ?>> {
  %1 = memref.subview %m[%i, 2] [4, 4] [1, 2] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 2], offset: ?>>
  %2 = memref.subview %1[1, %j] [2, 2] [1, 1] : memref<4x4xf32, strided<[16, 2], offset: ?>> to memref<2x2xf32, strided<[16, 2], offset: ?>>
  return %2 : memref<2x2xf32, strided<[16, 2], offset: ?>>
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 + 2)>
// CHECK: func.func @of_rank_reduced(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index) -> memref<2xf32, strided<[1], offset: ?>> {
// CHECK-NEXT:   %0 = affine.apply #map()[%arg2]
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, %0] [1, 2] [1, 1] : memref<8x16xf32> to memref<2xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   return %subview : memref<2xf32, strided<[1], offset: ?>>
// CHECK-NEXT: }
func.func @of_rank_reduced(%m: memref<8x16xf32>, %i: index, %j: index) -> memref<2xf32, strided<[1], offset: ?>> {
  %1 = memref.subview %m[%i, 2] [1, 4] [1, 1] : memref<8x16xf32> to memref<4xf32, strided<[1], offset: ?>>
  %2 = memref.subview %1[%j] [2] [1] : memref<4xf32, strided<[1], offset: ?>> to memref<2xf32, strided<[1], offset: ?>>
  return %2 : memref<2xf32, strided<[1], offset: ?>>
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 + 1)>
// CHECK: #map1 = affine_map<()[s0] -> (s0 + 2)>
// CHECK: func.func @rank_reducing(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index) -> memref<2xf32, strided<[1], offset: ?>> {
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1]
// CHECK-NEXT:   %1 = affine.apply #map1()[%arg2]
// CHECK-NEXT:   %subview = memref.subview %arg0[%0, %1] [1, 2] [1, 1] : memref<8x16xf32> to memref<2xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   return %subview : memref<2xf32, strided<[1], offset: ?>>
// CHECK-NEXT: }
func.func @rank_reducing(%m: memref<8x16xf32>, %i: index, %j: index) -> memref<2xf32, strided<[1], offset: ?>> {
  %1 = memref.subview %m[%i, 2] [2, 4] [1, 1] : memref<8x16xf32> to memref<2x4xf32, strided<[16, 1], offset: ?>>
  %2 = memref.subview %1[1, %j] [1, 2] [1, 1] : memref<2x4xf32, strided<[16, 1], offset: ?>> to memref<2xf32, strided<[1], offset: ?>>
  return %2 : memref<2xf32, strided<[1], offset: ?>>
}
