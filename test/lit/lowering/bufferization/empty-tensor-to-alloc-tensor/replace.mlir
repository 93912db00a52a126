// RUN: adopt %s -empty-tensor-to-alloc-tensor | adopt-filecheck %s

// CHECK-LABEL: func.func @f(
// CHECK-NEXT:    %[[NEW:.*]] = bufferization.alloc_tensor(%arg0) : tensor<?x4xf32>
// CHECK-NEXT:    return %[[NEW]]
func.func @f(%n: index) -> tensor<?x4xf32> {
  %0 = tensor.empty(%n) : tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
