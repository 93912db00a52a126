// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @transpose(%arg0: memref<2x3x?xf32>, %arg1: memref<?x2x3xf32>, %arg2: tensor<2x3xf32>, %arg3: tensor<3x2xf32>) -> tensor<3x2xf32> {
// CHECK-NEXT:   linalg.transpose ins(%arg0 : memref<2x3x?xf32>) outs(%arg1 : memref<?x2x3xf32>) permutation = [2, 0, 1] 
// CHECK-NEXT:   %transposed = linalg.transpose ins(%arg2 : tensor<2x3xf32>) outs(%arg3 : tensor<3x2xf32>) permutation = [1, 0] 
// CHECK-NEXT:   return %transposed : tensor<3x2xf32>
// CHECK-NEXT: }
func.func @transpose(%a: memref<2x3x?xf32>, %b: memref<?x2x3xf32>, %t: tensor<2x3xf32>, %u: tensor<3x2xf32>) -> tensor<3x2xf32> {
  linalg.transpose ins(%a : memref<2x3x?xf32>) outs(%b : memref<?x2x3xf32>) permutation = [2, 0, 1]
  %0 = linalg.transpose ins(%t : tensor<2x3xf32>) outs(%u : tensor<3x2xf32>) permutation = [1, 0]
  return %0 : tensor<3x2xf32>
}

// -----

// CHECK: func.func @broadcast(%arg0: memref<?xf32>, %arg1: memref<4x?x5xf32>, %arg2: tensor<f32>, %arg3: tensor<2x3xf32>) -> tensor<2x3xf32> {
// CHECK-NEXT:   linalg.broadcast ins(%arg0 : memref<?xf32>) outs(%arg1 : memref<4x?x5xf32>) dimensions = [0, 2] 
// CHECK-NEXT:   linalg.broadcast ins(%arg0 : memref<?xf32>) outs(%arg1 : memref<4x?x5xf32>) dimensions = [2, 0]  {note}
// CHECK-NEXT:   %broadcasted = linalg.broadcast ins(%arg2 : tensor<f32>) outs(%arg3 : tensor<2x3xf32>) dimensions = [0, 1] 
// CHECK-NEXT:   return %broadcasted : tensor<2x3xf32>
// CHECK-NEXT: }
func.func @broadcast(%a: memref<?xf32>, %b: memref<4x?x5xf32>, %s: tensor<f32>, %t: tensor<2x3xf32>) -> tensor<2x3xf32> {
  linalg.broadcast ins(%a : memref<?xf32>) outs(%b : memref<4x?x5xf32>) dimensions = [0, 2]
  linalg.broadcast ins(%a : memref<?xf32>) outs(%b : memref<4x?x5xf32>) dimensions = [2, 0] {note}
  %0 = linalg.broadcast ins(%s : tensor<f32>) outs(%t : tensor<2x3xf32>) dimensions = [0, 1]
  return %0 : tensor<2x3xf32>
}
