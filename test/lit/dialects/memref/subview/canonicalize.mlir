// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @constants(%arg0: memref<8x16xf32>, %arg1: index) -> memref<?x?xf32, strided<[?, ?], offset: ?>> {
// CHECK-NEXT:   %subview = memref.subview %arg0[1, %arg1] [2, %arg1] [2, 1] : memref<8x16xf32> to memref<2x?xf32, strided<[32, 1], offset: ?>>
// CHECK-NEXT:   %cast = memref.cast %subview : memref<2x?xf32, strided<[32, 1], offset: ?>> to memref<?x?xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   return %cast : memref<?x?xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT: }
func.func @constants(%m: memref<8x16xf32>, %i: index) -> memref<?x?xf32, strided<[?, ?], offset: ?>> {
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %0 = memref.subview %m[%c1, %i] [%c2, %i] [%c2, %c1] : memref<8x16xf32> to memref<?x?xf32, strided<[?, ?], offset: ?>>
  return %0 : memref<?x?xf32, strided<[?, ?], offset: ?>>
}

// -----

// CHECK: func.func @would_leave_bounds(%arg0: memref<8x16xf32>) -> memref<1x1xf32, strided<[16, 1], offset: ?>> {
// CHECK-NEXT:   %c9 = arith.constant 9 : index
// CHECK-NEXT:   %subview = memref.subview %arg0[%c9, 0] [1, 1] [1, 1] : memref<8x16xf32> to memref<1x1xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT:   return %subview : memref<1x1xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT: }
func.func @would_leave_bounds(%m: memref<8x16xf32>) -> memref<1x1xf32, strided<[16, 1], offset: ?>> {
  %c9 = arith.constant 9 : index
  %0 = memref.subview %m[%c9, 0] [1, 1] [1, 1] : memref<8x16xf32> to memref<1x1xf32, strided<[16, 1], offset: ?>>
  return %0 : memref<1x1xf32, strided<[16, 1], offset: ?>>
}

// -----

// CHECK: func.func @negative_offset(%arg0: memref<8x16xf32>) -> memref<1x1xf32, strided<[16, 1], offset: ?>> {
// CHECK-NEXT:   %c-1 = arith.constant -1 : index
// CHECK-NEXT:   %subview = memref.subview %arg0[%c-1, 2] [1, 1] [1, 1] : memref<8x16xf32> to memref<1x1xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT:   return %subview : memref<1x1xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT: }
func.func @negative_offset(%m: memref<8x16xf32>) -> memref<1x1xf32, strided<[16, 1], offset: ?>> {
  %n = arith.constant -1 : index
  %c2 = arith.constant 2 : index
  %0 = memref.subview %m[%n, %c2] [1, 1] [1, 1] : memref<8x16xf32> to memref<1x1xf32, strided<[16, 1], offset: ?>>
  return %0 : memref<1x1xf32, strided<[16, 1], offset: ?>>
}

// -----

// CHECK: func.func @strides(%arg0: memref<8x16xf32>) -> memref<1x1xf32, strided<[?, ?], offset: 34>> {
// CHECK-NEXT:   %c-1 = arith.constant -1 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %subview = memref.subview %arg0[2, 2] [1, 1] [%c-1, %c0] : memref<8x16xf32> to memref<1x1xf32, strided<[?, ?], offset: 34>>
// CHECK-NEXT:   return %subview : memref<1x1xf32, strided<[?, ?], offset: 34>>
// CHECK-NEXT: }
func.func @strides(%m: memref<8x16xf32>) -> memref<1x1xf32, strided<[?, ?], offset: 34>> {
  %n = arith.constant -1 : index
  %c0 = arith.constant 0 : index
  %0 = memref.subview %m[2, 2] [1, 1] [%n, %c0] : memref<8x16xf32> to memref<1x1xf32, strided<[?, ?], offset: 34>>
  return %0 : memref<1x1xf32, strided<[?, ?], offset: 34>>
}

// -----

// CHECK: func.func @of_cast(%arg0: memref<8x16xf32>, %arg1: index) -> memref<4x2xf32, strided<[?, 1], offset: ?>> {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, 3] [4, 2] [1, 1] : memref<8x16xf32> to memref<4x2xf32, strided<[16, 1], offset: ?>>
// CHECK-NEXT:   %cast = memref.cast %subview : memref<4x2xf32, strided<[16, 1], offset: ?>> to memref<4x2xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   return %cast : memref<4x2xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT: }
func.func @of_cast(%m: memref<8x16xf32>, %i: index) -> memref<4x2xf32, strided<[?, 1], offset: ?>> {
  %0 = memref.cast %m : memref<8x16xf32> to memref<?x?xf32, strided<[?, 1], offset: ?>>
  %1 = memref.subview %0[%i, 3] [4, 2] [1, 1] : memref<?x?xf32, strided<[?, 1], offset: ?>> to memref<4x2xf32, strided<[?, 1], offset: ?>>
  return %1 : memref<4x2xf32, strided<[?, 1], offset: ?>>
}

// -----

// CHECK: func.func @rank_reduced_of_cast(%arg0: memref<8x16xf32>, %arg1: index) -> memref<2xf32, strided<[1], offset: ?>> {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, 3] [1, 2] [1, 1] : memref<8x16xf32> to memref<2xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   return %subview : memref<2xf32, strided<[1], offset: ?>>
// CHECK-NEXT: }
func.func @rank_reduced_of_cast(%m: memref<8x16xf32>, %i: index) -> memref<2xf32, strided<[1], offset: ?>> {
  %0 = memref.cast %m : memref<8x16xf32> to memref<?x?xf32, strided<[?, 1], offset: ?>>
  %1 = memref.subview %0[%i, 3] [1, 2] [1, 1] : memref<?x?xf32, strided<[?, 1], offset: ?>> to memref<2xf32, strided<[1], offset: ?>>
  return %1 : memref<2xf32, strided<[1], offset: ?>>
}

// -----

// CHECK: func.func @of_narrowing_cast(%arg0: memref<?x16xf32>) -> memref<4x16xf32, strided<[16, 1]>> {
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<?x16xf32> to memref<8x16xf32>
// CHECK-NEXT:   %subview = memref.subview %cast[0, 0] [4, 16] [1, 1] : memref<8x16xf32> to memref<4x16xf32, strided<[16, 1]>>
// CHECK-NEXT:   return %subview : memref<4x16xf32, strided<[16, 1]>>
// CHECK-NEXT: }
func.func @of_narrowing_cast(%m: memref<?x16xf32>) -> memref<4x16xf32, strided<[16, 1]>> {
  %0 = memref.cast %m : memref<?x16xf32> to memref<8x16xf32>
  %1 = memref.subview %0[0, 0] [4, 16] [1, 1] : memref<8x16xf32> to memref<4x16xf32, strided<[16, 1]>>
  return %1 : memref<4x16xf32, strided<[16, 1]>>
}

// -----

// CHECK: func.func @whole(%arg0: memref<8x16xf32>, %arg1: memref<4xf32, strided<[2], offset: 1>>) -> (memref<8x16xf32, strided<[16, 1]>>, memref<4xf32, strided<[2], offset: 1>>) {
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<8x16xf32> to memref<8x16xf32, strided<[16, 1]>>
// CHECK-NEXT:   return %cast, %arg1 : memref<8x16xf32, strided<[16, 1]>>, memref<4xf32, strided<[2], offset: 1>>
// CHECK-NEXT: }
func.func @whole(%m: memref<8x16xf32>, %s: memref<4xf32, strided<[2], offset: 1>>) -> (memref<8x16xf32, strided<[16, 1]>>, memref<4xf32, strided<[2], offset: 1>>) {
  %0 = memref.subview %m[0, 0] [8, 16] [1, 1] : memref<8x16xf32> to memref<8x16xf32, strided<[16, 1]>>
  %1 = memref.subview %s[0] [4] [1] : memref<4xf32, strided<[2], offset: 1>> to memref<4xf32, strided<[2], offset: 1>>
  return %0, %1 : memref<8x16xf32, strided<[16, 1]>>, memref<4xf32, strided<[2], offset: 1>>
}

// -----

// CHECK: func.func @twice(%arg0: memref<?x?xf32, strided<[?, 1], offset: ?>>, %arg1: index, %arg2: index) -> memref<?x4xf32, strided<[?, 1], offset: ?>> {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, %arg2] [%arg1, 4] [1, 1] : memref<?x?xf32, strided<[?, 1], offset: ?>> to memref<?x4xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   return %subview : memref<?x4xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT: }
func.func @twice(%m: memref<?x?xf32, strided<[?, 1], offset: ?>>, %i: index, %j: index) -> memref<?x4xf32, strided<[?, 1], offset: ?>> {
  %0 = memref.subview %m[%i, %j] [%i, 4] [1, 1] : memref<?x?xf32, strided<[?, 1], offset: ?>> to memref<?x4xf32, strided<[?, 1], offset: ?>>
  %1 = memref.subview %0[0, 0] [%i, 4] [1, 1] : memref<?x4xf32, strided<[?, 1], offset: ?>> to memref<?x4xf32, strided<[?, 1], offset: ?>>
  return %1 : memref<?x4xf32, strided<[?, 1], offset: ?>>
}

// -----

// CHECK: func.func @twice_other_size(%arg0: memref<?xf32>, %arg1: index, %arg2: index) -> memref<?xf32, strided<[1], offset: ?>> {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1] [%arg1] [1] : memref<?xf32> to memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   %subview_0 = memref.subview %subview[0] [%arg2] [1] : memref<?xf32, strided<[1], offset: ?>> to memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   return %subview_0 : memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT: }
func.func @twice_other_size(%m: memref<?xf32>, %i: index, %j: index) -> memref<?xf32, strided<[1], offset: ?>> {
  %0 = memref.subview %m[%i] [%i] [1] : memref<?xf32> to memref<?xf32, strided<[1], offset: ?>>
  %1 = memref.subview %0[0] [%j] [1] : memref<?xf32, strided<[1], offset: ?>> to memref<?xf32, strided<[1], offset: ?>>
  return %1 : memref<?xf32, strided<[1], offset: ?>>
}

// -----

// CHECK: func.func @empty(%arg0: memref<8xf32>) -> memref<?xf32, strided<[1], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c8 = arith.constant 8 : index
// CHECK-NEXT:   %subview = memref.subview %arg0[%c8] [%c0] [1] : memref<8xf32> to memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   return %subview : memref<?xf32, strided<[1], offset: ?>>
// CHECK-NEXT: }
func.func @empty(%m: memref<8xf32>) -> memref<?xf32, strided<[1], offset: ?>> {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  %0 = memref.subview %m[%c8] [%c0] [1] : memref<8xf32> to memref<?xf32, strided<[1], offset: ?>>
  return %0 : memref<?xf32, strided<[1], offset: ?>>
}
