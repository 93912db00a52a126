// RUN: adopt %s -split-input-file --fold-memref-alias-ops | adopt-filecheck %s

// CHECK: #map = affine_map<()[s0] -> (s0 * 2)>
// CHECK: #map1 = affine_map<()[s0] -> (s0 * 2 + 2)>
// CHECK: #map2 = affine_map<()[s0, s1] -> (s0 + s1)>
// CHECK: func.func @subview(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1]
// CHECK-NEXT:   %1 = affine.apply #map1()[%arg2]
// CHECK-NEXT:   %2 = memref.load %arg0[%0, %1] : memref<8x16xf32>
// CHECK-NEXT:   %3 = affine.apply #map2()[%arg1, %arg2]
// CHECK-NEXT:   %4 = affine.apply #map1()[%arg1]
// CHECK-NEXT:   memref.store %arg3, %arg0[%3, %4] : memref<8x16xf32>
// CHECK-NEXT:   return %2 : f32
// CHECK-NEXT: }
func.func @subview(%m: memref<8x16xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.subview %m[%i, 2] [4, 4] [1, 2] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 2], offset: ?>>
  %2 = memref.load %1[%i, %j] : memref<4x4xf32, strided<[16, 2], offset: ?>>
  memref.store %v, %1[%j, %i] : memref<4x4xf32, strided<[16, 2], offset: ?>>
  return %2 : f32
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 2 + 2)>
// CHECK: func.func @rank_reduced(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %0 = affine.apply #map()[%arg2]
// CHECK-NEXT:   %1 = memref.load %arg0[%arg1, %0] {nontemporal = true} : memref<8x16xf32>
// CHECK-NEXT:   return %1 : f32
// CHECK-NEXT: }
func.func @rank_reduced(%m: memref<8x16xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.subview %m[%i, 2] [1, 4] [1, 2] : memref<8x16xf32> to memref<4xf32, strided<[2], offset: ?>>
  %2 = memref.load %1[%j] {nontemporal = true} : memref<4xf32, strided<[2], offset: ?>>
  return %2 : f32
}

// -----

// CHECK: func.func @collapse(%arg0: memref<8x16x?xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %0:2 = affine.delinearize_index %arg2 into (8, 16) : index, index
// CHECK-NEXT:   %1 = memref.load %arg0[%0#0, %0#1, %arg1] : memref<8x16x?xf32>
// CHECK-NEXT:   %2:2 = affine.delinearize_index %arg2 into (8, 16) : index, index
// CHECK-NEXT:   memref.store %arg3, %arg0[%2#0, %2#1, %arg1] : memref<8x16x?xf32>
// CHECK-NEXT:   return %1 : f32
// CHECK-NEXT: }
func.func @collapse(%m: memref<8x16x?xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.collapse_shape %m [[0, 1], [2]] : memref<8x16x?xf32> into memref<128x?xf32>
  %2 = memref.load %1[%j, %i] : memref<128x?xf32>
  memref.store %v, %1[%j, %i] : memref<128x?xf32>
  return %2 : f32
}

// -----

// CHECK: func.func @expand(%arg0: memref<?x16xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %0 = affine.linearize_index disjoint [%arg2, %arg1] by (%arg1, 8) : index
// CHECK-NEXT:   %1 = affine.linearize_index disjoint [%arg1, %arg2] by (4, 4) : index
// CHECK-NEXT:   %2 = memref.load %arg0[%0, %1] : memref<?x16xf32>
// CHECK-NEXT:   %3 = affine.linearize_index disjoint [%arg2, %arg1] by (%arg1, 8) : index
// CHECK-NEXT:   %4 = affine.linearize_index disjoint [%arg1, %arg2] by (4, 4) : index
// CHECK-NEXT:   memref.store %arg3, %arg0[%3, %4] : memref<?x16xf32>
// CHECK-NEXT:   return %2 : f32
// CHECK-NEXT: }
func.func @expand(%m: memref<?x16xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.expand_shape %m [[0, 1], [2, 3]] output_shape [%i, 8, 4, 4] : memref<?x16xf32> into memref<?x8x4x4xf32>
  %2 = memref.load %1[%j, %i, %i, %j] : memref<?x8x4x4xf32>
  memref.store %v, %1[%j, %i, %i, %j] : memref<?x8x4x4xf32>
  return %2 : f32
}

// -----

// CHECK: func.func @affine_is_left(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, 2] [4, 4] [1, 2] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT:   %0 = affine.for %arg4 = 0 to 4 iter_args(%arg5 = %arg3) -> (f32) {
// CHECK-NEXT:     %1 = affine.load %subview[%arg4, %arg4 + 1] : memref<4x4xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT:     affine.store %arg3, %subview[%arg4, 2] : memref<4x4xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT:     affine.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @affine_is_left(%m: memref<8x16xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.subview %m[%i, 2] [4, 4] [1, 2] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 2], offset: ?>>
  %r = affine.for %k = 0 to 4 iter_args(%a = %v) -> f32 {
  %2 = affine.load %1[%k, %k + 1] : memref<4x4xf32, strided<[16, 2], offset: ?>>
  affine.store %v, %1[%k, 2] : memref<4x4xf32, strided<[16, 2], offset: ?>>
  affine.yield %2 : f32
  }
  return %r : f32
}

// -----

// CHECK: func.func @others_are_left(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, 2] [4, 4] [1, 2] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT:   %0 = memref.atomic_rmw addf %arg3, %subview[%arg1, %arg2] : (f32, memref<4x4xf32, strided<[16, 2], offset: ?>>) -> f32
// CHECK-NEXT:   memref.prefetch %subview[%arg1, %arg2], read, locality<1>, data : memref<4x4xf32, strided<[16, 2], offset: ?>>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @others_are_left(%m: memref<8x16xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.subview %m[%i, 2] [4, 4] [1, 2] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 2], offset: ?>>
  %2 = memref.atomic_rmw addf %v, %1[%i, %j] : (f32, memref<4x4xf32, strided<[16, 2], offset: ?>>) -> f32
  %3 = memref.cast %1 : memref<4x4xf32, strided<[16, 2], offset: ?>> to memref<?x?xf32, strided<[?, ?], offset: ?>>
  %4 = memref.load %3[%i, %j] : memref<?x?xf32, strided<[?, ?], offset: ?>>
  memref.prefetch %1[%i, %j], read, locality<1>, data : memref<4x4xf32, strided<[16, 2], offset: ?>>
  return %2 : f32
}

// -----

// CHECK: func.func @expand_by_one(%arg0: memref<?x16xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %0 = affine.linearize_index disjoint [%arg2, %arg1] by (%arg1, 8) : index
// CHECK-NEXT:   %1 = affine.linearize_index disjoint [%arg1, %arg2] by (1, 16) : index
// CHECK-NEXT:   %2 = memref.load %arg0[%0, %1] : memref<?x16xf32>
// CHECK-NEXT:   return %2 : f32
// CHECK-NEXT: }
func.func @expand_by_one(%m: memref<?x16xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.expand_shape %m [[0, 1], [2, 3]] output_shape [%i, 8, 1, 16] : memref<?x16xf32> into memref<?x8x1x16xf32>
  %2 = memref.load %1[%j, %i, %i, %j] : memref<?x8x1x16xf32>
  return %2 : f32
}

// -----

// CHECK: func.func @from_scalar(%arg0: memref<f32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %0 = memref.load %arg0[] : memref<f32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @from_scalar(%m: memref<f32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.expand_shape %m [] output_shape [1, 1] : memref<f32> into memref<1x1xf32>
  %2 = memref.load %1[%j, %i] : memref<1x1xf32>
  return %2 : f32
}

// -----

// CHECK: func.func @dynamic_sizes(%arg0: memref<1x?x16x?xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:4, %strides:4 = memref.extract_strided_metadata %arg0 : memref<1x?x16x?xf32> -> memref<f32>, index, index, index, index, index, index, index, index, index
// CHECK-NEXT:   %0:2 = affine.delinearize_index %arg2 into (1, %sizes#1) : index, index
// CHECK-NEXT:   %1:2 = affine.delinearize_index %arg1 into (16, %sizes#3) : index, index
// CHECK-NEXT:   %2 = memref.load %arg0[%0#0, %0#1, %1#0, %1#1] : memref<1x?x16x?xf32>
// CHECK-NEXT:   return %2 : f32
// CHECK-NEXT: }
func.func @dynamic_sizes(%m: memref<1x?x16x?xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.collapse_shape %m [[0, 1], [2, 3]] : memref<1x?x16x?xf32> into memref<?x?xf32>
  %2 = memref.load %1[%j, %i] : memref<?x?xf32>
  return %2 : f32
}

// -----

// CHECK: func.func @to_scalar(%arg0: memref<1x1xf32>, %arg1: index, %arg2: index, %arg3: f32) -> f32 {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = memref.load %arg0[%c0, %c0] : memref<1x1xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @to_scalar(%m: memref<1x1xf32>, %i: index, %j: index, %v: f32) -> f32 {
  %1 = memref.collapse_shape %m [] : memref<1x1xf32> into memref<f32>
  %2 = memref.load %1[] : memref<f32>
  return %2 : f32
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 2 + 1)>
// CHECK: #map1 = affine_map<()[s0, s1] -> (s0 * 2 + (s0 * s1) * 2 + 2)>
// CHECK: func.func @nested(%arg0: memref<8x16xf32>, %arg1: index, %arg2: index) -> f32 {
// CHECK-NEXT:   %0 = affine.linearize_index disjoint [%arg2, %arg2] by (1, 2) : index
// CHECK-NEXT:   %1 = affine.apply #map()[%arg1]
// CHECK-NEXT:   %2 = affine.apply #map1()[%arg2, %0]
// CHECK-NEXT:   %3 = memref.load %arg0[%1, %2] : memref<8x16xf32>
// CHECK-NEXT:   return %3 : f32
// CHECK-NEXT: }
func.func @nested(%m: memref<8x16xf32>, %i: index, %j: index) -> f32 {
  %1 = memref.subview %m[%i, 2] [4, 4] [1, 2] : memref<8x16xf32> to memref<4x4xf32, strided<[16, 2], offset: ?>>
  %2 = memref.subview %1[1, %j] [2, 2] [1, %j] : memref<4x4xf32, strided<[16, 2], offset: ?>> to memref<2x2xf32, strided<[16, ?], offset: ?>>
  %e = memref.expand_shape %2 [[0], [1, 2]] output_shape [2, 1, 2] : memref<2x2xf32, strided<[16, ?], offset: ?>> into memref<2x1x2xf32, strided<[16, ?, ?], offset: ?>>
  %r = memref.load %e[%i, %j, %j] : memref<2x1x2xf32, strided<[16, ?, ?], offset: ?>>
  return %r : f32
}
