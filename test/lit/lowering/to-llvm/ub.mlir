// RUN: adopt %s --convert-ub-to-llvm | adopt-filecheck %s

// CHECK-LABEL: func.func @poison
func.func @poison() -> (index, vector<2xf32>, tensor<2xf32>) {
  // CHECK: llvm.mlir.poison : i64
  // CHECK: llvm.mlir.poison : vector<2xf32>
  // CHECK: ub.poison : tensor<2xf32>
  %0 = ub.poison : index
  %1 = ub.poison : vector<2xf32>
  %2 = ub.poison : tensor<2xf32>
  return %0, %1, %2 : index, vector<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @unreachable
func.func @unreachable() {
  // CHECK-NEXT: llvm.unreachable
  ub.unreachable
}
