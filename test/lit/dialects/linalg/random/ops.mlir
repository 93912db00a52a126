// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt | adopt-filecheck %s

// CHECK:      func.func @rng(%arg0: f64, %arg1: i32, %arg2: tensor<4x5xf32>) -> tensor<4x5xf32> {
// CHECK-NEXT:   %0 = linalg.fill_rng_2d ins(%arg0, %arg0, %arg1 : f64, f64, i32) outs(%arg2 : tensor<4x5xf32>) -> tensor<4x5xf32>
// CHECK-NEXT:   return %0 : tensor<4x5xf32>
// CHECK-NEXT: }
func.func @rng(%a: f64, %s: i32, %o: tensor<4x5xf32>) -> tensor<4x5xf32> {
  %0 = linalg.fill_rng_2d ins(%a, %a, %s : f64, f64, i32) outs(%o : tensor<4x5xf32>) -> tensor<4x5xf32>
  return %0 : tensor<4x5xf32>
}
