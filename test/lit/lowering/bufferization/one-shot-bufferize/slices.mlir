// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries" -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @write_into_slice(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1] [3] [1] : memref<8xf32, strided<[?], offset: ?>> to memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   memref.store %arg2, %subview[%c0] : memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %arg0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @write_into_slice(%t: tensor<8xf32>, %i: index, %v: f32) -> tensor<8xf32> {
  %c0 = arith.constant 0 : index
  %0 = tensor.extract_slice %t[%i] [3] [1] : tensor<8xf32> to tensor<3xf32>
  %1 = tensor.insert %v into %0[%c0] : tensor<3xf32>
  %2 = tensor.insert_slice %1 into %t[%i] [3] [1] : tensor<3xf32> into tensor<8xf32>
  return %2 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @other_place(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %subview = memref.subview %arg0[0] [3] [1] : memref<8xf32, strided<[?], offset: ?>> to memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<3xf32>
// CHECK-NEXT:   memref.copy %subview, %alloc : memref<3xf32, strided<[?], offset: ?>> to memref<3xf32>
// CHECK-NEXT:   memref.store %arg1, %alloc[%c0] : memref<3xf32>
// CHECK-NEXT:   %subview_0 = memref.subview %arg0[1] [3] [1] : memref<8xf32, strided<[?], offset: ?>> to memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   memref.copy %alloc, %subview_0 : memref<3xf32> to memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %arg0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @other_place(%t: tensor<8xf32>, %v: f32) -> tensor<8xf32> {
  %c0 = arith.constant 0 : index
  %0 = tensor.extract_slice %t[0] [3] [1] : tensor<8xf32> to tensor<3xf32>
  %1 = tensor.insert %v into %0[%c0] : tensor<3xf32>
  %2 = tensor.insert_slice %1 into %t[1] [3] [1] : tensor<3xf32> into tensor<8xf32>
  return %2 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @overlap(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32) -> (memref<8xf32, strided<[?], offset: ?>>, f32) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %subview = memref.subview %arg0[0] [3] [1] : memref<8xf32, strided<[?], offset: ?>> to memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<3xf32>
// CHECK-NEXT:   memref.copy %subview, %alloc : memref<3xf32, strided<[?], offset: ?>> to memref<3xf32>
// CHECK-NEXT:   %subview_0 = memref.subview %arg0[1] [3] [1] : memref<8xf32, strided<[?], offset: ?>> to memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   memref.store %arg1, %alloc[%c1] : memref<3xf32>
// CHECK-NEXT:   %0 = memref.load %subview_0[%c0] : memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %subview_1 = memref.subview %arg0[0] [3] [1] : memref<8xf32, strided<[?], offset: ?>> to memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   memref.copy %alloc, %subview_1 : memref<3xf32> to memref<3xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %arg0, %0 : memref<8xf32, strided<[?], offset: ?>>, f32
// CHECK-NEXT: }
func.func @overlap(%t: tensor<8xf32>, %v: f32) -> (tensor<8xf32>, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.extract_slice %t[0] [3] [1] : tensor<8xf32> to tensor<3xf32>
  %1 = tensor.extract_slice %t[1] [3] [1] : tensor<8xf32> to tensor<3xf32>
  %2 = tensor.insert %v into %0[%c1] : tensor<3xf32>
  %x = tensor.extract %1[%c0] : tensor<3xf32>
  %3 = tensor.insert_slice %2 into %t[0] [3] [1] : tensor<3xf32> into tensor<8xf32>
  return %3, %x : tensor<8xf32>, f32
}

// -----

// CHECK-LABEL: func.func @rank_reduced(%arg0: memref<4x8xf32, strided<[?, ?], offset: ?>>, %arg1: index, %arg2: f32) -> memref<4x8xf32, strided<[?, ?], offset: ?>> {
// CHECK-NEXT:   %subview = memref.subview %arg0[%arg1, 0] [1, 4] [1, 2] : memref<4x8xf32, strided<[?, ?], offset: ?>> to memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   memref.store %arg2, %subview[%arg1] : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %arg0 : memref<4x8xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT: }
func.func @rank_reduced(%t: tensor<4x8xf32>, %i: index, %v: f32) -> tensor<4x8xf32> {
  %0 = tensor.extract_slice %t[%i, 0] [1, 4] [1, 2] : tensor<4x8xf32> to tensor<4xf32>
  %1 = tensor.insert %v into %0[%i] : tensor<4xf32>
  %2 = tensor.insert_slice %1 into %t[%i, 0] [1, 4] [1, 2] : tensor<4xf32> into tensor<4x8xf32>
  return %2 : tensor<4x8xf32>
}

// -----

// CHECK-LABEL: func.func @whole_destination(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: memref<8xf32, strided<[?], offset: ?>>, %arg2: index) -> (memref<8xf32>, f32) {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   %subview = memref.subview %alloc[0] [8] [1] : memref<8xf32> to memref<8xf32, strided<[1]>>
// CHECK-NEXT:   memref.copy %arg0, %subview : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32, strided<[1]>>
// CHECK-NEXT:   %0 = memref.load %arg1[%arg2] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %alloc, %0 : memref<8xf32>, f32
// CHECK-NEXT: }
func.func @whole_destination(%s: tensor<8xf32>, %t: tensor<8xf32>, %i: index) -> (tensor<8xf32>, f32) {
  %0 = tensor.insert_slice %s into %t[0] [8] [1] : tensor<8xf32> into tensor<8xf32>
  %x = tensor.extract %t[%i] : tensor<8xf32>
  return %0, %x : tensor<8xf32>, f32
}
