// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @dims(%arg0: index, %arg1: memref<?x4xf32>) -> (index, index, index, index, index) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c9 = arith.constant 9 : index
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %dim = memref.dim %arg1, %c0 : memref<?x4xf32>
// CHECK-NEXT:   %dim_0 = memref.dim %arg1, %c9 : memref<?x4xf32>
// CHECK-NEXT:   return %c4, %arg0, %c4, %dim, %dim_0 : index, index, index, index, index
// CHECK-NEXT: }
func.func @dims(%n: index, %m: memref<?x4xf32>) -> (index, index, index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c9 = arith.constant 9 : index
  %0 = memref.alloc(%n) : memref<4x?xf32>
  %1 = memref.dim %0, %c0 : memref<4x?xf32>
  %2 = memref.dim %0, %c1 : memref<4x?xf32>
  %3 = memref.cast %m : memref<?x4xf32> to memref<?x?xf32>
  %4 = memref.dim %3, %c1 : memref<?x?xf32>
  %5 = memref.dim %3, %c0 : memref<?x?xf32>
  %6 = memref.dim %m, %c9 : memref<?x4xf32>
  return %1, %2, %4, %5, %6 : index, index, index, index, index
}

// -----

// CHECK: func.func @dims_of_views(%arg0: memref<?x16x4xf32>, %arg1: memref<64xi8>, %arg2: index, %arg3: index) -> (index, index, index) {
// CHECK-NEXT:   return %arg2, %arg3, %arg3 : index, index, index
// CHECK-NEXT: }
func.func @dims_of_views(%m: memref<?x16x4xf32>, %b: memref<64xi8>, %n: index, %k: index) -> (index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = memref.subview %m[0, 0, 0] [%n, 1, %k] [1, 1, 1] : memref<?x16x4xf32> to memref<?x?xf32, strided<[64, 1]>>
  %1 = memref.dim %0, %c0 : memref<?x?xf32, strided<[64, 1]>>
  %2 = memref.dim %0, %c1 : memref<?x?xf32, strided<[64, 1]>>
  %3 = memref.view %b[%c0][%n, %k] : memref<64xi8> to memref<?x?xf32>
  %4 = memref.dim %3, %c1 : memref<?x?xf32>
  return %1, %2, %4 : index, index, index
}

// -----

// CHECK: func.func @rank(%arg0: memref<?x4xf32>, %arg1: memref<*xf32>) -> (index, index) {
// CHECK-NEXT:   %c2 = arith.constant 2 : index
// CHECK-NEXT:   %0 = memref.rank %arg1 : memref<*xf32>
// CHECK-NEXT:   return %c2, %0 : index, index
// CHECK-NEXT: }
func.func @rank(%m: memref<?x4xf32>, %u: memref<*xf32>) -> (index, index) {
  %0 = memref.rank %m : memref<?x4xf32>
  %1 = memref.rank %u : memref<*xf32>
  return %0, %1 : index, index
}

// -----

// CHECK: func.func @metadata(%arg0: memref<8x?xf32, strided<[?, 1], offset: 3>>) -> (index, index, index, index, index) {
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %c8 = arith.constant 8 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<8x?xf32, strided<[?, 1], offset: 3>> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   return %c3, %c8, %sizes#1, %strides#0, %c1 : index, index, index, index, index
// CHECK-NEXT: }
func.func @metadata(%m: memref<8x?xf32, strided<[?, 1], offset: 3>>) -> (index, index, index, index, index) {
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<8x?xf32, strided<[?, 1], offset: 3>> -> memref<f32>, index, index, index, index, index
  return %offset, %sizes#0, %sizes#1, %strides#0, %strides#1 : index, index, index, index, index
}

// -----

// CHECK: func.func @metadata_of_cast(%arg0: memref<8x?xf32>) -> (memref<f32>, index, index) {
// CHECK-NEXT:   %c8 = arith.constant 8 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<8x?xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   return %base_buffer, %c8, %strides#0 : memref<f32>, index, index
// CHECK-NEXT: }
func.func @metadata_of_cast(%m: memref<8x?xf32>) -> (memref<f32>, index, index) {
  %0 = memref.cast %m : memref<8x?xf32> to memref<?x?xf32, strided<[?, ?], offset: ?>>
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %0 : memref<?x?xf32, strided<[?, ?], offset: ?>> -> memref<f32>, index, index, index, index, index
  return %base, %sizes#0, %strides#0 : memref<f32>, index, index
}

// -----

// CHECK: func.func @unused(%arg0: memref<8x?xf32>, %arg1: memref<*xf32>, %arg2: index) {
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unused(%m: memref<8x?xf32>, %u: memref<*xf32>, %i: index) {
  %0 = memref.dim %u, %i : memref<*xf32>
  %1 = memref.extract_aligned_pointer_as_index %m : memref<8x?xf32> -> index
  %2:6 = memref.extract_strided_metadata %m : memref<8x?xf32> -> memref<f32>, index, index, index, index, index
  return
}
