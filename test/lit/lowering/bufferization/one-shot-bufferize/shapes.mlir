// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries" -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @expand(%arg0: memref<?x4xf32, strided<[?, ?], offset: ?>>, %arg1: index) -> memref<?x2x4xf32, strided<[?, ?, ?], offset: ?>> {
// CHECK-NEXT:   %expand_shape = memref.expand_shape %arg0 {{\[\[}}0, 1], [2]] output_shape [%arg1, 2, 4] : memref<?x4xf32, strided<[?, ?], offset: ?>> into memref<?x2x4xf32, strided<[?, ?, ?], offset: ?>>
// CHECK-NEXT:   return %expand_shape : memref<?x2x4xf32, strided<[?, ?, ?], offset: ?>>
// CHECK-NEXT: }
func.func @expand(%t: tensor<?x4xf32>, %n: index) -> tensor<?x2x4xf32> {
  %0 = tensor.expand_shape %t [[0, 1], [2]] output_shape [%n, 2, 4] : tensor<?x4xf32> into tensor<?x2x4xf32>
  return %0 : tensor<?x2x4xf32>
}

// -----

// CHECK-LABEL: func.func @collapse(%arg0: memref<?x4xf32, strided<[?, ?], offset: ?>>, %arg1: index) -> (memref<?xf32>, memref<8xf32>) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %dim = memref.dim %arg0, %c0 : memref<?x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc(%dim) {alignment = 64 : i64} : memref<?x4xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<?x4xf32, strided<[?, ?], offset: ?>> to memref<?x4xf32>
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %alloc {{\[\[}}0, 1]] : memref<?x4xf32> into memref<?xf32>
// CHECK-NEXT:   %alloc_0 = memref.alloc() {alignment = 64 : i64} : memref<2x4xf32>
// CHECK-NEXT:   %collapse_shape_1 = memref.collapse_shape %alloc_0 {{\[\[}}0, 1]] : memref<2x4xf32> into memref<8xf32>
// CHECK-NEXT:   return %collapse_shape, %collapse_shape_1 : memref<?xf32>, memref<8xf32>
// CHECK-NEXT: }
func.func @collapse(%t: tensor<?x4xf32>, %n: index) -> (tensor<?xf32>, tensor<8xf32>) {
  %0 = tensor.collapse_shape %t [[0, 1]] : tensor<?x4xf32> into tensor<?xf32>
  %1 = tensor.empty() : tensor<2x4xf32>
  %2 = tensor.collapse_shape %1 [[0, 1]] : tensor<2x4xf32> into tensor<8xf32>
  return %0, %2 : tensor<?xf32>, tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @collapse_slice(%arg0: index) -> (memref<4xf32>, memref<f32, strided<[], offset: ?>>) {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8x4xf32>
// CHECK-NEXT:   %subview = memref.subview %alloc[0, 0] [2, 2] [1, 1] : memref<8x4xf32> to memref<2x2xf32, strided<[4, 1]>>
// CHECK-NEXT:   %alloc_0 = memref.alloc() {alignment = 64 : i64} : memref<2x2xf32>
// CHECK-NEXT:   memref.copy %subview, %alloc_0 : memref<2x2xf32, strided<[4, 1]>> to memref<2x2xf32>
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %alloc_0 {{\[\[}}0, 1]] : memref<2x2xf32> into memref<4xf32>
// CHECK-NEXT:   %subview_1 = memref.subview %alloc[%arg0, 0] [1, 1] [1, 1] : memref<8x4xf32> to memref<1x1xf32, strided<[4, 1], offset: ?>>
// CHECK-NEXT:   %collapse_shape_2 = memref.collapse_shape %subview_1 [] : memref<1x1xf32, strided<[4, 1], offset: ?>> into memref<f32, strided<[], offset: ?>>
// CHECK-NEXT:   return %collapse_shape, %collapse_shape_2 : memref<4xf32>, memref<f32, strided<[], offset: ?>>
// CHECK-NEXT: }
func.func @collapse_slice(%n: index) -> (tensor<4xf32>, tensor<f32>) {
  %1 = tensor.empty() : tensor<8x4xf32>
  %s = tensor.extract_slice %1[0, 0][2, 2][1, 1] : tensor<8x4xf32> to tensor<2x2xf32>
  %2 = tensor.collapse_shape %s [[0, 1]] : tensor<2x2xf32> into tensor<4xf32>
  %s1 = tensor.extract_slice %1[%n, 0][1, 1][1, 1] : tensor<8x4xf32> to tensor<1x1xf32>
  %3 = tensor.collapse_shape %s1 [] : tensor<1x1xf32> into tensor<f32>
  return %2, %3 : tensor<4xf32>, tensor<f32>
}

// -----

// CHECK-LABEL: func.func @reshape(%arg0: memref<?xf32, strided<[?], offset: ?>>, %arg1: memref<2xindex, strided<[?], offset: ?>>, %arg2: memref<?xindex, strided<[?], offset: ?>>) -> (memref<?x?xf32>, memref<*xf32>) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %dim = memref.dim %arg0, %c0 : memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc(%dim) {alignment = 64 : i64} : memref<?xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32>
// CHECK-NEXT:   %reshape = memref.reshape %alloc(%arg1) : (memref<?xf32>, memref<2xindex, strided<[?], offset: ?>>) -> memref<?x?xf32>
// CHECK-NEXT:   %c0_0 = arith.constant 0 : index
// CHECK-NEXT:   %dim_1 = memref.dim %arg0, %c0_0 : memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc_2 = memref.alloc(%dim_1) {alignment = 64 : i64} : memref<?xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc_2 : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32>
// CHECK-NEXT:   %reshape_3 = memref.reshape %alloc_2(%arg2) : (memref<?xf32>, memref<?xindex, strided<[?], offset: ?>>) -> memref<*xf32>
// CHECK-NEXT:   return %reshape, %reshape_3 : memref<?x?xf32>, memref<*xf32>
// CHECK-NEXT: }
func.func @reshape(%t: tensor<?xf32>, %s: tensor<2xindex>, %u: tensor<?xindex>) -> (tensor<?x?xf32>, tensor<*xf32>) {
  %0 = tensor.reshape %t(%s) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  %1 = tensor.reshape %t(%u) : (tensor<?xf32>, tensor<?xindex>) -> tensor<*xf32>
  return %0, %1 : tensor<?x?xf32>, tensor<*xf32>
}

// -----

// CHECK-LABEL: func.func @pad(%arg0: memref<?x4xf32, strided<[?, ?], offset: ?>>, %arg1: index, %arg2: f32) -> memref<?x?xf32> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %dim = memref.dim %arg0, %c0 : memref<?x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   %0 = arith.addi %arg1, %dim : index
// CHECK-NEXT:   %c2 = arith.constant 2 : index
// CHECK-NEXT:   %1 = arith.addi %0, %c2 : index
// CHECK-NEXT:   %c5 = arith.constant 5 : index
// CHECK-NEXT:   %2 = arith.addi %c5, %arg1 : index
// CHECK-NEXT:   %alloc = memref.alloc(%1, %2) {alignment = 64 : i64} : memref<?x?xf32>
// CHECK-NEXT:   %c0_0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.parallel (%arg3, %arg4) = (%c0_0, %c0_0) to (%1, %2) step (%c1, %c1) {
// CHECK-NEXT:     memref.store %arg2, %alloc[%arg3, %arg4] : memref<?x?xf32>
// CHECK-NEXT:     scf.reduce 
// CHECK-NEXT:   }
// CHECK-NEXT:   %subview = memref.subview %alloc[%arg1, 1] [%dim, 4] [1, 1] : memref<?x?xf32> to memref<?x4xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   memref.copy %arg0, %subview : memref<?x4xf32, strided<[?, ?], offset: ?>> to memref<?x4xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   return %alloc : memref<?x?xf32>
// CHECK-NEXT: }
func.func @pad(%t: tensor<?x4xf32>, %n: index, %v: f32) -> tensor<?x?xf32> {
  %0 = tensor.pad %t low[%n, 1] high[2, %n] {
  ^bb0(%i: index, %j: index):
    tensor.yield %v : f32
  } : tensor<?x4xf32> to tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @concat(%arg0: memref<?x4xf32, strided<[?, ?], offset: ?>>, %arg1: memref<3x4xf32, strided<[?, ?], offset: ?>>) -> memref<?x4xf32> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %dim = memref.dim %arg0, %c0 : memref<?x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   %c0_0 = arith.constant 0 : index
// CHECK-NEXT:   %dim_1 = memref.dim %arg0, %c0_0 : memref<?x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %0 = arith.addi %dim, %c3 : index
// CHECK-NEXT:   %1 = arith.addi %0, %dim_1 : index
// CHECK-NEXT:   %alloc = memref.alloc(%1) {alignment = 64 : i64} : memref<?x4xf32>
// CHECK-NEXT:   %subview = memref.subview %alloc[0, 0] [%dim, 4] [1, 1] : memref<?x4xf32> to memref<?x4xf32, strided<[4, 1]>>
// CHECK-NEXT:   memref.copy %arg0, %subview : memref<?x4xf32, strided<[?, ?], offset: ?>> to memref<?x4xf32, strided<[4, 1]>>
// CHECK-NEXT:   %subview_2 = memref.subview %alloc[%dim, 0] [3, 4] [1, 1] : memref<?x4xf32> to memref<3x4xf32, strided<[4, 1], offset: ?>>
// CHECK-NEXT:   memref.copy %arg1, %subview_2 : memref<3x4xf32, strided<[?, ?], offset: ?>> to memref<3x4xf32, strided<[4, 1], offset: ?>>
// CHECK-NEXT:   %c3_3 = arith.constant 3 : index
// CHECK-NEXT:   %2 = arith.addi %dim, %c3_3 : index
// CHECK-NEXT:   %subview_4 = memref.subview %alloc[%2, 0] [%dim_1, 4] [1, 1] : memref<?x4xf32> to memref<?x4xf32, strided<[4, 1], offset: ?>>
// CHECK-NEXT:   memref.copy %arg0, %subview_4 : memref<?x4xf32, strided<[?, ?], offset: ?>> to memref<?x4xf32, strided<[4, 1], offset: ?>>
// CHECK-NEXT:   return %alloc : memref<?x4xf32>
// CHECK-NEXT: }
func.func @concat(%t: tensor<?x4xf32>, %u: tensor<3x4xf32>) -> tensor<?x4xf32> {
  %0 = tensor.concat dim(0) %t, %u, %t : (tensor<?x4xf32>, tensor<3x4xf32>, tensor<?x4xf32>) -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// -----

// CHECK-LABEL: func.func @cast(%arg0: memref<?x4xf32, strided<[?, ?], offset: ?>>) -> (memref<3x4xf32, strided<[?, ?], offset: ?>>, memref<*xf32>, memref<?x?xf32, strided<[?, ?], offset: ?>>) {
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<?x4xf32, strided<[?, ?], offset: ?>> to memref<3x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   %cast_0 = memref.cast %arg0 : memref<?x4xf32, strided<[?, ?], offset: ?>> to memref<*xf32>
// CHECK-NEXT:   %cast_1 = memref.cast %cast_0 : memref<*xf32> to memref<?x?xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   return %cast, %cast_0, %cast_1 : memref<3x4xf32, strided<[?, ?], offset: ?>>, memref<*xf32>, memref<?x?xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT: }
func.func @cast(%t: tensor<?x4xf32>) -> (tensor<3x4xf32>, tensor<*xf32>, tensor<?x?xf32>) {
  %0 = tensor.cast %t : tensor<?x4xf32> to tensor<3x4xf32>
  %1 = tensor.cast %t : tensor<?x4xf32> to tensor<*xf32>
  %2 = tensor.cast %1 : tensor<*xf32> to tensor<?x?xf32>
  return %0, %1, %2 : tensor<3x4xf32>, tensor<*xf32>, tensor<?x?xf32>
}
