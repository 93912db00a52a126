// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @of_reinterpret_cast(%arg0: memref<?xf32>, %arg1: index) -> memref<4xf32, strided<[2], offset: ?>> {
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [%arg1], sizes: [4], strides: [2] : memref<?xf32> to memref<4xf32, strided<[2], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<4xf32, strided<[2], offset: ?>>
// CHECK-NEXT: }
func.func @of_reinterpret_cast(%m: memref<?xf32>, %i: index) -> memref<4xf32, strided<[2], offset: ?>> {
  %0 = memref.reinterpret_cast %m to offset: [3], sizes: [%i], strides: [1] : memref<?xf32> to memref<?xf32, strided<[1], offset: 3>>
  %1 = memref.cast %0 : memref<?xf32, strided<[1], offset: 3>> to memref<*xf32>
  %2 = memref.reinterpret_cast %1 to offset: [%i], sizes: [4], strides: [2] : memref<*xf32> to memref<4xf32, strided<[2], offset: ?>>
  return %2 : memref<4xf32, strided<[2], offset: ?>>
}

// -----

// CHECK: func.func @of_subview(%arg0: memref<8x16xf32>, %arg1: index) -> (memref<4xf32>, memref<4xf32>) {
// CHECK-NEXT:   %subview = memref.subview %arg0[1, 0] [4, %arg1] [1, 1] : memref<8x16xf32> to memref<4x?xf32, strided<[16, 1], offset: 16>>
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [0], sizes: [4], strides: [1] : memref<8x16xf32> to memref<4xf32>
// CHECK-NEXT:   %reinterpret_cast_0 = memref.reinterpret_cast %subview to offset: [0], sizes: [4], strides: [1] : memref<4x?xf32, strided<[16, 1], offset: 16>> to memref<4xf32>
// CHECK-NEXT:   return %reinterpret_cast, %reinterpret_cast_0 : memref<4xf32>, memref<4xf32>
// CHECK-NEXT: }
func.func @of_subview(%m: memref<8x16xf32>, %i: index) -> (memref<4xf32>, memref<4xf32>) {
  %0 = memref.subview %m[0, 0] [4, %i] [1, 1] : memref<8x16xf32> to memref<4x?xf32, strided<[16, 1]>>
  %1 = memref.subview %m[1, 0] [4, %i] [1, 1] : memref<8x16xf32> to memref<4x?xf32, strided<[16, 1], offset: 16>>
  %2 = memref.reinterpret_cast %0 to offset: [0], sizes: [4], strides: [1] : memref<4x?xf32, strided<[16, 1]>> to memref<4xf32>
  %3 = memref.reinterpret_cast %1 to offset: [0], sizes: [4], strides: [1] : memref<4x?xf32, strided<[16, 1], offset: 16>> to memref<4xf32>
  return %2, %3 : memref<4xf32>, memref<4xf32>
}

// -----

// CHECK: func.func @unchanged(%arg0: memref<4xf32>) -> memref<4xf32> {
// CHECK-NEXT:   return %arg0 : memref<4xf32>
// CHECK-NEXT: }
func.func @unchanged(%m: memref<4xf32>) -> memref<4xf32> {
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [4], strides: [1] : memref<4xf32> to memref<4xf32>
  return %0 : memref<4xf32>
}

// -----

// CHECK: func.func @constants(%arg0: memref<8x16xf32>) -> memref<?x1xf32, strided<[?, 1], offset: ?>> {
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [5], sizes: [5, 1], strides: [0, 1] : memref<8x16xf32> to memref<5x1xf32, strided<[0, 1], offset: 5>>
// CHECK-NEXT:   %cast = memref.cast %reinterpret_cast : memref<5x1xf32, strided<[0, 1], offset: 5>> to memref<?x1xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   return %cast : memref<?x1xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT: }
func.func @constants(%m: memref<8x16xf32>) -> memref<?x1xf32, strided<[?, 1], offset: ?>> {
  %c0 = arith.constant 0 : index
  %c5 = arith.constant 5 : index
  %0 = memref.reinterpret_cast %m to offset: [%c5], sizes: [%c5, 1], strides: [%c0, 1] : memref<8x16xf32> to memref<?x1xf32, strided<[?, 1], offset: ?>>
  return %0 : memref<?x1xf32, strided<[?, 1], offset: ?>>
}

// -----

// CHECK: func.func @of_metadata(%arg0: memref<?x16xf32, strided<[16, 1], offset: ?>>) -> memref<?x16xf32, strided<[16, 1], offset: ?>> {
// CHECK-NEXT:   return %arg0 : memref<?x16xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT: }
func.func @of_metadata(%m: memref<?x16xf32, strided<[16, 1], offset: ?>>) -> memref<?x16xf32, strided<[16, 1], offset: ?>> {
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<?x16xf32, strided<[16, 1], offset: ?>> -> memref<f32>, index, index, index, index, index
  %0 = memref.reinterpret_cast %base to offset: [%offset], sizes: [%sizes#0, 16], strides: [%strides#0, %strides#1] : memref<f32> to memref<?x16xf32, strided<[?, ?], offset: ?>>
  %1 = memref.cast %0 : memref<?x16xf32, strided<[?, ?], offset: ?>> to memref<?x16xf32, strided<[16, 1], offset: ?>>
  return %1 : memref<?x16xf32, strided<[16, 1], offset: ?>>
}

// -----

// CHECK: func.func @of_other_metadata(%arg0: memref<?x16xf32>, %arg1: index) -> memref<?xf32, strided<[1], offset: ?>> {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x16xf32> -> memref<f32>, index, index, index, index, index
// CHECK-NEXT:   %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [%arg1], sizes: [%sizes#0], strides: [1] : memref<?x16xf32> to memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   return %reinterpret_cast : memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT: }
func.func @of_other_metadata(%m: memref<?x16xf32>, %i: index) -> memref<?xf32, strided<[1], offset: ?>> {
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<?x16xf32> -> memref<f32>, index, index, index, index, index
  %0 = memref.reinterpret_cast %base to offset: [%i], sizes: [%sizes#0], strides: [1] : memref<f32> to memref<?xf32, strided<[1], offset: ?>>
  return %0 : memref<?xf32, strided<[1], offset: ?>>
}
