// RUN: adopt %s -split-input-file --expand-strided-metadata | adopt-filecheck %s

// CHECK: #map = affine_map<()[s0] -> (s0 * 4)>
// CHECK: func.func @two_dynamic_sizes(%arg0: memref<?xf32>, %arg1: index, %arg2: index) -> memref<?x?x4xf32> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes, %strides = memref.extract_strided_metadata %arg0 : memref<?xf32> -> memref<f32>, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%arg2]
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [0], sizes: [%arg1, %arg2, 4], strides: [%0, 4, 1] : memref<f32> to memref<?x?x4xf32>
// CHECK-NEXT:   return %reinterpret_cast : memref<?x?x4xf32>
// CHECK-NEXT: }
func.func @two_dynamic_sizes(%m: memref<?xf32>, %i: index, %j: index) -> (memref<?x?x4xf32>) {
  %0 = memref.expand_shape %m [[0, 1, 2]] output_shape [%i, %j, 4] : memref<?xf32> into memref<?x?x4xf32>
  return %0 : memref<?x?x4xf32>
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 4)>
// CHECK: #map1 = affine_map<()[s0] -> (s0 * 2)>
// CHECK: #map2 = affine_map<()[s0] -> (s0 * 3)>
// CHECK: func.func @trailing_dynamic_size(%arg0: memref<?x4x16xf32>, %arg1: memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>>, %arg2: memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>>) -> (memref<?x16xf32>, memref<8x8xf32, strided<[9, 1]>>, memref<?x3xf32, strided<[?, 1], offset: ?>>, memref<2x?xf32, strided<[?, 1], offset: ?>>) {
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:3, %strides:3 = memref.extract_strided_metadata %arg0 : memref<?x4x16xf32> -> memref<f32>, index, index, index, index, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%sizes#0]
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [0], sizes: [%0, 16], strides: [16, 1] : memref<f32> to memref<?x16xf32>
// CHECK-NEXT:   %base_buffer_0, %offset_1, %sizes_2:4, %strides_3:4 = memref.extract_strided_metadata %arg1 : memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>> -> memref<f32>, index, index, index, index, index, index, index, index, index
// CHECK-NEXT:   %reinterpret_cast_4 = memref.reinterpret_cast %base_buffer_0 to offset: [0], sizes: [8, 8], strides: [9, 1] : memref<f32> to memref<8x8xf32, strided<[9, 1]>>
// CHECK-NEXT:   %base_buffer_5, %offset_6, %sizes_7:3, %strides_8:3 = memref.extract_strided_metadata %arg2 : memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>> -> memref<f32>, index, index, index, index, index, index, index
// CHECK-NEXT:   %1 = affine.apply #map1()[%sizes_7#1]
// CHECK-NEXT:   %2 = arith.cmpi eq, %sizes_7#1, %c1 : index
// CHECK-NEXT:   %3 = arith.select %2, %strides_8#0, %strides_8#1 : index
// CHECK-NEXT:   %reinterpret_cast_9 = memref.reinterpret_cast %base_buffer_5 to offset: [%offset_6], sizes: [%1, 3], strides: [%3, 1] : memref<f32> to memref<?x3xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   %base_buffer_10, %offset_11, %sizes_12:3, %strides_13:3 = memref.extract_strided_metadata %arg2 : memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>> -> memref<f32>, index, index, index, index, index, index, index
// CHECK-NEXT:   %4 = affine.apply #map2()[%sizes_12#1]
// CHECK-NEXT:   %reinterpret_cast_14 = memref.reinterpret_cast %base_buffer_10 to offset: [%offset_11], sizes: [2, %4], strides: [%strides_13#0, 1] : memref<f32> to memref<2x?xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast, %reinterpret_cast_4, %reinterpret_cast_9, %reinterpret_cast_14 : memref<?x16xf32>, memref<8x8xf32, strided<[9, 1]>>, memref<?x3xf32, strided<[?, 1], offset: ?>>, memref<2x?xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT: }
func.func @trailing_dynamic_size(%m: memref<?x4x16xf32>, %s: memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>>, %d: memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>>) -> (memref<?x16xf32>, memref<8x8xf32, strided<[9, 1]>>, memref<?x3xf32, strided<[?, 1], offset: ?>>, memref<2x?xf32, strided<[?, 1], offset: ?>>) {
  %0 = memref.collapse_shape %m [[0, 1], [2]] : memref<?x4x16xf32> into memref<?x16xf32>
  %2 = memref.collapse_shape %s [[0], [1, 2, 3]] : memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>> into memref<8x8xf32, strided<[9, 1]>>
  %4 = memref.collapse_shape %d [[0, 1], [2]] : memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>> into memref<?x3xf32, strided<[?, 1], offset: ?>>
  %5 = memref.collapse_shape %d [[0], [1, 2]] : memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>> into memref<2x?xf32, strided<[?, 1], offset: ?>>
  return %0, %2, %4, %5 : memref<?x16xf32>, memref<8x8xf32, strided<[9, 1]>>, memref<?x3xf32, strided<[?, 1], offset: ?>>, memref<2x?xf32, strided<[?, 1], offset: ?>>
}

// -----

// CHECK: #map = affine_map<()[s0, s1] -> (s0 * s1)>
// CHECK: func.func @strides_at_run_time(%arg0: memref<?x?xf32, strided<[?, ?], offset: ?>>) -> memref<?xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x?xf32, strided<[?, ?], offset: ?>> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%sizes#0, %sizes#1]
// CHECK-NEXT:   %1 = arith.cmpi eq, %sizes#1, %c1 : index
// CHECK-NEXT:   %2 = arith.select %1, %strides#0, %strides#1 : index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%offset], sizes: [%0], strides: [%2] : memref<f32> to memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @strides_at_run_time(%m: memref<?x?xf32, strided<[?, ?], offset: ?>>) -> memref<?xf32, strided<[?], offset: ?>> {
  %4 = memref.collapse_shape %m [[0, 1]] : memref<?x?xf32, strided<[?, ?], offset: ?>> into memref<?xf32, strided<[?], offset: ?>>
  return %4 : memref<?xf32, strided<[?], offset: ?>>
}

// -----

// CHECK: #map = affine_map<()[s0, s1, s2] -> ((s0 * s1) * s2)>
// CHECK: func.func @partly_known_strides(%arg0: memref<?x?x?xf32, strided<[?, 7, 1], offset: ?>>) -> memref<?xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c7 = arith.constant 7 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:3, %strides:3 = memref.extract_strided_metadata %arg0 : memref<?x?x?xf32, strided<[?, 7, 1], offset: ?>> -> memref<f32>, index, index, index, index, index, index, index
// CHECK-NEXT:   %0 = affine.apply #map()[%sizes#0, %sizes#1, %sizes#2]
// CHECK-NEXT:   %1 = arith.cmpi eq, %sizes#1, %c1 : index
// CHECK-NEXT:   %2 = arith.select %1, %strides#0, %c7 : index
// CHECK-NEXT:   %3 = arith.cmpi eq, %sizes#2, %c1 : index
// CHECK-NEXT:   %4 = arith.select %3, %2, %c1 : index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %base_buffer to offset: [%offset], sizes: [%0], strides: [%4] : memref<f32> to memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @partly_known_strides(%m: memref<?x?x?xf32, strided<[?, 7, 1], offset: ?>>) -> memref<?xf32, strided<[?], offset: ?>> {
  %4 = memref.collapse_shape %m [[0, 1, 2]] : memref<?x?x?xf32, strided<[?, 7, 1], offset: ?>> into memref<?xf32, strided<[?], offset: ?>>
  return %4 : memref<?xf32, strided<[?], offset: ?>>
}

// -----

// CHECK: func.func @pointer_of_views(%arg0: memref<?x4xf32>, %arg1: index) -> (index, index, index) {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %base_buffer_0, %offset_1, %sizes_2:2, %strides_3:2 = memref.extract_strided_metadata %arg0 : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %intptr = memref.extract_aligned_pointer_as_index %base_buffer : memref<f32> -> index
// CHECK-NEXT:   %intptr_4 = memref.extract_aligned_pointer_as_index %base_buffer_0 : memref<f32> -> index
// CHECK-NEXT:   %intptr_5 = memref.extract_aligned_pointer_as_index %arg0 : memref<?x4xf32> -> index
// CHECK-NEXT:   return %intptr, %intptr_4, %intptr_5 : index, index, index
// CHECK-NEXT: }
func.func @pointer_of_views(%n: memref<?x4xf32>, %i: index) -> (index, index, index) {
  %m = memref.subview %n[%i, 1][1, 1][1, 1] : memref<?x4xf32> to memref<1x1xf32, strided<[4, 1], offset: ?>>
  %c = memref.collapse_shape %n [[0, 1]] : memref<?x4xf32> into memref<?xf32>
  %0 = memref.extract_aligned_pointer_as_index %m : memref<1x1xf32, strided<[4, 1], offset: ?>> -> index
  %1 = memref.extract_aligned_pointer_as_index %c : memref<?xf32> -> index
  %t = memref.transpose %n (a, b) -> (b, a) : memref<?x4xf32> to memref<4x?xf32, strided<[1, 4]>>
  %2 = memref.extract_aligned_pointer_as_index %t : memref<4x?xf32, strided<[1, 4]>> -> index
  return %0, %1, %2 : index, index, index
}
