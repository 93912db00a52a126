// RUN: adopt %s -split-input-file --expand-strided-metadata | adopt-filecheck %s

// CHECK: #map = affine_map<()[s0, s1] -> (s0 * 64 + s1 + 8)>
// CHECK: #map1 = affine_map<()[s0, s1] -> (s0 + s1)>
// CHECK: func.func @subviews(%arg0: memref<8x16x4xf32>, %arg1: memref<?x?xf32, strided<[?, 1], offset: ?>>, %arg2: index, %arg3: index) -> (memref<4x?x1xf32, strided<[64, 8, ?], offset: ?>>, memref<?x?xf32, strided<[?, 1], offset: ?>>, memref<6x2xf32, strided<[4, 1], offset: 210>>) {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:3, %strides:3 = memref.extract_strided_metadata %arg0 : memref<8x16x4xf32> -> memref<f32>, index, index, index, index, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%arg2, %arg3]
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%0], sizes: [4, %arg2, 1], strides: [64, 8, %arg2] : memref<f32> to memref<4x?x1xf32, strided<[64, 8, ?], offset: ?>>
// CHECK-NEXT:   %base_buffer_0, %offset_1, %sizes_2:2, %strides_3:2 = memref.extract_strided_metadata %arg1 : memref<?x?xf32, strided<[?, 1], offset: ?>> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %1 = affine.apply #map1()[%offset_1, %arg2]
// CHECK-NEXT:   %reinterpret_cast_4 = memref.reinterpret_cast %base_buffer_0 to offset: [%1], sizes: [%arg2, %arg3], strides: [%strides_3#0, 1] : memref<f32> to memref<?x?xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   %base_buffer_5, %offset_6, %sizes_7:3, %strides_8:3 = memref.extract_strided_metadata %arg0 : memref<8x16x4xf32> -> memref<f32>, index, index, index, index, index, index, index
// CHECK-NEXT:   %reinterpret_cast_9 = memref.reinterpret_cast %base_buffer_5 to offset: [210], sizes: [6, 2], strides: [4, 1] : memref<f32> to memref<6x2xf32, strided<[4, 1], offset: 210>>
// CHECK-NEXT:   return %reinterpret_cast, %reinterpret_cast_4, %reinterpret_cast_9 : memref<4x?x1xf32, strided<[64, 8, ?], offset: ?>>, memref<?x?xf32, strided<[?, 1], offset: ?>>, memref<6x2xf32, strided<[4, 1], offset: 210>>
// CHECK-NEXT: }
func.func @subviews(%m: memref<8x16x4xf32>, %d: memref<?x?xf32, strided<[?, 1], offset: ?>>, %i: index, %j: index) -> (memref<4x?x1xf32, strided<[64, 8, ?], offset: ?>>,memref<?x?xf32, strided<[?, 1], offset: ?>>, memref<6x2xf32, strided<[4, 1], offset: 210>>) {
  %1 = memref.subview %m[%i, 2, %j] [4, %i, 1] [1, 2, %i] : memref<8x16x4xf32> to memref<4x?x1xf32, strided<[64, 8, ?], offset: ?>>
  %2 = memref.subview %d[0, %i] [%i, %j] [1, 1] : memref<?x?xf32, strided<[?, 1], offset: ?>> to memref<?x?xf32, strided<[?, 1], offset: ?>>
  %0 = memref.subview %m[3, 4, 2] [1, 6, 2] [1, 1, 1] : memref<8x16x4xf32> to memref<6x2xf32, strided<[4, 1], offset: 210>>
  return %1, %2, %0 : memref<4x?x1xf32, strided<[64, 8, ?], offset: ?>>,memref<?x?xf32, strided<[?, 1], offset: ?>>, memref<6x2xf32, strided<[4, 1], offset: 210>>
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 floordiv 4)>
// CHECK: #map1 = affine_map<()[s0] -> (s0 floordiv 2)>
// CHECK: #map2 = affine_map<()[s0] -> (s0 * 2)>
// CHECK: func.func @expansions(%arg0: memref<?x16xf32>, %arg1: memref<?x16xf32, strided<[?, 2], offset: 3>>, %arg2: index) -> (memref<?x4x16xf32>, memref<?x1x2x16xf32, strided<[?, ?, ?, 2], offset: 3>>) {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x16xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%sizes#0]
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [0], sizes: [%0, 4, 16], strides: [64, 16, 1] : memref<f32> to memref<?x4x16xf32>
// CHECK-NEXT:   %base_buffer_0, %offset_1, %sizes_2:2, %strides_3:2 = memref.extract_strided_metadata %arg1 : memref<?x16xf32, strided<[?, 2], offset: 3>> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %1 = affine.apply #map1()[%sizes_2#0]
// CHECK-NEXT:   %2 = affine.apply #map2()[%strides_3#0]
// CHECK-NEXT:   %3 = affine.apply #map2()[%strides_3#0]
// CHECK-NEXT:   %reinterpret_cast_4 = memref.reinterpret_cast %base_buffer_0 to offset: [3], sizes: [%1, 1, 2, 16], strides: [%3, %2, %strides_3#0, 2] : memref<f32> to memref<?x1x2x16xf32, strided<[?, ?, ?, 2], offset: 3>>
// CHECK-NEXT:   return %reinterpret_cast, %reinterpret_cast_4 : memref<?x4x16xf32>, memref<?x1x2x16xf32, strided<[?, ?, ?, 2], offset: 3>>
// CHECK-NEXT: }
func.func @expansions(%m: memref<?x16xf32>, %s: memref<?x16xf32, strided<[?, 2], offset: 3>>, %i: index) -> (memref<?x4x16xf32>,memref<?x1x2x16xf32, strided<[?, ?, ?, 2], offset: 3>>) {
  %0 = memref.expand_shape %m [[0, 1], [2]] output_shape [%i, 4, 16] : memref<?x16xf32> into memref<?x4x16xf32>
  %3 = memref.expand_shape %s [[0, 1, 2], [3]] output_shape [%i, 1, 2, 16] : memref<?x16xf32, strided<[?, 2], offset: 3>> into memref<?x1x2x16xf32, strided<[?, ?, ?, 2], offset: 3>>
  return %0, %3 : memref<?x4x16xf32>,memref<?x1x2x16xf32, strided<[?, ?, ?, 2], offset: 3>>
}

// -----

// CHECK: func.func @to_scalar(%arg0: memref<1x1xf32, strided<[?, ?], offset: ?>>) -> memref<f32, strided<[], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<1x1xf32, strided<[?, ?], offset: ?>> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%offset], sizes: [], strides: [] : memref<f32> to memref<f32, strided<[], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<f32, strided<[], offset: ?>>
// CHECK-NEXT: }
func.func @to_scalar(%m: memref<1x1xf32, strided<[?, ?], offset: ?>>) -> memref<f32, strided<[], offset: ?>> {
  %0 = memref.collapse_shape %m [] : memref<1x1xf32, strided<[?, ?], offset: ?>> into memref<f32, strided<[], offset: ?>>
  return %0 : memref<f32, strided<[], offset: ?>>
}

// -----

// CHECK: func.func @first_size_one(%arg0: memref<1x?xf32, strided<[?, ?], offset: ?>>) -> memref<?xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<1x?xf32, strided<[?, ?], offset: ?>> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%offset], sizes: [%sizes#1], strides: [%strides#1] : memref<f32> to memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @first_size_one(%m: memref<1x?xf32, strided<[?, ?], offset: ?>>) -> memref<?xf32, strided<[?], offset: ?>> {
  %4 = memref.collapse_shape %m [[0, 1]] : memref<1x?xf32, strided<[?, ?], offset: ?>> into memref<?xf32, strided<[?], offset: ?>>
  return %4 : memref<?xf32, strided<[?], offset: ?>>
}

// -----

// CHECK: func.func @all_sizes_one(%arg0: memref<1x1xf32, strided<[?, ?], offset: ?>>) -> memref<1xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<1x1xf32, strided<[?, ?], offset: ?>> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%offset], sizes: [1], strides: [%strides#0] : memref<f32> to memref<1xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<1xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @all_sizes_one(%m: memref<1x1xf32, strided<[?, ?], offset: ?>>) -> memref<1xf32, strided<[?], offset: ?>> {
  %4 = memref.collapse_shape %m [[0, 1]] : memref<1x1xf32, strided<[?, ?], offset: ?>> into memref<1xf32, strided<[?], offset: ?>>
  return %4 : memref<1xf32, strided<[?], offset: ?>>
}

// -----

// CHECK: func.func @pairs_with_one(%arg0: memref<?x?xf32, strided<[?, 1], offset: ?>>) -> memref<?x1x?x1xf32, strided<[?, ?, 1, 1], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x?xf32, strided<[?, 1], offset: ?>> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%offset], sizes: [%sizes#0, 1, %sizes#1, 1], strides: [%strides#0, %strides#0, 1, 1] : memref<f32> to memref<?x1x?x1xf32, strided<[?, ?, 1, 1], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<?x1x?x1xf32, strided<[?, ?, 1, 1], offset: ?>>
// CHECK-NEXT: }
func.func @pairs_with_one(%m: memref<?x?xf32, strided<[?, 1], offset: ?>>) -> memref<?x1x?x1xf32, strided<[?, ?, 1, 1], offset: ?>> {
  %c1 = arith.constant 1 : index
  %c0 = arith.constant 0 : index
  %i = memref.dim %m, %c0 : memref<?x?xf32, strided<[?, 1], offset: ?>>
  %j = memref.dim %m, %c1 : memref<?x?xf32, strided<[?, 1], offset: ?>>
  %4 = memref.expand_shape %m [[0, 1], [2, 3]] output_shape [%i, 1, %j, 1] : memref<?x?xf32, strided<[?, 1], offset: ?>> into memref<?x1x?x1xf32, strided<[?, ?, 1, 1], offset: ?>>
  return %4 : memref<?x1x?x1xf32, strided<[?, ?, 1, 1], offset: ?>>
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 4)>
// CHECK: func.func @strided_expansion(%arg0: memref<8xf32, strided<[?], offset: ?>>) -> memref<2x4xf32, strided<[?, ?], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes, %strides = memref.extract_strided_metadata %arg0 : memref<8xf32, strided<[?], offset: ?>> -> memref<f32>, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%strides]
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%offset], sizes: [2, 4], strides: [%0, %strides] : memref<f32> to memref<2x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<2x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT: }
func.func @strided_expansion(%m: memref<8xf32, strided<[?], offset: ?>>) -> memref<2x4xf32, strided<[?, ?], offset: ?>> {
  %4 = memref.expand_shape %m [[0, 1]] output_shape [2, 4] : memref<8xf32, strided<[?], offset: ?>> into memref<2x4xf32, strided<[?, ?], offset: ?>>
  return %4 : memref<2x4xf32, strided<[?, ?], offset: ?>>
}

// -----

// CHECK: func.func @from_scalar(%arg0: memref<f32>) -> memref<1x1xf32> {
// CHECK-NEXT:   %base_buffer, %offset = memref.extract_strided_metadata %arg0 : memref<f32> -> memref<f32>, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [0], sizes: [1, 1], strides: [1, 1] : memref<f32> to memref<1x1xf32>
// CHECK-NEXT:   return %reinterpret_cast : memref<1x1xf32>
// CHECK-NEXT: }
func.func @from_scalar(%m: memref<f32>) -> memref<1x1xf32> {
  %4 = memref.expand_shape %m [] output_shape [1, 1] : memref<f32> into memref<1x1xf32>
  return %4 : memref<1x1xf32>
}

// -----

// CHECK: func.func @from_strided_scalar(%arg0: memref<f32, strided<[], offset: ?>>) -> memref<1x1xf32, strided<[1, 1], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset = memref.extract_strided_metadata %arg0 : memref<f32, strided<[], offset: ?>> -> memref<f32>, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%offset], sizes: [1, 1], strides: [1, 1] : memref<f32> to memref<1x1xf32, strided<[1, 1], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<1x1xf32, strided<[1, 1], offset: ?>>
// CHECK-NEXT: }
func.func @from_strided_scalar(%m: memref<f32, strided<[], offset: ?>>) -> memref<1x1xf32, strided<[1, 1], offset: ?>> {
  %4 = memref.expand_shape %m [] output_shape [1, 1] : memref<f32, strided<[], offset: ?>> into memref<1x1xf32, strided<[1, 1], offset: ?>>
  return %4 : memref<1x1xf32, strided<[1, 1], offset: ?>>
}

// -----

// CHECK: func.func @whole(%arg0: memref<8x16xf32>) -> memref<8x16xf32, strided<[16, 1]>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<8x16xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [0], sizes: [8, 16], strides: [16, 1] : memref<f32> to memref<8x16xf32, strided<[16, 1]>>
// CHECK-NEXT:   return %reinterpret_cast : memref<8x16xf32, strided<[16, 1]>>
// CHECK-NEXT: }
func.func @whole(%m: memref<8x16xf32>) -> memref<8x16xf32, strided<[16, 1]>> {
  %4 = memref.subview %m [0, 0][8, 16][1, 1] : memref<8x16xf32> to memref<8x16xf32, strided<[16, 1]>>
  return %4 : memref<8x16xf32, strided<[16, 1]>>
}

// -----

// CHECK: #map = affine_map<()[s0, s1] -> (s0 * s1)>
// CHECK: #map1 = affine_map<()[s0, s1, s2] -> (s0 + s1 * s2)>
// CHECK: func.func @all_dynamic(%arg0: memref<?xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: index) -> memref<?xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes, %strides = memref.extract_strided_metadata %arg0 : memref<?xf32, strided<[?], offset: ?>> -> memref<f32>, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1, %strides]
// CHECK-NEXT:   %1 = affine.apply #map1()[%offset, %arg1, %strides]
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%1], sizes: [%arg2], strides: [%0] : memref<f32> to memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @all_dynamic(%m: memref<?xf32, strided<[?], offset: ?>>, %i: index, %j: index) -> memref<?xf32, strided<[?], offset: ?>> {
  %4 = memref.subview %m [%i][%j][%i] : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32, strided<[?], offset: ?>>
  return %4 : memref<?xf32, strided<[?], offset: ?>>
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 4 + 5)>
// CHECK: func.func @constant_sum(%arg0: memref<?x4xf32>, %arg1: index) -> memref<1x1xf32, strided<[4, 1], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1]
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%0], sizes: [1, 1], strides: [4, 1] : memref<f32> to memref<1x1xf32, strided<[4, 1], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<1x1xf32, strided<[4, 1], offset: ?>>
// CHECK-NEXT: }
func.func @constant_sum(%n: memref<?x4xf32>, %i: index) -> memref<1x1xf32, strided<[4, 1], offset: ?>> {
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %k = arith.addi %c2, %c3 : index
  %m = memref.subview %n[%i, %k][1, 1][1, 1] : memref<?x4xf32> to memref<1x1xf32, strided<[4, 1], offset: ?>>
  return %m : memref<1x1xf32, strided<[4, 1], offset: ?>>
}

// -----

// CHECK: func.func @of_bytes(%arg0: memref<64xi8>, %arg1: index) -> memref<?xf32, strided<[1], offset: ?>> {
// CHECK-NEXT:   %view = memref.view %arg0[%arg1][%arg1] : memref<64xi8> to memref<?xf32>
// CHECK-NEXT:   %base_buffer, %offset, %sizes, %strides = memref.extract_strided_metadata %view : memref<?xf32> -> memref<f32>, index, index, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%arg1], sizes: [%arg1], strides: [1] : memref<f32> to memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT: }
func.func @of_bytes(%n: memref<64xi8>, %i: index) -> memref<?xf32, strided<[1], offset: ?>> {
  %c = memref.view %n[%i][%i] : memref<64xi8> to memref<?xf32>
  %m = memref.subview %c[%i][%i][1] : memref<?xf32> to memref<?xf32, strided<[1], offset: ?>>
  return %m : memref<?xf32, strided<[1], offset: ?>>
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 17)>
// CHECK: #map1 = affine_map<()[s0, s1] -> (s0 + s1 * 16 + 1)>
// CHECK: func.func @nested(%arg0: memref<16x16xf32>, %arg1: index) -> f32 {
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1]
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<16x16xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %1 = affine.apply #map1()[%0, %arg1]
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%1], sizes: [2, 2], strides: [16, 1] : memref<f32> to memref<2x2xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT:   %2 = memref.load %reinterpret_cast[%arg1, %arg1] : memref<2x2xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT:   return %2 : f32
// CHECK-NEXT: }
func.func @nested(%n: memref<16x16xf32>, %i: index) -> f32 {
  %m = memref.subview %n[%i, %i][4, 4][1, 1] : memref<16x16xf32> to memref<4x4xf32, strided<[16, 1], offset: ?>>
  %k = memref.subview %m[%i, 1][2, 2][1, 1] : memref<4x4xf32, strided<[16, 1], offset: ?>> to memref<2x2xf32, strided<[16, 1], offset: ?>>
  %r = memref.load %k[%i, %i] : memref<2x2xf32, strided<[16, 1], offset: ?>>
  return %r : f32
}
