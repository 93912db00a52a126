// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt | adopt-filecheck %s

// CHECK:      func.func @soft(%arg0: tensor<2x?x4xf32>, %arg1: tensor<2x?x4xf32>, %arg2: memref<2x4xf32>) -> tensor<2x?x4xf32> {
// CHECK-NEXT:   %0 = linalg.softmax dimension(1) ins(%arg0 : tensor<2x?x4xf32>) outs(%arg1 : tensor<2x?x4xf32>) -> tensor<2x?x4xf32>
// CHECK-NEXT:   linalg.softmax {foo} dimension(1) ins(%arg2 : memref<2x4xf32>) outs(%arg2 : memref<2x4xf32>)
// CHECK-NEXT:   return %0 : tensor<2x?x4xf32>
// CHECK-NEXT: }
func.func @soft(%a: tensor<2x?x4xf32>, %b: tensor<2x?x4xf32>, %m: memref<2x4xf32>) -> tensor<2x?x4xf32> {
  %0 = linalg.softmax dimension(1) ins(%a : tensor<2x?x4xf32>) outs(%b: tensor<2x?x4xf32>) -> tensor<2x?x4xf32>
  linalg.softmax {foo} dimension(1) ins(%m : memref<2x4xf32>) outs(%m: memref<2x4xf32>)
  return %0 : tensor<2x?x4xf32>
}
