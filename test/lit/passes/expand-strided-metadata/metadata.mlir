// RUN: adopt %s -split-input-file --expand-strided-metadata | adopt-filecheck %s

// CHECK: func.func @alloc(%arg0: index) -> (index, index, index, index, index) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c16 = arith.constant 16 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   return %c0, %arg0, %c16, %c16, %c1 : index, index, index, index, index
// CHECK-NEXT: }
func.func @alloc(%i: index) -> (index, index, index, index, index) {
  %m = memref.alloc(%i) : memref<?x16xf32>
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<?x16xf32> -> memref<f32>, index, index, index, index, index
  return %offset, %sizes#0, %sizes#1, %strides#0, %strides#1 : index, index, index, index, index
}

// -----

// CHECK: memref.global "private" @g : memref<4x3xf32> = dense<1.000000e+00>
// CHECK-NEXT: func.func @of_global(%arg0: index) -> (memref<f32>, index, index, index, index, index) {
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = memref.get_global @g : memref<4x3xf32>
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %0 to offset: [0], sizes: [], strides: [] : memref<4x3xf32> to memref<f32>
// CHECK-NEXT:   return %reinterpret_cast, %c0, %c4, %c3, %c3, %c1 : memref<f32>, index, index, index, index, index
// CHECK-NEXT: }
memref.global "private" @g : memref<4x3xf32> = dense<1.0>
func.func @of_global(%i: index) -> (memref<f32>, index, index, index, index, index) {
  %m = memref.get_global @g : memref<4x3xf32>
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<4x3xf32> -> memref<f32>, index, index, index, index, index
  return %base, %offset, %sizes#0, %sizes#1, %strides#0, %strides#1 : memref<f32>, index, index, index, index, index
}

// -----

// CHECK: func.func @reinterpreted(%arg0: memref<?xf32>, %arg1: index) -> (memref<f32>, index, index, index, index, index) {
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes, %strides = memref.extract_strided_metadata %arg0 : memref<?xf32> -> memref<f32>, index, index, index
// CHECK-NEXT:   return %base_buffer, %arg1, %c4, %arg1, %arg1, %c1 : memref<f32>, index, index, index, index, index
// CHECK-NEXT: }
func.func @reinterpreted(%n: memref<?xf32>, %i: index) -> (memref<f32>, index, index, index, index, index) {
  %m = memref.reinterpret_cast %n to offset: [%i], sizes: [4, %i], strides: [%i, 1] : memref<?xf32> to memref<4x?xf32, strided<[?, 1], offset: ?>>
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<4x?xf32, strided<[?, 1], offset: ?>> -> memref<f32>, index, index, index, index, index
  return %base, %offset, %sizes#0, %sizes#1, %strides#0, %strides#1 : memref<f32>, index, index, index, index, index
}

// -----

// CHECK: func.func @cast(%arg0: memref<?x4xf32>, %arg1: index) -> (memref<f32>, index, index, index, index, index) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   return %base_buffer, %c0, %sizes#0, %c4, %c4, %c1 : memref<f32>, index, index, index, index, index
// CHECK-NEXT: }
func.func @cast(%n: memref<?x4xf32>, %i: index) -> (memref<f32>, index, index, index, index, index) {
  %m = memref.cast %n : memref<?x4xf32> to memref<?x?xf32, strided<[?, ?], offset: ?>>
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<?x?xf32, strided<[?, ?], offset: ?>> -> memref<f32>, index, index, index, index, index
  return %base, %offset, %sizes#0, %sizes#1, %strides#0, %strides#1 : memref<f32>, index, index, index, index, index
}

// -----

// CHECK: func.func @in_other_space(%arg0: memref<?x4xf32>, %arg1: index) -> (memref<f32, 1>, index, index, index, index, index) {
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %memspacecast = memref.memory_space_cast %base_buffer : memref<f32> to memref<f32, 1>
// CHECK-NEXT:   return %memspacecast, %c0, %sizes#0, %c4, %c4, %c1 : memref<f32, 1>, index, index, index, index, index
// CHECK-NEXT: }
func.func @in_other_space(%n: memref<?x4xf32>, %i: index) -> (memref<f32, 1>, index, index, index, index, index) {
  %m = memref.memory_space_cast %n : memref<?x4xf32> to memref<?x4xf32, 1>
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<?x4xf32, 1> -> memref<f32, 1>, index, index, index, index, index
  return %base, %offset, %sizes#0, %sizes#1, %strides#0, %strides#1 : memref<f32, 1>, index, index, index, index, index
}

// -----

// CHECK: func.func @aligned(%arg0: memref<?x4xf32>, %arg1: index) -> (memref<f32>, index, index, index, index, index) {
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   return %base_buffer, %c0, %sizes#0, %c4, %c4, %c1 : memref<f32>, index, index, index, index, index
// CHECK-NEXT: }
func.func @aligned(%n: memref<?x4xf32>, %i: index) -> (memref<f32>, index, index, index, index, index) {
  %m = memref.assume_alignment %n, 16 : memref<?x4xf32>
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
  return %base, %offset, %sizes#0, %sizes#1, %strides#0, %strides#1 : memref<f32>, index, index, index, index, index
}

// -----

// CHECK: func.func @of_base(%arg0: memref<?x4xf32>, %arg1: index) -> (memref<f32>, index) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   return %base_buffer, %c0 : memref<f32>, index
// CHECK-NEXT: }
func.func @of_base(%n: memref<?x4xf32>, %i: index) -> (memref<f32>, index) {
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %n : memref<?x4xf32> -> memref<f32>, index, index, index, index, index
  %0, %1 = memref.extract_strided_metadata %base : memref<f32> -> memref<f32>, index
  return %0, %1 : memref<f32>, index
}
