// RUN: adopt %s -one-shot-bufferize="bufferize-function-boundaries test-analysis-only print-conflicts" | adopt-filecheck %s

// CHECK-LABEL: func.func @conflict(%arg0: tensor<4xf32> {bufferization.access = "read"}, %arg1: tensor<4xf32> {bufferization.access = "none"}, %arg2: index, %arg3: f32)
// CHECK-SAME:  attributes {"C_0[DEF: bbArg 0]"}
// CHECK-NEXT:    %inserted = tensor.insert %arg3 into %arg0[%arg2] {"C_0[CONFL-WRITE: 1]", __inplace_operands_attr__ = ["none", "false", "none"]} : tensor<4xf32>
// CHECK-NEXT:    %extracted = tensor.extract %arg0[%arg2] {"C_0[READ: 0]", __inplace_operands_attr__ = ["true", "none"]} : tensor<4xf32>
// CHECK-NEXT:    return {__inplace_operands_attr__ = ["true", "none"]} %inserted, %extracted : tensor<4xf32>, f32
func.func @conflict(%t: tensor<4xf32>, %u: tensor<4xf32>, %i: index, %v: f32) -> (tensor<4xf32>, f32) {
  %0 = tensor.insert %v into %t[%i] : tensor<4xf32>
  %x = tensor.extract %t[%i] : tensor<4xf32>
  return %0, %x : tensor<4xf32>, f32
}

// CHECK-LABEL: func.func @equivalent(%arg0: tensor<4xf32> {bufferization.access = "read-write"}, %arg1: index, %arg2: f32)
// CHECK:         return {__equivalent_func_args__ = [-1, 0], __inplace_operands_attr__ = ["none", "true"]}
func.func @equivalent(%t: tensor<4xf32>, %i: index, %v: f32) -> (f32, tensor<4xf32>) {
  %0 = tensor.insert %v into %t[%i] : tensor<4xf32>
  return %v, %0 : f32, tensor<4xf32>
}
